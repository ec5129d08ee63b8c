"""Who is spoken to, and when a text was issued in which something is said."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def addressed(reader: Reader, text: str) -> list[str]:
    """The names of those whom the first statement of a text addresses."""
    report = reader.read(document_of(text))
    names = {actor.id: actor.name for actor in report.actors}
    return [names[one] for one in report.statements[0].addressees]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor told reporters that the bridge was closed.", ["reporters"]),
        ('"The bridge is closed," Ana Feld told reporters on Monday.', ["reporters"]),
        ("We have no money for it, Ana Feld told reporters.", ["reporters"]),
        ('"The bridge is closed," Ana Feld said to reporters.', ["reporters"]),
        ("Ana Feld accused Jon Arl of closing the bridge.", ["Jon Arl"]),
        ("Ana Feld accused the council of fraud.", ["the council"]),
        ("Ana Feld pleaded with the council to open the bridge.", ["the council"]),
        ("Ana Feld alleged that Jon Arl closed the bridge.", ["Jon Arl"]),
        ("Ana Feld alleged that the bridge was closed by Jon Arl.", ["Jon Arl"]),
        ('"The bridge is closed," Ana Feld said.', []),
        # What goes to somebody is no word to somebody.
        ("Ana Feld denied any help to Jon Arl.", []),
    ],
)
def test_who_is_told_or_accused_is_addressed(reader: Reader, text: str, names: list[str]) -> None:
    assert addressed(reader, text) == names


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("According to a letter on Monday by Ana Feld, the bridge was closed.", "Monday"),
        ("According to a survey published in 2017 by the board, the bridge was closed.", "2017"),
        ("According to Ana Feld, the bridge was closed on Monday.", None),
    ],
)
def test_a_text_has_the_day_it_was_issued(reader: Reader, text: str, time: str | None) -> None:
    report = reader.read(document_of(text))
    times = {one.id: one.evidence[0].text for one in report.times}
    found = report.statements[0].time
    assert (times[found] if found is not None else None) == time

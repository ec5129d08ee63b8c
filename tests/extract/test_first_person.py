"""The first person of what is quoted is whoever says it."""

from __future__ import annotations

import pytest

from onrecord.extract.first_person import FirstPerson
from onrecord.pipeline import Reader
from onrecord.record import Actor, Report
from onrecord.source.plain import document_of


def speaking(report: Report, word: str) -> list[str]:
    """The names of the actors that a word stands for."""
    return [actor.name for actor in report.actors if any(one.text == word for one in actor.mentions)]


def named(report: Report, name: str) -> Actor:
    return next(actor for actor in report.actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ('"I closed the bridge," Ana Feld told the council on Monday.', "I", ["Ana Feld"]),
        ('Ana Feld said: "The council closed the bridge behind me."', "me", ["Ana Feld"]),
        ('"We closed the bridge," the harbour union said on Monday.', "We", ["the harbour union"]),
        # A person's "we" is of others too, and nobody says who.
        ('"We closed the bridge," Ana Feld told the council on Monday.', "We", []),
        ("Ana Feld told the council that I had closed the bridge.", "I", []),
        ('"I closed the bridge," somebody wrote on the wall.', "I", []),
    ],
)
def test_the_first_person_is_whoever_says_it(reader: Reader, text: str, word: str, speaker: list[str]) -> None:
    assert speaking(reader.read(document_of(text)), word) == speaker


def test_of_statements_in_one_another_the_inner_tells(reader: Reader) -> None:
    text = 'Ana Feld said that Rosa Illin had told her: "I closed the bridge."'
    assert "Ana Feld" not in speaking(reader.read(document_of(text)), "I")


def test_the_actor_keeps_its_place_and_says_why(reader: Reader) -> None:
    report = reader.read(document_of('Rosa Illin met Ana Feld. "I closed the bridge," Feld said.'))
    feld = named(report, "Ana Feld")
    assert [one.text for one in feld.mentions] == ["Ana Feld", "I", "Feld"]
    assert feld.provenance.rule.endswith("the first person of its own statement")
    assert report.actors.index(feld) == 1
    assert FirstPerson().name in [stage.name for stage in reader.stages]

"""Lines that are signed with a dash and a name."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def signed(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    """Source, words and manner of the statements that are signed."""
    statements = reader.read(document_of(text)).statements
    assert all(one.source_span is not None for one in statements)
    return [
        (one.source_span.text, one.content[0].text, one.manner)
        for one in statements
        if one.source_span is not None and one.provenance.rule == "a dash and a name sign the line"
    ]


def test_a_quotation_is_of_who_signs_it(reader: Reader) -> None:
    text = (
        'Voices on the bridge\n\n"The bridge must stay for all of us." \u2014 Ana Reit\n'
        '"It costs too much." \u2014 Jon Arl, Lessen\n\nThe council meets on Monday.'
    )
    assert signed(reader, text) == [
        ("Ana Reit", '"The bridge must stay for all of us."', "direct"),
        ("Jon Arl", '"It costs too much."', "direct"),
    ]


def test_a_post_is_of_who_has_the_handle(reader: Reader) -> None:
    text = (
        "The mayor answered on Monday.\n\nThe bridge stays open, all of it. \u2014 Ana Reit (@anareit) May 18, 2021\n\n"
        "The council meets on Friday."
    )
    assert signed(reader, text) == [("Ana Reit", "The bridge stays open, all of it.", "direct")]


def test_voices_without_marks_are_several(reader: Reader) -> None:
    text = (
        "The bridge must stay for all of us. \u2014 Ana Reit\nIt costs too much, all told. \u2015 Jon Arl\n"
        "Nobody asked me about it. -- Mia Feld"
    )
    assert [source for source, _, _ in signed(reader, text)] == ["Ana Reit", "Jon Arl", "Mia Feld"]


@pytest.mark.parametrize(
    "text",
    [
        # Who signs a report has written it.
        "The bridge was closed on Monday. The council meets on Friday.\n\nThe mayor was not in town. \u2014 Ana Reit",
        "BRENNA \u2014 The bridge was closed on Monday, said Ana Reit.",
        '"No." \u2014 Ana Reit',
    ],
)
def test_other_dashes_sign_nothing(reader: Reader, text: str) -> None:
    assert signed(reader, text) == []

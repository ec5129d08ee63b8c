"""What is done by saying something, told from what is said where the cue is only "said"."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.extract.statements.kinds import WORDS, words_of
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"Give us six hours," Ana Feld said.', "demand"),
        ('"They must leave the port," Ana Feld said.', "demand"),
        ('"I urge the members to come back," Ana Feld said.', "demand"),
        ('"Thank the members for me," Ana Feld said.', "assertion"),
        ('"We will open the bridge on Friday," Ana Feld said.', "promise"),
        ("Ana Feld said her board would open the bridge.", "promise"),
        ("Ana Feld said she would open the bridge if the river fell.", "assertion"),
        ('"We will win," Ana Feld said.', "assertion"),
        ('"We will never open the bridge," Ana Feld said.', "denial"),
        ("The mayor said the river would rise.", "assertion"),
        ('"If they come back, we will destroy the bridge," Ana Feld said.', "threat"),
        ('"We fired no rockets on Monday," the ministry said.', "denial"),
        ('"Our guns have not touched a single house," the ministry said.', "denial"),
        ('"We did not know that," Ana Feld said.', "assertion"),
        ("The ministry said the report was false.", "denial"),
        ("The ministry said the report was not true.", "denial"),
        ('"That is unacceptable," Ana Feld said.', "evaluation"),
        ("Ana Feld said the bridge was a mistake.", "evaluation"),
        ("Ana Feld said the bridge came too early.", "evaluation"),
        ("Ana Feld said the bridge was closed.", "assertion"),
        ('"Is the bridge safe?" Ana Feld said.', "question"),
        ("Ana Feld claimed to have closed the bridge.", "assertion"),
    ],
)
def test_what_is_said_tells_the_kind(reader: Reader, text: str, kind: str) -> None:
    assert reader.read(document_of(text)).statements[0].kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Ana Feld called the deal bad for farmers on Monday.", "evaluation", ["the deal bad for farmers"]),
        ("Ana Feld described the bridge as unsafe.", "evaluation", ["the bridge as unsafe"]),
        ("The bridge was described by Ana Feld as unsafe.", "evaluation", ["The bridge", "as unsafe"]),
        (
            "Ana Feld thanked the dockers, declaring it another fine Tuesday for the town.",
            "evaluation",
            ["it another fine Tuesday for the town"],
        ),
        ("The cost is estimated at four million euros.", "estimate", ["The cost", "at four million euros"]),
        ("Ana Feld pleaded with the council to open the bridge.", "demand", ["to open the bridge"]),
    ],
)
def test_a_cue_s_frame_tells_the_kind_and_what_is_said(
    reader: Reader, text: str, kind: str, content: list[str]
) -> None:
    statements = reader.read(document_of(text)).statements
    assert (kind, content) in [(one.kind, [span.text for span in one.content]) for one in statements]


def test_what_a_law_lays_down_is_no_statement(reader: Reader) -> None:
    assert reader.read(document_of("The law says that farmers must vote.")).statements == ()
    assert len(reader.read(document_of("The ministry says that farmers must vote.")).statements) == 1


def test_the_tables_hold_words() -> None:
    tables = [name for name in lexicon.document(WORDS) if name != "about"]
    assert all(words_of(table) and "" not in words_of(table) for table in tables)

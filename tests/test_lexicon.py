"""Every entry of every lexicon: its form, and its example sentences read through the whole pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from onrecord import lexicon
from onrecord.errors import LexiconError
from onrecord.lexicon import Example
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of

# The day on which every example sentence is published.
PUBLISHED = "2021-05-18"


@dataclass(frozen=True)
class Word:
    """A made-up entry."""

    key: str
    id: str
    lemma: str = ""


def entry_keys_by_sentence(reader: Reader, sentences: list[str]) -> dict[str, set[str]]:
    """The keys of all entries that took part in reading each sentence."""
    reports = reader.read_all(document_of(sentence, published=PUBLISHED) for sentence in sentences)
    return {
        sentence: {key for record in report.records() for key in record.provenance.inputs}
        for sentence, report in zip(sentences, reports, strict=True)
    }


@pytest.fixture(scope="module")
def found(reader: Reader) -> dict[str, set[str]]:
    """Every example sentence of every lexicon with the keys of the entries found in it."""
    sentences = sorted({example.sentence for name in lexicon.file_names() for example in lexicon.examples(name)})
    return entry_keys_by_sentence(reader, sentences)


@pytest.mark.parametrize("name", lexicon.file_names())
def test_every_example_holds(name: str, found: dict[str, set[str]]) -> None:
    wrong = [
        f"{example.key} {'not found' if example.found else 'found'} in: {example.sentence}"
        for example in lexicon.examples(name)
        if (example.key in found[example.sentence]) != example.found
    ]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A lexicon file that exists only in this test."""
    written: dict[str, object] = {}
    monkeypatch.setattr(lexicon, "document", cache(lambda name: written))
    lexicon.entries.cache_clear()
    lexicon.examples.cache_clear()
    return written


def test_entries_know_their_key(made_up: dict[str, object]) -> None:
    made_up["entries"] = [{"id": "say", "lemma": "say", "finds": "x", "ignores": "y"}]
    assert lexicon.entries("lexicon/en/made", Word) == (Word("made/say", "say", "say"),)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "no list of entries"),
        (["say"], "must be a mapping"),
        ([{"id": "a"}, {"id": "a"}], "given twice"),
        ([{"id": "a", "lema": "b"}], "unknown fields: lema"),
        ([{"id": "a", "lemma": 3}], "'a'"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(made_up: dict[str, object], entries: object, message: str) -> None:
    made_up["entries"] = entries
    with pytest.raises(LexiconError, match=message):
        lexicon.entries("lexicon/en/made", Word)


def test_an_entry_without_examples_is_refused(made_up: dict[str, object]) -> None:
    made_up["entries"] = [{"id": "a", "finds": "x"}]
    with pytest.raises(LexiconError, match="no sentence under `ignores:`"):
        lexicon.examples("lexicon/en/made")


def test_a_table_s_examples_hold_for_each_row(made_up: dict[str, object]) -> None:
    made_up.update(finds="The {lemma} came.", ignores="Nobody.", entries=[{"id": "a", "lemma": ["boat", "ship"]}])
    assert lexicon.examples("lexicon/en/made") == (
        Example("made/a", "The boat came.", True),
        Example("made/a", "Nobody.", False),
    )


def test_a_missing_file_names_those_that_are_there() -> None:
    with pytest.raises(LexiconError, match="does not exist; files there: lexicon/en"):
        lexicon.document("lexicon/en/nowhere")

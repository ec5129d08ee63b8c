"""Names read side by side are those that spaCy's own recognizer finds one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.language.entities import EntityReader, entity_reader
from onrecord.language.spacy_adapter import SpacyAnnotator

if TYPE_CHECKING:
    from spacy.tokens import Doc

ODD = [
    "",
    " ",
    "Varna",
    "Mayor Ana Ruiz met Tomas Lindqvist of the Water Board in Port Harlan on Tuesday.  She left.\n",
    "The Northern   Clinic\tin Sel Marrin, the North Quay Harbour Authority and 14 others",
    "Ana\nRuiz",
]


@pytest.fixture(scope="module")
def parsed(annotator: SpacyAnnotator, samples: dict[str, str]) -> list[Doc]:
    lines = [line for text in samples.values() for line in text.splitlines()]
    return list(annotator._nlp.pipe([*lines, *ODD], disable=["attribute_ruler", "lemmatizer"]))


def reader_of(annotator: SpacyAnnotator) -> EntityReader:
    found = entity_reader(annotator._nlp)
    assert found is not None
    return found


def test_the_same_names_as_one_by_one(annotator: SpacyAnnotator, parsed: list[Doc]) -> None:
    expected = [[(ent.start, ent.end, ent.label_) for ent in doc.ents] for doc in parsed]
    found = [[tuple(name) for name in names] for names in reader_of(annotator).entities(parsed)]
    assert sum(map(len, expected)) > 100
    assert found == expected


def test_the_size_of_the_batch_changes_nothing(annotator: SpacyAnnotator, parsed: list[Doc]) -> None:
    reader = reader_of(annotator)
    together = reader.entities(parsed)
    assert [reader.entities([doc])[0] for doc in parsed] == together


def test_no_segments_have_no_names(annotator: SpacyAnnotator) -> None:
    assert reader_of(annotator).entities([]) == []


def test_a_pipeline_without_a_recognizer_has_no_reader() -> None:
    import spacy

    assert entity_reader(spacy.blank("en")) is None

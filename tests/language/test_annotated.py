"""The annotated document: navigation over tokens made by hand, and the adapter over real sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LanguageError
from onrecord.language import AnnotatedDocument
from onrecord.language.segments import LONGEST, segments_of
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.source.plain import document_of
from onrecord.text import Document, Part

ODD = "The “mayor said\r\nשלום עולם 😀 e\u0301t\u00e9 \u201cno end\u2028 \u00a0 O'Brien's 12,5 %"


def annotated(annotator: SpacyAnnotator, text: str) -> AnnotatedDocument:
    return annotator.annotate(document_of(text))


def test_tokens_stand_where_they_say(annotator: SpacyAnnotator) -> None:
    doc = annotated(annotator, ODD)
    assert [token.text for token in doc.tokens] == [doc.text[token.start : token.end] for token in doc.tokens]
    assert [token.index for token in doc.tokens] == list(range(len(doc.tokens)))


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("aZ é\u0301ש😀\r\n\t .,\"“”'-1("), max_size=120))
def test_any_text_is_annotated_without_a_false_offset(annotator: SpacyAnnotator, text: str) -> None:
    doc = annotated(annotator, text)
    for token in doc.tokens:
        assert doc.text[token.start : token.end] == token.text
        assert doc.sentence_of(token).first <= token.head < doc.sentence_of(token).last
    for sentence in doc.sentences:
        assert doc.tokens[sentence.first].start == sentence.start


def test_sentences_never_cross_a_part(annotator: SpacyAnnotator) -> None:
    text = "Taken by the wire\n\nBridge closes\n\nThe mayor closed the bridge. It was old."
    doc = annotated(annotator, text)
    for sentence in doc.sentences:
        part = doc.document.part_at(sentence.start)
        assert part is not None
        assert sentence.end <= part.end
        assert sentence.part == part.kind


def test_wrapped_lines_make_one_sentence(annotator: SpacyAnnotator) -> None:
    text = "The mayor of the town, who had been away for some days and came back on Sunday,\nclosed the old bridge."
    doc = annotator.annotate(Document(text, (Part("paragraph", 0, len(text)),)))
    assert len(doc.sentences) == 1


def test_children_by_relation_take_subtypes(annotator: SpacyAnnotator) -> None:
    doc = annotated(annotator, "The bridge was closed by the mayor.")
    root = next(token for token in doc.tokens if token.is_root)
    assert [token.text for token in doc.children(root, "nsubj")] == ["bridge"]
    assert [token.text for token in doc.children(root, "nsubj:pass")] == ["bridge"]
    assert [token.text for token in doc.children(root, "obl:agent")] == ["mayor"]
    assert [token.text for token in doc.subtree(doc.children(root, "nsubj")[0])] == ["The", "bridge"]
    assert [token.text for token in doc.ancestors(doc.tokens[0])] == ["bridge", "closed"]


def test_tokens_in_lie_wholly_between(annotator: SpacyAnnotator) -> None:
    doc = annotated(annotator, "The mayor closed the bridge.")
    assert [token.text for token in doc.tokens_in(0, 9)] == ["The", "mayor"]
    assert [token.text for token in doc.tokens_in(1, 9)] == ["mayor"]
    assert doc.tokens_in(5, 5) == ()


def test_the_order_of_reading_changes_nothing(annotator: SpacyAnnotator) -> None:
    one, other = document_of("The ferries were late and the ferry left."), document_of("Ferry ferries ferry people.")
    fresh = SpacyAnnotator()
    assert list(fresh.annotate_all([other, one]))[1] == annotator.annotate(one)


def test_a_missing_pipeline_says_what_to_do() -> None:
    with pytest.raises(LanguageError, match="install its package"):
        SpacyAnnotator("no_such_pipeline")


def test_long_lines_are_cut_between_words_and_nothing_is_lost() -> None:
    text = "word " * 5_000
    segments = list(segments_of(Document(text, (Part("paragraph", 0, len(text)),))))
    assert max(segment.end - segment.start for segment in segments) <= LONGEST
    assert "".join(text[segment.start : segment.end] for segment in segments).split() == text.split()
    assert all(text[segment.end - 1 : segment.end + 1] != "wo" for segment in segments)


def test_boilerplate_is_not_parsed(annotator: SpacyAnnotator) -> None:
    doc = annotated(annotator, "Published: 3 March 2021\nBridge closes early this year\n\nThe mayor closed the bridge.")
    assert [sentence.part for sentence in doc.sentences] == ["title", "paragraph"]


def test_combining_marks_stay_in_their_word(annotator: SpacyAnnotator) -> None:
    doc = annotated(annotator, "The cafe\u0301 closed.")
    assert unicodedata.normalize("NFC", doc.tokens[1].text) == "café"

"""Characters and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SpanError
from onrecord.text import Document, OffsetMap, Part, Span, digest_of, hull


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_quote_is_what_stands_there_or_is_refused(text: str, start: int, end: int) -> None:
    document = Document(text)
    if start <= end <= len(text):
        assert document.quote(start, end).text == text[start:end]
    else:
        with pytest.raises(SpanError):
            document.quote(start, end)


def test_a_span_whose_text_has_another_length_is_refused() -> None:
    with pytest.raises(SpanError, match="3 long"):
        Span(0, 3, "four")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_runs_backward_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="does not run forward"):
        Span(start, end, "x")


def test_spans_cover_and_overlap_by_characters() -> None:
    outer, inner, after = Span(0, 4, "abcd"), Span(1, 3, "bc"), Span(4, 5, "e")
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert outer.overlaps(inner)
    assert not outer.overlaps(after)


def test_the_hull_covers_all() -> None:
    document = Document("one two three")
    assert hull([document.quote(4, 7), document.quote(0, 3)], document).text == "one two"


@pytest.mark.parametrize("parts", [(Part("title", 0, 0),), (Part("title", 0, 4), Part("paragraph", 3, 5)),
                                   (Part("title", 0, 99),)])  # fmt: skip
def test_parts_that_are_empty_overlap_or_leave_the_text_are_refused(parts: tuple[Part, ...]) -> None:
    with pytest.raises(SpanError, match="part"):
        Document("a text", parts)


def test_the_part_at_an_offset_is_found_from_zero_on() -> None:
    title, body = Part("title", 0, 4), Part("paragraph", 6, 9)
    document = Document("Head\n\nabc", (title, body))
    assert [document.part_at(at) for at in (0, 3, 4, 6, 8)] == [title, title, None, body, body]


def test_an_offset_map_leads_back_only_where_characters_have_a_place() -> None:
    offsets = OffsetMap(((0, 10, 3), (5, 20, 2)))
    assert [offsets.original(at) for at in range(8)] == [10, 11, 12, None, None, 20, 21, None]
    assert offsets.original_span(0, 7) == (10, 22)
    assert offsets.original_span(0, 5) is None
    assert offsets.original_span(1, 1) is None


@given(st.text(), st.text())
def test_digests_tell_texts_apart(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)

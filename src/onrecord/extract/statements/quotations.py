"""Marked direct speech: where quotation marks open and close, and what stands between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language import AnnotatedDocument
from onrecord.text import Document, Part, Span

PAIRS = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}
DOUBLED = ("''", "``")
# What a quotation may open with.
OPENINGS = re.compile("''|``|[\"\u2018" + "".join(PAIRS) + "]")
# Fewer words between marks are a term or a title rather than speech.
FEWEST_WORDS = 3
# Quotations between single marks from which on they are a report's usual marks.
FEWEST_SINGLE = 3
# Words that may stand between a verb of saying and its quotation: "told the Brenna Post on Monday: ".
WORDS_TO_QUOTATION = 7


@dataclass(frozen=True)
class Quotation:
    """Characters between two quotation marks, the marks included; `closed` is False where the paragraph ends first."""

    span: Span
    closed: bool

    @property
    def words(self) -> int:
        """How many words it holds."""
        return len(self.span.text.split())

    @property
    def is_single(self) -> bool:
        """Whether it stands between single marks, as a title or a quotation within another does."""
        return self.span.text[0] == "\u2018"


class Quotations:
    """All quotations of a document, by place."""

    def __init__(self, document: Document) -> None:
        parts = document.parts or (Part("paragraph", 0, len(document.text)),) if document.text else ()
        self.all = tuple(found for part in parts for found in _in_part(document, part))
        self._starts = [one.span.start for one in self.all]
        single = sum(one.is_single for one in self.all if one.words >= FEWEST_WORDS)
        # Whether anything but a title or a quotation within another is marked.
        self.mark_speech = single >= FEWEST_SINGLE or any(not one.is_single for one in self.all)

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds a character."""
        found = bisect_right(self._starts, offset) - 1
        return self.all[found] if found >= 0 and offset < self.all[found].span.end else None

    def within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share a character with this stretch."""
        return tuple(one for one in self.all if one.span.start < end and one.span.end > start)

    def share(self, span: Span) -> float:
        """How much of a span stands between quotation marks, from 0 to 1."""
        inside = sum(
            min(span.end, one.span.end) - max(span.start, one.span.start) for one in self.within(span.start, span.end)
        )
        return inside / (span.end - span.start) if span.end > span.start else 0.0


def _in_part(document: Document, part: Part) -> Iterator[Quotation]:
    """Quotations within one part; an apostrophe is no mark, and single marks count only at a word's edge."""
    text, at = document.text, part.start
    while at < part.end:
        opening = OPENINGS.search(text, at, part.end)
        if opening is None:
            return
        at = opening.start()
        close = _closing_of(text, at, part)
        if close is None:
            at += 1
            continue
        mark = text[at : at + 2] if text[at : at + 2] in DOUBLED else text[at]
        end = text.find(close, at + len(mark), part.end)
        if end < 0:
            if mark not in ("'", "\u2018") and text[at + 1 : at + 2].strip():
                yield Quotation(document.quote(at, part.end), closed=False)
            return
        yield Quotation(document.quote(at, end + len(close)), closed=True)
        at = end + len(close)


def _closing_of(text: str, at: int, part: Part) -> str | None:
    """The mark that closes the one at this place, or None where none opens here."""
    mark = text[at]
    if text[at : at + 2] in DOUBLED:
        return "''"
    if mark in PAIRS:
        return PAIRS[mark]
    if mark == '"':
        return '"'
    if mark == "\u2018" and (at == part.start or text[at - 1].isspace()) and _closes_later(text, at, part, "\u2019"):
        return "\u2019"
    return None


def _closes_later(text: str, at: int, part: Part, close: str) -> bool:
    """Whether a single mark is closed behind a mark of punctuation, as quotations are and apostrophes are not."""
    end = text.find(close, at + 1, part.end)
    while end >= 0:
        if text[end - 1] in ",.!?" and not text[end + 1 : end + 2].isalnum():
            return True
        end = text.find(close, end + 1, part.end)
    return False


def is_beside(doc: AnnotatedDocument, quotation: Quotation, first: int, last: int) -> bool:
    """Whether a quotation ends right before the words of the cue clause or begins a few words behind them."""
    before = doc.text[quotation.span.end : doc.tokens[first].start]
    if quotation.span.end <= doc.tokens[first].start:
        runs_on = quotation.span.text.rstrip("\"'\u201d\u2019\u00bb").endswith((",", "?", "!", "-", "\u2014", "\u2013"))
        return not before.strip(" ,\u2013\u2014-") and (runs_on or "," in before)
    between = doc.text[doc.tokens[last - 1].end : quotation.span.start]
    return quotation.span.start >= doc.tokens[last - 1].end and len(between.split()) <= WORDS_TO_QUOTATION

"""Characters and places: spans, parts, documents and the way back to what was read. Nothing linguistic."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.errors import SpanError

PartKind = Literal["title", "dateline", "heading", "paragraph", "caption", "boilerplate"]
PART_KINDS: tuple[str, ...] = get_args(PartKind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a report's text, in code points, with their text."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise SpanError(f"span {self.start}:{self.end} does not run forward from 0 or later")
        if len(self.text) != self.end - self.start:
            raise SpanError(
                f"span {self.start}:{self.end} is {self.end - self.start} long, its text {self.text!r} {len(self.text)}"
            )

    def covers(self, other: Span) -> bool:
        """Whether every character of the other span lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


Evidence = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A title, dateline, heading, paragraph, caption or boilerplate of a report, by its place in the text."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where the characters of a document stand in what it was read from.

    `runs` are (start in document, start in original, length), ordered by the first; characters in no run
    (inserted line breaks, decoded entities) have no place in the original.
    """

    runs: tuple[tuple[int, int, int], ...]

    def original(self, offset: int) -> int | None:
        """The place in the original of the character at `offset`, or None where it has none."""
        found = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if found < 0:
            return None
        start, origin, length = self.runs[found]
        return origin + offset - start if offset < start + length else None

    def original_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the original that holds the characters `start` to `end`, or None if an end has no place."""
        if end <= start:
            return None
        first, last = self.original(start), self.original(end - 1)
        return None if first is None or last is None or last < first else (first, last + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it was read: its text unchanged, its parts, and what is known about its publication.

    `published` is an ISO 8601 date or date-time; `offsets` leads back to the bytes' decoded original
    (None where the text is the original).
    """

    text: str
    parts: tuple[Part, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str = "en"
    offsets: OffsetMap | None = None
    warnings: tuple[str, ...] = ()
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest_of(self.text))
        end = 0
        for part in self.parts:
            if not end <= part.start < part.end <= len(self.text):
                raise SpanError(
                    f"part {part.kind} {part.start}:{part.end} is empty, overlaps the one before, or leaves the text"
                )
            end = part.end

    def quote(self, start: int, end: int) -> Span:
        """The span from `start` to `end` of this document's text."""
        if not 0 <= start <= end <= len(self.text):
            raise SpanError(f"span {start}:{end} does not lie in a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def part_at(self, offset: int) -> Part | None:
        """The part that holds the character at `offset`."""
        found = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[found] if found >= 0 and offset < self.parts[found].end else None

    def parts_of(self, *kinds: PartKind) -> Iterator[Part]:
        """The parts of these kinds, in order."""
        return (part for part in self.parts if part.kind in kinds)


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as `sha256:` and 64 hexadecimal digits; lone surrogates count as they are."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hull(spans: Iterable[Span], document: Document) -> Span:
    """The shortest span that covers all of these."""
    known = tuple(spans)
    return document.quote(min(span.start for span in known), max(span.end for span in known))

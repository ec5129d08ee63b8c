"""What the parser sees at once: one part of a document, so that headings and captions never fuse with sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.text import Document, Part, PartKind

# The longest stretch parsed at once, in characters; the parser's memory grows with it.
LONGEST = 8_000
LINES = re.compile(r"[^\r\n\u0085\u2028\u2029\x0b\x0c]+")
LINE_BREAKS = {ord(mark): " " for mark in "\r\n\u0085\u2028\u2029\x0b\x0c"}
READ: frozenset[PartKind] = frozenset({"title", "dateline", "heading", "paragraph", "caption"})


class Segment(NamedTuple):
    """Characters `start` to `end`, in a part of this kind."""

    start: int
    end: int
    kind: PartKind


def segments_of(document: Document) -> Iterator[Segment]:
    """Every part but boilerplate, in order; a document without parts is read line by line."""
    parts = document.parts or tuple(
        Part("paragraph", line.start(), line.end()) for line in LINES.finditer(document.text)
    )
    for part in parts:
        if part.kind in READ:
            yield from _pieces(document.text, part.start, part.end, part.kind)


def parsed_text(document: Document, segment: Segment) -> str:
    """The text of a segment as the parser gets it: of the same length, each line break a space."""
    return document.text[segment.start : segment.end].translate(LINE_BREAKS)


def _pieces(text: str, start: int, end: int, kind: PartKind) -> Iterator[Segment]:
    while end - start > LONGEST:
        cut = text.rfind(". ", start, start + LONGEST) + 1 or text.rfind(" ", start, start + LONGEST) or 0
        cut = cut if cut > start else start + LONGEST
        yield Segment(start, cut, kind)
        start = cut
    if text[start:end].strip():
        yield Segment(start, end, kind)

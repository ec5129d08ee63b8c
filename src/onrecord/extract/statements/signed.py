"""Lines that who wrote or said them signs: '"The bridge must stay." — Ana Reit', "... — Ana Reit (@reit) May 18, 2021".

Readers' voices are printed so, and posts of social media are quoted so. A dash and a name also sign a whole report,
with the name of its writer; a line without marks or a handle therefore counts only where others are signed like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.statements.draft import Draft, Voice
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotations
from onrecord.language import AnnotatedDocument
from onrecord.text import Span

NAME = (
    r"[A-Z\u00c0-\u00de][\w.'\u2019\-]*(?: (?:(?:de|del|la|van|von|al|bin|of) )?[A-Z\u00c0-\u00de][\w.'\u2019\-]*){0,4}"
)
SIGNED = re.compile(
    # From the line's beginning only: a search from every character would take the square of the line's length.
    rf"^[^\S\n]*(?P<said>\S[^\n]*?[.!?\u2026,\"\u201d\u2019\u00bb])\s*(?:[\u2015\u2014\u2013]|--) ?"
    rf"(?P<name>{NAME})(?P<beside> ?\(@\w+\)[^\n]{{0,30}}|, [^\n.!?]{{1,40}})?\.?\s*(?=\n|\Z)",
    re.MULTILINE,
)
# Signed lines without marks from which on they are a collection of voices and not the end of a report.
FEWEST_SIGNED = 3
# Share of the line that stands between marks where it is a quotation.
QUOTED = 0.8


@dataclass(frozen=True)
class _Line:
    """A signed line: what is said, the name that signs it, and whether marks or a handle tell that it is quoted."""

    said: Span
    name: Span
    certain: bool


def signed_drafts(doc: AnnotatedDocument, quotations: Quotations) -> Iterator[Draft]:
    """A statement for every signed line."""
    lines = tuple(_lines(doc, quotations))
    for line in lines:
        words = doc.tokens_in(line.name.start, line.name.end)
        if words and (line.certain or len(lines) >= FEWEST_SIGNED):
            voice = Voice(doc.tops(words)[0], words[0].index, words[-1].index + 1)
            yield Draft((), (line.said,), voice, "assertion", "a dash and a name sign the line", (), direct=True)


def _lines(doc: AnnotatedDocument, quotations: Quotations) -> Iterator[_Line]:
    for part in doc.document.parts:
        # A short line looks like a heading.
        if part.kind not in ("paragraph", "heading"):
            continue
        for found in SIGNED.finditer(doc.text, part.start, part.end):
            said = doc.document.quote(*found.span("said"))
            if len(said.text.split()) >= FEWEST_WORDS:
                certain = "@" in (found["beside"] or "") or quotations.share(said) >= QUOTED
                yield _Line(said, doc.document.quote(*found.span("name")), certain)

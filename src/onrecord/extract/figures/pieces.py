"""A sentence cut into number literals, words and marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = r"[0-9]{1,3}(?:[,\u00a0\u202f\u2009][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+\.[0-9]+|[0-9]+"
PIECE = re.compile(rf"(?P<digits>{DIGITS})|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
SEPARATORS = re.compile(r"[,\u00a0\u202f\u2009]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A literal, word or mark: its text, its lower-case form, its place in the report."""

    text: str
    lower: str
    start: int
    end: int
    digits: bool

    @property
    def value(self) -> int | float:
        """The value of a number literal."""
        plain = SEPARATORS.sub("", self.text)
        return float(plain) if "." in plain else int(plain)


def pieces_of(text: str, start: int) -> tuple[Piece, ...]:
    """The pieces of a text that begins at `start` in the report."""
    return tuple(
        Piece(
            found.group(),
            found.group().lower(),
            start + found.start(),
            start + found.end(),
            found["digits"] is not None,
        )
        for found in PIECE.finditer(text)
    )


def glued(pieces: Sequence[Piece], index: int) -> bool:
    """Whether nothing stands between the piece at `index` and the one before it."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def lower_at(pieces: Sequence[Piece], index: int) -> str:
    """The lower-case text of a piece; empty where there is none."""
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def matched(pieces: Sequence[Piece], index: int, words: Sequence[str], *, cased: bool = False) -> int | None:
    """Where a phrase that begins at `index` ends, or None; hyphens between its words do not count."""
    for number, word in enumerate(words):
        if number and lower_at(pieces, index) == "-" and word != "-":
            index += 1
        if index >= len(pieces) or (pieces[index].text if cased else pieces[index].lower) != word:
            return None
        index += 1
    return index


def matched_before(pieces: Sequence[Piece], index: int, words: Sequence[str]) -> int | None:
    """Where a phrase that ends just before `index` begins; None where it is not there."""
    start = index - len(words)
    if start < 0:
        return None
    found = [pieces[place].lower for place in range(start, index)]
    return start if found == list(words) else None

"""Numbers that count nothing: ordinals, clock times, ages, parts of names and codes, labels, phone numbers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.figures.pieces import Piece, glued, lower_at
from onrecord.extract.figures.words import table, units

# Glued behind a number, these leave it a number.
BEHIND = frozenset({"plus", "odd", "strong"})
CODE_MARKS = frozenset({"/", ":", "#", "@", "_", ".", "&", "=", "*", "×"})


def is_label(pieces: Sequence[Piece], first: int) -> bool:
    """Whether the word before makes the number a name: "article 5", "No. 4", "aged 12"."""
    before = first - 1
    if lower_at(pieces, before) == "." and lower_at(pieces, before - 1) in ("no", "nos", "art", "sec"):
        before -= 1
    return lower_at(pieces, before) in table("labels")


def is_no_number(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether the marks glued to the number make it part of a code, a clock time, a version, an ordinal or a name."""
    return _spoiled_before(pieces, first) or _spoiled_after(pieces, first, last)


def is_part_of_word(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether the number is a part of a compound word: "two-day", "14-year-old", "COVID-19"."""
    hyphen_after = lower_at(pieces, last) == "-" and glued(pieces, last) and glued(pieces, last + 1)
    if hyphen_after and not pieces[last + 1].digits:
        return pieces[last + 1].lower not in BEHIND
    return lower_at(pieces, first - 1) in ("-", "–") and glued(pieces, first) and glued(pieces, first - 1)


def _spoiled_before(pieces: Sequence[Piece], first: int) -> bool:
    if not glued(pieces, first):
        return False
    before = pieces[first - 1]
    if before.lower in CODE_MARKS:
        return before.lower != "." or glued(pieces, first - 1)
    return before.text.isalpha() and pieces[first].digits and not _is_currency_letter(before)


def _is_currency_letter(piece: Piece) -> bool:
    return piece.text in ("Rs", "EUR", "USD", "GBP")


def _spoiled_after(pieces: Sequence[Piece], first: int, last: int) -> bool:
    if not glued(pieces, last) or not pieces[last - 1].digits:
        return False
    after = pieces[last]
    if after.lower == ",":
        return glued(pieces, last + 1) and pieces[last + 1].digits
    if after.lower in CODE_MARKS:
        return glued(pieces, last + 1) and (pieces[last + 1].digits or pieces[last + 1].text.isalpha())
    if after.text.isalpha():
        return not any(True for _ in units().starting(after.text))
    return after.digits

"""Numbers in digits, in words and mixed: "1,200", "twenty-five", "1.5 million", "half a million", "two dozen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.figures.pieces import Piece, glued, lower_at, matched
from onrecord.extract.figures.words import Numeral, Role, fractions, numerals

# Glued to digits: "3k". "m" is a million after a currency sign only; else it is a metre.
SUFFIXES = {"k": 1_000, "bn": 1_000_000_000, "mn": 1_000_000, "tn": 1_000_000_000_000}
MONEY_SUFFIXES = {**SUFFIXES, "m": 1_000_000, "b": 1_000_000_000}
# What a number word may follow; None is the start.
FOLLOWS: dict[Role, frozenset[Role | None]] = {
    "unit": frozenset({None, "ten", "hundred", "scale"}),
    "teen": frozenset({None, "hundred", "scale"}),
    "ten": frozenset({None, "hundred", "scale"}),
    "hundred": frozenset({"unit", "teen", "ten"}),
    "dozen": frozenset({"unit", "teen", "ten", "hundred"}),
    "scale": frozenset({"unit", "teen", "ten", "hundred", "dozen"}),
}
MULTIPLIERS = ("hundred", "dozen", "scale")
# Longer runs of digits are identifiers.
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number: its value, the pieces from `first` up to `last`, and the lexicon entries it was read with."""

    value: int | float
    first: int
    last: int
    keys: tuple[str, ...] = ()
    digits: bool = False
    scale: int = 1


def cardinal_at(pieces: Sequence[Piece], index: int, *, money: bool = False) -> Cardinal | None:
    """The longest number that begins at `index`."""
    piece = pieces[index]
    if piece.digits:
        return _literal(pieces, index, money=money)
    if (fraction := _fraction_of_scale(pieces, index)) is not None:
        return fraction
    if piece.lower in ("a", "an"):
        return _counted_scale(pieces, index, index + 1, 1)
    if piece.lower == "half":
        after = _skip(pieces, index + 1, "-", "a", "-")
        return _counted_scale(pieces, index, after, 0.5)
    return _spelled(pieces, index)


def whole(value: float) -> int | float:
    """The value as an integer where it is one."""
    return int(value) if float(value).is_integer() else round(value, 6)


def _fraction_of_scale(pieces: Sequence[Piece], index: int) -> Cardinal | None:
    """ "a quarter of a million"."""
    for words, fraction in fractions().starting(pieces[index].lower):
        end = matched(pieces, index, words)
        if end is not None and lower_at(pieces, end) == "a":
            found = _counted_scale(pieces, index, end + 1, fraction.count / fraction.parts)
            return replace(found, keys=(fraction.key, *found.keys)) if found is not None else None
    return None


def _skip(pieces: Sequence[Piece], index: int, *words: str) -> int:
    for word in words:
        index += lower_at(pieces, index) == word
    return index


def _multiplier(pieces: Sequence[Piece], index: int) -> Numeral | None:
    found = numerals().get(lower_at(pieces, index))
    return found if found is not None and found.role in MULTIPLIERS else None


def _counted_scale(pieces: Sequence[Piece], first: int, index: int, count: float) -> Cardinal | None:
    """ "a million", "half a dozen", "a million and a half": nothing without the scale."""
    scale = _multiplier(pieces, index)
    if scale is None:
        return None
    value, last = count * scale.value, index + 1
    keys: tuple[str, ...] = (scale.key,)
    if (more := _multiplier(pieces, last)) is not None and more.value > scale.value:
        value, last, keys = value * more.value, last + 1, (*keys, more.key)
    half = _half_after(pieces, last)
    if half is not None:
        value, last = value + scale.value / 2, half
    return Cardinal(whole(value), first, last, keys, scale=scale.value)


def _half_after(pieces: Sequence[Piece], index: int) -> int | None:
    """Where "and a half" at `index` ends."""
    words = [lower_at(pieces, index + step) for step in range(3)]
    return index + 3 if words == ["and", "a", "half"] else None


def _literal(pieces: Sequence[Piece], index: int, *, money: bool) -> Cardinal | None:
    piece = pieces[index]
    plain_digits = piece.text.isdigit()
    if plain_digits and (len(piece.text) > LONGEST_NUMBER or (len(piece.text) > 1 and piece.text[0] == "0")):
        return None
    value: int | float = piece.value
    last, keys, scale = index + 1, tuple[str, ...](), 1
    suffixes = MONEY_SUFFIXES if money else SUFFIXES
    if glued(pieces, last) and pieces[last].lower in suffixes:
        scale = suffixes[pieces[last].lower]
        last += 1
    elif (half := _half_after(pieces, last)) is not None and _multiplier(pieces, half) is not None:
        value, last = value + 0.5, half
    if scale == 1:
        after = last + (lower_at(pieces, last) == "-")
        multiplier = _multiplier(pieces, after)
        if multiplier is not None:
            scale, last, keys = multiplier.value, after + 1, (multiplier.key,)
    return Cardinal(whole(value * scale), index, last, keys, digits=True, scale=scale)


def _spelled(pieces: Sequence[Piece], first: int) -> Cardinal | None:
    total: float = 0
    current: float = 0
    role: Role | None = None
    index, last, keys, scale = first, first, list[str](), 1
    while (numeral := numerals().get(lower_at(pieces, index))) is not None and role in FOLLOWS[numeral.role]:
        if numeral.role == "scale":
            total, current = total + current * numeral.value, 0
            scale = numeral.value
        elif numeral.role in MULTIPLIERS:
            current *= numeral.value
            scale = numeral.value
        else:
            current += numeral.value
            scale = 1
        keys.append(numeral.key)
        role, last = numeral.role, index + 1
        half = _half_after(pieces, last)
        if half is not None and _multiplier(pieces, half) is not None:
            current, last = current + 0.5, half
        index = _joint(pieces, last, role)
    if last == first:
        return None
    return Cardinal(whole(total + current), first, last, tuple(keys), scale=scale)


def _joint(pieces: Sequence[Piece], index: int, role: Role) -> int:
    """Past a hyphen within a number, or past "and" after a hundred or more."""
    following = numerals().get(lower_at(pieces, index + 1))
    if following is None:
        return index
    if lower_at(pieces, index) == "-":
        return index + 1
    tail = following.role in ("unit", "teen", "ten")
    return index + 1 if lower_at(pieces, index) == "and" and role in ("hundred", "scale") and tail else index

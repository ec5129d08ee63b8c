"""The words beside a number that bound it ("at least", "or so") or place it ("another", "a total of")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.figures.pieces import Piece, lower_at, matched, matched_before
from onrecord.extract.figures.words import bounds, scopes, table
from onrecord.record import Bound

# The bounds that say least; any other outranks them: "at least some 20" is at least 20.
WEAK: dict[Bound, int] = {"exactly": 0, "about": 1}
STRONG = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What the words on one side say of a number; `edge` is where they begin or end."""

    edge: int
    bound: Bound | None = None
    scope: Literal["total", "increment"] | None = None
    keys: tuple[str, ...] = ()

    def joined(self, other: Limits) -> Limits:
        """Both sides' words together."""
        bound = _stronger(self.bound, other.bound)
        return Limits(self.edge, bound, self.scope or other.scope, (*self.keys, *other.keys))


def limits_before(pieces: Sequence[Piece], first: int) -> Limits:
    """The words that end where the number begins, as many phrases as stand there."""
    found = Limits(first)
    while (longer := _one_before(pieces, found)) is not None:
        found = longer
    return found


def limits_after(pieces: Sequence[Piece], last: int) -> Limits:
    """The words that begin where the number ends."""
    found = Limits(last)
    place = last + (lower_at(pieces, last) == "-" and lower_at(pieces, last + 1) in ("plus", "odd"))
    if lower_at(pieces, last) == "+":
        return Limits(last + 1, "at_least")
    for phrase in bounds("after"):
        end = matched(pieces, place, phrase.words.split())
        if end is not None:
            found = Limits(end, phrase.bound, None, (phrase.key,))
            break
        # "forty people or more": the noun stands between, and the wording ends with the number.
        if len(phrase.words.split()) > 1 and matched(pieces, last + 1, phrase.words.split()) is not None:
            found = Limits(last, phrase.bound, None, (phrase.key,))
    return _scope_after(pieces, found)


def _one_before(pieces: Sequence[Piece], found: Limits) -> Limits | None:
    for phrase in bounds("before"):
        start = matched_before(pieces, found.edge, phrase.words.split())
        if start is not None and not _is_other_word(pieces, start, phrase.words, found):
            keys = (phrase.key, *found.keys)
            return Limits(start, _stronger(phrase.bound, found.bound), found.scope, keys)
    for scope in scopes("before"):
        start = matched_before(pieces, found.edge, scope.words.split())
        if start is not None:
            return Limits(start, found.bound, found.scope or scope.scope, (scope.key, *found.keys))
    return None


def _scope_after(pieces: Sequence[Piece], found: Limits) -> Limits:
    """ "five more", "five others"; "five more than" compares and adds nothing."""
    for scope in scopes("after"):
        end = matched(pieces, found.edge, scope.words.split())
        if end is not None and lower_at(pieces, end) != "than":
            return Limits(found.edge, found.bound, scope.scope, (*found.keys, scope.key))
    return found


def _is_other_word(pieces: Sequence[Piece], start: int, words: str, found: Limits) -> bool:
    """ "took over about 40", "knew nothing about 300 people": the word belongs to what stands before it."""
    if words == "over":
        return found.bound == "about"
    return words == "about" and lower_at(pieces, start - 1) in table("topics")


def _stronger(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return one or other
    return one if WEAK.get(one, STRONG) >= WEAK.get(other, STRONG) else other

"""The words of numbers, as the lexicon files below `figures/` hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar

from onrecord import lexicon
from onrecord.extract.figures.pieces import pieces_of
from onrecord.record import Bound

Role = Literal["unit", "teen", "ten", "hundred", "dozen", "scale"]
Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word; a scale multiplies what stands before it."""

    key: str
    id: str
    value: int
    role: Role


@dataclass(frozen=True, slots=True)
class BoundPhrase:
    """Words beside a number that make it a floor, a ceiling, or a near value."""

    key: str
    id: str
    words: str
    bound: Bound
    side: Side


@dataclass(frozen=True, slots=True)
class ScopePhrase:
    """Words beside a number that make it an increment or a total."""

    key: str
    id: str
    words: str
    scope: Literal["total", "increment"]
    side: Side


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A word for a number not given: an amount ("dozens of") or a quantifier ("several")."""

    key: str
    id: str
    words: str
    role: Literal["amount", "quantifier"]


@dataclass(frozen=True, slots=True)
class ZeroWord:
    """A word for no one or nothing."""

    key: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Determiner:
    """A determiner with a number of its own: both, a couple of."""

    key: str
    id: str
    words: str
    value: int
    bound: Bound


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction of a group: `count` of `parts` equal parts."""

    key: str
    id: str
    words: str
    parts: int
    count: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement or money by its forms; `before` where the form precedes the number."""

    key: str
    id: str
    forms: tuple[str, ...]
    unit: str
    measure: str | None
    before: bool = False


W = TypeVar("W")


@dataclass(frozen=True)
class Phrases(Generic[W]):
    """Phrases by their first word, the longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], W], ...]]

    def starting(self, word: str) -> tuple[tuple[tuple[str, ...], W], ...]:
        """The phrases that start with this word."""
        return self.by_first.get(word, ())


def phrases(pairs: Iterable[tuple[str, W]]) -> Phrases[W]:
    """An index of phrases, each given as words with single spaces."""
    by_first: dict[str, list[tuple[tuple[str, ...], W]]] = {}
    for text, entry in pairs:
        words = tuple(piece.text for piece in pieces_of(text, 0))
        by_first.setdefault(words[0], []).append((words, entry))
    return Phrases({first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in by_first.items()})


@cache
def numerals() -> Mapping[str, Numeral]:
    """Number words by their text."""
    return {entry.id: entry for entry in lexicon.entries("lexicon/en/figures/numerals", Numeral)}


@cache
def bounds(side: Side) -> tuple[BoundPhrase, ...]:
    """The bound phrases of one side, the longest first."""
    found = lexicon.entries("lexicon/en/figures/bounds", BoundPhrase)
    return tuple(sorted((one for one in found if one.side == side), key=lambda one: -len(one.words.split())))


@cache
def bound_openings() -> Phrases[BoundPhrase]:
    """The bound phrases of more than one word that stand before a number."""
    found = (one for one in bounds("before") if " " in one.words)
    return phrases((one.words, one) for one in found)


@cache
def scopes(side: Side) -> tuple[ScopePhrase, ...]:
    """The scope phrases of one side, the longest first."""
    found = lexicon.entries("lexicon/en/figures/scopes", ScopePhrase)
    return tuple(sorted((one for one in found if one.side == side), key=lambda one: -len(one.words.split())))


@cache
def zero_words() -> Phrases[ZeroWord]:
    """Words for no one and nothing."""
    return phrases((entry.words, entry) for entry in lexicon.entries("lexicon/en/figures/zero", ZeroWord))


@cache
def determiners() -> Phrases[Determiner]:
    """Determiners with a number of their own."""
    return phrases((entry.words, entry) for entry in lexicon.entries("lexicon/en/figures/others", Determiner))


@cache
def fractions() -> Phrases[Fraction]:
    """Fractions of a group."""
    return phrases((entry.words, entry) for entry in lexicon.entries("lexicon/en/figures/fractions", Fraction))


@cache
def amounts() -> Mapping[str, VagueWord]:
    """Vague amounts by their plural: dozens, thousands."""
    found = lexicon.entries("lexicon/en/figures/vague", VagueWord)
    return {entry.id: entry for entry in found if entry.role == "amount"}


@cache
def quantifiers() -> Phrases[VagueWord]:
    """Vague quantifiers: several, a few, an unknown number of."""
    found = lexicon.entries("lexicon/en/figures/vague", VagueWord)
    return phrases((entry.words, entry) for entry in found if entry.role == "quantifier")


@cache
def units() -> Phrases[Unit]:
    """Units that follow a number, by their forms, in the case in which they are written."""
    found = lexicon.entries("lexicon/en/figures/units", Unit)
    return phrases((form, entry) for entry in found if not entry.before for form in entry.forms)


@cache
def currencies() -> Mapping[str, Unit]:
    """Signs of money that stand before a number."""
    found = lexicon.entries("lexicon/en/figures/units", Unit)
    return {form: entry for entry in found if entry.before for form in entry.forms}


@cache
def currency_ends() -> frozenset[str]:
    """The last pieces of the signs of money: no other piece before a number needs a look."""
    return frozenset(pieces_of(form, 0)[-1].text for form in currencies())


@cache
def openers() -> frozenset[str]:
    """Every word with which a number in words, or a bound before one, can begin: any other needs no look."""
    plain = {"a", "an", "half", *numerals(), *amounts()}
    phrased = (zero_words(), determiners(), fractions(), quantifiers(), bound_openings())
    return frozenset(plain.union(*(some.by_first for some in phrased)))


@cache
def table(name: str) -> frozenset[str]:
    """One of the plain word tables of `ontology/figure_words`."""
    return frozenset(str(word).lower() for word in lexicon.document("ontology/figure_words")[name])

"""The words that the places stage knows: countries and their people, kinds of places, parts of places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.language import Token
from onrecord.lexicon import entries

COUNTRIES = "lexicon/en/countries"
UNITS = "lexicon/en/places/units"
FIRST_WORD = re.compile(r"[ -]")
DIRECTIONS = "lexicon/en/places/directions"
DISTANCES = "lexicon/en/places/distances"
FACILITIES = "lexicon/en/places/facilities"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: codes, all names in use, its people and its government's other names."""

    id: str
    key: str
    iso2: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    metonyms: tuple[str, ...]
    latitude: float
    longitude: float
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A noun that says what kind of place a name beside it is."""

    id: str
    key: str
    words: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """A word for a part of a place; `bearing` is in degrees from north, None for "central" and the like."""

    id: str
    key: str
    words: tuple[str, ...]
    bearing: int | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """A unit of length with the kilometres in one of it."""

    id: str
    key: str
    words: tuple[str, ...]
    kilometres: float


@dataclass(frozen=True, slots=True)
class Facility:
    """A noun for a spot with a name of its own."""

    id: str
    key: str
    word: str


@cache
def country_of_code() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-3."""
    return {country.id: country for country in entries(COUNTRIES, Country)}


@cache
def demonyms() -> dict[str, Country]:
    """Countries by the words for their people ("Kenyan", "Kenyans") that are no country's name ("Singapore")."""
    listed: dict[str, Country] = {}
    names = {name for country in entries(COUNTRIES, Country) for name in country.names}
    for country in entries(COUNTRIES, Country):
        for word in (*country.adjectives, *country.people):
            if word not in names:
                listed.setdefault(word, country)
    return listed


@cache
def long_names() -> dict[str, tuple[str, ...]]:
    """The names of countries that have several words, by the first, the longest first."""
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for country in entries(COUNTRIES, Country):
        for name in country.names:
            first, *rest = FIRST_WORD.split(name, maxsplit=1)
            if rest:
                listed[first].append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in listed.items()}


@cache
def _first_words() -> dict[str, int]:
    """The first words of the words for people, with the most words that follow."""
    listed: dict[str, int] = {}
    for demonym in demonyms():
        first, *rest = demonym.split()
        listed[first] = max(len(rest), listed.get(first, 0))
    return listed


def demonyms_in(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Country]]:
    """Where the tokens name a country by its people: first token, the one after the last, country."""
    known, openers = demonyms(), _first_words()
    index = 0
    while index < len(tokens):
        longest = openers.get(tokens[index].text)
        found = None
        if longest is not None:
            texts = [token.text for token in tokens[index : index + longest + 1]]
            ends = (end for end in range(len(texts), 0, -1) if " ".join(texts[:end]) in known)
            found = next(ends, None)
        if found is not None:
            yield index, index + found, known[" ".join(texts[:found])]
        index += found or 1


@cache
def units() -> dict[str, Unit]:
    """Kinds of places by their nouns in lower case."""
    return {word: unit for unit in entries(UNITS, Unit) for word in unit.words}


@cache
def directions() -> dict[str, Direction]:
    """Parts of places by their words in lower case."""
    return {word: one for one in entries(DIRECTIONS, Direction) for word in one.words}


@cache
def distances() -> dict[str, Distance]:
    """Units of length by their words in lower case."""
    return {word: one for one in entries(DISTANCES, Distance) for word in one.words}


@cache
def facilities() -> dict[str, Facility]:
    """Spots by their nouns in lower case."""
    return {one.word.lower(): one for one in entries(FACILITIES, Facility)}

"""The words that this stage goes by: lexicon entries and the phrases under which they are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol, TypeVar

from onrecord.lexicon import document, entries, key_of
from onrecord.record import ActorKind, Sector, SourceClass

FOLDER = "lexicon/en/actors"
COUNTRIES = "lexicon/en/countries"
KNOWN_FILES = (
    "igo", "news_agencies", "aid_agencies", "armed_groups", "parliaments", "state_bodies", "former_states",
)  # fmt: skip
# The most words that an entry of these files has; no longer phrase is looked up.
LONGEST_PHRASE = 9
LONGEST_NOUN = 5

Gender = Literal["he", "she"]


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people: what they hold or do; `adjective` stands for people after an article only.

    Those who are `local` are of the country they are said to be in: protesters in Kestovia, not its visitors.
    """

    key: str
    id: str
    words: tuple[str, ...]
    sector: Sector | None = None
    source: SourceClass | None = None
    office: bool = False
    title: bool = False
    gender: Gender | None = None
    collective: bool = False
    adjective: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationNoun:
    """A noun that heads names of organizations and stands for them, unless it does so in names only ("Post")."""

    key: str
    id: str
    words: tuple[str, ...]
    kind: ActorKind
    sector: Sector | None = None
    source: SourceClass | None = None
    stands_for: tuple[ActorKind, ...] = ()
    in_names_only: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """An actor known by all its names in use; a `seat` stands for the government that sits there."""

    key: str
    id: str
    names: tuple[str, ...]
    kind: ActorKind
    sector: Sector | None = None
    country: str | None = None
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who has led a state or government, and its country."""

    key: str
    id: str
    names: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class Address:
    """A form of address ("Ms") or given name ("Ana"), and the pronoun that goes with it."""

    key: str
    id: str
    words: tuple[str, ...]
    gender: Gender


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that count as they stand; `third` is a form for the examples."""

    key: str
    id: str
    words: tuple[str, ...]
    third: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A word before a role or body that says which branch it belongs to."""

    key: str
    id: str
    words: tuple[str, ...]
    sector: Sector
    source: SourceClass


@dataclass(frozen=True, slots=True)
class Country:
    """A country as reports name it: its code, names, adjectives, people and metonyms of its government."""

    key: str
    iso3: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    metonyms: tuple[str, ...]


class Worded(Protocol):
    """An entry that is looked up by its words."""

    @property
    def words(self) -> tuple[str, ...]:
        """The phrases under which the entry is found."""
        ...


W = TypeVar("W", bound=Worded)


def folded(text: str) -> str:
    """A phrase for look-up: lower case, straight apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").lower().split())


def straight(text: str) -> str:
    """A name for look-up: its case kept, straight apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").split())


def unaccented(text: str) -> str:
    """A name without its accents, as some mentions write it."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def by_phrase(listed: Iterable[W]) -> Mapping[str, W]:
    """Entries by each of their phrases; the first entry that has a phrase keeps it."""
    found: dict[str, W] = {}
    for entry in listed:
        for phrase in entry.words:
            found.setdefault(folded(phrase), entry)
    return found


@cache
def person_nouns() -> Mapping[str, PersonNoun]:
    """Roles and nouns for people by their singular phrases."""
    return by_phrase((*entries(f"{FOLDER}/roles", PersonNoun), *entries(f"{FOLDER}/people", PersonNoun)))


@cache
def organization_nouns() -> Mapping[str, OrganizationNoun]:
    """Nouns for organizations by their singular phrases."""
    return by_phrase(entries(f"{FOLDER}/organizations", OrganizationNoun))


@cache
def addresses() -> Mapping[str, Address]:
    """Forms of address, case kept."""
    return {word: entry for entry in entries(f"{FOLDER}/titles", Address) for word in entry.words}


@cache
def given_names() -> Mapping[str, Address]:
    """Given names and the pronoun that goes with each, by name."""
    return by_phrase(entries(f"{FOLDER}/given_names", Address))


@cache
def anonymity() -> Mapping[str, Wording]:
    """Phrases that withhold a name."""
    return by_phrase(entries(f"{FOLDER}/anonymity", Wording))


@cache
def partial_anonymity() -> Mapping[str, Wording]:
    """Phrases that give a part of a name, or one that is not the source's own."""
    return by_phrase(entries(f"{FOLDER}/partial_anonymity", Wording))


@cache
def agency_verbs() -> Mapping[str, Wording]:
    """Verbs of speaking and deciding, by lemma."""
    return by_phrase(entries(f"{FOLDER}/agency_verbs", Wording))


@cache
def branches() -> Mapping[str, Branch]:
    """Words for branches of state and society."""
    return by_phrase(entries(f"{FOLDER}/branches", Branch))


@cache
def known_names() -> Mapping[str, KnownName]:
    """Actors known by name, case kept."""
    listed = (entry for file in KNOWN_FILES for entry in entries(f"{FOLDER}/{file}", KnownName))
    found: dict[str, KnownName] = {}
    for entry in listed:
        for name in entry.names:
            found.setdefault(straight(name), entry)
    return found


@cache
def leaders() -> Mapping[str, Leader]:
    """Leaders of states by each of their names, without accents."""
    listed = entries(f"{FOLDER}/leaders", Leader)
    return {unaccented(straight(name)): entry for entry in listed for name in entry.names}


@cache
def countries() -> tuple[Country, ...]:
    """The countries of the shared table; fields that other stages read are left aside."""
    return tuple(
        Country(
            key=key_of(COUNTRIES, entry["id"]),
            iso3=entry["id"],
            names=tuple(entry["names"]),
            adjectives=tuple(entry.get("adjectives") or ()),
            people=tuple(entry.get("people") or ()),
            metonyms=tuple(entry.get("metonyms") or ()),
        )
        for entry in document(COUNTRIES)["entries"]
    )


@cache
def country_names() -> Mapping[str, Country]:
    """Countries by each name."""
    return _countries_by("names")


@cache
def first_words() -> frozenset[str]:
    """The words with which a known name, a leader's or a country's name starts, as tokens part them."""
    led = (name for leader in leaders().values() for name in leader.names)
    names = (*known_names(), *country_names(), *led)
    return frozenset(part for name in names for part in (name.split()[0], re.split(r"[-/'&]", name.split()[0])[0]))


@cache
def last_title_words() -> frozenset[str]:
    """The words with which a title or an address ends, in lower case."""
    titles = (phrase for phrase, noun in person_nouns().items() if noun.title)
    return frozenset(folded(phrase).replace("-", " ").split()[-1] for phrase in (*titles, *addresses()))


@cache
def noun_words() -> frozenset[str]:
    """Every word of every noun phrase for people and organizations, in lower case."""
    phrases = (*person_nouns(), *organization_nouns())
    return frozenset(word for phrase in phrases for word in phrase.replace("-", " ").split())


@cache
def country_adjectives() -> Mapping[str, Country]:
    """Countries by adjective ("Kenyan")."""
    return _countries_by("adjectives")


@cache
def country_people() -> Mapping[str, Country]:
    """Countries by what their people are called ("Kenyans")."""
    return _countries_by("people")


@cache
def metonyms() -> Mapping[str, Country]:
    """Countries by the capitals and seats that stand for their governments."""
    return _countries_by("metonyms")


def country_of(text: str) -> Country | None:
    """The country that a name, an adjective or a capital belongs to."""
    name = straight(text)
    return country_names().get(name) or country_adjectives().get(name) or metonyms().get(name)


def _countries_by(field: str) -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for country in countries():
        for word in getattr(country, field):
            found.setdefault(straight(word), country)
    return found

"""The words that say what is measured, as the lexicon files below `figures/` hold them, and their look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from onrecord import lexicon
from onrecord.language import Token
from onrecord.record import Modality

E = TypeVar("E")
FOLDER = "lexicon/en/figures"


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb with a counted object or subject.

    `beside` are words of which one must hang from the verb, `unless` those of which none may, `taking` nouns of which
    one must be its object, `objects` nouns of which one must be what is counted; `people` asks that people be counted.
    """

    key: str
    id: str
    measure: str
    participle: str = ""
    past: str = ""
    lemma: str = ""
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    taking: tuple[str, ...] = ()
    people: bool = False

    @property
    def verb(self) -> str:
        """The verb's lemma."""
        return self.lemma or self.id

    @property
    def special(self) -> bool:
        """Whether the entry asks for more than its verb."""
        return bool(self.beside or self.objects or self.taking)


@dataclass(frozen=True, slots=True)
class State:
    """An adjective or participle that says what became of people."""

    key: str
    id: str
    measure: str


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun that is a measure by itself; `beside` are words of which one must stand in its phrase."""

    key: str
    id: str
    plural: str
    measure: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionNoun:
    """A noun for what was done, before "of" and the people counted."""

    key: str
    id: str
    measure: str


@dataclass(frozen=True, slots=True)
class Toll:
    """A noun for a running total; without a measure of its own it takes that of its "of" phrase."""

    key: str
    id: str
    noun: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun for people or for animals."""

    key: str
    id: str
    plural: str


@dataclass(frozen=True, slots=True)
class ModalWord:
    """A word above a verb by which it has not happened."""

    key: str
    id: str
    phrase: str
    modality: Modality


def lemma(token: Token) -> str:
    """The token's lemma in lower case."""
    return token.lemma.lower()


def found_in(table: Mapping[str, E], token: Token) -> E | None:
    """The entry for a token, by its lemma or its form."""
    return table.get(lemma(token)) or table.get(token.text.lower())


@cache
def object_verbs() -> Mapping[str, tuple[VerbEntry, ...]]:
    """Verbs whose object is counted people, by lemma and participle, the particular ones first."""
    return _by_verb(lexicon.entries(f"{FOLDER}/verbs_people", VerbEntry))


@cache
def thing_verbs() -> Mapping[str, tuple[VerbEntry, ...]]:
    """Verbs whose object is counted things."""
    return _by_verb(lexicon.entries(f"{FOLDER}/verbs_things", VerbEntry))


@cache
def subject_verbs() -> Mapping[str, tuple[VerbEntry, ...]]:
    """Verbs whose subject is counted people."""
    return _by_verb(lexicon.entries(f"{FOLDER}/verbs_subject", VerbEntry))


@cache
def states() -> Mapping[str, State]:
    """Adjectives and participles for what became of people."""
    return {entry.id: entry for entry in lexicon.entries(f"{FOLDER}/states", State)}


@cache
def counted_nouns() -> Mapping[str, CountedNoun]:
    """Deaths, arrests, injuries."""
    return _with_plurals(lexicon.entries(f"{FOLDER}/nouns_counted", CountedNoun))


@cache
def held_nouns() -> Mapping[str, CountedNoun]:
    """Hostages, refugees, detainees."""
    return _with_plurals(lexicon.entries(f"{FOLDER}/nouns_held", CountedNoun))


@cache
def action_nouns() -> Mapping[str, ActionNoun]:
    """The arrest of, the release of."""
    return {entry.id: entry for entry in lexicon.entries(f"{FOLDER}/nouns_of", ActionNoun)}


@cache
def tolls() -> Mapping[str, Toll]:
    """Toll, number, total."""
    return {entry.noun: entry for entry in lexicon.entries(f"{FOLDER}/tolls", Toll)}


@cache
def people() -> Mapping[str, Kind]:
    """Nouns for people, by singular and plural."""
    found = lexicon.entries(f"{FOLDER}/person_nouns", Kind)
    return {**{entry.plural: entry for entry in found}, **{entry.id: entry for entry in found}}


@cache
def animals() -> Mapping[str, Kind]:
    """Nouns for animals, by singular and plural."""
    found = lexicon.entries(f"{FOLDER}/animal_nouns", Kind)
    return {**{entry.plural: entry for entry in found}, **{entry.id: entry for entry in found}}


@cache
def modal_words() -> Mapping[str, ModalWord]:
    """Words by which what is counted has not happened."""
    return {entry.id: entry for entry in lexicon.entries(f"{FOLDER}/modality", ModalWord)}


def _by_verb(entries: Iterable[VerbEntry]) -> Mapping[str, tuple[VerbEntry, ...]]:
    found: dict[str, list[VerbEntry]] = {}
    for entry in entries:
        for form in {entry.verb, entry.participle, entry.past} - {""}:
            found.setdefault(form, []).append(entry)
    return {form: tuple(sorted(some, key=lambda one: not one.special)) for form, some in found.items()}


def _with_plurals(entries: Iterable[CountedNoun]) -> Mapping[str, CountedNoun]:
    known = tuple(entries)
    return {**{entry.plural: entry for entry in known}, **{entry.id: entry for entry in known}}

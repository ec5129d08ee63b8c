"""The rules that read events: one file a PLOVER type, indexed by the words that tell the event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from onrecord import lexicon
from onrecord.errors import LexiconError
from onrecord.record import EVENT_TYPES, EventType

FOLDER = "rules/en/events/"
Side = Literal["subject", "object"]
SIDES: tuple[str, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to tell an event.

    `verbs` and `nouns` are lemmas, or a lemma with the words that must stand beside it ("call on", "air raid").
    `actor` and `recipient` are slots: subject, object, complement, owner, or a preposition. `object`, `subject` and
    `about` limit what may fill those slots (words, or @classes); `unless` lists what must not stand in the clause.
    A `political` rule needs somebody of a state, a party or an armed side, and no journalist, among those who act.
    A `together` rule needs two, or many: a council that met, met nobody.
    A `finite` rule needs a verb that tells what is done, no infinitive or participle that says what for.
    A `courteous` rule tells what firms, writers and singers do to each other too, and needs one of a side among them.
    A `contentful` rule needs something that it is about, or somebody at the other side.
    A `willed` rule needs something that is to be done ("agreed to meet"), not a view ("agreed that it was late").
    """

    key: str
    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    both: bool = False
    of: Side = "object"
    owner: Side = "subject"
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    must: bool = False
    contentful: bool = False
    willed: bool = False
    hostile: EventType | None = None
    alone: bool = False
    violent: bool = False
    carried: bool = False
    others: bool = False
    whom: bool = False
    no_object: bool = False
    armed: bool = False
    rank: int = 0
    barred: tuple[str, ...] = ()
    plain: bool = False
    political: bool = False
    together: bool = False
    finite: bool = False
    courteous: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule under one of its wordings: the type it codes, and the words needed beside the lemma."""

    rule: Rule
    type: EventType
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, by the lemma of the verb or noun that tells the event."""

    verbs: dict[str, tuple[Wording, ...]]
    nouns: dict[str, tuple[Wording, ...]]


@cache
def rules() -> Rules:
    """The rules of every type."""
    verbs: dict[str, list[Wording]] = {}
    nouns: dict[str, list[Wording]] = {}
    for name in rule_files():
        for rule in lexicon.entries(name, Rule):
            for phrase in rule.verbs:
                lemma, *beside = phrase.split()
                verbs.setdefault(lemma, []).append(Wording(rule, type_of(name), tuple(beside)))
            for phrase in rule.nouns:
                *beside, lemma = phrase.split()
                nouns.setdefault(lemma, []).append(Wording(rule, type_of(name), tuple(beside)))
    return Rules(_strictest_first(verbs), _strictest_first(nouns))


def rule_files() -> Iterator[str]:
    """The names of the rule files, one a type."""
    return (name for name in lexicon.file_names() if name.startswith(FOLDER))


def type_of(name: str) -> EventType:
    """The PLOVER type that a rule file codes; raises LexiconError where its name is none."""
    found = name.removeprefix(FOLDER).upper()
    if found not in EVENT_TYPES:
        raise LexiconError(f"data/{name}.yaml: {found} is not one of {', '.join(EVENT_TYPES)}")
    return cast(EventType, found)


def _strictest_first(by_lemma: dict[str, list[Wording]]) -> dict[str, tuple[Wording, ...]]:
    return {lemma: tuple(sorted(some, key=_looseness)) for lemma, some in by_lemma.items()}


def _looseness(wording: Wording) -> tuple[int, int, int]:
    rule = wording.rule
    limits = bool(rule.object) + bool(rule.subject) + bool(rule.about) + bool(rule.must)
    return (-rule.rank, -len(wording.beside), -limits)

"""The words that tell of talks, mediation, stages, proposals and replies, indexed by lemma."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Reply, Stage

FOLDER = "rules/en/negotiations"
Kind = Literal["verbs", "nouns", "adjectives", "prepositions"]
Shift = Literal["scheduled", "proposed", "refused", "open", "failed"]
Who = Literal["party", "mediator", "host", "nobody"]


@dataclass(frozen=True, slots=True)
class Word:
    """A group of words with one meaning for talks.

    A verb or noun may be a phrase: the lemma, and the words that must stand beside it ("break off"). `stage` is what
    the words make of the talks, `shift` what they make of a stage below them, `who` what the verb's subject is to
    the talks, `tone` how a reply takes a proposal. `weak` words tell of talks only beside others.
    """

    key: str
    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    stage: Stage | None = None
    shift: Shift | None = None
    who: Who = "party"
    tone: Reply | None = None
    weak: bool = False


@cache
def table(file: str, kind: Kind) -> dict[str, tuple[tuple[Word, frozenset[str]], ...]]:
    """The words of a file by lemma, each with the words that must stand beside it; phrases first."""
    found: dict[str, list[tuple[Word, frozenset[str]]]] = {}
    for entry in lexicon.entries(f"{FOLDER}/{file}", Word):
        for phrase in getattr(entry, kind):
            lemma, beside = _parted(phrase, kind)
            found.setdefault(lemma, []).append((entry, beside))
    return {lemma: tuple(sorted(some, key=lambda one: -len(one[1]))) for lemma, some in found.items()}


def _parted(phrase: str, kind: Kind) -> tuple[str, frozenset[str]]:
    if kind == "nouns":
        *before, lemma = phrase.split()
        return lemma, frozenset(before)
    lemma, *after = phrase.split()
    return lemma, frozenset(after)


def word_at(doc: AnnotatedDocument, token: Token, file: str, kind: Kind) -> Word | None:
    """The entry of a file that a token stands for, with the words beside it that the entry asks for."""
    return next((entry for entry, wanted in _listed(token, file, kind) if wanted <= _beside(doc, token)), None)


def word_over(doc: AnnotatedDocument, verb: Token, file: str, noun: Token) -> Word | None:
    """The entry that a verb stands for, over a noun: a noun with a preposition needs one that the entry asks for."""
    marks = {mark.text.lower() for mark in doc.children(noun, "case", "mark")} - {"between", "with"}
    if noun.relation.partition(":")[0] == "nsubj":
        marks = set()
    beside = _beside(doc, verb) | marks
    for entry, wanted in _listed(verb, file, "verbs"):
        if wanted <= beside and (not marks or wanted & marks):
            return entry
    return None


def _listed(token: Token, file: str, kind: Kind) -> Iterable[tuple[Word, frozenset[str]]]:
    listed = table(file, kind)
    return next((listed[form] for form in forms(token) if form in listed), ())


def forms(token: Token) -> tuple[str, ...]:
    """The lemma, and what it could be where the lemmatizer cuts an e too many ("mediated": mediat)."""
    low = token.text.lower()
    if low.endswith("ed"):
        return (token.lemma.lower(), low[:-1], low[:-2], low)
    return (token.lemma.lower(), f"{low[:-3]}e", low) if low.endswith("ing") else (token.lemma.lower(), low)


def _beside(doc: AnnotatedDocument, token: Token) -> frozenset[str]:
    """The particles, prepositions and modifiers of a token."""
    low = doc.children(token, "compound", "amod", "advmod", "case", "mark", "fixed", "obj")
    return frozenset(form for one in low for form in (one.lemma.lower(), one.text.lower()))

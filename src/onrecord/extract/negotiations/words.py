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
Shift = Literal["scheduled", "proposed", "refused", "open"]
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
def table(file: str, kind: Kind) -> dict[str, tuple[tuple[Word, tuple[str, ...]], ...]]:
    """The words of a file by lemma, each with the words that must stand beside it; phrases first."""
    found: dict[str, list[tuple[Word, tuple[str, ...]]]] = {}
    for entry in lexicon.entries(f"{FOLDER}/{file}", Word):
        for phrase in getattr(entry, kind):
            lemma, beside = _parted(phrase, kind)
            found.setdefault(lemma, []).append((entry, beside))
    return {lemma: tuple(sorted(some, key=lambda one: -len(one[1]))) for lemma, some in found.items()}


def _parted(phrase: str, kind: Kind) -> tuple[str, tuple[str, ...]]:
    if kind == "nouns":
        *before, lemma = phrase.split()
        return lemma, tuple(before)
    lemma, *after = phrase.split()
    return lemma, tuple(after)


def word_at(doc: AnnotatedDocument, token: Token, file: str, kind: Kind, near: Iterable[Token] = ()) -> Word | None:
    """The entry of a file that a token stands for; `near` are tokens whose prepositions also count as beside it."""
    listed = table(file, kind)
    some = next((listed[form] for form in forms(token) if form in listed), ())
    if not some:
        return None
    beside = _beside(doc, (token, *near))
    return next((entry for entry, wanted in some if all(one in beside for one in wanted)), None)


def forms(token: Token) -> tuple[str, ...]:
    """The lemma, and what it could be where the lemmatizer cuts an e too many ("mediated": mediat)."""
    low = token.text.lower()
    if low.endswith("ed"):
        return (token.lemma.lower(), low[:-1], low[:-2], low)
    return (token.lemma.lower(), f"{low[:-3]}e", low) if low.endswith("ing") else (token.lemma.lower(), low)


def _beside(doc: AnnotatedDocument, tokens: Iterable[Token]) -> frozenset[str]:
    """The particles, prepositions and modifiers of these tokens."""
    low = (
        child
        for token in tokens
        for child in doc.children(token, "compound", "amod", "advmod", "case", "mark", "fixed", "compound:prt", "obj")
    )
    return frozenset(form for one in low for form in (one.lemma.lower(), one.text.lower()))

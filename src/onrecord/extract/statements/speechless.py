"""What is no speaker: weather, animals, happenings and things do not say anything."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord import lexicon
from onrecord.extract.statements.draft import Draft

WORDS = "ontology/speechless_words"
# Kinds that a thing can have no part in: a storm that threatens the coast says nothing.
WILLED = ("promise", "threat", "demand", "belief")


def by_a_speaker(draft: Draft, loose: tuple[str, ...]) -> Draft | None:
    """The draft; without its voice where that is a thing, and None where a thing's verb or a law says nothing.

    `loose` are the frames whose verbs often say nothing.
    """
    head = draft.voice.head if draft.voice is not None else None
    if head is None or head.pos != "NOUN":
        return draft
    if head.lemma.lower() in laws():
        return None
    if head.lemma.lower() not in speechless():
        return draft
    if draft.cue_tokens and draft.cue_tokens[0].lemma in showing():
        return draft
    idle = draft.kind in WILLED or any(key.split("/")[1] in loose for key in draft.keys)
    return None if idle else replace(draft, voice=None)


@cache
def speechless() -> frozenset[str]:
    """The nouns for what says nothing."""
    return frozenset(word for words in lexicon.document(WORDS)["words"].values() for word in words.split(", "))


@cache
def laws() -> frozenset[str]:
    """The nouns for what lays down and tells nothing: what a law says is no statement."""
    return frozenset(lexicon.document(WORDS)["laws"].split(", "))


@cache
def showing() -> frozenset[str]:
    """The verbs by which things tell something all the same."""
    return frozenset(lexicon.document(WORDS)["shows"].split(", "))

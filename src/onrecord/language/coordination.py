"""Verbs of speech that the parser hangs from what was said although the speaker goes on with them.

"The union said two of them were boys and demanded their release" is parsed as if the boys demanded it. Where what was
said ends in a noun ("were boys"), a verb of the same tense that makes a demand or passes a judgement is the speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.language.relations import FINITE, Arc

SAYING = frozenset({"say", "add", "note", "report", "announce", "claim", "insist", "explain", "declare", "stress"})
SPEAKERS = frozenset(
    {"demand", "call", "urge", "accuse", "condemn", "praise", "appeal", "criticise", "criticize", "welcome", "reject"}
    | {"vow", "warn", "thank", "pledge", "promise", "denounce", "blame", "deplore"}
)


class Word(Protocol):
    """What is asked of a word."""

    @property
    def lemma(self) -> str:
        """Its lemma."""
        ...

    @property
    def pos(self) -> str:
        """Its part of speech."""
        ...

    @property
    def tag(self) -> str:
        """Its tag of the Penn Treebank."""
        ...


def with_speakers_verbs(arcs: list[Arc], words: Sequence[Word]) -> list[Arc]:
    """The arcs with such verbs hung from the verb of saying."""
    for index, arc in enumerate(arcs):
        if arc.relation == "conj" and words[index].lemma in SPEAKERS and words[index].tag in FINITE:
            outer = _verb_of_saying(arcs, words, index)
            if outer is not None:
                arcs[index] = Arc(outer, "conj")
    return arcs


def _verb_of_saying(arcs: Sequence[Arc], words: Sequence[Word], verb: int) -> int | None:
    """The verb of saying over the clause that a verb is joined to, where the verb is the speaker's."""
    said = arcs[verb].head
    outer = arcs[said].head
    told = arcs[said].relation == "ccomp" and words[outer].lemma in SAYING and words[outer].tag == words[verb].tag
    if not told or words[said].lemma != "be":
        return None
    noun = children(arcs, said, "comp:pred")
    own = [*children(arcs, verb, "nsubj"), *children(arcs, verb, "nsubj:pass"), *children(arcs, verb, "mark")]
    return outer if any(words[one].pos in ("NOUN", "PROPN") for one in noun) and not own else None


def children(arcs: Sequence[Arc], head: int, relation: str) -> list[int]:
    """The words that hang from one in this relation."""
    return [one for one, arc in enumerate(arcs) if arc.head == head and arc.relation == relation and one != head]

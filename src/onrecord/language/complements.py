"""What verbs of accusing and the like take with "of" hangs from the verb: "accused the council of fraud".

The parser often hangs it from the object, and then there is a council of fraud.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.coordination import Word, children
from onrecord.language.relations import Arc

# Verbs that take somebody and what he did, knows or loses.
TAKING_OF = frozenset({"accuse", "suspect", "convict", "acquit", "absolve", "clear", "deprive", "strip", "rob"})
TAKEN = ("obj", "nsubj:pass")


def with_own_complements(arcs: list[Arc], words: Sequence[Word]) -> list[Arc]:
    """The arcs with such nouns hung from the verb, where nothing else is said of what somebody is accused."""
    for index, arc in enumerate(arcs):
        taken = arcs[arc.head]
        if arc.relation != "nmod" or taken.relation not in TAKEN or words[taken.head].lemma not in TAKING_OF:
            continue
        beside = [one for one, other in enumerate(arcs) if other.head in (taken.head, arc.head, index) and one != index]
        alone = not any(_is_of(arcs, words, one) for one in beside)
        if alone and words[index].pos == "NOUN" and _is_of(arcs, words, index):
            arcs[index] = Arc(taken.head, "obl")
    return arcs


def _is_of(arcs: Sequence[Arc], words: Sequence[Word], noun: int) -> bool:
    """Whether "of" leads to a word."""
    return any(words[one].lemma == "of" for kind in ("case", "mark") for one in children(arcs, noun, kind))

"""From the ClearNLP relations of spaCy's English pipelines to Universal Dependencies.

The renames follow the UD documentation of English; two changes of shape are made: a preposition becomes the `case`
(or, before a clause, the `mark`) of what it governs, and every conjunct hangs from the first, with `cc` on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Tags of verbs that have a tense.
FINITE = frozenset({"VBD", "VBP", "VBZ"})
RENAMED = {
    "ROOT": "root",
    "acomp": "comp:pred",
    "attr": "comp:pred",
    "oprd": "xcomp",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "neg": "advmod:neg",
    "relcl": "acl:relcl",
    "npadvmod": "obl:unmarked",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "quantmod": "advmod",
    "meta": "parataxis",
    "intj": "discourse",
    "prep": "advmod",
    "agent": "advmod",
    "pcomp": "advcl",
    "pobj": "obl",
}
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})


class Arc(NamedTuple):
    """The relation of a token to its head; both by place in the sentence or document."""

    head: int
    relation: str


def universal(heads: Sequence[int], relations: Sequence[str], pos: Sequence[str], tags: Sequence[str]) -> list[Arc]:
    """The arcs in Universal Dependencies style; roots head themselves before and after."""
    arcs = [Arc(head, relation) for head, relation in zip(heads, relations, strict=True)]
    children: list[list[int]] = [[] for _ in arcs]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    for index, relation in enumerate(relations):
        if relation in PREPOSITIONS or relation == "conj":
            _turn_preposition(arcs, index, pos, children)
    _join_conjuncts(arcs)
    return [_renamed(arc, tags[index]) for index, arc in enumerate(arcs)]


def _turn_preposition(arcs: list[Arc], index: int, pos: Sequence[str], children: Sequence[Sequence[int]]) -> None:
    """Make the preposition at `index` hang from the noun or clause that it governs."""
    head, relation = arcs[index]
    conjunct = relation == "conj" and pos[index] == "ADP"
    if relation not in PREPOSITIONS and not conjunct:
        return
    below = [child for child in children[index] if arcs[child].head == index]
    fixed = next((child for child in below if arcs[child].relation == "pcomp" and pos[child] == "ADP"), None)
    governed = _first(arcs, below, "pobj")
    if governed is None:
        governed = _first(arcs, [child for child in below if child != fixed], "pcomp")
    inner = next((child for child in below if arcs[child].relation == "prep" and child > index), None)
    if governed is None and inner is not None:
        _turn_preposition(arcs, inner, pos, children)
        turned = arcs[inner]
        governed = turned.head if turned.relation in ("case", "mark") else None
    if governed is None:
        return
    clause = arcs[governed].relation == "pcomp" and relation != "agent"
    arcs[governed] = Arc(head, "conj" if conjunct else _oblique(relation, pos[head], clause=clause))
    arcs[index] = Arc(governed, "mark" if clause else "case")
    for child in below:
        if child == fixed:
            arcs[child] = Arc(index, "fixed")
        elif child != governed and arcs[child].head == index:
            arcs[child] = arcs[child]._replace(head=governed)


def _first(arcs: Sequence[Arc], among: Sequence[int], relation: str) -> int | None:
    return next((child for child in among if arcs[child].relation == relation), None)


def _oblique(relation: str, head_pos: str, *, clause: bool) -> str:
    if relation == "agent":
        return "obl:agent"
    nominal = head_pos in NOMINAL
    if clause:
        return "acl" if nominal else "advcl"
    return "nmod" if nominal else "obl"


def _join_conjuncts(arcs: list[Arc]) -> None:
    """Hang every conjunct from the first, and each conjunction from the conjunct after it."""
    conjuncts: dict[int, list[int]] = {}
    for index, (head, relation) in enumerate(arcs):
        if relation == "conj":
            first = head
            while arcs[first].relation == "conj" and arcs[first].head != first:
                first = arcs[first].head
            conjuncts.setdefault(first, []).append(index)
    chained = {index: first for first, members in conjuncts.items() for index in members}
    for index, (head, relation) in enumerate(arcs):
        if relation != "cc":
            continue
        first = chained.get(head, head)
        following = [member for member in conjuncts.get(first, ()) if member > index]
        if following:
            arcs[index] = Arc(min(following), "cc")
    for index, first in chained.items():
        arcs[index] = Arc(first, "conj")


def _renamed(arc: Arc, tag: str) -> Arc:
    if arc.relation == "aux" and tag == "TO":
        return Arc(arc.head, "mark")
    return Arc(arc.head, RENAMED.get(arc.relation, arc.relation))

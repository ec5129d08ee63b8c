"""Whom a figure counts, as far as two reports' words can be set beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon

# How one thing lies to another: the same, inside of it, around it, or neither can be said.
Relation = Literal["same", "inside", "around", "apart"]
PEOPLE = "people"
WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class TollWords:
    """The tables of `ontology/toll_words`."""

    growing: frozenset[str]
    standing: frozenset[str]
    events: Mapping[str, frozenset[str]]
    anyone: frozenset[str]
    within: Mapping[str, str]
    articles: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    revising: frozenset[str]
    by: frozenset[str]
    plurals: frozenset[str]


@cache
def toll_words() -> TollWords:
    """The words of tolls, read once."""
    table = lexicon.document("ontology/toll_words")
    sets = {name: frozenset(table[name].split()) for name in table if name not in ("about", "events", "within")}
    events = {kind: frozenset(measures.split()) for kind, measures in table["events"].items()}
    return TollWords(**sets, events=events, within=dict(table["within"]))


def group_of(counted: str | None, unit: str) -> str:
    """The group that these words name, without what says nothing of whom: "the injured fishermen" is "fishermen"."""
    words = [word for word in WORD.findall((counted or "").lower()) if word not in toll_words().articles]
    if unit != PEOPLE:
        return " ".join(words) or unit
    named = [word for word in words if word not in toll_words().anyone]
    return " ".join(named) if named and _is_group(named[-1]) else PEOPLE


def _is_group(head: str) -> bool:
    """Whether a word names several: "suspected" and "the mayor's" say nothing of whom a number counts."""
    words = toll_words()
    return head in words.plurals or head in words.within or (head.isalpha() and head.endswith("s"))


def relation_of_groups(left: str, right: str) -> Relation:
    """Whether one group holds the other: children lie in civilians, whoever it is lies in people."""
    if left == right:
        return "same"
    if _holds(right, left):
        return "inside"
    return "around" if _holds(left, right) else "apart"


def _holds(wide: str, narrow: str) -> bool:
    """Whether the narrow group lies in the wide one by its words: by a table, or as the same noun told closer."""
    head = narrow.rsplit(" ", 1)[-1]
    if wide == PEOPLE:
        return True
    wider = toll_words().within.get(head)
    return wide in (head, wider)

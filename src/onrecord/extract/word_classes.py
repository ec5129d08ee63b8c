"""Classes of words that rules name with an @."""

from __future__ import annotations

from functools import cache

from onrecord import lexicon
from onrecord.errors import LexiconError

CLASSES = "ontology/event_classes"


@cache
def words_of(term: str) -> frozenset[str]:
    """The words that a limit of a rule stands for: itself, or the members of its class."""
    if not term.startswith("@"):
        return frozenset({term})
    classes = lexicon.document(CLASSES)["classes"]
    if term[1:] not in classes:
        raise LexiconError(f"data/{CLASSES}.yaml has no class {term[1:]!r}; it has {', '.join(sorted(classes))}")
    return frozenset(classes[term[1:]].split(", "))

"""The words of negotiations: stages, proposals, replies, and the nouns for talks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.record import Reply, Stage

RULES = "rules/en/negotiations"
# Nouns for talks. Meetings and visits alone are events; only these make a track of negotiations.
TALKS = frozenset({"talk", "negotiation", "dialogue", "mediation", "consultation"})
CONDITION = frozenset({"if", "unless", "provided"})


@dataclass(frozen=True, slots=True)
class TalksRule:
    """Verbs that tell a stage of talks, a proposal or a reply; `objects` are what they must be about."""

    key: str
    id: str
    verbs: tuple[str, ...]
    objects: tuple[str, ...] = ()
    stage: Stage | None = None
    reply: Reply | None = None
    proposal: bool = False


@cache
def rules() -> tuple[TalksRule, ...]:
    """All rules, in the order of the file."""
    return lexicon.entries(RULES, TalksRule)

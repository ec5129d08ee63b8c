"""What a demand, refusal, promise or threat is about, and the mode and CAMEO code that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from onrecord import lexicon
from onrecord.extract.clauses import Clauses
from onrecord.extract.events.rules import Rule
from onrecord.extract.events.triggers import Trigger, Triggers
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import EventType

TABLE = "ontology/event_matters"
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"})
# Words of what is asked among which a matter is looked for by its words alone.
WORDS_READ = 8
# Clauses below a complement that tell of other times, not of what is asked: "since they attacked", "who fled".
ASIDE = ("acl:relcl", "advcl", "parataxis")


@dataclass(frozen=True, slots=True)
class Matter:
    """A subject of speech acts: the events and words that show it, and (mode, CAMEO code) by speech act."""

    id: str
    events: tuple[str, ...]
    words: str
    codes: dict[str, tuple[str | None, str]]


@dataclass(frozen=True)
class MatterFinder:
    """Finds what speech acts are about in one document."""

    doc: AnnotatedDocument
    clauses: Clauses
    triggers: Triggers

    def content(self, trigger: Trigger) -> tuple[Token, ...]:
        """The tokens of what a speech act is about, in order, without asides."""
        doers = {one.index for one in self.triggers.fillers(trigger, "subject")}
        heads = [one for slot in trigger.rule.matter for one in self._heads(trigger, slot) if one.index not in doers]
        inside = {token.index: token for head in heads for token in self._below(head)}
        inside.pop(trigger.token.index, None)
        return tuple(inside[index] for index in sorted(inside))

    def of(self, content: tuple[Token, ...], speech: EventType) -> tuple[Matter | None, EventType | None]:
        """The first matter that the content shows, and the type of the event that it holds."""
        for token in content:
            inner = self.triggers.at(token)
            if inner is not None:
                matter = _by_event(inner.type, inner.rule)
                if matter is not None and (speech in matter.codes or inner.type in HOSTILE):
                    return matter, inner.type
        for token in content[:WORDS_READ]:
            for matter in matters():
                if token.lemma.lower() in matter.words.split(", ") and speech in matter.codes:
                    return matter, None
        return None, None

    def _heads(self, trigger: Trigger, slot: str) -> tuple[Token, ...]:
        if slot == "complement":
            below = self.triggers.complements(trigger)
            return below or tuple(one for one in self.doc.children(trigger.token, "advcl") if self._is_to_do(one))
        return self.triggers.fillers(trigger, slot)

    def _is_to_do(self, clause: Token) -> bool:
        """Whether a clause says what is to be done ("to meet"), not how it was said ("saying")."""
        return any(mark.text.lower() == "to" for mark in self.doc.children(clause, "mark"))

    def _below(self, head: Token) -> Iterator[Token]:
        yield head
        for child in self.doc.children(head):
            if child.relation not in ASIDE:
                yield from self._below(child)


def _by_event(event_type: EventType, rule: Rule) -> Matter | None:
    exact = f"{event_type}/{rule.mode}"
    named = next((one for one in matters() if exact in one.events), None)
    return named or next((one for one in matters() if event_type in one.events), None)


@cache
def matters() -> tuple[Matter, ...]:
    """The table of matters."""
    return tuple(msgspec.convert(row, Matter) for row in lexicon.document(TABLE)["matters"])

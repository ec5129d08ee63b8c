"""When and where an event is told to have happened: from its clause, else from the clause above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.extract.clauses import finite_clause
from onrecord.extract.events.triggers import Trigger
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Place, Time

R = TypeVar("R", Time, Place)
# Clauses that are another happening or another's words.
APART = ("ccomp", "advcl", "acl:relcl", "parataxis", "conj")
LOCATIVE = frozenset(
    {"in", "at", "near", "on", "outside", "inside", "around", "across", "off", "over", "within", "throughout", "along"}
)


@dataclass(frozen=True)
class Setting:
    """The times and places of one document, by where they stand."""

    doc: AnnotatedDocument
    times: Sequence[Time]
    places: Sequence[Place]

    def time_of(self, trigger: Trigger) -> Time | None:
        """The date or time of day said of the event."""
        dated = [time for time in self.times if time.type in ("DATE", "TIME") and time.value]
        return self._nearest(trigger, dated)

    def place_of(self, trigger: Trigger) -> Place | None:
        """The place said of the event, by a preposition of place."""
        return self._nearest(trigger, self.places)

    def _nearest(self, trigger: Trigger, records: Iterable[R]) -> R | None:
        clause = finite_clause(self.doc, trigger.token)
        for reach in self._reaches(clause):
            inside = {token.index: token for token in reach}
            found = [
                (abs(token.index - trigger.token.index), record)
                for record in records
                for token in self._tokens(record)
                if token.index in inside and (isinstance(record, Time) or self._is_location(token))
            ]
            if found:
                return min(found, key=lambda pair: (pair[0], pair[1].id))[1]
        return None

    def _reaches(self, clause: Token) -> Iterable[tuple[Token, ...]]:
        """The clause without the clauses inside it, then the clause that it completes or is coordinated with."""
        yield self._own(clause)
        if clause.relation in ("advcl", "xcomp", "acl") or (
            clause.relation == "conj" and self.doc.head_of(clause).pos in ("VERB", "AUX")
        ):
            yield self._own(finite_clause(self.doc, self.doc.head_of(clause)))

    def _own(self, clause: Token) -> tuple[Token, ...]:
        found = [clause]
        for child in self.doc.children(clause):
            verbal = child.pos in ("VERB", "AUX")
            if not (child.relation in APART and verbal):
                found.extend(self._own(child))
        return tuple(found)

    def _tokens(self, record: Time | Place) -> tuple[Token, ...]:
        return tuple(token for span in record.evidence for token in self.doc.tokens_in(span.start, span.end))

    def _is_location(self, token: Token) -> bool:
        """Whether a preposition of place governs the name that the token heads or ends."""
        marks = self.doc.children(token, "case")
        if any(mark.text.lower() in LOCATIVE for mark in marks):
            return True
        head = self.doc.head_of(token)
        if token.relation in ("compound", "appos", "nmod", "conj", "flat") and head.pos in ("NOUN", "PROPN"):
            return any(mark.text.lower() in LOCATIVE for mark in self.doc.children(head, "case"))
        return False

"""When and where an event is told to have happened: from its clause, else its sentence, else its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord.extract.clauses import finite_clause, of_a_noun
from onrecord.extract.events.joining import Told
from onrecord.extract.events.triggers import Trigger
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Place, Time

R = TypeVar("R", Time, Place)
SENTENCE = "from its sentence"
PARAGRAPH = "from an event of its kind before it in the paragraph"
# Clauses that are another happening or another's words.
APART = ("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj")
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

    def place_of(self, trigger: Trigger) -> tuple[Place | None, str]:
        """The place said of the event, by a preposition of place or as what is hit; and how far it was looked for."""
        found = self._nearest(trigger, self.places)
        if found is None and trigger.type == "ASSAULT":
            found = self._hit(trigger)
        if found is not None:
            return found, ""
        found = self._of_sentence(trigger)
        return found, f"place {SENTENCE}" if found is not None else ""

    def continued(self, events: Iterable[Told]) -> Iterator[Told]:
        """The events, those without a place or time with that of the last of their kind in the same paragraph."""
        before: dict[tuple[str, int], Told] = {}
        for told in events:
            key = (told.trigger.type, self._paragraph(told))
            known = before.get(key)
            now = told if known is None else _continued(told, known)
            yield now
            if _happened(now):
                before[key] = now

    def _paragraph(self, told: Told) -> int:
        start = told.trigger.token.start
        return next((part.start for part in self.doc.document.parts if part.start <= start < part.end), -1)

    def _hit(self, trigger: Trigger) -> Place | None:
        """The place that is the object of an attack, or that says of what the object is a part."""
        objects = self.doc.children(trigger.clause, "obj")
        words = {one.index for one in objects}
        words |= {low.index for one in objects for low in self.doc.children(one, "nmod", "compound", "appos", "flat")}
        return next((one for one in self.places if any(token.index in words for token in self._tokens(one))), None)

    def _of_sentence(self, trigger: Trigger) -> Place | None:
        """The one place told in the trigger's sentence outside the clause that reports it; None where there are two."""
        barred: set[int] = set()
        for one in (trigger.token, *self.doc.ancestors(trigger.token)):
            if one.relation in ("ccomp", "parataxis"):
                barred |= {token.index for token in self._own(self.doc.head_of(one))}
        inside = {token.index for token in self.doc.tokens_of(self.doc.sentence_of(trigger.token))} - barred
        found = {
            place.id: place
            for place in self.places
            for token in self._tokens(place)
            if token.index in inside and self._is_location(token) and not of_a_noun(self.doc, token, trigger.token)
        }
        return next(iter(found.values())) if len(found) == 1 else None

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


def _continued(told: Told, known: Told) -> Told:
    """An event with the place and time of one before it, where both happened and neither names another."""
    if not _happened(told):
        return told
    reached = told.reached
    if told.place is None and known.place is not None:
        reached += (f"place {PARAGRAPH}",)
    if told.time is None and known.time is not None:
        reached += (f"time {PARAGRAPH}",)
    return replace(told, place=told.place or known.place, time=told.time or known.time, reached=reached)


def _happened(told: Told) -> bool:
    return told.reality.modality == "actual" and told.reality.polarity == "positive"

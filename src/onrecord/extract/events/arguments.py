"""Who did it and to whom: the actors in a trigger's slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.clauses import Clauses
from onrecord.extract.events.triggers import NOUNS, Trigger, Triggers
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Statement

# Slots that name the recipient of any noun event, where the rule names none of its own.
SPEAKING = frozenset({"i", "we", "us"})
TOWARDS = ("on", "against")


@dataclass(frozen=True, slots=True)
class Arguments:
    """The actors and recipients of a trigger, and the tokens that name them."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class ArgumentFinder:
    """Finds the arguments of triggers in one document."""

    doc: AnnotatedDocument
    clauses: Clauses
    actors: ActorIndex
    places: ActorIndex
    triggers: Triggers
    statements: tuple[Statement, ...] = ()

    def of(self, trigger: Trigger, content: tuple[Token, ...] = ()) -> Arguments:
        """The arguments of a trigger; nobody is both actor and recipient.

        A speech act that names nobody it is spoken to goes to the first party in what it is about.
        """
        rule = trigger.rule
        doers = self._named(trigger, rule.actor)
        others = self._named(trigger, (*rule.recipient, *self._towards(trigger)))
        if rule.both:
            doers, others = {**doers, **others}, {}
        kept = {actor_id: token for actor_id, token in others.items() if actor_id not in doers}
        if not kept and content and not self._is_told_whom(trigger):
            kept = self.in_content(content, doers)
        tokens = (*doers.values(), *kept.values())
        return Arguments(tuple(doers), tuple(kept), tokens)

    def _is_told_whom(self, trigger: Trigger) -> bool:
        """Whether the one spoken to is named by a word that is nobody known ("urged both sides")."""
        spoken_to = self._fillers(trigger, "object") if trigger.rule.recipient[:1] == ("object",) else ()
        return trigger.type == "REQUEST" and any(one.lemma.lower() in words_of("@whom") for one in spoken_to)

    def _towards(self, trigger: Trigger) -> tuple[str, ...]:
        return TOWARDS if trigger.token.pos in NOUNS and "object" in trigger.rule.recipient else ()

    def _named(self, trigger: Trigger, slots: Iterable[str]) -> dict[str, Token]:
        """The actors in these slots, by actor_id, each with the token that names it."""
        found: dict[str, Token] = {}
        for slot in slots:
            for filler in self._fillers(trigger, slot):
                for actor_id in self.named_by(filler, placed=slot not in ("subject", "owner", "by")):
                    found.setdefault(actor_id, filler)
        return found

    def _fillers(self, trigger: Trigger, slot: str) -> tuple[Token, ...]:
        if slot == "complement":
            return self._doers_demanded(trigger)
        return self.triggers.fillers(trigger, slot)

    def _doers_demanded(self, trigger: Trigger) -> tuple[Token, ...]:
        """Those who are to do what a demand says."""
        below = self.clauses.complements(trigger.token)
        some = tuple(one for clause in below for one in self._own_subjects(clause))
        taken = {one.index for one in self.clauses.subjects(trigger.token)}
        return tuple(one for one in some if one.index not in taken)

    def _own_subjects(self, clause: Token) -> tuple[Token, ...]:
        if self.clauses.is_passive(clause):
            return self.clauses.subjects(clause)
        return self.clauses.expanded(self.doc.children(clause, "nsubj"))

    def named_by(self, head: Token, depth: int = 0, *, placed: bool = False) -> tuple[str, ...]:
        """The actors that a head names: itself, else who did what it tells, else those who own or modify it.

        With `placed`, a country or town named as a place counts too.
        """
        actor = self.actors.at(head.start, head.end)
        if actor is None and (placed or head.pos == "ADJ"):
            actor = self.places.at(head.start, head.end)
        if actor is not None:
            return (actor.id,)
        if head.text.lower() in SPEAKING or self._is_own(head):
            return self._speaker(head)
        if depth > 2:
            return ()
        event = self.triggers.at(head)
        if event is not None and head.pos in NOUNS and depth == 0:
            doers = self._doers_of(event)
            return doers or self._named_below(head, depth, placed=placed, prepositions=())
        return self._named_below(head, depth, placed=placed, prepositions=("of", "by", "from", "against", "with"))

    def _is_own(self, pronoun: Token) -> bool:
        """Whether "it" or "they" opens what somebody said and so is the one who said it ("Kenya said it ...")."""
        clause = self.doc.head_of(pronoun)
        if pronoun.text.lower() not in ("it", "they") or not pronoun.relation.startswith("nsubj"):
            return False
        above = self.doc.head_of(clause)
        own = [one.text.lower() for one in self.doc.children(above, "nsubj")]
        return clause.relation == "ccomp" and above.pos == "VERB" and bool(own) and own[0] not in ("it", "they", "he")

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Who says "we": the source of the statement in which it stands."""
        chain = attribution(self.doc.span_of(pronoun), self.statements)
        sources = (one.source for one in self.statements if chain and one.id == chain[0])
        return tuple(source for source in sources if source is not None)

    def _named_below(self, head: Token, depth: int, *, placed: bool, prepositions: Iterable[str]) -> tuple[str, ...]:
        owners = self.clauses.owners(head)
        found = tuple(dict.fromkeys(actor_id for one in owners for actor_id in self.named_by(one, depth + 2)))
        for preposition in prepositions:
            if not found:
                some = self.clauses.governed(head, preposition)
                found = tuple(actor_id for one in some for actor_id in self.named_by(one, depth + 1, placed=placed))
        if not found:
            done = [one for one in self.doc.children(head, "acl") if one.relation == "acl"]
            some = tuple(low for one in done for low in self.clauses.governed(one, "by"))
            found = tuple(actor_id for one in some for actor_id in self.named_by(one, depth + 1))
        return found

    def _doers_of(self, event: Trigger) -> tuple[str, ...]:
        """Who did what a noun tells: the target of "condemned the raid by ..."."""
        owners = self.clauses.owners(event.token) + self.clauses.governed(event.token, "by")
        owners += self.clauses.governed(event.token, "from")
        return tuple(dict.fromkeys(actor_id for one in owners for actor_id in self.named_by(one, 1)))

    def in_content(self, content: Iterable[Token], without: Iterable[str]) -> dict[str, Token]:
        """The party to whom it is to be done in what a speech act is about; else the first one named there."""
        barred = set(without)
        listed = list(content)
        inner = next((one for token in listed if (one := self.triggers.at(token)) is not None), None)
        told = self._named(inner, inner.rule.recipient) if inner is not None and not inner.rule.matter else {}
        if kept := {one: token for one, token in told.items() if one not in barred}:
            return kept
        if any(
            token.relation == "nsubj:pass" for token in listed
        ):  # "called for the mayor to be tried": not he is asked
            return {}
        for token in listed:
            if token.pos not in ("NOUN", "PROPN", "ADJ", "PRON"):
                continue
            actor = self.actors.at(token.start, token.end) or self.places.at(token.start, token.end)
            if actor is not None and actor.id not in barred:
                return {actor.id: token}
        return {}

"""Who did it and to whom: the actors in a trigger's slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.clauses import Clauses
from onrecord.extract.events.matters import HOSTILE
from onrecord.extract.events.triggers import NOUNS, Trigger, Triggers
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Actor, Statement

# Slots that name the recipient of any noun event, where the rule names none of its own.
SPEAKING = frozenset({"i", "we", "us"})
TOWARDS = ("on", "against")
# What a strike or march held "in protest" is against.
AGAINST = ("against", "of", "at", "over", "with")
CONDITIONS = frozenset({"unless", "if", "until"})
WHERE = ("in", "near", "at", "on", "outside", "inside", "around")
ANSWERING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "ELI", "IGO", "BUS"})
# Types that hit places, and the slots in which a place is what is hit.
HITTING = frozenset({"ASSAULT", "COERCE", "ACCUSE"})
HIT = ("object", "on", "against", "into")
# Prepositions of what is spoken of, or compared with, beside whom it is asked of.
TOPICS = frozenset({"like", "about", "regarding", "concerning", "than", "as", "involving", "including"})
# What "in" opens of the circumstances: "declared an emergency in anticipation of the storm".
CIRCUMSTANCES = frozenset(
    {"anticipation", "response", "reaction", "wake", "case", "addition", "light", "view", "order"}
)
DEFIANCE = frozenset({"defiance", "protest", "opposition"})
PLACES = ("@place", "@territory", "@armed_place")


@dataclass(frozen=True, slots=True)
class Arguments:
    """The actors and recipients of a trigger, and the tokens that name them.

    Recipients are `located` where nobody is named to whom it is done, only where what was hit stands.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    located: bool = False


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
        if rule.mode == "withdraw" and len(kept) > 1:
            kept = self._abroad(doers, kept)
        if not kept and content and not self._is_told_whom(trigger):
            given = [one for one in self._fillers(trigger, "object") if one.lemma.lower() in words_of("@military")]
            kept = self.in_content([one for one in content if one not in given], doers)
        if not kept and trigger.type in ("PROTEST", "THREATEN"):
            kept = self._answerable(trigger, doers)
        where = self._where_hit(trigger, doers) if not kept and trigger.type in HITTING else {}
        tokens = (*doers.values(), *kept.values(), *where.values())
        return Arguments(tuple(doers), tuple(kept or where), tokens, bool(where))

    def _abroad(self, doers: Iterable[str], others: dict[str, Token]) -> dict[str, Token]:
        """Those from whom somebody withdraws, without his own country ("withdrew Kenya from the pact with Uganda")."""
        own = {actor.country for actor in self.actors.actors if actor.id in set(doers) and actor.country}
        home = {one.id for one in self.actors.actors if one.kind == "country" and one.country in own}
        return {one: token for one, token in others.items() if one not in home}

    def _is_told_whom(self, trigger: Trigger) -> bool:
        """Whether the one spoken to is named by a word that is nobody known ("urged both sides")."""
        spoken_to = self._fillers(trigger, "object") if trigger.rule.recipient[:1] == ("object",) else ()
        return trigger.type == "REQUEST" and any(one.lemma.lower() in words_of("@whom") for one in spoken_to)

    def _answerable(self, trigger: Trigger, doers: Iterable[str]) -> dict[str, Token]:
        """Those of whom a protest demands something, or on whose doing a threat hangs ("unless the board agrees")."""
        if trigger.type == "THREATEN":
            return self._asked_on_condition(trigger, doers)
        if reason := self._defied(trigger, doers):
            return reason
        carried = trigger.token.pos not in NOUNS or trigger.light is not None
        tops = {one.index: one for one in (trigger.token, trigger.clause if carried else trigger.token)}.values()
        below = [low for one in tops for low in self.doc.children(one, "advcl", "xcomp", "acl")]
        grieved = [one for one in below if one.lemma.lower() in words_of("@grievances")]
        for clause in grieved:
            if wanted := self._wanted_of(clause, doers):
                return wanted
        return {}

    def _asked_on_condition(self, trigger: Trigger, doers: Iterable[str]) -> dict[str, Token]:
        clauses = [one for one in self.doc.subtree(trigger.clause) if one.relation == "advcl"]
        heads = [one for clause in clauses if self._opens(clause, CONDITIONS) for one in self.clauses.subjects(clause)]
        found = {actor_id: head for head in heads for actor_id in self.named_by(head)}
        return {actor_id: head for actor_id, head in found.items() if actor_id not in set(doers)}

    def _defied(self, trigger: Trigger, doers: Iterable[str]) -> dict[str, Token]:
        """Whom something is done in defiance of."""
        near = (*self.clauses.governed(trigger.token, "in"), *self.clauses.governed(trigger.clause, "in"))
        some = [one for one in near if one.lemma.lower() in DEFIANCE]
        heads = [low for one in some for word in AGAINST for low in self.clauses.governed(one, word)]
        heads += [low for one in some for low in self._behind(one, AGAINST)]
        found = {actor_id: head for head in heads for actor_id in self.named_by(head, placed=True)}
        return {actor_id: head for actor_id, head in found.items() if actor_id not in set(doers)}

    def _wanted_of(self, clause: Token, doers: Iterable[str]) -> dict[str, Token]:
        """Who is to answer for what is protested against: its doer where it is a deed, never those who suffered it."""
        barred = {*doers, *(actor.id for actor in self.actors.actors if not answers(actor))}
        words = self._after(clause)
        above = self.triggers.at(clause)
        inner = next((one for token in words if (one := self.triggers.at(token)) is not None), None)
        told = self._named(above, above.rule.recipient) if above is not None else {}
        done = self._named(inner, inner.rule.actor) if inner is not None else {}
        named = self.in_content(words, doers) if inner is None or inner.type not in HOSTILE else {}
        some = ({one: token for one, token in found.items() if one not in barred} for found in (told, done, named))
        return next((found for found in some if found), {})

    def _opens(self, clause: Token, words: frozenset[str]) -> bool:
        return any(mark.text.lower() in words for mark in self.doc.children(clause, "mark"))

    def _after(self, clause: Token) -> list[Token]:
        """What follows the verb of a clause, without names that say where."""
        words = [one for one in self.doc.subtree(clause) if one.index > clause.index]
        names = [one for one in words if one.pos == "PROPN"]
        where = [one for one in names if any(m.text.lower() in (*WHERE, "for") for m in self.doc.children(one, "case"))]
        apart = {low.index for one in where for low in self.doc.subtree(one)}
        return [one for one in words if one.index not in apart]

    def _towards(self, trigger: Trigger) -> tuple[str, ...]:
        return TOWARDS if trigger.token.pos in NOUNS and "object" in trigger.rule.recipient else ()

    def _named(self, trigger: Trigger, slots: Iterable[str]) -> dict[str, Token]:
        """The actors in these slots, by actor_id, each with the token that names it."""
        found: dict[str, Token] = {}
        for slot in slots:
            for filler in self._fillers(trigger, slot):
                if slot == "in" and filler.lemma.lower() in CIRCUMSTANCES:
                    continue
                placed = slot not in ("subject", "owner", "by") or (slot == "by" and slot in trigger.rule.recipient)
                for actor_id in self.named_by(filler, placed=placed):
                    found.setdefault(actor_id, filler)
        return found

    def _where_hit(self, trigger: Trigger, doers: Iterable[str]) -> dict[str, Token]:
        far = ("at",) if trigger.rule.mode == "heavy-weapons" else ()
        slots = [slot for slot in trigger.rule.recipient if slot in (*HIT, *far)]
        heads = [head for slot in slots for head in self._fillers(trigger, slot)]
        found = {actor_id: head for head in heads for actor_id in self._located(head)}
        return {actor_id: head for actor_id, head in found.items() if actor_id not in set(doers)}

    def _located(self, head: Token) -> tuple[str, ...]:
        """Whose place a place is that nobody owns: "a village in Kestovia", "the capital Tarrow"."""
        lemma = head.lemma.lower()
        owned = self.doc.children(head, "compound", "nmod:poss")
        owned += tuple(one for one in self.doc.children(head, "amod") if one.text[:1].isupper())
        if owned or not any(lemma in words_of(kind) for kind in PLACES):
            return ()
        near = [low for word in (*WHERE, "for") for low in self.clauses.governed(head, word)]
        near += self.doc.children(head, "appos")
        near += self._behind(head, WHERE)
        return tuple(dict.fromkeys(actor_id for one in near for actor_id in self.named_by(one, 2, placed=True)))

    def _behind(self, head: Token, words: Iterable[str]) -> list[Token]:
        """What a preposition right behind a noun governs, though the parse may hang it from the verb."""
        wanted = set(words)
        return [
            one
            for one in self.doc.children(self.doc.head_of(head), "obl", "nmod")
            for mark in self.doc.children(one, "case")
            if mark.index == head.index + 1 and mark.text.lower() in wanted
        ]

    def _fillers(self, trigger: Trigger, slot: str) -> tuple[Token, ...]:
        if slot == "complement":
            return self._doers_demanded(trigger)
        return self.triggers.fillers(trigger, slot)

    def _doers_demanded(self, trigger: Trigger) -> tuple[Token, ...]:
        """Those who are to do what a demand says."""
        below = self.triggers.complements(trigger)
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
        if actor is None:
            named = self.places.at(head.start, head.end)
            # A body that qualifies a noun is a party; a place that does only says where ("the Tarrow raid").
            qualifies = head.relation == "compound" and named is not None and named.sector is not None
            actor = named if placed or head.pos == "ADJ" or qualifies else None
        if actor is not None:
            return (actor.id,)
        if head.text.lower() in SPEAKING:
            return self._speaker(head)
        if self._is_own(head):
            return self._those_saying(head)
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

    def _those_saying(self, pronoun: Token) -> tuple[str, ...]:
        """Who says what a pronoun opens; all of them, where it is "they": "Ann Boyd and Ben Ode said they met"."""
        saying = self.doc.head_of(self.doc.head_of(pronoun))
        above = self.clauses.subjects(saying) if pronoun.text.lower() == "they" else ()
        some = tuple(dict.fromkeys(actor_id for one in above for actor_id in self.named_by(one)))
        return some if len(some) > 1 else self._speaker(pronoun)

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Who says "we": the source of the statement in which it stands."""
        chain = attribution(self.doc.span_of(pronoun), self.statements)
        sources = (one.source for one in self.statements if chain and one.id == chain[0])
        return tuple(source for source in sources if source is not None)

    def _named_below(self, head: Token, depth: int, *, placed: bool, prepositions: Iterable[str]) -> tuple[str, ...]:
        owners = self.clauses.owners(head)
        area = placed and head.lemma.lower() in words_of("@territory")
        found = tuple(
            dict.fromkeys(
                actor_id
                for one in owners
                for actor_id in self.named_by(one, depth + 2, placed=area and one.relation == "compound")
            )
        )
        for preposition in prepositions:
            if not found:
                some = self.clauses.governed(head, preposition)
                found = tuple(actor_id for one in some for actor_id in self.named_by(one, depth + 1, placed=placed))
        if not found:
            done = [one for one in self.doc.children(head, "acl") if one.relation == "acl"]
            some = tuple(low for one in done for low in self.clauses.governed(one, "by"))
            found = tuple(actor_id for one in some for actor_id in self.named_by(one, depth + 1))
        return self._without_their_country(found)

    def _without_their_country(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Those found, less the country of a body beside it: in "a Kestovian police station" the police are meant."""
        if len(found) < 2:
            return found
        known = [actor for actor in self.actors.actors if actor.id in found]
        bodies = {actor.country for actor in known if actor.kind != "country"}
        less = {actor.id for actor in known if actor.kind == "country" and actor.country in bodies}
        return tuple(one for one in found if one not in less)

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
            if actor is not None and actor.id not in barred and not self._is_aside(token, actor):
                return {actor.id: token}
        return {}

    def _is_aside(self, token: Token, actor: Actor) -> bool:
        """Whether somebody in what a speech act is about is only an example, a topic, or people of no side."""
        above = (token, self.doc.head_of(token)) if token.relation == "compound" else (token,)
        marks = {mark.text.lower() for one in above for mark in self.doc.children(one, "case")}
        nobody = actor.kind == "people" and not (actor.sector or actor.country or actor.named)
        return nobody or bool(marks & TOPICS)


def answers(actor: Actor) -> bool:
    """Whether a protest may be held against somebody: a body, a country, or somebody of a state or party."""
    return actor.kind not in ("person", "people", "unnamed_official") or actor.sector in ANSWERING


def is_reason(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a noun only says what for something is done ("went on strike in protest at"), and is no event itself."""
    marks = {one.text.lower() for one in doc.children(trigger.token, "case")}
    return trigger.type == "PROTEST" and trigger.token.pos in NOUNS and "in" in marks and trigger.light is None

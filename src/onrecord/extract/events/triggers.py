"""Which words of a report tell an event, and under which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.clauses import Clauses, finite_clause
from onrecord.extract.events.rules import Rule, Wording, rules
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import ActorKind, EventType
from onrecord.text import PartKind

READ: frozenset[PartKind] = frozenset({"title", "paragraph"})
NOUNS = ("NOUN", "PROPN")
# Relations in which a word stands close enough to a trigger to say what it is about.
AROUND = ("obl", "nmod", "compound", "amod", "comp:pred", "advcl", "acl")
LIGHT = "lexicon/en/events/light_verbs"
# Verbs that give what is their object a name.
NAMING = frozenset({"call", "declare", "label", "brand", "term", "consider", "deem", "find"})
# Modes of nouns whose object governs the other side: "the suspension of flights to", "the withdrawal of troops from".
OF_TIES = frozenset({"discontinue", "withdraw"})
# Modes of deeds that nobody does to himself: who hangs himself assassinates nobody.
DONE_TO_OTHERS = frozenset({"targeted", "abduct", "beat"})
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself"})
# Limits that ask for an actor of a kind, where words do not tell it ("released Ann Boyd", "Estrians blocked").
KIND_OF_TERM: dict[str, ActorKind] = {"@person": "person", "@crowd": "people"}


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject and tense to the noun it carries ("held talks", "came under attack").

    One with a `particle` has it beside it ("beat off an attack"), one with `nouns` carries these alone ("has the
    support of"); either then goes before those without.
    """

    key: str
    id: str
    verbs: tuple[str, ...]
    subject: str = "actor"
    slot: str = "object"
    particle: str | None = None
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event, with the words beside it, the verb that carries its tense, and its rule."""

    token: Token
    beside: tuple[Token, ...]
    wording: Wording
    clause: Token
    light: LightVerb | None = None

    @property
    def rule(self) -> Rule:
        """The rule that read it."""
        return self.wording.rule

    @property
    def type(self) -> EventType:
        """The PLOVER type of its rule."""
        return self.wording.type

    @property
    def words(self) -> tuple[Token, ...]:
        """Its tokens, in the order of the text."""
        return tuple(sorted({self.token, *self.beside}, key=lambda one: one.index))


@dataclass(frozen=True)
class Triggers:
    """Finds the triggers of a document."""

    doc: AnnotatedDocument
    clauses: Clauses
    actors: ActorIndex

    def all(self) -> tuple[Trigger, ...]:
        """Every trigger in titles and running text, in order; a word beside another trigger is none itself."""
        found = [one for one in self._found() if one is not None]
        taken = {token.index for one in found for token in one.beside}
        return tuple(one for one in found if one.token.index not in taken or one.beside)

    def _found(self) -> Iterator[Trigger | None]:
        for sentence in self.doc.sentences:
            if sentence.part in READ:
                for token in self.doc.tokens_of(sentence):
                    yield self.at(token)

    def at(self, token: Token) -> Trigger | None:
        """The trigger that a word is, under the strictest rule that fits."""
        if token.pos in ("VERB", "AUX") and token.relation not in ("compound", "aux", "aux:pass", "amod", "case"):
            wordings = next((some for lemma in lemmas_of(token) if (some := rules().verbs.get(lemma))), ())
        elif token.pos in NOUNS and token.relation not in ("compound", "amod"):
            wordings = rules().nouns.get(token.lemma.lower(), ())
        else:
            return None
        return next((found for wording in wordings if (found := self._under(token, wording)) is not None), None)

    def _under(self, token: Token, wording: Wording) -> Trigger | None:
        beside = self._beside(token, wording.beside)
        if beside is None:
            return None
        noun = token.pos in NOUNS
        light, carrier = self._light(token) if noun else (None, token)
        trigger = Trigger(token, beside, wording, carrier, light)
        return trigger if self._allowed(trigger) else None

    def _beside(self, token: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
        """The tokens for the words that a wording needs beside its lemma, or None where one is not there."""
        near = [one for one in self.doc.children(token) if not (one.tag == "TO" and one.index < token.index)]
        plain = [child for child in near if not self._is_time(child)]
        near += [low for child in plain for low in self.doc.children(child, "case", "mark", "compound:prt", "fixed")]
        found = []
        for word in words:
            match = next((one for one in near if word in (one.lemma.lower(), one.text.lower())), None)
            if match is None or (word == "at" and self.clauses.is_passive(token) and match.relation == "case"):
                return None  # who "was shot at the station" was hit there, not fired at
            found.append(match)
        return tuple(found)

    def _is_time(self, token: Token) -> bool:
        """Whether a word tells when: the "on" of "marched on Saturday" is not that of "marched on the town"."""
        names = self.doc.names_in(self.doc.sentence_of(token))
        return any(one.first <= token.index < one.last and one.label in ("DATE", "TIME") for one in names)

    def _light(self, noun: Token) -> tuple[LightVerb | None, Token]:
        """The light verb that carries a noun, and the verb that carries its tense."""
        above = finite_clause(self.doc, noun)
        noun = self._measured(noun)
        head = self.doc.head_of(noun)
        slots = {"obj": "object", "nsubj:pass": "object", "nsubj": "subject"}
        slot = slots.get(noun.relation)
        if noun.relation in ("obl", "obl:agent"):
            slot = next((mark.text.lower() for mark in self.doc.children(noun, "case")), None)
        if noun.relation == "acl" or slot is None or head.pos not in ("VERB", "AUX") or self._is_named(noun, head):
            return None, above
        beside = {one.text.lower() for one in self.doc.children(head, "compound:prt", "advmod")}
        some = (
            one
            for one in _light_under(head)
            if one.slot == slot
            and one.particle in (None, *beside)
            and (not one.nouns or noun.lemma.lower() in one.nouns)
        )
        # Those that say more of where they stand go first.
        return min(some, key=lambda one: not (one.particle or one.nouns), default=None), above

    def _is_named(self, noun: Token, verb: Token) -> bool:
        """Whether a verb only says what a noun is to somebody ("called the vetoes a disgrace")."""
        return noun.relation == "obj" and verb.lemma in NAMING and bool(self.doc.children(verb, "xcomp", "comp:pred"))

    def _measured(self, noun: Token) -> Token:
        """The noun of measure over a noun ("a series of raids", "ten days of talks"), or the noun itself."""
        head = self.doc.head_of(noun)
        over = noun.relation == "nmod" and head.lemma.lower() in words_of("@measures")
        return head if over else noun

    def _allowed(self, trigger: Trigger) -> bool:
        rule = trigger.rule
        token = trigger.token
        limited = (("object", rule.object), ("subject", rule.subject), ("about", rule.about))
        if not all(self._fills(trigger, slot, terms) for slot, terms in limited if terms):
            return False
        if rule.no_object and token.pos not in NOUNS and self.doc.children(token, "obj"):
            return False
        if rule.unless and self._stands_near(token, rule.unless):
            return False
        if rule.mode in DONE_TO_OTHERS and any(
            one.text.lower() in REFLEXIVE for one in self.doc.children(token, "obj")
        ):
            return False
        return not (token.pos in NOUNS and self._is_thing(token))

    def _is_thing(self, noun: Token) -> bool:
        """Whether a noun is part of a name ("the Strike Fund") or counted as a thing."""
        return (
            any(
                name.first <= noun.index < name.last
                and name.label in ("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "FAC", "DATE", "LAW", "EVENT")
                for name in self.doc.names_in(self.doc.sentence_of(noun))
            )
            and noun.pos == "PROPN"
        )

    def _fills(self, trigger: Trigger, slot: str, terms: tuple[str, ...]) -> bool:
        fillers = self.fillers(trigger, slot)
        return any(self._is(filler, term) for filler in fillers for term in terms)

    def _is(self, filler: Token, term: str) -> bool:
        """Whether a filler is a word, one of a class, or somebody."""
        if term == "@somebody":
            return self.actors.at(filler.start, filler.end) is not None or filler.pos in ("PRON", "PROPN")
        if term in KIND_OF_TERM:
            actor = self.actors.at(filler.start, filler.end)
            if actor is not None and actor.kind == KIND_OF_TERM[term]:
                return True
        words = words_of(term)
        if filler.lemma.lower() in words or filler.text.lower() in words:
            return True
        low = self.doc.children(filler, "compound", "amod", "nmod")
        carries = filler.lemma.lower() in words_of("@carriers")
        return any(
            f"{child.lemma.lower()} {filler.lemma.lower()}" in words or (carries and child.lemma.lower() in words)
            for child in low
        )

    def fillers(self, trigger: Trigger, slot: str) -> tuple[Token, ...]:
        """The heads that fill a slot of the trigger."""
        token = trigger.token
        noun = token.pos in NOUNS
        clauses = self.clauses
        match slot:
            case "subject":
                return self._noun_side(trigger, "subject") if noun else clauses.subjects(token)
            case "object":
                return self._noun_side(trigger, "object") if noun else clauses.objects(token)
            case "owner":
                return clauses.owners(token)
            case "complement":
                return self.complements(trigger)
            case "indirect":
                return clauses.expanded(self.doc.children(token, "iobj"))
            case "about":
                near = [*clauses.objects(token), *self.doc.children(token, *AROUND)]
                near += self.complements(trigger)
                near += self._light_subjects(trigger) if noun and trigger.light is not None else ()
                near += () if noun else clauses.subjects(token)
                low = [
                    one
                    for head in near
                    for one in self.doc.children(head, "nmod", "compound", "amod", "aux", "obj", "acl")
                ]
                return clauses.expanded([*near, *low])
            case preposition:
                caused = preposition == "by" and trigger.light is not None and trigger.light.subject == "none"
                far = () if caused or preposition in trigger.wording.beside else self._beyond(trigger)
                some = [low for one in (token, *far) for low in clauses.governed(one, preposition)]
                return tuple(one for one in some if one.index != token.index)

    def complements(self, trigger: Trigger) -> tuple[Token, ...]:
        """The clauses that complete a trigger, or the light verb that carries it ("renewed its demand today that")."""
        carrier = self.doc.head_of(trigger.token) if trigger.light is not None else trigger.token
        found = self.clauses.complements(trigger.token)
        return found or (self.clauses.complements(carrier) if carrier.index != trigger.token.index else ())

    def _beyond(self, trigger: Trigger) -> tuple[Token, ...]:
        """Other words from which a preposition of the trigger may hang: its light verb, its object, its predicate."""
        token = trigger.token
        if token.pos in NOUNS:
            carrier = (self.doc.head_of(token),) if trigger.light is not None else ()
            return carrier + (self.clauses.governed(token, "of") if trigger.rule.mode in OF_TIES else ())
        if token.lemma == "be":
            return self.doc.children(token, "comp:pred")
        beside = tuple(one for word in trigger.wording.beside for one in self.clauses.governed(token, word))
        objects = beside + (self.clauses.objects(token) if trigger.rule.object or trigger.type == "REQUEST" else ())
        return objects + tuple(low for one in objects for low in self.doc.children(one, "nmod"))

    def _noun_side(self, trigger: Trigger, side: str) -> tuple[Token, ...]:
        token, rule = trigger.token, trigger.rule
        of = self.clauses.governed(token, "of") if rule.of == side else ()
        if side == "object":
            of = of or (self.clauses.owners(token) if rule.owner == side else ())
            if trigger.light is not None and trigger.light.subject == "recipient":
                return (() if self._is_received(trigger) else of) + self._light_subjects(trigger)
            return of
        by = self.clauses.governed(token, "by")
        by = by or tuple(low for one in self.clauses.governed(token, "of") for low in self.clauses.governed(one, "by"))
        by = by or (self.clauses.governed(token, "of") if self._is_received(trigger) else ())
        light = self._light_subjects(trigger) if trigger.light and trigger.light.subject == "actor" else ()
        if not light and not by and rule.both and self.clauses.governed(token, "with"):
            light = self._in_whose_meeting(token)
        possessed = rule.owner == "object" and not self.clauses.governed(token, "of")
        return light + by + of + (() if light or by or possessed else self.clauses.owners(token))

    def _is_received(self, trigger: Trigger) -> bool:
        """Whether what follows "of" gives what the subject receives: "won the support of the union"."""
        return trigger.type == "SUPPORT" and trigger.light is not None and trigger.light.subject == "recipient"

    def _in_whose_meeting(self, noun: Token) -> tuple[Token, ...]:
        """Who did something in a meeting with somebody ("said in a meeting with the mayor") and so took part."""
        marks = {one.text.lower() for one in self.doc.children(noun, "case")}
        head = self.doc.head_of(noun)
        if noun.relation != "obl" or not marks & {"in", "during", "at"} or head.pos != "VERB":
            return ()
        return () if self.clauses.is_passive(head) else self.clauses.subjects(head)

    def _light_subjects(self, trigger: Trigger) -> tuple[Token, ...]:
        carrier = self.doc.head_of(self._measured(trigger.token))
        struck = trigger.light is not None and trigger.light.slot == "by"
        some = self.clauses.objects(carrier) if struck else self.clauses.subjects(carrier)
        return tuple(one for one in some if one.index != trigger.token.index)

    def _stands_near(self, token: Token, terms: tuple[str, ...]) -> bool:
        """Whether one of these words stands in the trigger's clause, or in a clause that says when or why."""
        words = frozenset().union(*(words_of(term) for term in terms))
        near = self.doc.subtree(finite_clause(self.doc, token))
        return any(one.lemma.lower() in words and one.index != token.index for one in near)


def _light_under(verb: Token) -> tuple[LightVerb, ...]:
    return next((some for lemma in lemmas_of(verb) if (some := light_verbs().get(lemma))), ())


def lemmas_of(verb: Token) -> tuple[str, ...]:
    """The lemma, and what it could be where the lemmatizer strips an e too many ("staged": stag)."""
    text = verb.text.lower()
    if text.endswith("ed"):
        return (verb.lemma.lower(), text[:-1])
    return (verb.lemma.lower(), f"{text[:-3]}e") if text.endswith("ing") else (verb.lemma.lower(),)


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """The light verbs by lemma."""
    found: dict[str, tuple[LightVerb, ...]] = {}
    for entry in lexicon.entries(LIGHT, LightVerb):
        for verb in entry.verbs:
            found[verb] = (*found.get(verb, ()), entry)
    return found

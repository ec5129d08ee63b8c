"""What a trigger is coded as, once what it is about and how real it is are known.

A promise to attack is no attack: an intention told of its doer is a speech act.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.attribution import attribution
from onrecord.extract.clauses import Clauses, is_infinitive
from onrecord.extract.events.arguments import Arguments
from onrecord.extract.events.codes import code_of
from onrecord.extract.events.matters import HOSTILE, MatterFinder
from onrecord.extract.events.reality import Reality, reality_of
from onrecord.extract.events.triggers import NOUNS, Trigger, Triggers
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import EventType, Statement

COOPERATIVE = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT"})
SPEECH = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# What somebody came or worked for ("went to support the mayor") is no word given.
PURPOSES = frozenset({"advcl", "acl"})
FUTURE = frozenset({"will", "shall", "would", "'ll", "'d"})
WILLING = frozenset({"planned"})
UNWILLING = frozenset({"planned", "threatened"})
# What may be announced of oneself: also on a condition, "we will leave unless", "they would meet if".
ANNOUNCED = frozenset({"planned", "conditional", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Coding:
    """What a trigger is coded as, once its matter and reality are known."""

    type: EventType
    mode: str | None
    cameo: str
    reality: Reality


@dataclass(frozen=True)
class Coder:
    """Codes the triggers of one document."""

    doc: AnnotatedDocument
    clauses: Clauses
    triggers: Triggers
    matters: MatterFinder
    statements: tuple[Statement, ...]

    def of(self, trigger: Trigger, content: tuple[Token, ...], arguments: Arguments) -> Coding | None:
        """What a trigger is coded as, or None where its rule asks for more than is told."""
        rule, event_type = trigger.rule, trigger.type
        reality = reality_of(trigger, self.doc)
        mode, cameo = rule.mode, rule.cameo
        if rule.contentful and not content and not arguments.recipients:
            return None
        if any(token.lemma.lower() in rule.barred for token in content[:3]):
            return None
        if rule.matter and trigger.type in SPEECH | {"MOBILIZE"}:
            matter, inner = self.matters.of(content, event_type)
            if inner in HOSTILE and rule.hostile is not None:
                event_type, mode, cameo = rule.hostile, None, None
            elif rule.must and (matter is None or (event_type == "THREATEN" and inner not in HARMFUL)):
                return None
            if matter is not None and event_type in matter.codes:
                mode, cameo = matter.codes[event_type]
                mode = mode or rule.mode
        elif (speech := self._speech(trigger, arguments, reality)) is not None:
            matter, _ = self.matters.of((trigger.token,), speech)
            mode, cameo = matter.codes[speech] if matter is not None and speech in matter.codes else (None, None)
            event_type, reality = speech, replace(reality, modality="actual", polarity="positive")
        return Coding(event_type, mode, cameo or code_of(event_type, mode), reality)

    def is_to_be_done(self, trigger: Trigger, content: tuple[Token, ...]) -> bool:
        """Whether what a word of will is about is a deed, not how something is: "to meet", "that it would leave"."""
        below = self.triggers.complements(trigger)
        return bool(content) and (not below or any(self._is_of_the_will(clause) for clause in below))

    def _is_of_the_will(self, clause: Token) -> bool:
        doc = self.doc
        modal = any(one.tag == "MD" for one in doc.children(clause, "aux"))
        one = any(low.tag in ("NN", "NNP") for low in doc.children(clause, "nsubj"))
        subjunctive = clause.tag == "VB" or (clause.tag == "VBP" and one)  # "that the council close the bridge"
        return modal or subjunctive or is_infinitive(doc, clause)

    def _speech(self, trigger: Trigger, arguments: Arguments, reality: Reality) -> EventType | None:
        """An intention told of its doer is a speech act: to cooperate is AGREE, not to is REJECT, to harm THREATEN.

        Meetings to come are plans, not promises, unless their party itself says that it will meet.
        """
        token, event_type = trigger.token, trigger.type
        if (token.pos in NOUNS and trigger.light is None) or not self.triggers.fillers(trigger, "subject"):
            return None
        if trigger.rule.matter and not self._is_to_come(token):
            return None
        if trigger.rule.mode == "resign" or (token.relation in PURPOSES and event_type in COOPERATIVE):
            return None
        if event_type in COOPERATIVE and reality.modality in WILLING:
            return "AGREE" if reality.polarity == "positive" else "REJECT"
        if reality.polarity != "positive" or (not arguments.actors and self.is_said_by_a_thing(trigger)):
            return None
        if trigger.light is not None and self.doc.head_of(token).lemma.lower() == "order":
            return None
        own = reality.modality in ANNOUNCED and reality.aspect is None and self._is_own_word(trigger, arguments)
        if event_type == "CONSULT":
            return "AGREE" if own else None
        harms = event_type in HARMFUL or trigger.rule.mode == "boycott"
        if harms and (own or reality.modality in UNWILLING) and token.relation != "advcl":
            return "THREATEN"
        return None

    def _is_to_come(self, verb: Token) -> bool:
        """Whether a verb stands in the future: what is to allow something allows nothing yet."""
        future = any(one.lemma.lower() in FUTURE for one in self.doc.children(verb, "aux"))
        return future and not verb.relation.startswith("acl")

    def _is_own_word(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether those who are to act say so themselves: "the workers said they would meet"."""
        statements = self.statements
        chain = attribution(self.doc.span_of(trigger.token), statements)
        source = next((one.source for one in statements if chain and one.id == chain[0]), None)
        return source is not None and source in arguments.actors and trigger.clause.relation == "ccomp"

    def is_said_by_a_thing(self, trigger: Trigger) -> bool:
        """Whether what would be a speech act has a subject that is nobody ("the law demands")."""
        token = trigger.token
        subjects = self.triggers.fillers(trigger, "subject")
        if token.pos in NOUNS or self.clauses.is_passive(token):
            return any(one.pos in NOUNS for one in subjects)
        return not any(one.pos == "PRON" for one in subjects)

"""What is no event although its words are: sport, interviews, accidents, private crime, what a law says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.extract.clauses import finite_clause
from onrecord.extract.events.parties import codes_by_adjective
from onrecord.extract.events.triggers import NOUNS, Trigger
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token

# Different words of sport among the first words of a report that make it a report on sport.
SPORTING = 3
BEGINNING = 150
# Questions to "you" from which on a report is an interview. Of 295 Wikinews articles, transcripts hold 5 and more.
QUESTIONS = 3
# Sentences from which on a text is a report, which would have told whose office or side a matter touches.
REPORTED = 4
# Words of violence that say what fell from the sky: a bomber of a world war that crashes is an accident.
FLOWN = frozenset({"bomber", "war", "strike"})
# What police and courts do about any crime and after any accident.
AFTERMATH = frozenset({"arrest", "investigate"})
LEGAL = frozenset({"arrest", "investigate", "allege", "convict", "sexual", "release"})
MISHAPS = frozenset(
    {"crash", "collision", "collide", "derail", "derailment", "overturn", "capsize", "blaze", "sinking"}
)
CHARGES = frozenset({"charge", "count", "conviction", "convict", "suspicion", "acquit", "crime", "offence", "offense"})
PRESENT = frozenset({"am", "are", "is"})
ANYONE = frozenset({"people", "person", "anyone", "those", "someone", "one"})
DETERMINED = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True)
class Refusals:
    """Judges the triggers of one document."""

    doc: AnnotatedDocument

    def refuses(self, trigger: Trigger) -> bool:
        """Whether a trigger is none in this report."""
        rule = trigger.rule
        if self.interview_from is not None and trigger.token.start >= self.interview_from:
            return True
        if (self.is_sport and not rule.plain) or is_norm(trigger, self.doc) or is_charged(trigger, self.doc):
            return True
        if _is_counting(trigger, self.doc) or _is_asking(trigger, self.doc) or self._is_in_legend(trigger):
            return True
        if rule.mode in LEGAL and self.is_private_crime:
            return True
        if self.is_mishap and (rule.mode in AFTERMATH or (rule.mode in LEGAL and not self._is_public)):
            return True
        return rule.violent and self._is_accident(trigger)

    def _is_in_legend(self, trigger: Trigger) -> bool:
        """Whether a trigger stands in the legend of a map, which a coloured block opens."""
        return self.doc.tokens[self.doc.sentence_of(trigger.token).first].text.startswith("\u2588")

    def _is_accident(self, trigger: Trigger) -> bool:
        """Whether those who were hurt were hurt by no attack."""
        sentence = _sentence(trigger, self.doc)
        if any(_is_gunfire(token, self.doc) for token in sentence):
            return False
        near = {token.lemma.lower() for token in sentence} - {trigger.token.lemma.lower()}
        if _subjects(trigger, self.doc) & (words_of("@accident") | words_of("@natural")):
            return True
        if _violence(near):
            return False
        return self.tells_accident or bool(near & (words_of("@accident") | words_of("@natural")))

    @cached_property
    def _beginning(self) -> frozenset[str]:
        """The words and pairs of words that a report begins with."""
        words = [token.lemma.lower() for token in self.doc.tokens[:BEGINNING]]
        return frozenset((*words, *(f"{one} {other}" for one, other in pairwise(words))))

    @cached_property
    def is_sport(self) -> bool:
        """Whether the report begins like one on sport."""
        return len(self._beginning & words_of("@sport")) >= SPORTING

    @cached_property
    def is_private_crime(self) -> bool:
        """Whether the report begins like one on a crime between private people, with nobody of public life in it."""
        told = len(self.doc.sentences) >= REPORTED and bool(self._beginning & words_of("@private_crime"))
        return told and not self._is_public

    @cached_property
    def _is_public(self) -> bool:
        """Whether the report begins with somebody of public life, or a war."""
        return bool(self._beginning & words_of("@public_life"))

    @cached_property
    def interview_from(self) -> int | None:
        """The character at which the questions of an interview begin, or None; what is answered there is talk."""
        questions = [
            sentence.start
            for sentence in self.doc.sentences
            if self.doc.tokens[sentence.last - 1].text == "?"
            and any(token.lemma.lower() in ("you", "your") for token in self.doc.tokens_of(sentence))
        ]
        return questions[0] if len(questions) >= QUESTIONS else None

    @cached_property
    def tells_accident(self) -> bool:
        """Whether the report's title and first sentences tell an accident or a disaster, and no attack."""
        return bool(self._beginning & words_of("@accident")) and not _violence(self._beginning)

    @cached_property
    def is_mishap(self) -> bool:
        """Whether the report is on a crash or a blaze, and on no attack."""
        return len(self.doc.sentences) >= REPORTED and self.tells_accident and bool(self._beginning & MISHAPS)


def is_norm(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a trigger says what a law lays down or what is so wherever it happens, and nothing that was done.

    "A bill that allows women to vote", "to allow", "allowing" allow nobody; "events in which people are killed", and
    "if the mayor is killed, the council elects another" kill nobody.
    """
    clause = finite_clause(doc, trigger.token) if trigger.token.pos in NOUNS else trigger.token
    if trigger.rule.finite and _is_dependent(clause, doc):
        return True
    head = doc.head_of(clause)
    now = any(one.text.lower() in PRESENT for one in doc.children(clause, "aux:pass"))
    if clause.relation == "advcl":
        supposed = any(one.text.lower() == "if" for one in doc.children(clause, "mark"))
        return supposed and now and head.tag == "VBZ" and not doc.children(head, "aux")
    if _is_whoever(clause, doc) and trigger.type in ("ACCUSE", "SANCTION"):
        return True
    if clause.relation != "acl:relcl" or any(one.text.lower() in DETERMINED for one in doc.children(head, "det")):
        return False
    anyone = head.lemma.lower() in ANYONE and trigger.type in ("ACCUSE", "COERCE", "SANCTION")
    return (head.tag == "NNS" and now) or (anyone and bool(doc.children(clause, "aux:pass")))


def _is_whoever(clause: Token, doc: AnnotatedDocument) -> bool:
    """Whether a participle says for whom something holds, whoever they are ("extradite people accused of crimes")."""
    head = doc.head_of(clause)
    said = doc.children(head, "det", "nummod", "amod", "nmod:poss")
    return clause.relation == "acl" and clause.tag == "VBN" and head.lemma.lower() in ANYONE and not said


def _is_dependent(clause: Token, doc: AnnotatedDocument) -> bool:
    """Whether a clause says what something is for, or is itself what is spoken of."""
    if clause.relation in ("acl", "acl:relcl", "csubj") or (clause.tag == "VB" and clause.relation == "advcl"):
        return True
    return clause.tag == "VBG" and not doc.children(clause, "aux")


def is_charged(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a noun only names the crime that somebody is charged with or was convicted of ("a charge of murder")."""
    token = trigger.token
    if token.pos not in NOUNS or doc.head_of(token).lemma.lower() not in CHARGES:
        return False
    named = [one for one in doc.children(token, "nmod") if not _stands_against(one, doc)]
    bare = not named and not doc.children(token, "det", "nmod:poss")
    return bare and any(one.text.lower() in ("of", "for", "with") for one in doc.children(token, "case"))


def _stands_against(noun: Token, doc: AnnotatedDocument) -> bool:
    """Whether a noun is whom a charge is brought against ("a charge of murder against the farmer")."""
    return any(one.text.lower() == "against" for one in doc.children(noun, "case"))


def _violence(words: frozenset[str] | set[str]) -> bool:
    """Whether some words tell of an attack."""
    found = words & words_of("@violence")
    return bool(found - FLOWN if words & {"crash", "crashed"} else found)


def _is_counting(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a verb stands in a question of number, which tells of no deed of its own: "how many had been killed"."""
    those = doc.children(trigger.token, "nsubj", "nsubj:pass", "obj")
    words = [low for one in those for low in (one, *doc.children(one, "amod", "nummod", "det"))]
    return any(low.text.lower() == "how" for word in words for low in doc.children(word, "advmod", "det"))


def _is_asking(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a verb asks whether something is so and for nothing: "asked if Kenya would retaliate"."""
    asked = doc.children(trigger.token, "ccomp", "advcl") if trigger.type == "REQUEST" else ()
    return any(mark.text.lower() in ("if", "whether") for one in asked for mark in doc.children(one, "mark"))


def _subjects(trigger: Trigger, doc: AnnotatedDocument) -> set[str]:
    """The lemmas of the subjects and agents of a trigger's clause, or of the one above that lends it a subject."""
    clause = trigger.clause
    while clause.relation in ("advcl", "conj", "xcomp") and not doc.children(clause, "nsubj"):
        clause = doc.head_of(clause)
    return {token.lemma.lower() for token in doc.children(clause, "nsubj", "obl:agent")}


def _is_gunfire(token: Token, doc: AnnotatedDocument) -> bool:
    """Whether a fire is of guns: "mortar fire", "Kenyan fire", "an exchange of fire", "troops opened fire"."""
    if token.lemma.lower() != "fire":
        return False
    beside = doc.children(token, "compound", "nmod", "amod")
    kinds = {one.lemma.lower() for one in beside}
    exchanged = doc.head_of(token).lemma.lower() in words_of("@exchanging_fire") and token.relation in ("obj", "nmod")
    armed = any(kinds & words_of(f"@{kind}") for kind in ("weapons", "violence", "military", "policing", "armed_fire"))
    return armed or exchanged or any(one.text in codes_by_adjective() for one in beside)


def _sentence(trigger: Trigger, doc: AnnotatedDocument) -> tuple[Token, ...]:
    return doc.tokens_of(doc.sentence_of(trigger.token))

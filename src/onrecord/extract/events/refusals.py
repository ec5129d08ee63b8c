"""What is no event although its words are: sport, interviews, accidents and natural disasters, figures of speech."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.events.triggers import Trigger
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token

# Different words of sport among the first words of a report that make it a report on sport.
SPORTING = 3
BEGINNING = 150
# Questions to "you" from which on a report is an interview. Of 295 Wikinews articles, transcripts hold 5 and more.
QUESTIONS = 3


@dataclass(frozen=True)
class Refusals:
    """Judges the triggers of one document."""

    doc: AnnotatedDocument

    @property
    def is_sport(self) -> bool:
        """Whether the report begins like one on sport."""
        words = {token.lemma.lower() for token in self.doc.tokens[:BEGINNING]}
        return len(words & words_of("@sport")) >= SPORTING

    @property
    def interview_from(self) -> int | None:
        """The character at which the questions of an interview begin, or None; what is answered there is talk."""
        questions = [
            sentence.start
            for sentence in self.doc.sentences
            if self.doc.tokens[sentence.last - 1].text == "?"
            and any(token.lemma.lower() in ("you", "your") for token in self.doc.tokens_of(sentence))
        ]
        return questions[0] if len(questions) >= QUESTIONS else None

    @property
    def tells_accident(self) -> bool:
        """Whether the report's title and first sentences tell an accident or a disaster, and no attack."""
        words = {token.lemma.lower() for token in self.doc.tokens[:BEGINNING]}
        return bool(words & words_of("@accident")) and not words & words_of("@violence")


def refused(trigger: Trigger, doc: AnnotatedDocument, *, sport: bool, accident: bool) -> bool:
    """Whether a trigger is none in this report."""
    rule = trigger.rule
    if (sport and not rule.plain) or _is_counting(trigger, doc):
        return True
    if not rule.violent:
        return False
    near = {token.lemma.lower() for token in _sentence(trigger, doc)} - {trigger.token.lemma.lower()}
    if _subjects(trigger, doc) & (words_of("@accident") | words_of("@natural")):
        return True
    if near & words_of("@violence"):
        return False
    return accident or bool(near & (words_of("@accident") | words_of("@natural")))


def _is_counting(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a verb stands in a question of number, which tells of no deed of its own: "how many had been killed"."""
    those = doc.children(trigger.token, "nsubj", "nsubj:pass", "obj")
    words = [low for one in those for low in (one, *doc.children(one, "amod", "nummod", "det"))]
    return any(low.text.lower() == "how" for word in words for low in doc.children(word, "advmod", "det"))


def _subjects(trigger: Trigger, doc: AnnotatedDocument) -> set[str]:
    """The lemmas of the subjects and agents of a trigger's clause, or of the one above that lends it a subject."""
    clause = trigger.clause
    while clause.relation in ("advcl", "conj", "xcomp") and not doc.children(clause, "nsubj"):
        clause = doc.head_of(clause)
    below = doc.children(clause, "nsubj", "obl:agent")
    return {token.lemma.lower() for token in below if not _is_shot(token, doc)}


def _is_shot(noun: Token, doc: AnnotatedDocument) -> bool:
    """Whether a fire is somebody's: "sniper fire", "rebel fire"."""
    return any(one.lemma.lower() in words_of("@violence") for one in doc.children(noun, "compound", "amod"))


def _sentence(trigger: Trigger, doc: AnnotatedDocument) -> tuple[Token, ...]:
    return doc.tokens_of(doc.sentence_of(trigger.token))

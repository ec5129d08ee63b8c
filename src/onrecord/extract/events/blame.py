"""Who is said to have done what was told: claims of responsibility, accusations, suspicions, each with its deed.

"The council blamed the rebels for the attack" does not say that the rebels did it. What is made of it is an event of
its own, the attack by the rebels, on the council's word; the attack as the report tells it keeps its actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.extract.clauses import Clauses
from onrecord.extract.events.reality import reality_words
from onrecord.extract.events.triggers import NOUNS, lemmas_of
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import PartKind

WORDS = "lexicon/en/events/blame"
READ: frozenset[PartKind] = frozenset({"title", "paragraph"})
NOBODY = frozenset({"no", "none", "nobody", "neither", "nor"})
# Adverbs that say of a doer, not of the deed, that it is a guess: "was killed, apparently by rebels".
GUESSING = frozenset({"apparently", "presumably", "possibly", "probably", "allegedly", "supposedly"})
# Words before those who did it that leave open whether they did.
SUSPECTED = frozenset({"alleged", "presumed", "suspected", "supposed"})
GUESS = "a guess at who did it"


@dataclass(frozen=True, slots=True)
class BlameWord:
    """Words that name a deed and who is said to have done it, and the slots in which the two stand.

    `carriers` are the verbs over a noun of blame; whoever uses an `unsure` word does not vouch for it ("suspect").
    A `bare` word may stand without the deed, which was told before: "nobody was hurt; rebels claimed responsibility".
    """

    key: str
    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    deed: tuple[str, ...] = ()
    unsure: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Blame:
    """One laying of a deed at somebody's door: the word, those named, and the deed's word where one stands.

    `above` does what the clause above tells: who sends out leaflets that claim a deed claims it.
    """

    token: Token
    key: str
    doers: tuple[Token, ...]
    deed: Token | None
    unsure: bool
    above: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Blames:
    """Finds who is said to have done what in one document."""

    doc: AnnotatedDocument
    clauses: Clauses

    def all(self) -> Iterator[Blame]:
        """Every one that is told as said, in order: not "nobody claimed", "did not blame", "would blame"."""
        for sentence in self.doc.sentences:
            if sentence.part in READ:
                for token in self.doc.tokens_of(sentence):
                    for word in _words_at(token):
                        found = self._under(token, word)
                        if found is not None:
                            yield found
                            break

    def _under(self, token: Token, word: BlameWord) -> Blame | None:
        verb = self._verb(token, word)
        if verb is None:
            return None
        deeds = [one for slot in word.deed for one in self._fillers(token, verb, slot)]
        if (not deeds and not word.bare) or not self._is_said(verb):
            return None
        doers = tuple(one for slot in word.doer for one in self._fillers(token, verb, slot))
        if not doers:
            return None
        above = (
            self.clauses.subjects(self.doc.head_of(self.doc.head_of(verb)))
            if verb.relation == "acl" and verb.tag == "VBG"
            else ()
        )
        return Blame(token, word.key, doers, deeds[0] if deeds else None, word.unsure, above)

    def _verb(self, token: Token, word: BlameWord) -> Token | None:
        """The verb of a word of blame: itself, the carrier of a noun, what an adjective completes."""
        head = self.doc.head_of(token)
        if token.pos in ("VERB", "AUX"):
            return token
        if word.carriers:
            carried = head.pos == "VERB" and token.relation == "obj"
            return head if carried and any(lemma in word.carriers for lemma in lemmas_of(head)) else None
        if token.pos in NOUNS:
            return head if head.lemma == "be" and token.relation == "comp:pred" else None
        own = bool(self.doc.children(token, "nsubj"))
        return head if head.pos in ("VERB", "AUX") and not own else token

    def _fillers(self, token: Token, verb: Token, slot: str) -> tuple[Token, ...]:
        clauses = self.clauses
        match slot:
            case "subject":
                held = verb.lemma in ("hold", "find", "declare", "make") and not clauses.is_passive(verb)
                return () if held and token.index != verb.index and token.pos == "ADJ" else self._subjects(verb)
            case "object":
                return self._objects(verb)
            case "connection":
                ties = (low for low in clauses.governed(verb, "in") if low.lemma in ("connection", "relation"))
                return tuple(low for one in ties for low in clauses.governed(one, "with"))
            case preposition:
                holding = (self.doc.head_of(verb),) if verb.pos == "ADJ" and verb.relation in ("ccomp", "xcomp") else ()
                near = dict.fromkeys((token, verb, *self.doc.children(verb, "obj"), *holding))
                found = (low for one in near for low in clauses.governed(one, preposition))
                return tuple(clauses.antecedent(one) for one in found)

    def _subjects(self, verb: Token) -> tuple[Token, ...]:
        own = self.clauses.subjects(verb)
        above = self.doc.head_of(verb)
        if not own and verb.relation == "xcomp" and self.clauses.is_passive(above):
            return self.clauses.objects(above)
        return own

    def _objects(self, verb: Token) -> tuple[Token, ...]:
        own = self.clauses.objects(verb)
        above = self.doc.head_of(verb)
        if not own and verb.relation == "xcomp" and self.clauses.is_passive(verb) and self.clauses.is_passive(above):
            return self.clauses.objects(above)
        return own

    def _is_said(self, verb: Token) -> bool:
        """Whether a verb stands without negation, modals and conditions, here and above."""
        reading = [verb, *(one for one in (self.doc.head_of(verb),) if verb.relation == "xcomp")]
        words = [child for one in reading for child in self.doc.children(one)]
        if any(one.relation in ("advmod:neg", "cc:preconj") or one.text.lower() in NOBODY for one in words):
            return False
        subjects = [one for one in words if one.relation.partition(":")[0] == "nsubj"]
        if any(low.text.lower() in NOBODY for one in subjects for low in self.doc.children(one)):
            return False
        return not any(self._makes_less(one) for one in words)

    def _makes_less(self, word: Token) -> bool:
        table = {"aux": "auxiliaries", "mark": "marks"}.get(word.relation)
        if table is None or word.text.lower() == "to":
            return False
        return (table, word.text.lower()) in reality_words()

    def is_deed(self, noun: Token) -> bool:
        """Whether a noun can stand for any deed told before: "the crime", "the incident", "it"."""
        return noun.lemma.lower() in words_of("@deeds_named_again")

    def guessed(self, doers: Sequence[Token], deed: Token) -> bool:
        """Whether a word says that who did it is a guess: "apparently by rebels", "suspected rebels"."""
        return any(one.text.lower() in GUESSING for doer in doers for one in self._words_of_doing(doer)) or any(
            self._suspected(doer, deed) for doer in doers
        )

    def _suspected(self, doer: Token, deed: Token) -> bool:
        """Whether a doer is only presumed to be one: "suspected rebels", not "the suspect" of whom more is told."""
        known = any(one.text.lower() == "the" for one in self.doc.children(doer))
        described = doer.index in {one.index for one in self.doc.ancestors(deed)}
        before = [one.text.lower() for one in self.doc.subtree(doer) if one.index < doer.index]
        return not known and not described and bool(SUSPECTED.intersection(before))

    def _words_of_doing(self, doer: Token) -> Iterator[Token]:
        """Where an adverb stands that is about a doer, not the deed: beside it, before its "by", before what it did."""
        yield from self.doc.children(doer, "advmod")
        marks = [one for one in self.doc.children(doer, "case") if one.text.lower() == "by"]
        yield from (self.doc.tokens[one.index - 1] for one in marks if one.index > 0)
        above = self.doc.head_of(doer)
        done = [above] if marks and above.relation == "acl" else []
        done += [one for one in self.doc.children(doer, "acl") if self.clauses.governed(one, "by")]
        yield from (low for one in done for low in self.doc.children(one, "advmod") if low.index < one.index)


def _words_at(token: Token) -> tuple[BlameWord, ...]:
    if token.pos in ("VERB", "AUX"):
        found = _table().get(("verbs", token.lemma.lower()), ())
        if found or not token.text.endswith(("ed", "ing")):
            return found
        return next((some for lemma in lemmas_of(token) if (some := _table().get(("verbs", lemma)))), ())
    kind = {"NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}.get(token.pos, "")
    return _table().get((kind, token.lemma.lower()), ())


@cache
def _table() -> dict[tuple[str, str], tuple[BlameWord, ...]]:
    found: dict[tuple[str, str], tuple[BlameWord, ...]] = {}
    for entry in lexicon.entries(WORDS, BlameWord):
        for kind in ("verbs", "nouns", "adjectives"):
            for word in getattr(entry, kind):
                found[kind, word] = (*found.get((kind, word), ()), entry)
    return found

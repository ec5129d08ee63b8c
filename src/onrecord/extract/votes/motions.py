"""What is voted on: the noun or verb of a motion, and its words in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.clauses import Clauses
from onrecord.extract.votes.words import VoteRule, is_in, rule_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Time

ON = ("on", "for", "against", "to", "of", "by", "over")
OUTSIDE = ("acl:relcl", "appos", "advcl", "parataxis")
# Sentences before one that names a motion again in which it is described; as many as a vote is told over.
LOOKING_BACK = 3
FAVOUR = ("favor", "favour")
WITHIN = ("det", "amod", "compound", "nmod:poss", "nummod", "nmod", "advmod")
LOOSE = ("ADP", "DET", "PUNCT", "CCONJ", "SCONJ", "AUX")
HYPHENS = frozenset("-–'’")


@dataclass(frozen=True)
class Motions:
    """Finds the motions of a report."""

    clauses: Clauses
    times: tuple[Time, ...]

    @property
    def doc(self) -> AnnotatedDocument:
        """The report."""
        return self.clauses.doc

    def of(self, token: Token, rule: VoteRule) -> Token | None:
        """The head of what is voted on: a noun of the list, or the verb of what a body voted to do."""
        own = self._named(self._candidates(token, rule))
        if own is not None:
            return own
        deed = self._deed(token, rule)
        return deed if deed is not None else self._named(self._of_complements(token, rule))

    def _named(self, candidates: Iterator[Token]) -> Token | None:
        return next((one for one in candidates if is_in("motions", one) and one.pos in ("NOUN", "PROPN")), None)

    def _candidates(self, token: Token, rule: VoteRule) -> Iterator[Token]:
        clauses = self.clauses
        if token.pos == "VERB":
            yield from clauses.objects(token)
            yield from self._shared_subjects(token)
            # "the resolution on Cyprus, which the council adopted": the parse may hang the clause on the last noun.
            relative = token.relation == "acl:relcl"
            yield from (self.doc.head_of(one) for one in clauses.objects(token) if relative and one.relation == "nmod")
            if rule.kind == "decides":
                yield from self._of_failing(token)
        if token.pos == "NOUN":
            head = self.doc.head_of(token)
            yield from (low for word in ON for low in clauses.governed(token, word))
            yield from clauses.objects(head)
            yield from self._blocked_by(head)
            if rule.kind == "vetoes":
                yield from clauses.subjects(head)
        for word in ("on", "for", "against", "to") if rule.kind in ("votes", "ballots", "vetoes", "options") else ():
            yield from clauses.governed(token, word)
            if token.pos == "NOUN":
                yield from clauses.governed(self.doc.head_of(token), word)
        yield from (
            low for one in clauses.governed(token, "in") if one.lemma in FAVOUR for low in clauses.governed(one, "of")
        )

    def _shared_subjects(self, verb: Token) -> tuple[Token, ...]:
        """The subject that a passive verb has from the verb before it: "won 13 votes but was vetoed"."""
        shared = (
            verb.relation == "conj" and self.doc.children(verb, "aux:pass") and not self.doc.children(verb, "nsubj")
        )
        return self.clauses.subjects(self.doc.head_of(verb)) if shared else ()

    def _blocked_by(self, verb: Token) -> Iterator[Token]:
        """What a veto is used on: "used its veto to block the draft"."""
        for low in self.doc.children(verb, "xcomp", "advcl"):
            yield from self.clauses.objects(low)

    def _of_complements(self, token: Token, rule: VoteRule) -> Iterator[Token]:
        for low in self.clauses.complements(token) if rule.kind in ("votes", "decides") else ():
            yield from self.clauses.objects(low)

    def _of_failing(self, verb: Token) -> Iterator[Token]:
        """The subject of a verb that tells an outcome of its subject: "the bill passed", "the motion failed"."""
        if not self.clauses.is_passive(verb) and not self.doc.children(verb, "obj", "xcomp"):
            yield from self.clauses.subjects(verb)
        if is_in("failing", verb):
            yield from (one for one in self.clauses.subjects(verb) if is_in("strong", one))

    def _deed(self, token: Token, rule: VoteRule) -> Token | None:
        """The verb of what a body voted to do ("voted to close the bridge")."""
        if rule.kind == "decides":
            votes = [one for one in self.clauses.subjects(token) if one.lemma.lower() == "vote"]
            return next(
                (low for one in votes for low in self.doc.children(one, "acl") if self._is_infinitive(low)), None
            )
        if rule.kind != "votes":
            return None
        deeds = [one for one in self.doc.children(token, "xcomp", "advcl") if self._is_infinitive(one)]
        deed = next((one for one in deeds if rule_of(one) is None and one.lemma != "elect"), None)
        others = (*self.clauses.governed(token, "on"), *self.clauses.governed(token, "against"))
        nouns = (one for one in others if one.pos in ("NOUN", "PROPN") and not self._is_dated(one))
        return deed if deed is not None else next(nouns, None)

    def _is_infinitive(self, verb: Token) -> bool:
        """Whether a verb stands with "to" and has no subject of its own."""
        to = any(mark.text.lower() == "to" for mark in self.doc.children(verb, "mark", "aux"))
        return verb.pos == "VERB" and to and not self.doc.children(verb, "nsubj", "nsubj:pass")

    def text(self, motion: Token) -> str:
        """A motion's words: the noun phrase without relative clauses, dates and sponsors, or what it asks for."""
        asked = self._asked(motion)
        return self._phrase(asked if asked is not None else motion)

    def is_vague(self, motion: Token) -> bool:
        """Whether a motion is one of many ("pass laws"), or none in particular."""
        return motion.pos == "NOUN" and not self.doc.children(
            motion, "det", "amod", "compound", "nmod", "nmod:poss", "nummod"
        )

    def is_named_again(self, motion: Token) -> bool:
        """Whether a motion is named as one known from before ("the text"), without more."""
        pointed = any(child.text.lower() in ("this", "these", "both") for child in self.doc.children(motion, "det"))
        if pointed and is_in("again", motion):
            return True
        known = any(child.text.lower() in ("the", "that") for child in self.doc.children(motion, "det"))
        return is_in("again", motion) and known and not self._details(motion)

    def meant_by(self, motion: Token) -> Token:
        """What a motion named again stands for: the one described last, a few sentences before; else itself."""
        if motion.pos == "VERB" or not self.is_named_again(motion):
            return motion
        here = self.doc.sentence_of(motion).index
        for index in range(here - 1, max(-1, here - 1 - LOOKING_BACK), -1):
            nouns = [one for one in self.doc.tokens_of(self.doc.sentences[index]) if self._is_described(one)]
            if nouns:
                return nouns[0]
        return motion

    def _is_described(self, noun: Token) -> bool:
        plain = noun.pos == "NOUN" and noun.relation not in ("compound", "amod") and is_in("strong", noun)
        return plain and is_in("again", noun) and bool(self._details(noun)) and not self.is_named_again(noun)

    def _details(self, motion: Token) -> Sequence[Token]:
        below = self.doc.children(motion, "nmod", "acl", "compound", "appos")
        return [
            one
            for one in below
            if not self._is_dated(one) and one.lemma.lower() != "draft" and one.relation != "acl:relcl"
            if rule_of(one) is None
        ]

    def _asked(self, motion: Token) -> Token | None:
        head = self.doc.head_of(motion)
        if motion.relation != "nsubj" or not is_in("asking", head):
            return None
        return next(iter((*self.clauses.governed(head, "for"), *self.doc.children(head, "obj"))), None)

    def _phrase(self, head: Token) -> str:
        doc = self.doc
        below = doc.subtree(head)
        before = [child for child in doc.children(head) if child.index < head.index and child.relation != "case"]
        nouns = head.pos in ("NOUN", "PROPN")
        inside = [one.index for child in before for one in doc.subtree(child) if nouns and child.relation in WITHIN]
        commas = [child.index for child in before if child.text == ","]
        first, last = max(min((*inside, head.index)), *(index + 1 for index in commas), 0), head.index
        barred = {one.index for child in below if self._is_barred(child, head) for one in doc.subtree(child)}
        barred |= {one.index for one in below if self._is_the_sentence_s(one)}
        own = {one.index for one in below}
        while last + 1 in own and last + 1 not in barred:
            last += 1
        while doc.tokens[last].pos in LOOSE and last > head.index:
            last -= 1
        return doc.quote(first, last + 1).text

    def _is_the_sentence_s(self, verb: Token) -> bool:
        """Whether a verb tells what became of the motion, and the parser hung it from what the motion asks."""
        asking = self.doc.head_of(verb)
        past = verb.tag == "VBD" and verb.relation == "ccomp" and not self.doc.children(verb, "mark")
        return past and asking.relation == "acl" and asking.tag == "VBG" and asking.index < verb.index

    def _is_barred(self, token: Token, head: Token) -> bool:
        if token.index <= head.index:
            return False
        if token.relation == "punct":
            return token.text not in HYPHENS and self.doc.head_of(token).index < token.index
        if token.relation == "cc" and self.doc.head_of(token) == head:
            return True
        return (
            token.relation in OUTSIDE
            or self._is_dated(token)
            or (token.relation == "acl" and is_in("sponsoring", token))
        )

    def _is_dated(self, token: Token) -> bool:
        return any(
            span.start <= token.start < span.end
            for time in self.times
            if time.type in ("DATE", "TIME")
            for span in time.evidence
        )

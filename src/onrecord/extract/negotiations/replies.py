"""How parties take a proposal or an offer of talks, and the statements in which they say so."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.attribution import attribution
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.reality import Told
from onrecord.extract.negotiations.words import Word, word_at, word_over
from onrecord.language import Token
from onrecord.record import ProposalReply, Reply, Statement

CONDITIONS = frozenset({"if", "unless", "until", "provided", "once"})


@dataclass(frozen=True, slots=True)
class Answers:
    """Replies to one proposal, with the entries that told them."""

    replies: tuple[ProposalReply, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Replies:
    """Finds replies in one document."""

    grammar: Grammar
    statements: tuple[Statement, ...]

    def is_reply(self, verb: Token, top: Token) -> bool:
        """Whether a verb tells how somebody takes what hangs from it."""
        return word_over(self.grammar.doc, verb, "replies", top) is not None

    def to_talks(self, top: Token, verb: Token, told: Told) -> Answers | None:
        """The reply to talks or to an offer of talks: refused, rejected, or taken under a condition."""
        if top.relation in ("nsubj", "csubj"):
            return None
        word = word_over(self.grammar.doc, verb, "replies", top)
        conditional = self.is_conditional(verb)
        if told.refused:
            return self._answers(verb, "conditional" if conditional else "negative", told.keys)
        if word is not None and word.tone == "negative":
            return self._answers(verb, "negative", (word.key,))
        if conditional and told.stage in ("scheduled", "proposed"):
            return self._answers(verb, "conditional", told.keys)
        return None

    def refusal(self, verb: Token, told: Told) -> tuple[ProposalReply, ...]:
        """The reply of those who will not negotiate, or only under a condition."""
        if not told.refused:
            return ()
        return self.by(verb, "conditional" if self.is_conditional(verb) else "negative")

    def _answers(self, verb: Token, reply: Reply, keys: tuple[str, ...]) -> Answers | None:
        found = self.by(verb, reply)
        return Answers(found, keys) if found else None

    def by(self, verb: Token, reply: Reply) -> tuple[ProposalReply, ...]:
        """The reply of each of the subjects of a verb."""
        who = self.grammar.parties_of(self.grammar.subjects(verb))
        return tuple(ProposalReply(one, reply, self.statement(verb, one)) for one in who)

    def tone(self, word: Word, verb: Token) -> Reply | None:
        """How the verb takes the proposal, given its negation and its conditions."""
        doc = self.grammar.doc
        if word.tone == "positive" and self.is_conditional(verb):
            return "conditional"
        denied = bool(doc.children(verb, "advmod:neg")) or any(
            low.text.lower() == "neither" for low in doc.children(verb, "cc:preconj", "advmod", "cc")
        )
        neither = any(low.text.lower() == "neither" for one in self.grammar.subjects(verb) for low in doc.children(one))
        if denied or neither or self._is_refused(verb):
            return "negative" if word.tone == "positive" else None
        return word.tone

    def is_conditional(self, verb: Token) -> bool:
        """Whether a clause with "if", "unless" or "until" hangs from the verb or the one above it."""
        doc = self.grammar.doc
        near = self._near(verb)
        if any(low.lemma == "condition" for one in near for low in self.grammar.governed(one, "on", "under")):
            return True
        return any(
            mark.text.lower() in CONDITIONS
            for one in near
            for clause in doc.children(one, "advcl", "obl")
            for mark in doc.children(clause, "mark", "case", "advmod")
        )

    def _near(self, verb: Token) -> tuple[Token, ...]:
        """The verb and what stands above it in one clause: "is ready to accept", and who says so."""
        doc = self.grammar.doc
        found = [verb]
        while found[-1].relation in ("xcomp", "comp:pred") and not found[-1].is_root:
            found.append(doc.head_of(found[-1]))
        if found[-1].relation == "ccomp":
            found.append(doc.head_of(found[-1]))
        return tuple(found)

    def _is_refused(self, verb: Token) -> bool:
        """Whether the verb above refuses: "refuses to accept"."""
        words = (word_at(self.grammar.doc, one, "shifts", "verbs") for one in self._near(verb)[1:] if one.pos == "VERB")
        return any(word is not None and word.shift == "refused" for word in words)

    def statement(self, token: Token, by: str) -> str | None:
        """The statement in which a reply stands; else the one that follows it in its paragraph; else its own cue."""
        doc = self.grammar.doc
        carrying = attribution(doc.span_of(token), self.statements)
        if carrying:
            return carrying[0]
        part = doc.document.part_at(token.start)
        end = doc.sentence_of(token).end
        later = (
            one.id
            for one in self.statements
            if part is not None and one.content and end <= one.content[0].start < part.end and one.kind != "demand"
        )
        following = next(later, None)
        if following is not None:
            return following
        cued = (one.id for one in self.statements if one.cue is not None and one.cue.overlaps(doc.span_of(token)))
        return next(cued, None)

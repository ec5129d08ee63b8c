"""Mentions of talks and of mediation, each with its parties, its stage and its setting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.reality import Stages, Told
from onrecord.extract.negotiations.replies import Replies
from onrecord.extract.negotiations.setting import Settings
from onrecord.extract.negotiations.words import Word, word_at
from onrecord.language import Token
from onrecord.record import Proposal

WITH = ("with", "between", "among", "amongst", "involving")
AFTER = frozenset({"after", "following", "since", "despite"})
BEFORE = frozenset({"before", "ahead", "prior"})
DURING = frozenset({"in", "during", "amid", "at", "amidst"})
TOPIC = ("on", "over", "about", "concerning", "regarding")
VERBS = ("VERB", "AUX")


@dataclass(frozen=True)
class Mentions:
    """Finds mentions of talks in one document."""

    grammar: Grammar
    stages: Stages
    settings: Settings
    replies: Replies

    def at(self, token: Token) -> Draft | None:
        """The mention of talks or mediation whose word stands here, or None."""
        if token.pos == "NOUN":
            word = word_at(self.grammar.doc, token, "talks", "nouns")
            return self._talks(token, word) if word is not None else self._mediation(token)
        if token.pos == "VERB":
            word = word_at(self.grammar.doc, token, "talks", "verbs")
            return self._negotiating(token, word) if word is not None else self._mediating(token)
        return None

    def _talks(self, noun: Token, word: Word) -> Draft:
        chain = tuple(self._chain(noun))
        top = chain[-1]
        verb = self._verb_above(top)
        own = [low for one in chain for low in self.grammar.governed(one, *WITH)]
        named = (*own, *self.grammar.doc.children(noun, "nmod:poss", "compound", "amod"))
        base = self._draft(noun, f"{noun.text} between parties", named, (word.key,))
        told, acting = self._told(noun, chain, verb), self._acting(top, verb, bool(own))
        base = self._joined_by(base, acting, verb)
        place = self._place(chain, verb)
        time = self.settings.time(self._time_heads(chain, verb)) if told.stage in ("scheduled", "agreed") else None
        answers = self.replies.to_talks(top, verb, told) if verb is not None else ()
        return replace(
            base, stage=told.stage, topics=self._topics(noun), place=place, time=time,
            proposals=(Proposal(None, (), answers.replies),) if answers else (),
            keys=distinct(base.keys, told.keys, answers.keys if answers else ()),
        )  # fmt: skip

    def _chain(self, noun: Token) -> Iterator[Token]:
        """The word for talks, and the nouns above it that only say which part of them ("a round of talks")."""
        yield noun
        doc = self.grammar.doc
        head = doc.head_of(noun)
        while noun.relation in ("nmod", "compound", "obl") and head.pos == "NOUN" and self._leads(noun, head):
            yield head
            noun, head = head, doc.head_of(head)

    def _leads(self, noun: Token, head: Token) -> bool:
        doc = self.grammar.doc
        staged = word_at(doc, head, "stages", "nouns") is not None
        return staged or "of" in self.grammar.prepositions_of(noun)

    def _verb_above(self, top: Token) -> Token | None:
        head = self.grammar.doc.head_of(top)
        if top.relation == "conj" and head.pos == "NOUN":
            head = self.grammar.doc.head_of(head)
        return head if head.pos in VERBS and head.index != top.index else None

    def _draft(self, token: Token, rule: str, heads: Iterable[Token], keys: tuple[str, ...]) -> Draft:
        sentence = self.grammar.doc.sentence_of(token).index
        return self._with(Draft(token, sentence, rule, tokens=(token,), keys=keys), heads)

    def _with(self, draft: Draft, heads: Iterable[Token], *, mediators: bool = False) -> Draft:
        """The draft and those whom these heads name, as parties, or as mediators where the words say so."""
        doc = self.grammar.doc
        for head in heads:
            ids = self.grammar.parties_of((head,))
            if not ids:
                continue
            word = word_at(doc, head, "mediation", "nouns") if head.pos == "NOUN" else None
            seat = word_at(doc, head, "parties", "nouns") if head.pos == "NOUN" else None
            keys = tuple(one.key for one in (word, seat) if one is not None)
            between = mediators or (word is not None and word.id == "mediator")
            draft = replace(
                draft,
                parties=draft.parties if between else distinct(draft.parties, ids),
                mediators=distinct(draft.mediators, ids) if between else draft.mediators,
                tokens=(*draft.tokens, head), keys=distinct(draft.keys, keys),
            )  # fmt: skip
        return draft

    def _acting(self, top: Token, verb: Token | None, named: bool) -> tuple[Token, ...]:
        """Who, by the verb above, is at the talks: "X held talks", "X is in talks", "after talks with Y, X"."""
        if verb is None or top.relation in ("nsubj", "csubj"):
            return ()
        marks = self.grammar.prepositions_of(top)
        word = word_at(self.grammar.doc, verb, "stages", "verbs", (top,))
        if word is not None and word.who != "party":
            return ()
        near = (AFTER | BEFORE | DURING) & marks
        if word is None and not (near and (named or verb.lemma == "be")) and not self.replies.is_reply(verb, top):
            return ()
        return self.grammar.subjects(verb)

    def _joined_by(self, draft: Draft, acting: tuple[Token, ...], verb: Token | None) -> Draft:
        if verb is None:
            return draft
        broker = word_at(self.grammar.doc, verb, "mediation", "verbs")
        if broker is not None:
            held = broker.who == "mediator"
            draft = replace(draft, keys=distinct(draft.keys, (broker.key,)))
            draft = self._with(draft, self.grammar.subjects(verb), mediators=True) if held else draft
        draft = self._with(draft, acting)
        return self._with(draft, self.grammar.governed(verb, "with", "between")) if acting or broker else draft

    def _told(self, noun: Token, chain: tuple[Token, ...], verb: Token | None) -> Told:
        """How far the talks have come: by their verb, else by a noun above, an adjective or a clause below."""
        top = chain[-1]
        marks = self.grammar.prepositions_of(top)
        if marks & BEFORE:
            return Told("scheduled", ())
        if not marks & AFTER and verb is not None:
            told = self._by_verb(top, verb)
            if told.stage is not None or told.refused:
                return self._lowered(told, chain)
        if marks & AFTER:
            return self._by_adjective(noun)
        for some in (self._by_adjective(noun), self._by_clause(noun), self._by_noun(chain, verb)):
            if some.stage is not None:
                return some
        return Told()

    def _by_verb(self, top: Token, verb: Token) -> Told:
        doc = self.grammar.doc
        word = word_at(doc, verb, "stages", "verbs", (top,)) or word_at(doc, verb, "mediation", "verbs", (top,))
        if word is None:
            return self._by_predicate(top, verb)
        told = self.stages.told(word, verb)
        if told.stage == "agreed" and "agree" in word.id:
            return replace(told, stage="scheduled")
        return told

    def _by_predicate(self, top: Token, verb: Token) -> Told:
        doc = self.grammar.doc
        low = doc.children(verb, "comp:pred", "advmod") if top.relation == "nsubj" else ()
        for one in low:
            word = word_at(doc, one, "stages", "adjectives")
            if word is not None:
                return self.stages.told(word, verb)
        word = word_at(doc, verb, "stages", "prepositions")
        if verb.lemma == "be" and "in" in self.grammar.prepositions_of(top):
            word = next((one for one in (word_at(doc, mark, "stages", "prepositions") for mark in doc.children(top, "case")) if one), None)
        return self.stages.told(word, verb) if word is not None else Told()

    def _lowered(self, told: Told, chain: tuple[Token, ...]) -> Told:
        """The stage, lowered where a noun between says that the talks are an offer or have made no progress."""
        word = next((one for one in (word_at(self.grammar.doc, noun, "stages", "nouns") for noun in chain[1:]) if one), None)
        if word is None or word.stage in ("ongoing", None) or told.stage not in ("ongoing", "scheduled"):
            return replace(told, keys=distinct(told.keys, (word.key,) if word else ()))
        return Told(word.stage, distinct(told.keys, (word.key,)), told.refused)

    def _by_adjective(self, noun: Token) -> Told:
        for child in self.grammar.doc.children(noun, "amod", "compound"):
            word = word_at(self.grammar.doc, child, "stages", "adjectives")
            if word is not None:
                return Told(word.stage, (word.key,))
        return Told()

    def _by_clause(self, noun: Token) -> Told:
        for clause in self.grammar.doc.children(noun, "acl", "acl:relcl"):
            word = word_at(self.grammar.doc, clause, "stages", "verbs")
            if word is not None and word.stage in ("scheduled", "stalled", "collapsed"):
                return Told(word.stage, (word.key,))
        return Told()

    def _by_noun(self, chain: tuple[Token, ...], verb: Token | None) -> Told:
        doc = self.grammar.doc
        for noun in chain[1:]:
            word = word_at(doc, noun, "stages", "nouns")
            if word is None or word.stage is None:
                continue
            denied = verb is not None and bool(doc.children(verb, "advmod:neg"))
            none = any(low.text.lower() in ("no", "little") for low in doc.children(noun, "det", "amod"))
            if word.id == "progress" and (denied or none):
                return Told("stalled", (word.key,))
            return Told(word.stage, (word.key,))
        return Told()

    def _place(self, chain: tuple[Token, ...], verb: Token | None) -> str | None:
        found = self.settings.place(chain)
        if found is not None or verb is None:
            return found
        doc = self.grammar.doc
        word = word_at(doc, verb, "stages", "verbs", (chain[-1],))
        if word is None and verb.lemma != "be":
            below = [one for one in doc.children(chain[0], "acl", "acl:relcl")]
            return self.settings.place(below)
        moving = word is not None and word.id in ("travelling for talks", "visiting for talks")
        return self.settings.place((verb, *doc.children(chain[0], "acl", "acl:relcl")), moving=moving)

    def _time_heads(self, chain: tuple[Token, ...], verb: Token | None) -> tuple[Token, ...]:
        below = self.grammar.doc.children(chain[0], "acl", "acl:relcl")
        return (*below, *chain, *((verb,) if verb is not None else ()))

    def _topics(self, noun: Token) -> tuple[str, ...]:
        """What the talks are about, in the report's words: "on the border", "peace talks"."""
        doc = self.grammar.doc
        named = [low for low in self.grammar.governed(noun, *TOPIC) if low.pos in ("NOUN", "PROPN")]
        about = tuple(self._phrase(low) for low in named)
        kinds = tuple(
            low.text.lower()
            for low in doc.children(noun, "compound")
            if low.pos == "NOUN" and self.grammar.actors.at(low.start, low.end) is None and low.text.isalpha()
        )
        return distinct(about, kinds)

    def _phrase(self, head: Token) -> str:
        """A noun with what stands before it."""
        low = [one for one in self.grammar.doc.subtree(head) if one.index <= head.index and one.relation != "case"]
        inside = [one for one in low if one.index > head.index - 6]
        return self.grammar.doc.quote(inside[0].index, head.index + 1).text

    def _negotiating(self, verb: Token, word: Word) -> Draft:
        doers = self.grammar.subjects(verb)
        others = self.grammar.governed(verb, "with", "between")
        draft = self._draft(verb, "parties negotiate", (*doers, *others), (word.key,))
        closed = any(word_at(self.grammar.doc, one, "proposals", "nouns") for one in self.grammar.objects(verb))
        done = closed and verb.tag in ("VBD", "VBN")
        told = self.stages.told(replace(word, stage="agreed" if done else "ongoing"), verb)
        answers = self.replies.refusal(verb, told)
        place = self.settings.place((verb,))
        return replace(
            draft, stage=told.stage, place=place, keys=distinct(draft.keys, told.keys),
            proposals=(Proposal(None, (), answers),) if answers else (),
            weak=not others and len(draft.parties) < 1,
        )  # fmt: skip

    def _mediating(self, verb: Token) -> Draft | None:
        word = word_at(self.grammar.doc, verb, "mediation", "verbs")
        if word is None or word.who != "mediator":
            return None
        things = self.grammar.objects(verb)
        if any(word_at(self.grammar.doc, one, "talks", "nouns") for one in things):
            return None
        closed = any(word_at(self.grammar.doc, one, "proposals", "nouns") for one in things)
        if verb.lemma != "mediate" and not closed:
            return None
        low = (*self.grammar.governed(verb, "between", "with"), *(two for one in things for two in self.grammar.governed(one, "between", "with")))
        draft = self._draft(verb, "somebody mediates between parties", low, (word.key,))
        doers = self.grammar.subjects(verb) or self.grammar.doc.children(verb, "obl:unmarked", "compound", "nsubj", "amod")
        draft = self._with(draft, doers, mediators=True)
        plain = verb.relation == "amod"
        told = Told() if plain else self.stages.told(replace(word, stage="agreed" if closed else "ongoing"), verb)
        return replace(draft, stage=told.stage, keys=distinct(draft.keys, told.keys))

    def _mediation(self, noun: Token) -> Draft | None:
        word = word_at(self.grammar.doc, noun, "mediation", "nouns")
        if word is None:
            return None
        below = self.grammar.governed(noun, "in", "to", "for", "at")
        talks = any(word_at(self.grammar.doc, one, "talks", "nouns") for one in below)
        if word.id == "mediation":
            return self._thanked(noun, word)
        heads = (noun, *self._appointed(noun)) if talks else (noun,) if word.id == "mediator" else ()
        draft = self._draft(noun, "a mediator between parties", (), (word.key,))
        draft = self._with(draft, heads[-1:], mediators=True)
        return replace(draft, weak=not talks) if draft.mediators else None

    def _appointed(self, noun: Token) -> tuple[Token, ...]:
        verb = self._verb_above(noun)
        return self.grammar.objects(verb) if verb is not None and noun.relation == "obl" else ()

    def _thanked(self, noun: Token, word: Word) -> Draft | None:
        """Mediation with those whose it is: "X's mediation", "mediation by X", "thanked X for the mediation"."""
        doc = self.grammar.doc
        top = doc.head_of(noun) if noun.relation == "compound" else noun
        owners = (*doc.children(noun, "nmod:poss", "compound", "amod"), *self.grammar.governed(noun, "by", "of"))
        verb = self._verb_above(top)
        if verb is not None and "for" in self.grammar.prepositions_of(top):
            owners += self.grammar.objects(verb)
        draft = self._draft(noun, "somebody mediates between parties", self.grammar.governed(noun, "between"), (word.key,))
        draft = self._with(draft, owners, mediators=True)
        return draft if draft.mediators else None

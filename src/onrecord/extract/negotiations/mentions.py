"""Mentions of talks and of mediation, each with its parties, its stage and its setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import WITH, Grammar
from onrecord.extract.negotiations.mediation import Mediations
from onrecord.extract.negotiations.naming import drafted, joined_by
from onrecord.extract.negotiations.reality import Stages, Told
from onrecord.extract.negotiations.replies import Replies
from onrecord.extract.negotiations.setting import Settings
from onrecord.extract.negotiations.topics import TOPIC, topics_of
from onrecord.extract.negotiations.words import Word, word_at, word_over
from onrecord.language import Token
from onrecord.record import Proposal, Stage

AFTER = frozenset({"after", "following", "since", "despite"})
BEFORE = frozenset({"before", "ahead", "prior"})
DURING = frozenset({"in", "during", "amid", "at", "amidst"})
ENDING = frozenset({"end", "conclude", "close", "finish", "adjourn", "break"})
FAILING = frozenset({"stalemate", "deadlock", "failure", "impasse", "acrimony", "disagreement"})
OLDER = frozenset({"previous", "earlier", "last", "past", "former", "first", "initial", "separate", "other"})
BUYING = frozenset({"buy", "acquire", "purchase", "merge", "take"})
MEETING = frozenset({"meet", "gather", "convene", "assemble", "be", "agree"})
GOING = frozenset({"travel", "fly", "go", "come", "head", "arrive", "visit", "return"})
# Who is received for talks is at them, as is who receives: "hosts the president for talks".
RECEIVING = frozenset({"host", "receive", "welcome", "meet"})
VERBS = ("VERB", "AUX")


@dataclass(frozen=True)
class Mentions:
    """Finds mentions of talks in one document."""

    grammar: Grammar
    stages: Stages
    settings: Settings
    replies: Replies
    mediations: Mediations

    def at(self, token: Token) -> Draft | None:
        """The mention of talks or mediation whose word stands here, or None."""
        if token.pos == "NOUN":
            word = word_at(self.grammar.doc, token, "talks", "nouns")
            return self._talks(token, word) if word is not None else self.mediations.by_noun(token)
        if token.pos == "VERB":
            word = word_at(self.grammar.doc, token, "talks", "verbs")
            return self._negotiating(token, word) if word is not None else self.mediations.by_verb(token)
        return None

    def _talks(self, noun: Token, word: Word) -> Draft:
        chain = tuple(self._chain(noun))
        top = chain[-1]
        verb, marks = self._above(top)
        own = [low for one in chain for low in self.grammar.governed(one, *WITH)]
        own += [low for one in chain for low in self._involved(one)]
        own += [] if own else self._between_below(noun)
        own += self._bought(noun)
        own += self._offering(chain)
        kinds = self.grammar.doc.children(noun, "compound", "amod")
        paired = kinds if len(self.grammar.parties_of(kinds)) > 1 else ()
        named = (*own, *self.grammar.doc.children(noun, "nmod:poss"), *paired)
        base = drafted(self.grammar, noun, f"{noun.text} between parties", named, (word.key,))
        told, acting = self._told(noun, chain, verb, marks), self._acting(top, verb, marks, bool(own))
        acting = () if self._is_complete(own, base) else acting
        base = self._joined_by(base, acting, verb, top)
        place = self._place(chain, verb) or self.settings.town_below(own)
        time = self.settings.time(self._time_heads(chain, verb)) if told.stage in ("scheduled", "agreed") else None
        answers = self.replies.to_talks(top, verb, told) if verb is not None else None
        denied = told.refused and verb is not None and verb.lemma == "be"
        stage = told.stage if not self._is_taken_for_granted(noun, told) else None
        return replace(
            base, stage=stage, weak=denied or not (base.parties or base.mediators), place=place, time=time,
            topics=topics_of(self.grammar, self.settings, noun),
            proposals=(Proposal(None, (), answers.replies),) if answers and not denied else (),
            keys=distinct(base.keys, told.keys, answers.keys if answers else ()),
            known=self._is_known(noun),
            around=self._around(noun, stage) if not (base.parties or base.mediators or denied) else (),
        )  # fmt: skip

    def _is_known(self, noun: Token) -> bool:
        """Whether these are the talks told of before, not older ones: "the talks", not "previous talks"."""
        low = {one.text.lower() for one in self.grammar.doc.children(noun, "det", "amod", "nummod")}
        return bool(low & {"the", "these", "both"}) and not low & OLDER

    def _around(self, noun: Token, stage: Stage | None) -> tuple[str, ...]:
        """The only two powers near talks whose stage is told, but not whose they are."""
        own = self.grammar.governed(noun, *WITH)
        if stage is None or own:
            return ()
        return self.grammar.pair_before(noun) or self.grammar.two_powers(noun)

    def _is_complete(self, named: list[Token], draft: Draft) -> bool:
        """Whether talks name both their sides: who tells of "talks between A and B" is at them no more."""
        between = [one for one in named if self.grammar.prepositions_of(one) & {"between", "among"}]
        return bool(between) and len(draft.parties) > 1

    def _involved(self, noun: Token) -> tuple[Token, ...]:
        """Those whom a clause below names: "talks involving the union and the board"."""
        clauses = (one for one in self.grammar.doc.children(noun, "acl") if one.lemma in ("involve", "include"))
        return tuple(low for one in clauses for low in self.grammar.objects(one))

    def _offering(self, chain: tuple[Token, ...]) -> list[Token]:
        """Whose offer of talks it is: "the mayor's offer of talks", "an offer of talks by the mayor"."""
        doc = self.grammar.doc
        words = [word_at(doc, one, "stages", "nouns") for one in chain[1:]]
        if not any(word is not None and word.id == "offers" for word in words):
            return []
        given = [low for one in chain for low in self.grammar.governed(one, "from", "by")]
        return [*(low for one in chain[1:] for low in doc.children(one, "nmod:poss")), *given]

    def _bought(self, noun: Token) -> list[Token]:
        """Whom talks are to buy or to join: "talks to buy the printer", "talks to merge with the printer"."""
        doc = self.grammar.doc
        deeds = [one for one in doc.children(noun, "acl") if one.tag == "VB" and one.lemma in BUYING]
        whom = [low for one in deeds for low in (*self.grammar.objects(one), *self.grammar.governed(one, "with"))]
        return [one for one in whom if self.grammar.is_organization(one)]

    def _between_below(self, noun: Token) -> list[Token]:
        """Those named by a "between" that the parse hangs from the topic: "talks on trade between X and Y"."""
        topics = self.grammar.governed(noun, *TOPIC)
        return [low for one in topics for low in self.grammar.governed(one, "between")]

    def _is_taken_for_granted(self, noun: Token, told: Told) -> bool:
        """Whether somebody is only asked to come to talks that are known: "urged them to attend the talks"."""
        known = any(low.text.lower() == "the" for low in self.grammar.doc.children(noun, "det"))
        return known and told.stage == "proposed" and any(key.endswith("/attending") for key in told.keys)

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

    def _above(self, top: Token) -> tuple[Token | None, frozenset[str]]:
        """The verb from which the talks hang, and the prepositions between ("ahead of talks")."""
        doc = self.grammar.doc
        first = top
        while first.relation == "conj" and doc.head_of(first).pos == "NOUN":
            first = doc.head_of(first)
        if first.relation == "nmod" and first.index != top.index:
            first = doc.head_of(first)
        marks = self.grammar.prepositions_of(top) | self.grammar.prepositions_of(first)
        head = doc.head_of(first)
        if head.pos == "NOUN" and first.relation == "nmod" and marks & (DURING | AFTER) and head.relation == "obj":
            head = doc.head_of(head)
        if head.pos == "VERB" and head.text.lower() == "following" and head.relation in ("advcl", "obl"):
            marks, head = marks | {"following"}, doc.head_of(head)
        if head.pos == "ADV":
            marks, head = marks | {head.text.lower()}, doc.head_of(head)
        if head.pos == "ADJ" and head.relation == "comp:pred":
            return doc.head_of(head), marks
        broker = head.pos == "VERB" and word_at(doc, head, "mediation", "verbs") is not None
        over = doc.head_of(head)
        if broker and head.relation == "ccomp" and word_at(doc, over, "stages", "verbs") is not None:
            return over, marks
        return (head if head.pos in VERBS and head.index != first.index else None), marks

    def _acting(self, top: Token, verb: Token | None, marks: frozenset[str], named: bool) -> tuple[Token, ...]:
        """Who, by the verb above, is at the talks: "X held talks", "X is in talks", "after talks with Y, X"."""
        doc = self.grammar.doc
        seated = doc.head_of(top)
        if seated.pos == "NOUN" and word_at(doc, seated, "parties", "nouns") is not None:
            return (seated,)
        if verb is None or top.relation in ("nsubj", "csubj"):
            return ()
        if verb.lemma in RECEIVING and "for" in marks:
            return (*self.grammar.subjects(verb), *self.grammar.objects(verb))
        word = word_over(doc, verb, "stages", top)
        if word is not None:
            to = self.grammar.governed(verb, "to") if word.stage == "proposed" else ()
            asked = word.who == "nobody" and bool(self.grammar.governed(top, "with"))
            apart = word.stage == "proposed" and bool(self.grammar.governed(top, "between", "among"))
            taking = (word.who == "party" and not apart) or asked
            return (*self._takers(verb, top), *to) if taking else to
        if doc.head_of(top).pos == "ADJ" and word_at(doc, doc.head_of(top), "shifts", "adjectives") is not None:
            return self._takers(verb, top)
        if top.relation == "obj" and verb.pos == "VERB" and not named:
            near = self._takers(verb, top)
            return near if len(self.grammar.parties_of(near)) > 1 else ()
        if not (AFTER | BEFORE | DURING) & marks:
            return ()
        near = self._takers(verb, top)
        return near if named or marks & BEFORE or len(self.grammar.parties_of(near)) > 1 else ()

    def _takers(self, verb: Token, top: Token) -> tuple[Token, ...]:
        if top.relation in ("obj", "nsubj:pass"):
            return self.grammar.subjects(verb)
        return tuple(one for one in self.grammar.participants(verb) if one.index != top.index)

    def _joined_by(self, draft: Draft, acting: tuple[Token, ...], verb: Token | None, top: Token) -> Draft:
        """The draft with those whom the verb names: those at the talks, those between them, those who only reply."""
        doc = self.grammar.doc
        near = doc.head_of(top)
        broker = next(
            (one for one in (verb, near) if one is not None and word_at(doc, one, "mediation", "verbs")), None
        )
        if broker is not None:
            word = word_at(doc, broker, "mediation", "verbs")
            draft = replace(draft, keys=distinct(draft.keys, (word.key,) if word else ()))
            held = word is not None and word.who == "mediator"
            draft = joined_by(self.grammar, draft, self.grammar.subjects(broker), mediators=True) if held else draft
        for low in doc.children(top, "amod", "acl"):
            word = word_at(doc, low, "mediation", "verbs")
            if word is not None and word.who == "mediator":
                by = (
                    *self.grammar.governed(low, "by"),
                    *doc.children(low, "obl:unmarked", "compound", "nsubj", "amod"),
                )
                draft = joined_by(self.grammar, draft, by, mediators=True)
        draft = joined_by(self.grammar, draft, acting)
        if verb is None:
            return draft
        over = word_over(doc, verb, "stages", top)
        if acting and over is not None:
            draft = replace(draft, keys=distinct(draft.keys, (over.key,)))
        if self.replies.is_reply(verb, top) and not acting and top.relation != "nsubj":
            draft = replace(draft, repliers=self.grammar.parties_of(self.grammar.subjects(verb)))
        return (
            joined_by(self.grammar, draft, self.grammar.governed(verb, "with", "between"))
            if acting or broker or (over is not None and top.relation == "nsubj")
            else draft
        )

    def _told(self, noun: Token, chain: tuple[Token, ...], verb: Token | None, marks: frozenset[str]) -> Told:
        """How far the talks have come: by their verb, else by an adjective, a clause below or a noun above."""
        top = chain[-1]
        denied = self._by_noun(chain, verb)
        if denied.stage == "stalled":
            return denied
        ended = self._without(top, verb)
        if ended.stage is not None:
            return ended
        if marks & BEFORE:
            return Told("scheduled", ())
        if marks & AFTER:
            return self._by_adjective(noun)
        told = self._by_verb(top, verb) if verb is not None else Told()
        if told.stage is not None or told.refused:
            below = self._by_clause(noun)
            return (
                self._lowered(told, chain)
                if not told.refused or below.stage is None
                else replace(told, stage=below.stage)
            )
        for some in (self._by_adjective(noun), self._by_clause(noun), self._by_noun(chain, verb)):
            if some.stage is not None:
                return some
        return Told()

    def _by_verb(self, top: Token, verb: Token) -> Told:
        doc = self.grammar.doc
        word = word_over(doc, verb, "stages", top) or word_over(doc, verb, "mediation", top)
        if word is None or (verb.lemma == "be" and self._due(verb) is not None):
            return self._by_predicate(top, verb)
        told = self.stages.told(word, verb)
        if told.stage == "agreed" and "agree" in word.id:
            return replace(told, stage="scheduled")
        return told

    def _by_predicate(self, top: Token, verb: Token) -> Told:
        doc = self.grammar.doc
        due = self._due(verb)
        if top.relation == "obl" and due is not None:
            return Told("scheduled", (due.key,))
        if doc.head_of(top).pos == "ADJ":
            word = word_at(doc, doc.head_of(top), "shifts", "adjectives")
            return self.stages.told(replace(word, stage="proposed"), verb) if word is not None else Told()
        low = doc.children(verb, "comp:pred", "advmod") if top.relation == "nsubj" else ()
        for deed in (deed for one in low for deed in doc.children(one, "xcomp")):
            word = word_over(doc, deed, "stages", top)
            if word is not None:
                return self.stages.told(word, deed)
        for one in low:
            word = word_at(doc, one, "stages", "adjectives")
            if word is not None:
                return self.stages.told(word, verb)
        return Told()

    def _without(self, top: Token, verb: Token | None) -> Told:
        """Talks that end without a deal: "the talks ended without agreement"."""
        ended = verb is not None and verb.lemma in ENDING and top.relation in ("nsubj", "nsubj:pass", "obj")
        low = self.grammar.governed(verb, "without") if ended and verb is not None else ()
        if ended and verb is not None:
            low += tuple(one for one in self.grammar.governed(verb, "in") if one.lemma in FAILING)
            low += tuple(one for one in self.grammar.governed(verb, "with") if self._is_none(one))
        return Told("stalled", ()) if low else Told()

    def _is_none(self, noun: Token) -> bool:
        return any(low.text.lower() in ("no", "little") for low in self.grammar.doc.children(noun, "det", "amod"))

    def _due(self, verb: Token) -> Word | None:
        """The adjective that says of somebody that they are to come for talks: "was due in Tarrow for talks"."""
        words = (
            word_at(self.grammar.doc, one, "shifts", "adjectives")
            for one in self.grammar.doc.children(verb, "comp:pred")
        )
        return next((one for one in words if one is not None and one.shift == "scheduled"), None)

    def _lowered(self, told: Told, chain: tuple[Token, ...]) -> Told:
        """The stage, lowered where a noun between says that the talks are an offer or have made no progress."""
        word = next(
            (one for one in (word_at(self.grammar.doc, noun, "stages", "nouns") for noun in chain[1:]) if one), None
        )
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
        word = word_over(doc, verb, "stages", chain[-1])
        subject = chain[-1].relation == "nsubj"
        if word is None and verb.lemma != "be" and not subject:
            return self.settings.place(doc.children(chain[0], "acl", "acl:relcl"))
        moving = word is not None and word.id in ("travelling for talks", "visiting for talks")
        near = (verb, *doc.children(chain[0], "acl", "acl:relcl"))
        met = doc.head_of(verb) if verb.relation in ("advcl", "xcomp") else None
        meeting = (met,) if met is not None and met.lemma in MEETING else ()
        going = (met,) if met is not None and met.lemma in GOING else ()
        return (
            self.settings.place(near, moving=moving)
            or self.settings.place(meeting)
            or self.settings.place(going, moving=True)
        )

    def _time_heads(self, chain: tuple[Token, ...], verb: Token | None) -> tuple[Token, ...]:
        below = self.grammar.doc.children(chain[0], "acl", "acl:relcl")
        return (*below, *chain, *((verb,) if verb is not None else ()))

    def _negotiating(self, verb: Token, word: Word) -> Draft:
        doers = self.grammar.subjects(verb)
        others = self.grammar.governed(verb, "with", "between")
        apart = tuple(low for one in self.grammar.objects(verb) for low in self.grammar.governed(one, "between"))
        draft = drafted(self.grammar, verb, "parties negotiate", (*apart, *others), (word.key,))
        named = bool(draft.parties)
        draft = joined_by(self.grammar, draft, doers, mediators=len(draft.parties) > 1 and bool(apart))
        things = self.grammar.objects(verb)
        closed = any(self.mediations.is_settlement(one) for one in things)
        done = closed and (verb.tag in ("VBD", "VBN") or self._is_helped(verb))
        matters = [one for one in (word_at(self.grammar.doc, low, "matters", "nouns") for low in things) if one]
        matter = closed or not things or bool(matters)
        told = self.stages.told(replace(word, stage="agreed" if done else "ongoing"), verb)
        answers = self.replies.refusal(verb, told)
        place = self.settings.place((verb,))
        return replace(
            draft, stage=told.stage, place=place,
            keys=distinct(draft.keys, told.keys, (one.key for one in matters)),
            proposals=(Proposal(None, (), answers),) if answers else (),
            weak=not draft.parties or not (matter or named),
        )  # fmt: skip

    def _is_helped(self, verb: Token) -> bool:
        """Whether somebody helped to do what a verb says: "she helped negotiate the deal"."""
        above = self.grammar.doc.head_of(verb)
        return above.lemma == "help" and above.tag in ("VBD", "VBN")

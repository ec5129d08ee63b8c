"""Mentions of proposals and of what was agreed: who put them, their terms, and who took them how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.reality import Stages
from onrecord.extract.negotiations.replies import Replies
from onrecord.extract.negotiations.setting import Settings
from onrecord.extract.negotiations.words import Word, word_at, word_over
from onrecord.language import Token
from onrecord.record import Proposal, ProposalReply, Stage

FOR = ("for", "of", "on")
PARTS = frozenset({"term", "terms", "text", "outline", "principle", "condition"})
REPLIES = frozenset({"reply", "response", "answer", "reaction"})
GIVING = frozenset({"give", "offer", "return", "send", "issue", "deliver"})


@dataclass(frozen=True, slots=True)
class _Found:
    """What the verb above a proposal tells."""

    by: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    replies: tuple[ProposalReply, ...] = ()
    stage: Stage | None = None
    keys: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    strong: bool = False
    called: bool = False


@dataclass(frozen=True)
class Offers:
    """Finds proposals in one document."""

    grammar: Grammar
    stages: Stages
    settings: Settings
    replies: Replies

    def at(self, noun: Token) -> Draft | None:
        """The mention of a proposal whose word stands here, if somebody puts, takes or signs it; else None."""
        if noun.pos == "VERB":
            return self._reply_alone(noun) or self._agreed_deed(noun)
        if noun.pos != "NOUN":
            return None
        if noun.lemma.lower() in REPLIES:
            return self._reply_noun(noun)
        word = word_at(self.grammar.doc, noun, "proposals", "nouns")
        if word is None or word.id == "an exchange as a term":
            return None
        found = self._by_verb(noun)
        proposer, keys = self._proposer(noun)
        by = distinct(found.by, proposer)
        if not (by or found.replies or found.parties):
            return None
        terms, strict, term_keys = self._terms(noun, word)
        seated = found.stage is not None and any(one.lemma == "negotiator" for one in found.tokens)
        mediated = len(found.parties) > 1 and any(one.lemma == "mediator" for one in found.tokens)
        weak = word.weak and not strict and not (seated or mediated)
        found = replace(
            found,
            by=by,
            strong=not (word.weak or found.called),
            keys=distinct((word.key,), found.keys, keys, term_keys),
        )
        return self._draft(noun, found, terms, weak=weak, put=bool(found.by) and not proposer)

    def _draft(self, noun: Token, found: _Found, terms: tuple[str, ...], *, weak: bool, put: bool) -> Draft:
        by = found.by
        others = tuple(one for one in found.parties if one not in by)
        mediated = len(others) > 1
        replied = tuple(one.by for one in found.replies if one.by is not None)
        parties = distinct(() if found.replies else others, () if mediated or replied or not found.strong else by)
        proposals = tuple(Proposal(one, terms, found.replies) for one in by[:1])
        if not by and found.stage == "stalled":
            terms = ()
        if not by and (terms or found.replies):
            proposals = (Proposal(None, terms, found.replies),)
        stage = found.stage or ("proposed" if by and not weak else None)
        dated = stage in ("agreed", "signed")
        return Draft(
            token=noun,
            sentence=self.grammar.doc.sentence_of(noun).index,
            rule="a proposal is put or taken",
            parties=parties,
            mediators=by if mediated and put else (),
            stage=stage,
            tokens=(noun, *found.tokens),
            proposals=proposals,
            place=self._venue(noun) if dated else None,
            time=self.settings.time((self.grammar.clause_of(noun),)) if dated else None,
            keys=found.keys,
            weak=weak,
            offer=True,
            known=len(found.parties) > 1,
            repliers=distinct(others, replied) if found.replies else (),
        )

    def _venue(self, noun: Token) -> str | None:
        """The town where a verb says that something was agreed or signed; a truce "in" a town is not that."""
        _, verb = self._above(noun)
        signed = verb is not None and verb.lemma in ("sign", "initial")
        heads = [verb] if verb is not None else []
        return self.settings.town_below((*heads, noun) if signed else heads)

    def _by_verb(self, noun: Token) -> _Found:
        top, verb = self._above(noun)
        if verb is None:
            return _Found()
        doc = self.grammar.doc
        doers = self.grammar.subjects(verb)
        who = self.grammar.parties_of(doers)
        put = word_over(doc, verb, "proposals", top) or self._put_plan_for(noun, verb)
        if put is not None and noun.relation in ("obj", "nsubj:pass", "obl"):
            to = self._addressed(noun, verb)
            return _Found(by=who, parties=self.grammar.parties_of(to), keys=(put.key,), tokens=(*doers, *to))
        others = self.grammar.governed(verb, "with", "between") + self.grammar.governed(noun, "with", "between")
        parties = distinct(who, self.grammar.parties_of(others))
        word = word_over(doc, verb, "replies", top)
        settled = self._settled(noun, verb, who, others)
        if settled is not None:
            return settled
        closing = word_over(doc, verb, "stages", top)
        alone = word is not None and closing is not None and closing.id == "agreeing" and self._is_new(noun)
        if (
            closing is not None
            and closing.stage in ("agreed", "signed")
            and (len(parties) > 1 or word is None or closing.id == "settling" or alone)
        ):
            told = self.stages.told(closing, verb)
            if alone and len(parties) < 2 and told.stage != "agreed" and not told.refused and word is not None:
                return self._replied(parties, word, verb, doers)
            if told.refused:
                return _Found(replies=self.replies.refusal(verb, told), keys=told.keys, tokens=doers)
            return _Found(parties=parties, stage=told.stage, keys=told.keys, tokens=(*doers, *others))
        word = word or self._lent(verb)
        return self._replied(parties, word, verb, doers) if word is not None else _Found()

    def _replied(self, parties: tuple[str, ...], word: Word, verb: Token, doers: tuple[Token, ...]) -> _Found:
        """The replies that a verb tells, and those of the verbs coordinated with it: "accepted by X, rejected by Y"."""
        tone = self.replies.tone(word, verb)
        if tone is None:
            return _Found()
        replies = self.replies.by(verb, tone)
        for low in self.grammar.doc.children(verb, "conj"):
            by, also = self.grammar.governed(low, "by"), word_at(self.grammar.doc, low, "replies", "verbs")
            if also is not None and by and also.tone is not None:
                replies += tuple(ProposalReply(one, also.tone, None) for one in self.grammar.parties_of(by))
        return _Found(parties=parties, replies=replies, keys=(word.key,), tokens=doers)

    def _lent(self, verb: Token) -> Word | None:
        """The backing that somebody gives: "gave its approval to the peace plan"."""
        doc = self.grammar.doc
        given = doc.children(verb, "obj") if verb.lemma in GIVING | {"lend", "express", "declare"} else ()
        return next((word for one in given if (word := word_at(doc, one, "replies", "nouns")) is not None), None)

    def _settled(self, noun: Token, verb: Token, who: tuple[str, ...], others: tuple[Token, ...]) -> _Found | None:
        """What is called for, announced by both or comes into force: a truce or a peace, not any plan."""
        word = word_over(self.grammar.doc, verb, "settlements", noun)
        if word is None or word.tone is not None or not self.is_strict(noun):
            return None
        named = self.grammar.parties_of(others)
        if word.who == "nobody":
            joined = any("with" in self.grammar.prepositions_of(one) for one in others)
            those = distinct(who, named) if joined else named
            return _Found(by=who, parties=those, keys=(word.key,), tokens=(*others,), called=not joined)
        parties = named if noun.relation == "nsubj" else distinct(who, named)
        subject = word.id != "announcing together"
        if len(parties) < 2 or subject != (noun.relation == "nsubj"):
            return None
        told = self.stages.told(word, verb)
        return _Found(parties=parties, stage=told.stage, keys=told.keys, tokens=(*others,))

    def is_strict(self, noun: Token) -> bool:
        """Whether a noun is a truce or a peace, by itself or by what stands before it."""
        doc = self.grammar.doc
        words = (word_at(doc, one, "proposals", "nouns") for one in (noun, *doc.children(noun, "compound", "amod")))
        return any(word is not None and not word.weak for word in words)

    def _is_new(self, noun: Token) -> bool:
        """Whether a truce or a peace is told of for the first time ("a ceasefire"), not one that was on offer."""
        low = [one.text.lower() for one in self.grammar.doc.children(noun, "det", "nmod:poss")]
        return self.is_strict(noun) and all(one in ("a", "an") for one in low)

    def _put_plan_for(self, noun: Token, verb: Token) -> Word | None:
        """The verb of "put a plan for a truce to the others", where the parser hangs the truce from the verb."""
        doc = self.grammar.doc
        if noun.relation != "obl" or "for" not in self.grammar.prepositions_of(noun):
            return None
        plans = (word_at(doc, one, "proposals", "nouns") for one in doc.children(verb, "obj"))
        return (
            word_at(doc, verb, "proposals", "verbs") if any(plan is not None and plan.weak for plan in plans) else None
        )

    def _above(self, noun: Token) -> tuple[Token, Token | None]:
        """The noun that a verb governs in its place ("the extension of a truce"), and the verb."""
        doc = self.grammar.doc
        first = doc.head_of(noun) if noun.relation == "conj" else noun
        over = doc.head_of(first)
        if first.relation == "nmod" and word_at(doc, over, "stages", "nouns") is not None:
            first = over
        if first.relation == "nmod" and doc.head_of(first).lemma in PARTS:
            first = doc.head_of(first)
        head = doc.head_of(first)
        lent = head.pos == "NOUN" and first.relation == "nmod" and word_at(doc, head, "replies", "nouns") is not None
        head = doc.head_of(head) if lent else head
        begun = first.relation == "nsubj" and word_at(doc, head, "settlements", "verbs") is not None
        governs = head.pos == "VERB" and (first.relation != "nsubj" or begun) and head.index != first.index
        return first, head if governs else None

    def _addressed(self, noun: Token, verb: Token) -> tuple[Token, ...]:
        """Those to whom it is put; what the parser hangs from a noun within the proposal counts as well."""
        after = (one for one in self.grammar.doc.subtree(verb) if one.index >= noun.index)
        below = [one for one in after if one.pos in ("NOUN", "PROPN")]
        far = tuple(low for one in below for low in self.grammar.governed(one, "to"))
        return self.grammar.governed(verb, "to") + far + self.grammar.doc.children(verb, "iobj")

    def _proposer(self, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who put it, by what hangs from the noun: "X's plan", "presented by X"."""
        doc = self.grammar.doc
        after = (one for one in doc.tokens[noun.index + 1 : noun.index + 3] if one.tag == "VBN")
        for clause in (*doc.children(noun, "acl", "acl:relcl"), *after):
            put = word_at(doc, clause, "proposals", "verbs")
            if put is not None:
                return self.grammar.parties_of(self.grammar.governed(clause, "by")), (put.key,)
        owners = (*doc.children(noun, "nmod:poss", "compound"), *self.grammar.governed(noun, "by"))
        return self.grammar.parties_of(one for one in owners if one.pos in ("PROPN", "NOUN")), ()

    def _terms(self, noun: Token, word: Word) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        """What is proposed, whether it is a matter of peace or war, and the entries that say so."""
        low = self.grammar.governed(noun, *FOR) if word.weak else (noun,)
        found: list[str] = []
        keys: list[str] = []
        strict = not word.weak
        for kind in self.grammar.doc.children(noun, "compound", "amod"):
            entry = word_at(self.grammar.doc, kind, "proposals", "nouns")
            if entry is not None and not entry.weak:
                strict, low = True, (*low, noun)
                keys.append(entry.key)
        for head in (*low, *(self.grammar.doc.children(noun, "conj") if not word.weak else ())):
            entry = word_at(self.grammar.doc, head, "proposals", "nouns")
            talks = word_at(self.grammar.doc, head, "talks", "nouns")
            if entry is None or talks is not None:
                continue
            if entry.weak and entry.id != "an exchange as a term" and head.index != noun.index:
                continue
            strict = strict or not entry.weak
            keys.append(entry.key)
            found += self._term(head)
        return distinct(found) if strict else (), strict, tuple(keys) if strict else ()

    def _term(self, head: Token) -> tuple[str, ...]:
        """The durations in a term, or its words where it has none."""
        doc = self.grammar.doc
        some = [one for one in doc.subtree(head) if one.index <= head.index and one.relation not in ("case", "cc")]
        first = min(some, key=lambda one: one.index)
        below = [one for one in self.grammar.governed(head, "of") if one.index <= head.index + 6]
        lasting = self.settings.durations(first.start, max((head.end, *(one.end for one in self._measures(head)))))
        last = max((head.index, *(one.index for one in below)))
        return lasting or (doc.quote(first.index, last + 1).text,)

    def _measures(self, head: Token) -> Iterable[Token]:
        return (
            low for one in self.grammar.governed(head, "of", "for", "lasting") for low in self.grammar.doc.subtree(one)
        )

    def _reply_alone(self, verb: Token) -> Draft | None:
        """A reply to a truce or a peace just told of: "neither agreed", "they rejected it"."""
        doc = self.grammar.doc
        word = word_at(doc, verb, "settlements", "verbs")
        if word is None or word.tone is None or self._says_what(verb) or not self._is_on_offer(verb):
            return None
        tone = self.replies.tone(word, verb)
        replies = self.replies.by(verb, tone) if tone is not None else ()
        if not replies:
            return None
        return Draft(
            verb, doc.sentence_of(verb).index, "a reply to a proposal", offer=True, weak=True,
            repliers=tuple(one.by for one in replies if one.by is not None),
            tokens=(*self.grammar.subjects(verb), verb), proposals=(Proposal(None, (), replies),), keys=(word.key,),
        )  # fmt: skip

    def _agreed_deed(self, verb: Token) -> Draft | None:
        """What parties at talks agree to do: "after talks ..., both agreed to withdraw"; weak, it needs the talks."""
        doc = self.grammar.doc
        if verb.lemma != "agree" or verb.tag not in ("VBD", "VBN", "VBZ", "VBP") or doc.children(verb, "advmod:neg"):
            return None
        deeds = doc.children(verb, "xcomp")
        named = any(self._is_of_talks(low) for deed in deeds for low in doc.subtree(deed))
        things = () if deeds else self.grammar.governed(verb, "on", "to")[:1]
        if named or not (deeds or things) or any(self._is_of_talks(one) or self.is_strict(one) for one in things):
            return None
        who = self.grammar.parties_of(self.grammar.subjects(verb))
        they = any(one.text.lower() == "they" for one in self.grammar.subjects(verb)) and self._follows_talks(verb)
        told = self.stages.told(Word("", "", stage="agreed"), verb)
        if told.stage != "agreed" or not (they or len(who) > 1):
            return None
        return Draft(
            verb, doc.sentence_of(verb).index, "parties agree on something", parties=() if they else who,
            stage="agreed", tokens=(*self.grammar.subjects(verb), verb), weak=True, known=True, offer=True,
        )  # fmt: skip

    def _is_of_talks(self, token: Token) -> bool:
        doc = self.grammar.doc
        verbs, nouns = word_at(doc, token, "talks", "verbs"), word_at(doc, token, "talks", "nouns")
        return (nouns if token.pos == "NOUN" else verbs) is not None

    def _follows_talks(self, verb: Token) -> bool:
        """Whether talks stand before a verb in its sentence or in the one before."""
        doc = self.grammar.doc
        start = doc.sentences[max(0, doc.sentence_of(verb).index - 1)].first
        return any(self._is_of_talks(one) for one in doc.tokens[start : verb.index])

    def _says_what(self, verb: Token) -> bool:
        """Whether a verb names what is taken or refused by more than a pronoun."""
        things = self.grammar.doc.children(verb, "obj", "nsubj:pass", "xcomp", "ccomp")
        after = (one for one in things if one.index > verb.index or one.relation != "ccomp")
        named = any(one.text.lower() not in ("it", "this", "that", "them") for one in after)
        return named or bool(self.grammar.governed(verb, "on", "to", "with"))

    def _is_on_offer(self, verb: Token) -> bool:
        """Whether a truce or a peace was put forward or called for in this sentence or the one before."""
        doc = self.grammar.doc
        here = doc.sentence_of(verb)
        start = doc.sentences[max(0, here.index - 1)].first
        offers = (one for one in doc.tokens[start : verb.index] if one.pos == "NOUN" and self.is_strict(one))
        some = (self._by_verb(one) for one in offers)
        return any(one.by or one.replies for one in some) or any(map(self._are_offered, doc.tokens[start : verb.index]))

    def _are_offered(self, noun: Token) -> bool:
        """Whether talks are what somebody offers or calls for: "offered talks"."""
        doc = self.grammar.doc
        if noun.pos != "NOUN" or word_at(doc, noun, "talks", "nouns") is None:
            return False
        verb = doc.head_of(noun)
        word = word_over(doc, verb, "stages", noun)
        return word is not None and self.stages.told(word, verb).stage == "proposed"

    def _reply_noun(self, noun: Token) -> Draft | None:
        """ "X's reply was cool", "X gave a cool reply"."""
        doc = self.grammar.doc
        verb = doc.head_of(noun)
        if noun.relation == "obj" and verb.lemma in GIVING:
            owners, told = self.grammar.subjects(verb), doc.children(noun, "amod")
        else:
            owners = (*doc.children(noun, "nmod:poss"), *self.grammar.governed(noun, "of", "by", "from"))
            told = doc.children(verb, "comp:pred") if verb.lemma == "be" else ()
        tones = [word_at(doc, one, "replies", "adjectives") for one in told]
        word = next((one for one in tones if one is not None), None)
        who = self.grammar.parties_of(owners)
        if word is None or word.tone is None or not who or doc.children(verb, "advmod:neg"):
            return None
        replies = tuple(ProposalReply(one, word.tone, self.replies.statement(noun, one)) for one in who)
        return Draft(
            noun, doc.sentence_of(noun).index, "a reply to a proposal", repliers=who, offer=True,
            tokens=(*owners, noun), proposals=(Proposal(None, (), replies),), keys=(word.key,), weak=True,
        )  # fmt: skip

"""Mentions of mediation: somebody brings parties together, or is named as the one between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import WITH, Grammar
from onrecord.extract.negotiations.naming import drafted, joined_by
from onrecord.extract.negotiations.reality import Stages, Told
from onrecord.extract.negotiations.words import Word, forms, word_at, word_over
from onrecord.language import Token


@dataclass(frozen=True)
class Mediations:
    """Finds mentions of mediation in one document."""

    grammar: Grammar
    stages: Stages

    def by_verb(self, verb: Token) -> Draft | None:
        """The mention of mediation that a verb makes, or None."""
        word = word_at(self.grammar.doc, verb, "mediation", "verbs")
        if word is None or word.who != "mediator":
            return None
        things = self.grammar.objects(verb)
        if any(word_at(self.grammar.doc, one, "talks", "nouns") for one in things):
            return None
        closed = any(self.is_settlement(one) for one in things)
        if "mediate" not in forms(verb) and not closed:
            return None
        below = (one for one in self.grammar.doc.subtree(verb) if one.pos == "NOUN")
        low = (
            *self.grammar.governed(verb, "between", "with"),
            *(two for one in below for two in self.grammar.governed(one, "between")),
        )
        low += tuple(two for one in things for two in self.grammar.governed(one, "between"))
        draft = drafted(self.grammar, verb, "somebody mediates between parties", low, (word.key,))
        doers = self.grammar.subjects(verb) or self.grammar.doc.children(
            verb, "obl:unmarked", "compound", "nsubj", "amod"
        )
        draft = joined_by(self.grammar, draft, doers, mediators=True)
        plain = verb.relation == "amod"
        told = (
            Told()
            if plain
            else self.stages.told(replace(word, stage="agreed" if closed and verb.tag != "VBG" else "ongoing"), verb)
        )
        return replace(
            draft, stage=told.stage, keys=distinct(draft.keys, told.keys), weak=not draft.parties and not closed
        )

    def is_settlement(self, noun: Token) -> bool:
        """Whether a noun is something that parties agree on: a truce, a plan, a deal."""
        word = word_at(self.grammar.doc, noun, "proposals", "nouns")
        return word is not None and word.id != "an exchange as a term"

    def by_noun(self, noun: Token) -> Draft | None:
        """The mention of a mediator or of mediation that a noun makes, or None."""
        word = word_at(self.grammar.doc, noun, "mediation", "nouns")
        if word is None:
            return None
        verb = self.grammar.doc.head_of(noun)
        below = tuple(low for one in (noun, verb) for low in self.grammar.governed(one, "in", "to", "for", "at"))
        talks = any(
            word_at(self.grammar.doc, one, "talks", "nouns") and self.grammar.governed(one, *WITH) for one in below
        )
        if word.id == "mediation":
            return self._thanked(noun, word)
        heads = (noun, *self._appointed(noun)) if talks else (noun,) if word.id == "mediator" else ()
        draft = drafted(self.grammar, noun, "a mediator between parties", (), (word.key,))
        draft = joined_by(self.grammar, draft, heads[-1:], mediators=True)
        return replace(draft, weak=not talks) if draft.mediators else None

    def _appointed(self, noun: Token) -> tuple[Token, ...]:
        verb = self.grammar.doc.head_of(noun)
        return self.grammar.objects(verb) if verb.pos == "VERB" and noun.relation == "obl" else ()

    def _thanked(self, noun: Token, word: Word) -> Draft | None:
        """Mediation with those whose it is: "X's mediation", "mediation by X", "thanked X for the mediation"."""
        doc = self.grammar.doc
        top = doc.head_of(noun) if noun.relation == "compound" else noun
        owners = (*doc.children(noun, "nmod:poss", "compound", "amod"), *self.grammar.governed(noun, "by", "of"))
        verb = doc.head_of(top)
        if verb.pos == "VERB" and "for" in self.grammar.prepositions_of(top):
            owners += self.grammar.objects(verb)
        begun = word_over(doc, verb, "stages", top) if verb.pos == "VERB" and top.relation == "obj" else None
        told = self.stages.told(begun, verb) if begun is not None and begun.who == "party" else Told()
        owners += self.grammar.subjects(verb) if told.stage is not None else ()
        draft = drafted(
            self.grammar, noun, "somebody mediates between parties", self.grammar.governed(noun, "between"), (word.key,)
        )
        draft = joined_by(self.grammar, draft, owners, mediators=True)
        return replace(draft, stage=told.stage, keys=distinct(draft.keys, told.keys)) if draft.mediators else None

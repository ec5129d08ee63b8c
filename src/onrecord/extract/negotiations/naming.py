"""Mentions of talks with those whom heads name put in: as parties, or as mediators where the words say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.words import word_at
from onrecord.language import Token


def drafted(grammar: Grammar, token: Token, rule: str, heads: Iterable[Token], keys: tuple[str, ...]) -> Draft:
    """A mention at a token, with the parties whom these heads name."""
    sentence = grammar.doc.sentence_of(token).index
    return joined_by(grammar, Draft(token, sentence, rule, tokens=(token,), keys=keys), heads)


def joined_by(grammar: Grammar, draft: Draft, heads: Iterable[Token], *, mediators: bool = False) -> Draft:
    """The draft and those whom these heads name."""
    doc = grammar.doc
    for head in heads:
        ids = grammar.parties_of((head,))
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

"""Pronouns: "he" and "she" go to the one person they can mean, or to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate, paragraph_of, quoted_tokens
from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.words import Gender
from onrecord.language import AnnotatedDocument, Token

FORMS: dict[str, Gender] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
PERSONAL = ("person", "unnamed_official")
RULE = "the only person near that the pronoun can mean"


def link_pronouns(doc: AnnotatedDocument, chains: Chains) -> None:
    """Join every pronoun with exactly one possible person to that person's chain."""
    quoted = quoted_tokens(doc)
    for token in doc.tokens:
        gender = FORMS.get(token.text.lower()) if token.pos in ("PRON", "DET") else None
        if gender is None or token.index in quoted:
            continue
        chain = _meant(doc, chains, token, gender, quoted)
        if chain is not None:
            chains.add(_candidate(token, gender, chain), chain, RULE)
            chain.heard = chain.heard or gender


def _candidate(token: Token, gender: Gender, chain: Chain) -> Candidate:
    return Candidate(
        token.index, token.index + 1, token.index, "pronoun", "a pronoun", chain.kind, gender=gender
    )


def _meant(
    doc: AnnotatedDocument, chains: Chains, token: Token, gender: Gender, quoted: frozenset[int]
) -> Chain | None:
    """The one person named in the same or the previous sentence whom a pronoun can mean."""
    here = doc.sentence_of(token).index
    for first in (here, here - 1):
        near = [
            (chain, one)
            for chain, one in _persons_before(doc, chains, token, gender)
            if doc.sentence_of(doc.tokens[one.head]).index >= first and one.head not in quoted
        ]
        found = {id(chain): chain for chain, _ in near}
        if len(found) == 1:
            return next(iter(found.values()))
        if len(found) > 1:
            return _subject(doc, near)
    return None


def _subject(doc: AnnotatedDocument, near: list[tuple[Chain, Candidate]]) -> Chain | None:
    """The only one of several that is a subject and was met before."""
    subjects = {id(chain): chain for chain, one in near if doc.tokens[one.head].relation in ("nsubj", "nsubj:pass")}
    return next(iter(subjects.values())) if len(subjects) == 1 else None


def _persons_before(
    doc: AnnotatedDocument, chains: Chains, token: Token, gender: Gender
) -> Iterator[tuple[Chain, Candidate]]:
    paragraph = paragraph_of(doc, token)
    for chain in chains.of_kinds(*PERSONAL):
        if chain.is_plural or chain.gender not in (None, gender):
            continue
        for one in chain.mentions:
            if one.last <= token.index and paragraph_of(doc, doc.tokens[one.head]) == paragraph:
                yield chain, one

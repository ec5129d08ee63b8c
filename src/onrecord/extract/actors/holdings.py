"""Sides that stand before what is theirs: "rebel positions", "an army base", "a militant attack"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.extract.actors.candidate import Candidate, words_of
from onrecord.extract.actors.names import readable
from onrecord.extract.actors.nominals import NOMINAL_TAGS
from onrecord.extract.actors.roles import countries_in, description, entry_around
from onrecord.extract.actors.words import country_adjectives, organization_nouns, straight
from onrecord.language import AnnotatedDocument, Token

WORDS = "ontology/held_words"
# Sectors of those who hold ground and fight for it.
ARMED = frozenset({"REB", "MIL", "COP", "PRM", "UAF"})


def holding_candidates(doc: AnnotatedDocument, taken: frozenset[int]) -> Iterator[Candidate]:
    """A candidate for every armed side that qualifies a place it holds or a deed; `taken` are tokens of names."""
    for sentence in doc.sentences:
        if sentence.part == "heading" or not readable(doc, sentence):
            continue
        for token in doc.tokens_of(sentence):
            if token.relation not in ("compound", "amod") or token.index in taken:
                continue
            if doc.head_of(token).lemma.lower() in held_words() and doc.head_of(token).tag in NOMINAL_TAGS:
                found = _candidate(doc, token)
                if found is not None:
                    yield found


def _candidate(doc: AnnotatedDocument, token: Token) -> Candidate | None:
    """The side that a word alone names: rebels, the army, the police of the country named right before it."""
    first = _first(doc, token)
    country = next(countries_in(doc, first, token.index), None)
    body = entry_around(doc, token, token.index, organization_nouns())
    if body is not None and body[0].sector in ARMED and not body[0].in_names_only:
        noun = body[0]
        return Candidate(
            first, token.index + 1, token.index, "nominal", "a side before what is its own", noun.kind,
            identity=f"{noun.id} of {country}" if country else None,
            name=straight(words_of(doc, first, token.index + 1)), country=country, sector=noun.sector,
            source=noun.source, noun=noun.id, keys=(noun.key,),
        )  # fmt: skip
    person = description(doc, token, token.index)
    if person is None or person.sector not in ARMED:
        return None
    return Candidate(
        first, token.index + 1, token.index, "nominal", "a side before what is its own", "people",
        name=straight(words_of(doc, first, token.index + 1)), country=country, sector=person.sector,
        source=person.source, plural=True, noun=person.noun.id, keys=person.keys,
    )  # fmt: skip


def _first(doc: AnnotatedDocument, token: Token) -> int:
    """The country's adjective right before a side ("Kestovian police stations"), or the side itself."""
    before = doc.tokens[token.index - 1] if token.index else None
    own = before is not None and before.head == token.head and before.text in country_adjectives()
    return token.index - 1 if own else token.index


@cache
def held_words() -> frozenset[str]:
    """The nouns for what a side holds or does."""
    return frozenset(
        " ".join(word.split()) for words in lexicon.document(WORDS)["words"].values() for word in words.split(",")
    )

"""Candidates from names: persons, organizations, countries, and governments behind their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate, governor, place_in_clause, prepositions, words_of
from onrecord.extract.actors.names import PLACE_PREPOSITIONS, NameSpan, NameType, organization_word
from onrecord.extract.actors.words import (
    Country,
    addresses,
    agency_verbs,
    country_adjectives,
    country_names,
    country_of,
    country_people,
    folded,
    known_names,
    metonyms,
    organization_nouns,
    person_nouns,
    straight,
)
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Role

STATE_WORDS = ("government", "army", "military", "navy", "ministry", "president", "prime minister", "parliament", "forces",
               "foreign minister", "defence minister", "ambassador", "interior ministry", "defence ministry")  # fmt: skip
# Endings that make an adjective of a country's name; longer ones first.
ADJECTIVE_ENDINGS = ("ian", "ean", "ese", "ish", "ic", "an", "i", "n")
SHORTEST_STEM = 4


def name_candidates(
    doc: AnnotatedDocument, spans: list[NameSpan], types: dict[str, NameType]
) -> Iterator[Candidate]:
    """A candidate for every name that stands for an actor where it stands."""
    states = invented_states(doc, spans, types)
    for span in spans:
        candidate = _candidate(doc, span, types[span.text], states)
        if candidate is not None:
            yield candidate


def head_of_span(doc: AnnotatedDocument, first: int, last: int) -> Token:
    """The token of a stretch that hangs from outside it; the last such token."""
    outside = [token for token in doc.tokens[first:last] if token.is_root or not first <= token.head < last]
    return outside[-1] if outside else doc.tokens[last - 1]


def _candidate(
    doc: AnnotatedDocument, span: NameSpan, kind: NameType, states: dict[str, str]
) -> Candidate | None:
    head = head_of_span(doc, span.first, span.last)
    match kind:
        case "person":
            return _person(doc, span, head)
        case "known":
            return _known(doc, span, head)
        case "organization":
            return _organization(doc, span, head, states)
        case "country":
            return _country(doc, span, head)
        case "people":
            return _people(doc, span, head)
        case "place":
            return _state(doc, span, head, states) or _capital(doc, span, head)
        case "other":
            return None


def _person(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    if head.relation == "compound" and doc.head_of(head).index >= span.last:
        return None
    if not span.titles and (span.text.islower() or not doc.tokens[span.last - 1].text[:1].isupper()):
        return None
    titles = [noun for key in span.titles for noun in _nouns_by_key(key)]
    return Candidate(
        span.first, span.last, head.index, "name", "a person's name", "person",
        identity=span.text, name=span.text,
        gender=next((one.gender for one in addresses().values() if one.key in span.titles), None),
        sector=next((noun.sector for noun in titles if noun.sector), None),
        keys=span.titles,
    )  # fmt: skip


def _nouns_by_key(key: str) -> Iterator[object]:
    return (noun for noun in person_nouns().values() if noun.key == key)

"""What a phrase such as "a spokesman for the Maradali ministry" says of a person: role, of what, country, sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from onrecord.extract.actors.candidate import phrase_first, possessor, prepositions, words_of
from onrecord.extract.actors.words import (
    LONGEST_NOUN,
    Branch,
    KnownName,
    OrganizationNoun,
    PersonNoun,
    branches,
    country_adjectives,
    country_of,
    folded,
    known_names,
    noun_words,
    organization_nouns,
    person_nouns,
    straight,
)
from onrecord.extract.siding import is_sided
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Role, Sector, SourceClass

OF_PREPOSITIONS = frozenset({"of", "for", "at", "to", "with", "from"})
# Where an unnamed source sits is what it is a source of.
SOURCE_PREPOSITIONS = OF_PREPOSITIONS | {"in", "inside", "within", "close"}
# Endings by which a capitalised word before a title is taken for a country's adjective.
ADJECTIVE_ENDINGS = ("ian", "ean", "ese", "ish")
# Sectors that say little, so that the body a person belongs to says more.
VAGUE_SECTORS = (None, "GOV")


N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Description:
    """A role with its lexicon entry and what else the phrase gives away."""

    noun: PersonNoun
    role: Role
    country: str | None
    sector: Sector | None
    source: SourceClass | None
    keys: tuple[str, ...]
    last: int


def noun_at(doc: AnnotatedDocument, head: Token, first: int) -> tuple[PersonNoun, int, int] | None:
    """The longest phrase for people with this head, and the tokens it runs between; it starts at `first` or later."""
    return entry_around(doc, head, first, person_nouns())


def entry_around(doc: AnnotatedDocument, head: Token, first: int, nouns: Mapping[str, N]) -> tuple[N, int, int] | None:
    """The entry with the longest phrase around a head, "chief of staff" or "foreign minister", and its tokens."""
    if not {head.text.lower(), head.lemma.lower()} & noun_words():
        return None
    while first >= 2 and doc.tokens[first - 1].text == "-":
        first -= 2
    for last in range(min(head.index + LONGEST_NOUN, len(doc.tokens)) - 1, head.index - 1, -1):
        after = doc.text[head.end : doc.tokens[last].end]
        for start in range(max(first, head.index - LONGEST_NOUN + 1), head.index + 1):
            lead = doc.text[doc.tokens[start].start : head.start]
            for form in (head.text, head.lemma):
                noun = nouns.get(folded(lead + form + after))
                if noun is not None:
                    return noun, start, last + 1
    return None


def description(doc: AnnotatedDocument, head: Token, first: int | None = None) -> Description | None:
    """What a noun phrase headed by a noun for people says; `first` is where the phrase starts."""
    start = phrase_first(doc, head, doc.sentence_of(head)) if first is None else first
    found = noun_at(doc, head, start)
    if found is None:
        return None
    noun, noun_first, noun_last = found
    title_first = _title_first(doc, start, noun_first)
    title = doc.text[doc.tokens[title_first].start : head.start]
    form = head.lemma if head.tag in ("NNS", "NNPS") and head.lemma else head.text
    form += doc.text[head.end : doc.tokens[noun_last - 1].end]
    affiliations = [one for one in affiliation_tokens(doc, head) if not noun_first <= one.index < noun_last]
    branch = next(_branches_in(doc, start, noun_first), None)
    body = next(_bodies_of(doc, affiliations), None)
    of_sector, of_source = (body.sector, getattr(body, "source", None)) if body else (None, None)
    sector = branch.sector if branch else noun.sector
    if sector in VAGUE_SECTORS and of_sector is not None and noun.source != "unofficial":
        sector = of_sector
    country = next(_countries_of(doc, affiliations, start, title_first), None)
    keys = (noun.key, *((branch.key,) if branch else ()))
    role = Role(straight(title + form), _of_text(doc, affiliations, start, title_first))
    source = branch.source if branch else noun.source
    if of_source is not None and of_source.startswith("official"):
        source = of_source
    return Description(noun, role, country, sector, source, keys, noun_last)


def affiliation_tokens(doc: AnnotatedDocument, head: Token) -> Iterator[Token]:
    """The tokens that head what a role is a role of: "of the port", "Nerith's"."""
    accepted = SOURCE_PREPOSITIONS if head.lemma in ("source", "insider") else OF_PREPOSITIONS
    for child in doc.children(head, "nmod"):
        if child.relation == "nmod" and child.index > head.index and prepositions(doc, child) & accepted:
            yield child
    owner = possessor(doc, head)
    if owner is not None and owner.pos != "PRON":
        yield owner


def _of_text(doc: AnnotatedDocument, affiliations: list[Token], first: int, title_first: int) -> str | None:
    named = next((token for token in affiliations if token.pos in ("NOUN", "PROPN", "ADJ")), None)
    if named is not None:
        return straight(words_of(doc, phrase_first(doc, named, doc.sentence_of(named)), named.index + 1))
    start = first
    while start < title_first and not _may_own(doc, doc.tokens[start]):
        start += 1
    last = start
    while last < title_first and doc.tokens[last].text[:1].isupper():
        last += 1
    return words_of(doc, start, last) if last > start else None


def _may_own(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether a word before a role can say whose it is: capitalised, and no article or owner."""
    own = token.relation != "nmod:poss" and not is_sided(doc, token.index)
    return token.text[:1].isupper() and token.pos in ("ADJ", "PROPN") and own


def _title_first(doc: AnnotatedDocument, first: int, noun_first: int) -> int:
    """The first token of the role proper: nouns and branch words before it, no adjectives of countries or names."""
    start = noun_first
    in_capitals = doc.tokens[noun_first].text[:1].isupper()
    while start > first:
        token = doc.tokens[start - 1]
        capitalised = token.text[:1].isupper()
        plain = token.relation == "compound" or folded(token.text) in branches() or (in_capitals and capitalised)
        country = token.text in country_adjectives() or country_of(token.text) or token.text.endswith(ADJECTIVE_ENDINGS)
        if not plain or token.pos in ("NUM", "DET") or (capitalised and (country or not in_capitals)):
            break
        start -= 1
    return start


def _branches_in(doc: AnnotatedDocument, first: int, last: int) -> Iterator[Branch]:
    for size in (2, 1):
        for index in range(first, last - size + 1):
            branch = branches().get(folded(words_of(doc, index, index + size)))
            if branch is not None and not is_sided(doc, index, size):
                yield branch


def _countries_of(doc: AnnotatedDocument, affiliations: list[Token], first: int, title_first: int) -> Iterator[str]:
    yield from countries_in(doc, first, title_first)
    for token in affiliations:
        yield from countries_in(doc, phrase_first(doc, token, doc.sentence_of(token)), token.index + 1)


def countries_in(doc: AnnotatedDocument, first: int, last: int) -> Iterator[str]:
    """The codes of countries that names, adjectives and capitals between two tokens belong to.

    New Jersey's is none, nor is that of "pro-Kenyan".
    """
    index = first
    while index < last:
        if doc.tokens[index].text == "New" and country_of(words_of(doc, index, min(last, index + 2))) is None:
            index += 2
            continue
        for end in range(min(last, index + 4), index, -1):
            country = country_of(words_of(doc, index, end)) if doc.tokens[index].text[:1].isupper() else None
            if country is not None:
                if not is_sided(doc, index, end - index):
                    yield country.iso3
                index = end - 1
                break
        index += 1


def _bodies_of(doc: AnnotatedDocument, affiliations: list[Token]) -> Iterator[KnownName | OrganizationNoun]:
    """The lexicon entries of the bodies that a role is a role of."""
    for token in affiliations:
        first = phrase_first(doc, token, doc.sentence_of(token))
        known = known_names().get(straight(words_of(doc, first, token.index + 1)).removeprefix("the "))
        if known is not None:
            yield known
        for start in range(max(first, token.index - LONGEST_NOUN + 1), token.index + 1):
            noun = organization_nouns().get(folded(words_of(doc, start, token.index + 1)))
            if noun is not None:
                yield noun
                break

"""Candidates from names: persons, organizations, countries, and governments behind their capitals."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate, phrase_first, place_in_clause, prepositions, words_of
from onrecord.extract.actors.names import PLACE_PREPOSITIONS, NameSpan, NameType, organization_word, titles_before
from onrecord.extract.actors.roles import Description, countries_in, description
from onrecord.extract.actors.words import (
    Address,
    addresses,
    agency_verbs,
    country_adjectives,
    country_names,
    country_people,
    folded,
    given_names,
    known_names,
    metonyms,
    organization_nouns,
    person_nouns,
    straight,
    unaccented,
)
from onrecord.extract.word_classes import words_of as word_class
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import ActorKind, Sector

# Relations in which a country or city is one of the parties, and not a part of another name.
PARTY_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "nmod", "nmod:poss", "root"})
STATE_NOUNS = frozenset({"government", "army", "ministry", "military", "ambassador", "envoy", "navy", "minister"})
# Nouns that a state has, but a company too: they count for names that the model takes for a place or a person.
SHARED_NOUNS = frozenset({"representative", "president", "parliament", "delegation"})
# Endings that make an adjective of a country's name.
ADJECTIVE_ENDINGS = ("ian", "ean", "ese", "ish", "an", "i", "n", "ic")
SHORTEST_STEM = 4


def name_candidates(doc: AnnotatedDocument, spans: list[NameSpan], types: dict[str, NameType]) -> Iterator[Candidate]:
    """A candidate for every name that stands for an actor where it stands."""
    states = invented_states(doc, spans, types)
    taken: set[int] = set()
    for span in spans:
        candidate = _candidate(doc, span, types[span.text], states)
        if candidate is not None:
            taken.update(range(candidate.first, candidate.last))
            yield candidate
    yield from _adjectives(doc, states, taken)


def _adjectives(doc: AnnotatedDocument, states: frozenset[str], taken: set[int]) -> Iterator[Candidate]:
    """A country by its adjective, where that modifies a noun: "Kestovian rockets"."""
    made = {adjective: name for name in states for adjective in adjectives_of(name)}
    for sentence in doc.sentences:
        for token in doc.tokens_of(sentence) if sentence.part == "paragraph" else ():
            country = country_adjectives().get(token.text)
            owner = country.iso3 if country else made.get(token.text)
            if owner is None or token.index in taken or token.relation not in ("amod", "compound", "nmod"):
                continue
            if _is_money(doc, token.index + 1):
                continue
            yield Candidate(
                token.index, token.index + 1, token.index, "name", "a country's adjective", "country",
                identity=f"country {owner}", name=country.names[0] if country else owner,
                country=country.iso3 if country else None, keys=(country.key,) if country else (), weak=True,
            )  # fmt: skip


def _is_money(doc: AnnotatedDocument, last: int) -> bool:
    """Whether a country's name before this token only says which money it is: "US dollars"."""
    return any(one.lemma.lower() in word_class("@currency") for one in doc.tokens[last : last + 1])


def invented_states(doc: AnnotatedDocument, spans: list[NameSpan], types: dict[str, NameType]) -> frozenset[str]:
    """Names that no table knows and that have state bodies of their own here: "Maradal's ministry", "Maradali"."""
    words = {token.text for token in doc.tokens if token.text[:1].isupper()}
    found = set()
    for span in spans:
        plain = types[span.text] in ("place", "organization", "other", "person") and " " not in span.text
        titled = any(one.titles for one in spans if one.text == span.text)
        surname = any(one.text.endswith(" " + span.text) for one in spans)
        if plain and not titled and not surname and straight(span.text) not in metonyms():
            adjective = adjectives_of(span.text) & words if types[span.text] != "person" else frozenset()
            if _owns_state_body(doc, span) or adjective:
                found.add(span.text)
    return frozenset(found)


def adjectives_of(name: str) -> frozenset[str]:
    """The adjectives that the name of a country may have."""
    if len(name) < SHORTEST_STEM or name.isupper():
        return frozenset()
    stems = {name, name.rstrip("aeiouy")}
    made = {stem + ending for stem in stems if len(stem) >= SHORTEST_STEM for ending in ADJECTIVE_ENDINGS}
    return frozenset(made - {name})


def _owns_state_body(doc: AnnotatedDocument, span: NameSpan) -> bool:
    """Whether an army, a ministry or an envoy is this name's: "Maradal's ministry", "the president of Maradal"."""
    head = head_of_span(doc, span.first, span.last)
    owned = head.relation == "nmod:poss" or (head.relation == "nmod" and prepositions(doc, head) == {"of"})
    noun = doc.head_of(head).lemma.lower()
    return owned and (noun in STATE_NOUNS or (noun in SHARED_NOUNS and span.label in ("GPE", "PERSON", "NORP")))


def head_of_span(doc: AnnotatedDocument, first: int, last: int) -> Token:
    """The token of a stretch that hangs from outside it; the last such token."""
    outside = [token for token in doc.tokens[first:last] if token.is_root or not first <= token.head < last]
    return outside[-1] if outside else doc.tokens[last - 1]


def _candidate(doc: AnnotatedDocument, span: NameSpan, kind: NameType, states: frozenset[str]) -> Candidate | None:
    if _is_money(doc, span.last):
        return None
    head = head_of_span(doc, span.first, span.last)
    if span.text in states:
        return _state(doc, span, head)
    match kind:
        case "person":
            return _person(doc, span, head)
        case "known":
            return _known(doc, span, head)
        case "organization":
            return _organization(doc, span, head)
        case "country":
            return _country(doc, span, head)
        case "people":
            return _people(doc, span, head)
        case "place":
            return _capital(doc, span, head)
        case "other":
            return None


def _person(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    hyphened = span.last - 2 > span.first and doc.tokens[span.last - 2].text == "-"
    if not hyphened and not doc.tokens[span.last - 1].text[:1].isupper():
        return None
    title = _title(doc, span, head)
    told = next(_telling_gender(span), None)
    return Candidate(
        _with_lead(doc, span), span.last, head.index, "name", "a person's name", "person",
        identity=unaccented(span.text), name=span.text,
        gender=told.gender if told else None,
        roles=(title.role,) if title else (),
        country=title.country if title else None,
        sector=title.sector if title else None,
        noun=title.noun.id if title else None,
        keys=tuple(dict.fromkeys((*span.titles, *((told.key,) if told else ()), *(title.keys if title else ())))),
        weak=_modifies(doc, span, head),
    )  # fmt: skip


def _telling_gender(span: NameSpan) -> Iterator[Address]:
    """The forms of address before a name, then the given name that starts a fuller one."""
    yield from (one for one in addresses().values() if one.key in span.titles)
    given, _, surname = span.text.partition(" ")
    if surname and folded(given) in given_names():
        yield given_names()[folded(given)]


def _with_lead(doc: AnnotatedDocument, span: NameSpan) -> int:
    """The first token of a name with the titles or the article before it."""
    first = span.first - titles_before(doc, span.first)[1]
    article = first and first == span.first and doc.tokens[first - 1].text.lower() == "the"
    return first - 1 if article else first


def _title(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Description | None:
    if not any(key.startswith("actors/roles/") for key in span.titles):
        return None
    first = min(phrase_first(doc, head, doc.sentence_of(head)), span.first - 1)
    return description(doc, doc.tokens[span.first - 1], first)


def _known(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    known = span.known or known_names()[span.text]
    if known.kind == "country" and not known.seat and not _is_party(doc, span, head):
        return None
    weak = _modifies(doc, span, head)
    first = span.first if weak else _with_lead(doc, span)
    return Candidate(
        first, span.last, head.index, "name", "a name of the lexicons", known.kind,
        identity=f"country {known.country}" if known.seat else f"known {known.key}",
        name=span.text, country=known.country, sector=known.sector, keys=(known.key,), weak=weak,
    )  # fmt: skip


def _modifies(doc: AnnotatedDocument, span: NameSpan, head: Token) -> bool:
    """Whether a name only qualifies the noun after it: "UN official", "Kremlin spokesman"."""
    return head.relation in ("compound", "amod") and doc.head_of(head).index >= span.last


def _organization(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    phrase = organization_word(span.text)
    if phrase is None and folded(span.text) in organization_nouns():
        phrase = folded(span.text)
    if _is_place_here(doc, head, span):
        return None
    weak = _modifies(doc, span, head)
    noun = organization_nouns().get(phrase) if phrase else None
    kind, sector, country, keys = organization_facts(doc, span.first, span.last, phrase)
    return Candidate(
        span.first if weak else _with_lead(doc, span), span.last, head.index, "name", "an organization's name", kind,
        identity=folded(span.text), name=span.text, country=country, sector=sector,
        noun=noun.id if noun else None, keys=keys, weak=weak,
    )  # fmt: skip


def organization_facts(
    doc: AnnotatedDocument, first: int, last: int, phrase: str | None
) -> tuple[ActorKind, Sector | None, str | None, tuple[str, ...]]:
    """Kind, sector, country and lexicon keys that the words of an organization's name give away."""
    noun = organization_nouns().get(phrase) if phrase else None
    country = next(countries_in(doc, first, last), None)
    return (noun.kind if noun else "organization", noun.sector if noun else None, country, (noun.key,) if noun else ())


def _is_place_here(doc: AnnotatedDocument, head: Token, span: NameSpan) -> bool:
    return bool(prepositions(doc, head) & PLACE_PREPOSITIONS)


def _country(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    country = country_names()[span.text]
    if not _is_party(doc, span, head):
        return None
    return Candidate(
        span.first, span.last, head.index, "name", "a country's name", "country",
        identity=f"country {country.iso3}", name=span.text, country=country.iso3, keys=(country.key,),
        weak=_owns_body(doc, head),
    )  # fmt: skip


def _is_party(doc: AnnotatedDocument, span: NameSpan, head: Token) -> bool:
    """Whether a country's name stands for the country as a party here, and not for where something is."""
    if _modifies(doc, span, head) or prepositions(doc, head) & PLACE_PREPOSITIONS:
        return False
    relation = place_in_clause(doc, head)
    if relation == "nmod":
        return bool(prepositions(doc, head) & {"between", "by", "against", "with", "on"})
    return relation in PARTY_RELATIONS


def _owns_body(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether a country only says whose somebody is: "Maradal's ministry", "Nerith's ambassador"."""
    noun = folded(doc.head_of(head).lemma)
    return head.relation == "nmod:poss" and (noun in organization_nouns() or noun in person_nouns())


def _people(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    if head.relation in ("amod", "compound") or head.pos == "ADJ" or head.tag not in ("NNS", "NNPS"):
        return None
    country = country_people().get(span.text)
    return Candidate(
        span.first, span.last, head.index, "name", "a people's name", "people",
        identity=f"people {span.text}", name=span.text, plural=True,
        country=country.iso3 if country else None, keys=(country.key,) if country else (),
    )  # fmt: skip


def _state(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    if not _is_party(doc, span, head):
        return None
    return Candidate(
        span.first, span.last, head.index, "name", "a name with state bodies in the report", "country",
        identity=f"country {span.text}", name=span.text, weak=_owns_body(doc, head),
    )  # fmt: skip


def _capital(doc: AnnotatedDocument, span: NameSpan, head: Token) -> Candidate | None:
    """A capital that speaks or decides stands for its country; another place for those who run it."""
    country = metonyms().get(straight(span.text))
    verb = doc.head_of(head)
    if head.relation not in ("nsubj", "obl:agent") or folded(verb.lemma) not in agency_verbs():
        return None
    name = words_of(doc, span.first, span.last)
    keys = (agency_verbs()[folded(verb.lemma)].key,)
    if country is None:
        return Candidate(
            span.first, span.last, head.index, "name", "a place that speaks or decides", "organization",
            identity=f"place {span.text}", name=name, sector="GOV", keys=keys,
        )  # fmt: skip
    return Candidate(
        span.first, span.last, head.index, "name", "a capital that speaks or decides", "country",
        identity=f"country {country.iso3}", name=name, country=country.iso3, sector="GOV", keys=(country.key, *keys),
    )  # fmt: skip


__all__ = ["Sector", "adjectives_of", "head_of_span", "name_candidates", "organization_facts"]

"""What each name is: lexicons first, then a vote over all its mentions in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from onrecord.extract.actors.names import LABELS, PLACE_PREPOSITIONS, NameSpan, NameType, organization_word
from onrecord.extract.actors.words import (
    agency_verbs,
    country_names,
    country_people,
    folded,
    leaders,
    straight,
    unaccented,
)
from onrecord.language import AnnotatedDocument

Vote = defaultdict[NameType, float]
Votes = defaultdict[str, Vote]
# What a title before a name weighs against one label of the model in the vote over all mentions.
TITLE_WEIGHT = 3.0
# What a place preposition before a name weighs.
PLACE_WEIGHT = 0.75
# What a place beside it in a list weighs, or a longer place's name that starts with it.
LIST_WEIGHT = 1.25
# What it weighs against a name that it may be a plain noun at the start of a sentence.
NOUN_WEIGHT = 1.01
# Nouns that say of the name after them that it is no person's.
THINGS = frozenset({"storm", "hurricane", "typhoon", "cyclone", "ship", "ferry", "vessel", "tanker", "operation"})
# What "the" before it weighs against a name being a person's.
ARTICLE_WEIGHT = 1.5
# What a record of the places stage weighs.
PLACE_RECORD_WEIGHT = 1.5


def types_of(doc: AnnotatedDocument, spans: list[NameSpan], places: frozenset[str]) -> dict[str, NameType]:
    """What each name is, by its text: lexicons first, then a vote of labels, titles, prepositions and known places."""
    votes: Votes = defaultdict(lambda: defaultdict(float))
    for span in spans:
        for kind, weight in _votes(doc, span):
            votes[span.text][kind] += weight
    for name in places & votes.keys():
        votes[name]["place"] += PLACE_RECORD_WEIGHT
    _count_coordinated(doc, spans, votes)
    for start in {span.text.split()[0] for span in spans if LABELS.get(span.label) == "place" and " " in span.text}:
        if start in votes:
            votes[start]["place"] += LIST_WEIGHT
    full = {name for name, vote in votes.items() if " " in name and _winner(vote) == "person"}
    surnames = {name.split()[-1] for name in full}
    locating = {span.text for span in spans if _word_before(doc, span) in PLACE_PREPOSITIONS}
    types: dict[str, NameType] = {}
    for name, vote in votes.items():
        # "Valeria Tarrow ... Tarrow said" is the person, unless somebody was also "in Tarrow".
        personal = vote["person"] > 0 or name not in places or name not in locating
        by_words = _by_words(name, surnames if personal else set(), vote)
        types[name] = by_words or _winner(vote)
    return types


def _votes(doc: AnnotatedDocument, span: NameSpan) -> Iterator[tuple[NameType, float]]:
    if span.known:
        yield "known", 10.0
    yield LABELS.get(span.label, "other"), 1.0
    if span.titles or ((" " in span.text or span.label == "PERSON") and unaccented(span.text) in leaders()):
        yield "person", TITLE_WEIGHT
        return
    before = _word_before(doc, span)
    if before in THINGS:
        yield "other", TITLE_WEIGHT
    if before in PLACE_PREPOSITIONS:
        yield "place", PLACE_WEIGHT
    if before == "the" and span.label == "PERSON":
        yield "other", ARTICLE_WEIGHT
    if _may_be_a_noun(doc, span):
        yield "other", NOUN_WEIGHT


def _word_before(doc: AnnotatedDocument, span: NameSpan) -> str:
    return doc.tokens[span.first - 1].text.lower() if span.first else ""


def _may_be_a_noun(doc: AnnotatedDocument, span: NameSpan) -> bool:
    """Whether one capitalised word only opens a sentence and does not speak: "Cranes lifted the roof"."""
    token = doc.tokens[span.first]
    alone = span.last - span.first == 1 and span.label in ("PERSON", "ORG") and not span.known
    opens = span.first == doc.sentence_of(token).first and not token.text.isupper()
    speaks = token.relation == "nsubj" and folded(doc.head_of(token).lemma) in agency_verbs()
    return alone and opens and not speaks


def _count_coordinated(doc: AnnotatedDocument, spans: list[NameSpan], votes: Votes) -> None:
    """Let a name beside a country or place in a list count as a place: "Nerith and Kenya"."""
    for one, other in pairwise(spans):
        between = [token.text for token in doc.tokens[one.last : other.first]]
        if between in (["and"], ["or"], [",", "and"]) and not one.titles and not other.titles:
            for this, that in ((one, other), (other, one)):
                if LABELS.get(that.label) == "place" and this.label == "PERSON":
                    votes[this.text]["place"] += LIST_WEIGHT


def _winner(vote: Vote) -> NameType:
    return max(sorted(vote), key=lambda kind: vote[kind])


def _by_words(name: str, surnames: set[str], vote: Vote) -> NameType | None:
    if vote["known"]:
        return "known"
    titled = vote["person"] >= TITLE_WEIGHT
    if not titled and straight(name) in country_names():
        return "country"
    if not titled and straight(name) in country_people():
        return "people"
    if name in surnames or titled:
        return "person"
    return "organization" if organization_word(name) else None

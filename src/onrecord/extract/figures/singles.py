"""People counted without a number: "a leader was killed", "killed the leader and his deputy", "killing him"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from onrecord.extract.figures.drafts import Draft
from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.measures import measure_of
from onrecord.extract.figures.predicates import subjectless_verb
from onrecord.extract.figures.triggers import action_nouns, found_in, lemma, people
from onrecord.language import AnnotatedDocument, Sentence, Token

SINGULAR = ("NN", "NNP")
DEFINITE = frozenset({"the", "this", "that"})
ONE_BY_ONE = frozenset(
    {"killed", "injured", "detained", "arrested", "captured", "abducted", "captive", "released", "rescued", "missing",
     "hospitalised", "shot", "imprisoned", "sentenced", "charged", "convicted", "deported", "infected"}
)  # fmt: skip
# "a Lessen Water Board (LWB) pumping station worker" has nine words.
LONGEST_PHRASE = 10
PLACES = ("obj", "nsubj:pass", "nsubj", "conj", "nmod", "obl", "dep", "appos")


def singles(doc: AnnotatedDocument, sentence: Sentence, taken: frozenset[int]) -> Iterator[Draft]:
    """One draft for each single person whom the sentence says something measurable of; not where a number stands."""
    names = _person_names(doc, sentence)
    for token in doc.tokens_of(sentence):
        if token.index in taken or token.relation not in PLACES or not (token.tag in SINGULAR or _is_pronoun(token)):
            continue
        rule, article = _rule(doc, token, names)
        if rule is None:
            continue
        place = _standing_for(doc, token, article)
        if place.relation == "appos" and subjectless_verb(doc, token) is None:
            continue
        group = Group(place, token, article or token)
        measured = measure_of(doc, group, own=False)
        if measured is None or measured.measure not in ONE_BY_ONE or measured.trigger.index == token.index:
            continue
        first = article.index if article is not None else names.get(token.index, _first_of_phrase(doc, token))
        span = doc.quote(first, token.index + 1)
        named = doc.quote(first + 1, token.index + 1) if article is not None else span
        scope: Literal["increment"] | None = (
            "increment" if article is not None and lemma(article) == "another" else None
        )
        yield Draft(
            span.start, span.end, 1, 1, 1, "exactly", "people", group, sentence,
            f"{rule}; {measured.rule}", measured, scope, name=named,
        )  # fmt: skip


def _rule(doc: AnnotatedDocument, token: Token, names: Mapping[int, int]) -> tuple[str | None, Token | None]:
    """Why a token stands for one person, and its article."""
    person = found_in(people(), token) is not None
    article = _article(doc, token) if person else None
    if article is not None:
        return "one person, by the indefinite article", article
    if not _is_undergoer(doc, token):
        return None, None
    if token.index in names:
        return "one person, by name", None
    if _is_pronoun(token):
        return "one person, by a pronoun", None
    if person and _named_in_apposition(doc, token, names):
        return "one person, named beside the noun", None
    if person and doc.children(token, "nmod:poss"):
        return "one person, by an owner", None
    if person and any(child.text.lower() in DEFINITE for child in doc.children(token, "det")):
        return "one person, by the definite article", None
    return None, None


def _is_pronoun(token: Token) -> bool:
    """Whether a word is "him" or "her": one person, whoever it is."""
    return token.tag == "PRP" and token.text.lower() in ("him", "her")


def _is_undergoer(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether something is done to it, by a verb or a noun ("the arrest of"), or to what it is joined to."""
    if token.relation == "conj":
        token = doc.head_of(token)
    head = doc.head_of(token)
    # Not "the death of" and "died": one person mostly dies of age or illness.
    told = token.relation == "nmod" and found_in(action_nouns(), head) is not None and lemma(head) != "death"
    bare = token.relation == "nsubj" and head.tag == "VBN" and not doc.children(head, "obj", "aux")
    return token.relation in ("obj", "nsubj:pass") or told or bare


def _article(doc: AnnotatedDocument, token: Token) -> Token | None:
    """The indefinite article that opens the noun phrase ending here, wherever in it the parser hangs it."""
    if token.index + 1 < len(doc.tokens) and doc.tokens[token.index + 1].tag == "POS":
        return None
    first = doc.sentence_of(token).first
    for index in range(token.index - 1, max(first, token.index - LONGEST_PHRASE) - 1, -1):
        before = doc.tokens[index]
        if before.text.lower() in ("a", "an", "another"):
            return before
        inner = (
            before.pos in ("ADJ", "NOUN", "PROPN") or before.tag in ("VBN", "HYPH") or before.text in ("(", ")", "-")
        )
        if not inner and not (before.text.lower() == "of" and _in_name(doc, before)):
            return None
    return None


def _in_name(doc: AnnotatedDocument, token: Token) -> bool:
    return any(name.first < token.index < name.last for name in doc.names)


def _standing_for(doc: AnnotatedDocument, token: Token, article: Token | None) -> Token:
    """The token that has the phrase's place in the clause: in "a Movement of Ebb leader" parsers take "Movement"."""
    head = doc.head_of(token)
    inside = article is not None and article.index < head.index < token.index
    return head if token.relation in ("nmod", "compound", "appos") and inside else token


def _named_in_apposition(doc: AnnotatedDocument, token: Token, names: Mapping[int, int]) -> bool:
    return any(child.index in names or child.tag == "NNP" for child in doc.children(token, "appos"))


def _first_of_phrase(doc: AnnotatedDocument, token: Token) -> int:
    """The first token of the noun phrase that ends with this noun."""
    left = [
        child.index
        for child in doc.children(token, "det", "amod", "compound", "nmod:poss")
        if child.index < token.index
    ]
    return min((doc.subtree(doc.tokens[index])[0].index for index in left), default=token.index)


def _person_names(doc: AnnotatedDocument, sentence: Sentence) -> Mapping[int, int]:
    """The last tokens of names of persons, each with the first token of its name."""
    return {name.last - 1: name.first for name in doc.names_in(sentence) if name.label == "PERSON"}

"""Which measure a counted group has: what became of it, by the words around it in the parse."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.extract.figures.groups import Group, is_animal
from onrecord.extract.figures.predicates import (
    Measured,
    as_lost_subject,
    by_head,
    by_participle,
    by_relative_clause,
)
from onrecord.extract.figures.totals import toll_measure
from onrecord.extract.figures.triggers import action_nouns, counted_nouns, found_in, held_nouns, lemma, states
from onrecord.language import AnnotatedDocument, Token

__all__ = ["OF_THINGS", "Measured", "measure_of"]

# Nouns of which so many are "a group of 12 people"; the group's place in the clause is the people's.
COLLECTIVES = frozenset(
    {"group", "crowd", "total", "number", "team", "convoy", "crew", "family", "list", "maximum", "minimum", "party",
     "cell", "gang", "band", "squad", "column"}
)  # fmt: skip
# Measures of things; every other measure is of people.
OF_THINGS = frozenset({"destroyed", "damaged", "seized", "recovered", "cancelled"})
COMPANY = frozenset({"along", "together", "alongside"})
# Before a noun for people held, these say that they no longer are.
PAST = frozenset({"former", "ex", "released", "freed"})
INCLUSIVE = frozenset({"include", "including", "among", "like", "with"})


Reader = Callable[[AnnotatedDocument, Group], Measured | None]


def measure_of(doc: AnnotatedDocument, group: Group, *, own: bool = True) -> Measured | None:
    """The measure of a group, by the first reader that finds one; `own` also asks the group's modifiers and noun."""
    from_clause: tuple[Reader, ...] = (_by_toll, _by_counted_noun, _by_state_noun, _by_list_noun, _by_clause)
    from_itself: tuple[Reader, ...] = (_by_modifiers, _by_held_noun) if own else ()
    return next((found for reader in (*from_clause, *from_itself) if (found := reader(doc, group)) is not None), None)


def _by_toll(doc: AnnotatedDocument, group: Group) -> Measured | None:
    is_given = group.noun is None or (group.head.relation == "comp:pred" and group.of_people)
    return toll_measure(doc, group.head) if is_given else None


def _by_counted_noun(doc: AnnotatedDocument, group: Group) -> Measured | None:
    """ "12 deaths", "40 arrests", "14 confirmed cases"."""
    if group.noun is None:
        return None
    entry = found_in(counted_nouns(), group.noun)
    if entry is None:
        return None
    near = {token.text.lower() for token in doc.subtree(group.noun)}
    if entry.beside and near.isdisjoint(entry.beside):
        return None
    return Measured(entry.measure, group.noun, f"people counted as {entry.plural}", entry.key)


def _by_state_noun(doc: AnnotatedDocument, group: Group) -> Measured | None:
    """ "12 dead", "40 injured": the state is what the number modifies, or is the number's predicate."""
    beside = doc.tokens[group.number.index + 1] if group.number.index + 1 < len(doc.tokens) else None
    for token in (group.noun, group.head, beside if group.noun is None else None):
        state = found_in(states(), token) if token is not None and token.pos in ("ADJ", "VERB", "NOUN") else None
        if state is not None and token is not None:
            return Measured(state.measure, token, f"people counted as {state.id}", state.key)
    return None


def _by_list_noun(doc: AnnotatedDocument, group: Group) -> Measured | None:
    """ "the fatalities included four men": the subject says what became of them."""
    verb = doc.head_of(group.head)
    if lemma(verb) != "include" or group.head.relation != "obj" or not group.of_people:
        return None
    for subject in doc.children(verb, "nsubj"):
        entry = counted_nouns().get(subject.text.lower())
        if entry is not None and not entry.beside:
            return Measured(entry.measure, subject, f"people among the {entry.plural}", entry.key)
    return None


def _by_clause(doc: AnnotatedDocument, group: Group) -> Measured | None:
    """The verb or noun that the group hangs from, through conjuncts and collectives."""
    place: Token | None = group.head
    for _ in range(4):
        if place is None:
            return None
        found = as_lost_subject(doc, place, group) or by_head(doc, place, group) or _by_action_noun(doc, place, group)
        if found is not None:
            # A conjunct that is no person shares the verb, not what was done to people: "two sailors and many nets".
            shares = place.index == group.head.index or counts_people(group) or found.measure in OF_THINGS
            return found if shares else None
        place = _above(doc, place)
    return None


def _by_action_noun(doc: AnnotatedDocument, place: Token, group: Group) -> Measured | None:
    """ "the arrest of 3 men"."""
    head = doc.head_of(place)
    if place.relation != "nmod" or not any(lemma(case) == "of" for case in doc.children(place, "case")):
        return None
    entry = found_in(action_nouns(), head)
    if entry is None or not (counts_people(group) or is_animal(group.noun)):
        return None
    return Measured(entry.measure, head, f"people counted in the {entry.id} of them", entry.key)


def _above(doc: AnnotatedDocument, place: Token) -> Token | None:
    """The token whose place in the clause this one shares: the first conjunct, the group it is part of."""
    head = doc.head_of(place)
    if place.is_root:
        return None
    if place.relation == "conj" and head.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        return head
    cases = {lemma(case) for case in doc.children(place, "case")}
    if place.relation == "nmod" and "of" in cases and lemma(head) in COLLECTIVES:
        return head
    if place.relation == "obl" and lemma(head) in COMPANY:
        return _patient(doc, doc.head_of(head))
    if place.relation in ("nmod", "obl") and _is_company(doc, place):
        return head if head.pos in ("NOUN", "PROPN", "NUM", "PRON") else _patient(doc, head)
    if place.relation in ("nmod", "appos", "dep", "obl") and (cases & INCLUSIVE or place.relation == "appos"):
        return head if head.pos in ("NOUN", "PROPN", "NUM", "PRON") else None
    return None


def _is_company(doc: AnnotatedDocument, place: Token) -> bool:
    """Whether "along with" or "together with" joins this to what stands before."""
    cases = doc.children(place, "case")
    before = {doc.tokens[case.index - 1].text.lower() for case in cases if case.index > 0}
    return any(lemma(case) in COMPANY for case in cases) or bool(
        before & COMPANY and any(lemma(case) == "with" for case in cases)
    )


def _patient(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The object or passive subject of a verb."""
    return next(iter(doc.children(verb, "obj", "nsubj:pass")), None)


def _by_modifiers(doc: AnnotatedDocument, group: Group) -> Measured | None:
    for token in (group.head, None if group.partitive else group.noun):
        if token is not None:
            found = by_participle(doc, token, group) or by_relative_clause(doc, token, group)
            if found is not None:
                return found
    return None


def _by_held_noun(doc: AnnotatedDocument, group: Group) -> Measured | None:
    """ "14 hostages", where no verb says what became of them."""
    entry = found_in(held_nouns(), group.noun) if group.noun is not None else None
    if entry is None or group.noun is None or any(lemma(one) in PAST for one in doc.children(group.noun, "amod")):
        return None
    return Measured(entry.measure, group.noun, f"people counted as {entry.plural}", entry.key)


def counts_people(group: Group) -> bool:
    """Whether nothing says that the group is not people."""
    return group.noun is None or group.of_people or (not is_animal(group.noun) and group.noun.pos == "PROPN")

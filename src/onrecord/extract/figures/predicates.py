"""The verb above or below a counted group, and the measure that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.extract.figures.groups import Group, is_person
from onrecord.extract.figures.triggers import (
    VerbEntry,
    counted_nouns,
    found_in,
    held_nouns,
    lemma,
    object_verbs,
    states,
    subject_verbs,
    thing_verbs,
    tolls,
)
from onrecord.language import AnnotatedDocument, Token

RELATIVES = frozenset({"who", "whom", "that", "which"})
TOLL_CASES = frozenset({"to", "at", "of", "from", "by"})
BOUND_CASES = frozenset({"between", "over", "about", "around", "up", "from", "under", "to"})
VERBAL = ("VERB", "AUX", "ADJ", "NOUN")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, the token that gives it, the rule in words, and the lexicon entry."""

    measure: str
    trigger: Token
    rule: str
    key: str


def by_head(doc: AnnotatedDocument, place: Token, group: Group) -> Measured | None:
    """The measure that the verb above gives to its object, passive subject or subject."""
    if place.is_root:
        return None
    head = doc.head_of(place)
    relation = place.relation
    if relation in ("obj", "iobj", "nsubj:pass") or (relation in ("dep", "obl") and _included(doc, place)):
        return as_object(doc, head, group) or _through_complement(doc, head, group)
    if relation == "obl" and _is_bounded_object(doc, place, group):
        return as_object(doc, head, group)
    if relation == "nsubj":
        return _as_subject(doc, head, group) or _through_complement(doc, head, group)
    return None


def subjectless_verb(doc: AnnotatedDocument, place: Token) -> Token | None:
    """The verb whose auxiliary stands right behind this phrase and which has no subject: the parse lost the link."""
    if place.relation not in ("appos", "conj", "obl", "nmod", "dep"):
        return None
    after = doc.subtree(place)[-1].index + 1
    if after >= len(doc.tokens) or not doc.tokens[after].relation.startswith("aux"):
        return None
    verb = doc.head_of(doc.tokens[after])
    return None if doc.children(verb, "nsubj", "csubj", "expl") or verb.index < after else verb


def as_lost_subject(doc: AnnotatedDocument, place: Token, group: Group) -> Measured | None:
    """The measure of the subject that the parse hung elsewhere."""
    verb = subjectless_verb(doc, place)
    if verb is None:
        return None
    if doc.children(verb, "aux:pass"):
        return as_object(doc, verb, group) or _through_complement(doc, verb, group)
    return _as_subject(doc, verb, group) or _through_complement(doc, verb, group)


def _is_bounded_object(doc: AnnotatedDocument, place: Token, group: Group) -> bool:
    """ "killed between three and six": the parser takes the bound for a preposition."""
    cases = doc.children(place, "case")
    near = any(lemma(case) in BOUND_CASES and 0 < group.number.index - case.index <= 4 for case in cases)
    return near and not doc.children(doc.head_of(place), "obj")


def as_object(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    """The measure of a verb's object, people before things."""
    found = _entry(doc, verb, group, object_verbs())
    if found is None and group.noun is not None and not is_person(group.noun):
        found = _entry(doc, verb, group, thing_verbs())
    if found is None:
        return None
    return Measured(found.measure, verb, f"counted as {found.participle}", found.key)


def _as_subject(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    """Subjects of "die", and of participles without their auxiliary: "47 wounded"."""
    state = found_in(states(), verb) if verb.pos == "ADJ" else None
    if state is not None:
        return Measured(state.measure, verb, f"people counted as {state.id}", state.key)
    found = _entry(doc, verb, group, subject_verbs())
    if found is not None and (_may_be_people(group) or found.special):
        return Measured(found.measure, verb, f"people counted as those who {found.past}", found.key)
    bare = verb.tag in ("VBN", "VBD") and not doc.children(verb, "obj", "aux", "xcomp", "ccomp")
    return as_object(doc, verb, group) if bare and group.number.index < verb.index else None


def _may_be_people(group: Group) -> bool:
    return group.noun is None or is_person(group.noun) or group.noun.pos == "PROPN" or lemma(group.noun) == "family"


def _entry(
    doc: AnnotatedDocument, verb: Token, group: Group, table: Mapping[str, tuple[VerbEntry, ...]]
) -> VerbEntry | None:
    """The first entry of the verb whose conditions hold."""
    if verb.pos not in VERBAL:
        return None
    for entry in table.get(lemma(verb)) or table.get(verb.text.lower()) or ():
        if entry.objects and (group.noun is None or lemma(group.noun) not in entry.objects):
            continue
        if entry.beside and not _stands_beside(doc, verb, entry.beside):
            continue
        if entry.people and not (is_person(group.noun) or (group.noun is None and not _is_money(group))):
            continue
        return entry
    return None


def _is_money(group: Group) -> bool:
    return group.head.tag == "$" or group.number.tag == "$"


def _stands_beside(doc: AnnotatedDocument, verb: Token, words: tuple[str, ...]) -> bool:
    """Whether one of these words hangs from the verb, or from its object (where parsers put it)."""
    near = list(doc.children(verb))
    near += [below for child in near if child.relation in ("obj", "xcomp", "obl") for below in doc.children(child)]
    return any(lemma(token) in words or token.text.lower() in words for token in near)


def _through_complement(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    """ "feared dead", "left 12 dead", "known to have died", "forced to flee", "were reported killed"."""
    for child in doc.children(verb, "xcomp", "comp:pred", "acl", "ccomp", "advcl"):
        if child.relation in ("ccomp", "advcl", "acl") and not _is_small_clause(doc, child):
            continue
        state = found_in(states(), child) if child.pos in ("ADJ", "VERB", "NOUN") else None
        if state is not None:
            return Measured(state.measure, child, f"people counted as {state.id}", state.key)
        if child.tag == "VBN":
            found = as_object(doc, child, group)
        elif child.relation == "xcomp":
            found = _active_complement(doc, child, group) or _through_complement(doc, child, group)
        else:
            found = None
        if found is not None:
            return found
    return None


def _is_small_clause(doc: AnnotatedDocument, child: Token) -> bool:
    return child.tag == "VBN" and not doc.children(child, "nsubj", "mark", "aux", "aux:pass")


def _active_complement(doc: AnnotatedDocument, child: Token, group: Group) -> Measured | None:
    """The subject of "to die": an active infinitive has the group as its subject."""
    entry = _entry(doc, child, group, subject_verbs())
    if entry is None or not _may_be_people(group):
        return None
    return Measured(entry.measure, child, f"people counted as those who {entry.past}", entry.key)


def by_participle(doc: AnnotatedDocument, token: Token, group: Group) -> Measured | None:
    """ "12 people killed in the storm", "two wounded soldiers"."""
    for child in doc.children(token, "acl", "amod", "dep"):
        if child.relation == "acl:relcl":
            continue
        state = found_in(states(), child) if child.pos in ("ADJ", "VERB") else None
        if state is not None:
            return Measured(state.measure, child, f"people counted as {state.id}", state.key)
        if child.tag == "VBN":
            found = as_object(doc, child, group)
            if found is not None:
                return found
        if child.relation == "acl" and child.tag == "VBG":
            entry = _entry(doc, child, group, subject_verbs())
            if entry is not None and _may_be_people(group):
                return Measured(entry.measure, child, f"people counted as those who {entry.past}", entry.key)
    return None


def by_relative_clause(doc: AnnotatedDocument, token: Token, group: Group) -> Measured | None:
    """ "12 people who died", "12 people whom police detained"."""
    for verb in doc.children(token, "acl:relcl"):
        for child in doc.children(verb):
            if child.text.lower() not in RELATIVES:
                continue
            found = None
            if child.relation in ("nsubj:pass", "obj"):
                found = as_object(doc, verb, group)
            elif child.relation == "nsubj":
                entry = _entry(doc, verb, group, subject_verbs())
                if entry is not None and _may_be_people(group):
                    found = Measured(entry.measure, verb, f"people counted as those who {entry.past}", entry.key)
            if found is not None:
                return found
    return None


def toll_measure(doc: AnnotatedDocument, number: Token) -> Measured | None:
    """ "the death toll rose to 40", "a toll of 40", "bringing the number of injured to 40"."""
    if number.is_root:
        return None
    head = doc.head_of(number)
    cases = {lemma(case) for case in doc.children(number, "case")}
    if number.relation in ("nmod", "appos") and (number.relation == "appos" or cases & TOLL_CASES):
        return _toll(doc, head)
    if (number.relation in ("obl", "nmod") and cases & {"to", "at", "from"}) or number.relation in ("comp:pred", "obj"):
        for child in doc.children(head, "nsubj", "obj"):
            if child.index != number.index and (found := _toll(doc, child)) is not None:
                return found
    return None


def _toll(doc: AnnotatedDocument, noun: Token) -> Measured | None:
    entry = tolls().get(lemma(noun))
    if entry is None:
        return None
    if entry.measure is not None:
        named = any(lemma(child) == "death" for child in doc.children(noun, "compound", "amod"))
        named = named or not doc.children(noun, "compound")
        return Measured(entry.measure, noun, "a number given as the death toll", entry.key) if named else None
    for child in doc.children(noun, "nmod"):
        for table in (states(), counted_nouns(), held_nouns()):
            found = found_in(table, child)
            if found is not None:
                return Measured(found.measure, child, f"a number given as the {entry.noun} of {child.text}", entry.key)
        group = Group(child, child, child)
        measured = by_participle(doc, child, group)
        if measured is not None:
            return Measured(measured.measure, measured.trigger, f"a number given as the {entry.noun} of them", entry.key)
    return None


def _included(doc: AnnotatedDocument, place: Token) -> bool:
    return any(lemma(case) in ("include", "including") for case in doc.children(place, "case"))


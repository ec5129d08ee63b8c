"""The verb above or below a counted group, and the measure that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.triggers import (
    VerbEntry,
    found_in,
    lemma,
    object_verbs,
    states,
    subject_verbs,
    thing_verbs,
)
from onrecord.language import AnnotatedDocument, Token

RELATIVES = frozenset({"who", "whom", "that", "which"})
BOUND_CASES = frozenset({"between", "over", "about", "around", "up", "from", "under", "to"})
VERBAL = ("VERB", "AUX", "ADJ", "NOUN")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, the token that gives it, the rule in words, and the lexicon entry."""

    measure: str
    trigger: Token
    rule: str
    key: str
    total: bool = False


def by_head(doc: AnnotatedDocument, place: Token, group: Group) -> Measured | None:
    """The measure that the verb above gives to its object, passive subject or subject."""
    if place.is_root:
        return None
    head = doc.head_of(place)
    relation = place.relation
    if relation in ("obj", "iobj", "nsubj:pass") or (relation in ("dep", "obl") and _included(doc, place)):
        found = as_object(doc, head, group) or _through_complement(doc, head, group)
        return found or (_in_joined(doc, head, group, passive=True) if relation == "nsubj:pass" else None)
    if relation in ("nummod", "advmod") and group.noun is None and head.pos == "VERB" and head.index < place.index:
        # "injures 65", "wounded 20 more": parsers hang a bare number from the verb as its modifier.
        return as_object(doc, head, group)
    if relation == "obl" and _is_bounded_object(doc, place, group):
        return as_object(doc, head, group)
    if relation == "nmod" and lemma(head) == "life" and head.relation in ("obj", "nsubj:pass"):
        return as_object(doc, doc.head_of(head), replace(group, noun=head))  # "claimed the lives of eight rebels"
    if relation == "comp:pred" and (verb := _fronted(doc, place)) is not None:
        return as_object(doc, verb, group)
    if relation == "obl" and _is_put_at(doc, place, group):
        return as_object(doc, head, group)
    if relation == "nsubj":
        found = as_object(doc, head, group) if _is_headlined(doc, head) else None
        found = found or _as_subject(doc, head, group) or _through_complement(doc, head, group)
        return found or _in_joined(doc, head, group)
    return None


def _is_headlined(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a participle has no auxiliary before it: "three killed, two captured", "also killed were two guards"."""
    helpers = [one for one in doc.children(verb, "aux", "aux:pass") if one.index < verb.index]
    return verb.tag == "VBN" and not helpers and not doc.children(verb, "obj")


def _is_put_at(doc: AnnotatedDocument, place: Token, group: Group) -> bool:
    """Whether a number stands behind its noun: "put the number of people killed at 14"."""
    noun = doc.head_of(doc.head_of(place))
    counted = noun if lemma(noun) == "number" else doc.head_of(noun)
    at = any(lemma(case) == "at" for case in doc.children(place, "case"))
    return at and group.noun is None and doc.head_of(place).tag == "VBN" and lemma(counted) == "number"


def _fronted(doc: AnnotatedDocument, place: Token) -> Token | None:
    """The participle before its auxiliary whose subject stands behind: "Killed in the clash were three men"."""
    helper = doc.head_of(place)
    verb = doc.head_of(helper)
    before = helper.relation == "aux:pass" and verb.index < helper.index < place.index
    return verb if before and verb.tag == "VBN" and not doc.children(verb, "nsubj", "nsubj:pass") else None


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
    if group.noun is not None and (not group.of_people or doc.children(group.noun, "det")):
        return False
    near = any(lemma(case) in BOUND_CASES and 0 < group.number.index - case.index <= 4 for case in cases)
    return near and not doc.children(doc.head_of(place), "obj")


def as_object(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    """The measure of a verb's object, people before things."""
    found = _entry(doc, verb, group, object_verbs())
    if found is None and group.noun is not None and not group.of_people:
        found = _entry(doc, verb, group, thing_verbs())
    if found is None or _is_alternative(doc, verb, found, group):
        return None
    verb, found = _at_last(doc, verb, found, group)
    return Measured(found.measure, verb, f"counted as {found.participle}", found.key)


def _is_alternative(doc: AnnotatedDocument, verb: Token, found: VerbEntry, group: Group) -> bool:
    """Whether the report leaves open what became of them: "killed or captured 30 rebels"."""
    beside = [doc.head_of(verb)] if verb.relation == "conj" else list(doc.children(verb, "conj"))
    for other in beside:
        first = verb if verb.index < other.index else other
        between = doc.tokens[first.index + 1 : max(verb.index, other.index)]
        entry = _entry(doc, other, group, object_verbs())
        if entry is not None and entry.measure != found.measure and [lemma(one) for one in between] == ["or"]:
            return True
    return False


def _at_last(doc: AnnotatedDocument, verb: Token, found: VerbEntry, group: Group) -> tuple[Token, VerbEntry]:
    """What a second verb right behind says became of the same people: "shot and killed two men"."""
    for other in _joined(doc, verb):
        entry = _entry(doc, other, group, object_verbs())
        beside = [lemma(one) for one in doc.tokens[verb.index + 1 : other.index]] == ["and"]
        if entry is not None and entry.measure == "killed" and beside:
            return other, entry
    return verb, found


def _joined(doc: AnnotatedDocument, verb: Token) -> tuple[Token, ...]:
    """The verbs that go on behind a verb with the same subject: "emerged from the house and were killed"."""
    return tuple(
        other
        for other in doc.children(verb, "conj")
        if other.pos in ("VERB", "AUX") and not doc.children(other, "nsubj", "nsubj:pass")
    )


def _in_joined(doc: AnnotatedDocument, verb: Token, group: Group, *, passive: bool = False) -> Measured | None:
    """The measure of a subject by a verb that goes on behind its own, which tells none; `passive` as the first is."""
    for other in _joined(doc, verb):
        undergone = (passive and not doc.children(other, "obj", "aux")) or bool(doc.children(other, "aux:pass"))
        found = as_object(doc, other, group) if undergone else _by_subject_verb(doc, other, group)
        if found is not None:
            return found
    return None


def _as_subject(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    """Subjects of "die", and of participles without their auxiliary: "47 wounded"."""
    state = found_in(states(), verb)
    is_state = verb.pos == "ADJ" or (verb.tag in ("VBG", "VBN") and not doc.children(verb, "obj"))
    if state is not None and is_state:
        return Measured(state.measure, verb, f"people counted as {state.id}", state.key)
    found = _by_subject_verb(doc, verb, group)
    if found is not None:
        return found
    bare = verb.tag in ("VBN", "VBD") and not doc.children(verb, "obj", "aux", "xcomp", "ccomp")
    return as_object(doc, verb, group) if bare and group.number.index < verb.index else None


def _by_subject_verb(doc: AnnotatedDocument, verb: Token, group: Group) -> Measured | None:
    found = _entry(doc, verb, group, subject_verbs())
    if found is None or not (_may_be_people(group) or found.special):
        return None
    return Measured(found.measure, verb, f"people counted as those who {found.past}", found.key)


def _may_be_people(group: Group) -> bool:
    return group.noun is None or group.of_people or group.noun.pos == "PROPN" or lemma(group.noun) == "family"


def _entry(
    doc: AnnotatedDocument, verb: Token, group: Group, table: Mapping[str, tuple[VerbEntry, ...]]
) -> VerbEntry | None:
    """The first entry of the verb whose conditions hold."""
    if verb.pos not in VERBAL:
        return None
    for entry in table.get(lemma(verb)) or table.get(verb.text.lower()) or ():
        if entry.objects and (group.noun is None or lemma(group.noun) not in entry.objects):
            continue
        if entry.taking and not any(lemma(one) in entry.taking for one in doc.children(verb, "obj")):
            continue
        if entry.beside and not _stands_beside(doc, verb, entry.beside):
            continue
        if entry.unless and _stands_beside(doc, verb, entry.unless):
            continue
        if entry.people and not (group.of_people or (group.noun is None and not _is_money(group))):
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
            found = _by_relative(doc, verb, child, group) if child.text.lower() in RELATIVES else None
            if found is not None:
                return found
    return None


def _by_relative(doc: AnnotatedDocument, verb: Token, relative: Token, group: Group) -> Measured | None:
    if relative.relation in ("nsubj:pass", "obj"):
        return as_object(doc, verb, group)
    entry = _entry(doc, verb, group, subject_verbs()) if relative.relation == "nsubj" else None
    if entry is None or not _may_be_people(group):
        return None
    return Measured(entry.measure, verb, f"people counted as those who {entry.past}", entry.key)


def _included(doc: AnnotatedDocument, place: Token) -> bool:
    return any(lemma(case) in ("include", "including") for case in doc.children(place, "case"))

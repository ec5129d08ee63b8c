"""Which figures are part of others ("including three children"), and totals of parts ("a man and two children")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.figures.drafts import Draft
from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.triggers import lemma
from onrecord.language import AnnotatedDocument, Token

INCLUSIVE = frozenset({"include", "including"})
OPENINGS = (("among", "them"), ("of", "whom"), ("of", "them"), ("including",), ("among", "whom"), ("includes",))
REACH = 4
# Sentences back that "the number" may refer to.
ANAPHOR_REACH = 2


def with_parts(doc: AnnotatedDocument, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order, each part pointing at its total, whose measure it takes if it has none."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.anaphoric:
            found += _resolved(draft, found)
        else:
            found.append(_as_part(doc, draft, found) if _is_inclusion(doc, draft.group) else draft)
    return found


def _resolved(draft: Draft, before: Sequence[Draft]) -> list[Draft]:
    """ "the ministry puts the number at 112": another number for the figure before it, where one is near."""
    for one in reversed(before):
        if draft.sentence.index - one.sentence.index > ANAPHOR_REACH:
            return []
        if one.measured is not None and one.scope != "part":
            rule = f"another number for the figure before it; {one.rule}"
            return [replace(draft, measured=one.measured, unit=one.unit, rule=rule)]
    return []


def _as_part(doc: AnnotatedDocument, draft: Draft, before: Sequence[Draft]) -> Draft:
    total = _total_before(doc, draft, before)
    if total is None:
        return draft
    whole = before[total]
    if draft.measured is not None and draft.measure != whole.measure:
        return draft
    if whole.part_of is not None:
        total = whole.part_of
    rule = f"{draft.rule if draft.measured is not None else whole.rule}; part of a figure before it"
    return replace(draft, measured=draft.measured or whole.measured, scope="part", part_of=total, rule=rule)


def _total_before(doc: AnnotatedDocument, draft: Draft, before: Sequence[Draft]) -> int | None:
    """The nearest earlier figure of people in the sentence, the one that the part hangs from before any other."""
    same = [
        place for place, one in enumerate(before)
        if one.sentence == draft.sentence and one.unit == draft.unit and one.scope != "increment"
    ]  # fmt: skip
    above = {token.index for token in doc.ancestors(draft.group.head)}
    hung = [place for place in same if before[place].group.head.index in above and before[place].part_of is None]
    wholes = [place for place in same if before[place].part_of is None]
    return hung[-1] if hung else (wholes[-1] if wholes else None)


def _is_inclusion(doc: AnnotatedDocument, group: Group) -> bool:
    """Whether words before the number or in its phrase make it a part."""
    if group.of_pronoun:
        return True
    first = _first_conjunct(doc, group.head)
    if first.relation == "obl:unmarked" and _says_including(doc, doc.head_of(first), first):
        return True
    if any(lemma(case) in INCLUSIVE for case in doc.children(first, "case")):
        return True
    start = _first_token(doc, first, group)
    words = tuple(doc.tokens[index].text.lower() for index in range(max(0, start - REACH), start))
    return any(words[-len(opening) :] == opening for opening in OPENINGS)


def _says_including(doc: AnnotatedDocument, verb: Token, before: Token) -> bool:
    """ "including, according to the ministry, ten children": the parser hangs the word from the verb."""
    return any(lemma(one) in INCLUSIVE and one.index < before.index for one in doc.children(verb, "advmod"))


def _first_conjunct(doc: AnnotatedDocument, token: Token) -> Token:
    return doc.head_of(token) if token.relation == "conj" and not token.is_root else token


def _first_token(doc: AnnotatedDocument, first: Token, group: Group) -> int:
    below = doc.subtree(first)
    left = [token.index for token in below if token.index <= min(first.index, group.number.index)]
    index = min(left, default=first.index)
    while doc.tokens[index].text.lower() in (",", "including", "among", "them") and index < first.index:
        index += 1
    return index


def with_totals(doc: AnnotatedDocument, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a total before each list of exact groups of people joined by "and" under one measure."""
    found: list[Draft] = []
    index = 0
    while index < len(drafts):
        joined = _joined(doc, drafts, index)
        if len(joined) < 2:
            found.append(_shifted(drafts[index], found, drafts))
            index += 1
            continue
        total = len(found)
        found.append(_sum(doc, joined))
        found += [replace(one, scope="part", part_of=total, rule=f"{one.rule}; part of a list") for one in joined]
        index += len(joined)
    return found


def _shifted(draft: Draft, found: Sequence[Draft], drafts: Sequence[Draft]) -> Draft:
    """The draft with its total's place in the new list."""
    if draft.part_of is None:
        return draft
    whole = drafts[draft.part_of]
    places = [place for place, one in enumerate(found) if (one.start, one.end) == (whole.start, whole.end)]
    return replace(draft, part_of=places[0] if places else None)


def _joined(doc: AnnotatedDocument, drafts: Sequence[Draft], index: int) -> list[Draft]:
    """The drafts from `index` on that are conjuncts of one another and can be added."""
    first = drafts[index]
    if not _can_be_added(first) or first.group.head.relation == "conj":
        return [first]
    joined = [first]
    for one in drafts[index + 1 :]:
        hangs = one.group.head.relation == "conj" and doc.head_of(one.group.head).index == first.group.head.index
        if not (hangs and _can_be_added(one) and one.measure == first.measure):
            break
        joined.append(one)
    conjuncts = len(doc.children(first.group.head, "conj"))
    return joined if len(joined) == conjuncts + 1 else [first]


def _can_be_added(draft: Draft) -> bool:
    noun = draft.group.noun
    counts = draft.best is not None and draft.bound == "exactly" and draft.scope is None and draft.unit == "people"
    return counts and draft.measured is not None and noun is not None and draft.group.of_people


def _sum(doc: AnnotatedDocument, joined: Sequence[Draft]) -> Draft:
    first = joined[0]
    noun = joined[-1].group.noun
    end = max(joined[-1].end, noun.end if noun is not None else joined[-1].end)
    number = sum(one.best for one in joined if one.best is not None)
    keys = tuple(key for one in joined for key in one.keys)
    rule = f"a list of people added up; {first.measured.rule if first.measured else first.rule}"
    values = replace(first, low=number, best=number, high=number, scope="total")
    return replace(values, end=end, keys=keys, group=replace(first.group, noun=None), rule=rule)

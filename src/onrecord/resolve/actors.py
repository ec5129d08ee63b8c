"""The same actor across reports: by names, roles, countries and kinds. A missed link is preferred to a wrong one.

Records with one form (`resolve/identity.py`) are one actor. Forms are joined where a name, an entry of the lexicon, an
office with its holder's surname, or an acronym that a report spells out says so, and no country speaks against it.
Actors that are not named are never linked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.identity import ActorForm, keys_of
from onrecord.resolve.judged import Edge, Group, Judged, grouped

Forms = list[ActorForm]
# Of the records with a name whose country is told, the share that one country must have for the records without any to
# go with it. Below it, they stand apart.
LEADING_SHARE = 0.75
SAME_ENTRY, SAME_NAME, NO_COUNTRY, OTHER_KIND, SAME_OFFICE, SPELLED_OUT = 1.0, 0.95, 0.85, 0.7, 0.8, 0.75


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """Forms of one actor, and what most of its records call it, take it for, and give as its country."""

    forms: tuple[ActorForm, ...]
    label: str
    kind: str
    country: str | None


def actor_clusters(counts: Mapping[ActorForm, int], judged: Judged) -> list[ActorCluster]:
    """The actors that these forms are of; `counts` has the number of records with each form."""
    differing = {form: judged.differing(form.alone) for form in counts if form.alone}

    def order(form: ActorForm) -> tuple[int, ActorForm]:
        return len(differing.get(form, ())), form

    def apart(one: ActorForm, other: ActorForm) -> bool:
        if one.alone and one.alone in differing.get(other, ()):
            return True
        if (one.alone, other.alone) in judged.same or (other.alone, one.alone) in judged.same:
            return False  # what a person said stands above whose they are said to be
        return bool(one.owner and other.owner) and one.owner != other.owner and not (one.known == other.known != "")

    edges = [*_judged_edges(counts, judged), *_edges(sorted(counts, key=order), counts, apart)]
    return [_cluster(group, counts) for group in grouped(counts, edges, order=order, apart=apart)]


def _judged_edges(counts: Mapping[ActorForm, int], judged: Judged) -> Iterator[Edge[ActorForm]]:
    by_item = {form.alone: form for form in counts if form.alone}
    for left, right in sorted(judged.same):
        if left in by_item and right in by_item:
            yield Edge(by_item[left], by_item[right], 2.0, ("judged to be the same",))


def _edges(
    forms: Sequence[ActorForm], counts: Mapping[ActorForm, int], apart: Callable[[ActorForm, ActorForm], bool]
) -> Iterator[Edge[ActorForm]]:
    """The ties under each key; those judged different from the first, to which all are tied, are tied to each other."""
    under: defaultdict[str, Forms] = defaultdict(list)
    for form in forms:
        for key in keys_of(form):
            under[key].append(form)
    for key, named in sorted(under.items()):
        kind, _, words = key.partition(" ")
        waiting = named
        while waiting:
            yield from _EDGES[kind](words, waiting, counts)
            waiting = [form for form in waiting if form.alone and apart(form, waiting[0])]


def _of_one_entry(words: str, forms: Forms, counts: Mapping[ActorForm, int]) -> Iterator[Edge[ActorForm]]:
    yield from _star(forms, SAME_ENTRY, f"both are {words.rsplit('/', 1)[-1]}")


def _of_one_name(words: str, forms: Forms, counts: Mapping[ActorForm, int]) -> Iterator[Edge[ActorForm]]:
    for group in _by_value(forms, lambda form: form.owner, counts):
        yield from _star(group, SAME_NAME, f"the same name: {words}")


def _of_one_person(words: str, forms: Forms, counts: Mapping[ActorForm, int]) -> Iterator[Edge[ActorForm]]:
    for initials in _by_value(forms, lambda form: " ".join(form.initials), counts):
        for group in _by_value(initials, lambda form: form.owner, counts):
            yield from _star(group, SAME_NAME, f"the same name: {words}")


def _of_one_office(words: str, forms: Forms, counts: Mapping[ActorForm, int]) -> Iterator[Edge[ActorForm]]:
    full_names = {form.name for form in forms if form.is_full}
    surnames = [form for form in forms if not form.is_full]
    if len(full_names) <= 1 and surnames:
        yield from _star(
            [*surnames, *[form for form in forms if form.is_full]], SAME_OFFICE, f"the same office: {words}"
        )
    else:
        yield from _star(surnames, SAME_OFFICE, f"the same office: {words}")


def _of_one_acronym(words: str, forms: Forms, counts: Mapping[ActorForm, int]) -> Iterator[Edge[ActorForm]]:
    spelled = [form for form in forms if form.acronyms]
    bare = [form for form in forms if not form.acronyms]
    if len({form.name for form in spelled}) == 1:
        for group in _by_value([*spelled, *bare], lambda form: form.owner, counts):
            if any(form.acronyms for form in group):
                yield from _star(group, SPELLED_OUT, f"the acronym {words.upper()}, which a report spells out")


_EDGES: Mapping[str, Callable[[str, Forms, Mapping[ActorForm, int]], Iterator[Edge[ActorForm]]]] = {
    "known": _of_one_entry,
    "name": _of_one_name,
    "person": _of_one_person,
    "office": _of_one_office,
    "acronym": _of_one_acronym,
}


def _by_value(
    forms: Sequence[ActorForm], value_of: Callable[[ActorForm], str], counts: Mapping[ActorForm, int]
) -> list[Forms]:
    """The forms apart by a value; those without one go with the value that most of the others have, if most do."""
    groups: defaultdict[str, Forms] = defaultdict(list)
    for form in forms:
        groups[value_of(form)].append(form)
    weights = Counter({value: sum(counts[form] for form in group) for value, group in groups.items() if value})
    lead = max(sorted(weights), key=lambda value: weights[value], default=None)
    if lead is not None and "" in groups and weights[lead] >= LEADING_SHARE * weights.total():
        groups[lead] += groups.pop("")
    return [groups[value] for value in sorted(groups)]


def _star(forms: Forms, score: float, reason: str) -> Iterator[Edge[ActorForm]]:
    """Every form tied to the first; less surely where one lacks a country that the other has, or is another kind."""
    for form in forms[1:]:
        first = forms[0]
        if form.family != first.family:
            yield Edge(first, form, min(score, OTHER_KIND), (reason, "of another kind"))
        elif form.owner != first.owner:
            yield Edge(first, form, min(score, NO_COUNTRY), (reason, "the country is not the same in both"))
        else:
            yield Edge(first, form, score, (reason,))


def _cluster(group: Group[ActorForm], counts: Mapping[ActorForm, int]) -> ActorCluster:
    labels: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    owners: Counter[str] = Counter()
    for form in group.members:
        labels[form.label] += counts[form]
        kinds[form.kind] += counts[form]
        if len(form.owner) == 3 and form.owner.isupper():
            owners[form.owner] += counts[form]
    return ActorCluster(group.members, _most(labels) or "", _most(kinds) or "", _most(owners))


def _most(found: Counter[str]) -> str | None:
    """The commonest, the longest of equals, the first by letter of those."""
    return min(found, key=lambda one: (-found[one], -len(one), one), default=None)

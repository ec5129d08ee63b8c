"""What one report says about who an actor is: the form of an actor, and the keys by which forms are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.record import Actor, Report
from onrecord.resolve.names import (
    Owners,
    Words,
    acronym_of,
    acronyms_of,
    is_common,
    name_words,
    owner_and_rest,
    owners_of,
    person_words,
)

Family = Literal["person", "body", "country"]
FAMILIES: dict[str, Family] = {
    "person": "person",
    "country": "country",
    "organization": "body",
    "armed_group": "body",
    "government": "body",
    "publisher": "body",
}
# Files of the lexicon whose entries each stand for one body.
KNOWN_BODIES = ("igo", "news_agencies", "aid_agencies", "armed_groups", "parliaments", "state_bodies", "former_states")


@dataclass(frozen=True, slots=True, order=True)
class ActorForm:
    """Who an actor is, as far as one report tells. Records with one form are one actor, whatever report they are in.

    `owner` is the country it belongs to: an ISO code, or the report's own word for a country that has none.
    `offices` are pairs of a title and what it is a title of. `alone` is the record's id where nothing ties the form to
    other reports, or where a person has judged this one record.
    """

    family: Family
    name: Words
    owner: str = ""
    initials: Words = ()
    known: str = ""
    acronyms: Words = ()
    offices: tuple[tuple[str, str], ...] = ()
    label: str = ""
    kind: str = ""
    alone: str = ""

    def for_record(self, item: str) -> ActorForm:
        """This form for one record only."""
        return replace(self, alone=item)

    @property
    def is_full(self) -> bool:
        """Whether a person is named by more than a surname."""
        return self.family == "person" and len(self.name) > 1


def forms_of(report: Report) -> dict[str, ActorForm]:
    """The form of each named actor of a report, by its id in the report."""
    owners = owners_of(report)
    found = {}
    for actor in report.actors:
        form = form_of(actor, owners)
        if form is not None:
            found[actor.id] = form if any(keys_of(form)) else form.for_record(f"{report.report.id}:{actor.id}")
    return found


def form_of(actor: Actor, owners: Owners) -> ActorForm | None:
    """The form of an actor; None for who is not named, or by nothing that can be compared."""
    family = FAMILIES.get(actor.kind)
    if family is None or not actor.named or not name_words(actor.name):
        return None
    if family == "person":
        return _person(actor, owners)
    return _country(actor) if family == "country" else _body(actor, owners)


def keys_of(form: ActorForm) -> Iterator[str]:
    """Keys under which forms of the same actor meet; none for a form that nothing ties to other reports."""
    if form.family == "country" or (form.family == "body" and not form.known):
        if form.owner or not is_common(form.name):
            yield f"name {' '.join(form.name)}" + (f" of {form.owner}" if is_common(form.name) else "")
        if len(form.name) == 1 and form.family == "body" and acronym_of(form.label):
            yield f"acronym {form.name[0]}"
    if form.known:
        yield f"known {form.known}"
    if form.is_full:
        yield f"person {' '.join(form.name)}"
    for title, holder in form.offices:
        if holder:
            yield f"office {form.name[-1]}, {title} of {holder}"
    for acronym in form.acronyms:
        yield f"acronym {acronym}"


def standing(form: ActorForm) -> tuple[float, tuple[str, ...]]:
    """How surely a form says who is meant, and all that it says, in words; it hangs on no other record."""
    words = [
        f"called {form.label!r}",
        f"read as {'an' if form.kind[:1] in 'aeiou' else 'a'} {form.kind.replace('_', ' ')}",
    ]
    words += [f"of {form.owner}"] if form.owner else []
    words += [f"known as {form.known.rsplit('/', 1)[-1]}"] if form.known else []
    words += [f"{title} of {holder}" if holder else title for title, holder in form.offices]
    words += [f"spelled out beside {acronym.upper()}" for acronym in form.acronyms]
    words += [f"with the initials {' '.join(form.initials)}"] if form.initials else []
    if form.known:
        return 1.0, tuple(words)
    if form.family == "person" and not form.is_full:
        return 0.7, tuple(words)
    return 0.95 if form.owner or form.family == "country" else 0.85, tuple(words)


def _person(actor: Actor, owners: Owners) -> ActorForm | None:
    words, initials = person_words(actor.name)
    if not words:
        return None
    offices = {
        (" ".join(name_words(role.title)), _holder(role.of, actor.country, owners))
        for role in actor.roles
        if name_words(role.title)
    }
    own = actor.country or next((holder for _, holder in sorted(offices) if holder in set(owners.values())), "")
    return ActorForm("person", words, own, initials, offices=tuple(sorted(offices)), label=actor.name, kind=actor.kind)


def _holder(of: str | None, country: str | None, owners: Owners) -> str:
    """What a role is a role of: a country in one spelling, else the words; the person's country where none is given."""
    if of is None:
        return country or ""
    owner, rest = owner_and_rest(name_words(of), owners)
    return " ".join((*rest, *([owner] if owner else [])))


def _country(actor: Actor) -> ActorForm:
    if actor.country is not None:
        return ActorForm("country", (), actor.country, known=actor.country, label=actor.name, kind=actor.kind)
    return ActorForm("country", name_words(actor.name), label=actor.name, kind=actor.kind)


def _body(actor: Actor, owners: Owners) -> ActorForm:
    known = next((one for one in actor.provenance.inputs if one.split("/")[1:2] and _is_known_body(one)), "")
    owner, rest = owner_and_rest(name_words(actor.name), owners)
    if not rest:
        owner, rest = None, name_words(actor.name)
    return ActorForm(
        "body",
        tuple(sorted(rest)) if is_common(rest) else rest,
        owner or actor.country or "",
        known=known.removeprefix("actors/"),
        acronyms=acronyms_of(actor),
        label=actor.name,
        kind=actor.kind,
    )


def _is_known_body(key: str) -> bool:
    parts = key.split("/")
    return parts[0] == "actors" and parts[1] in KNOWN_BODIES

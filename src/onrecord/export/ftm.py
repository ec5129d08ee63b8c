"""Reports and records as FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions' tools.

Schemata and properties after followthemoney 3.8. Whoever has no name is no entity there. An event that is told with
doubt, or on a source's word, says so in its name, since that is what a list of entities shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.countries import codes_of
from onrecord.export.covered_days import days_of
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.told import sources
from onrecord.export.words import one_line
from onrecord.record import Actor, Event, Place, Record, Statement

CODEBOOK: Final = "followthemoney 3.8"
HELD: Final = ("actors", "statements", "events", "places")
PUBLIC: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
NAMELESS: Final = "an entity has a name of its own, and the report gives none"
OTHER: Final = {
    "figures": "the model has no numbers of people",
    "times": "times stand in events only",
    "votes": "the model has no votes",
    "negotiations": "the model has no talks",
}
UNHELD_EVENT: Final = {
    "figures": "the model has no numbers of people",
    "cameo": "the model has no CAMEO codes",
    "aspect": "the model has no aspect",
    "provenance": "the model does not say which rule made an entity",
}
UNHELD_STATEMENT: Final = {
    "cue": "a note has no cue",
    "addressees": "a note has no addressees",
    "attributed_to": "a note has no chain of sources",
    "time": "a note has no time of speaking",
    "place": "a note has no place of speaking",
}
Entity = dict[str, Any]


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one entity a line: articles, actors with their mentions, events, statements as notes, places."""
    losses = Losses()
    for one in losses.through(selected):
        for found in (_article(one), *_entities(one, losses)):
            out.write(msgspec.json.encode(found) + b"\n")
            losses.wrote(found["schema"])
        losses.kinds(one, HELD, OTHER)
        losses.fields_of_report(one, {"text": "an article has no text in the model", "digest": "the model's is SHA-1"})
    return losses.report("ftm", CODEBOOK)


def _entity(entity_id: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity with those properties that have a value; every property is a list of texts."""
    listed = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": entity_id, "schema": schema, "properties": {name: listed[name] for name in sorted(listed)}}


def _article(one: Selected) -> Entity:
    about = one.report.report
    return _entity(
        about.id, "Article", name=about.title, title=about.title, author=about.byline, publisher=about.outlet,
        sourceUrl=about.url, publishedAt=about.published, language="eng" if about.language == "en" else None,
    )  # fmt: skip


def _entities(one: Selected, losses: Losses) -> Iterator[Entity]:
    referred = {local for _, record in one.records() for local in _actors_of(record)}
    for actor in one.report.actors:
        if actor.id not in one.chosen and actor.id not in referred:
            continue
        if schema_of(actor) is not None:
            yield from _actor(one, actor)
        elif actor.id in one.chosen:
            losses.record("actors", NAMELESS, one.id(actor.id))
    for kind, record in one.records():
        match record:
            case Event():
                yield _event(one, record)
                losses.fields(one, kind, record, UNHELD_EVENT)
            case Statement():
                yield _statement(one, record)
                losses.fields(one, kind, record, UNHELD_STATEMENT)
                losses.review(one, kind, record)
            case Place():
                yield _place(one, record)
                losses.review(one, kind, record)
            case Actor():
                losses.review(one, kind, record)


def _actors_of(record: Record) -> tuple[str, ...]:
    match record:
        case Event():
            return (*record.actors, *record.recipients)
        case Statement():
            return () if record.source is None else (record.source,)
        case _:
            return ()


def schema_of(actor: Actor) -> str | None:
    """The schema of an actor; None for those without a name of their own."""
    if not actor.named:
        return None
    match actor.kind:
        case "person":
            return "Person"
        case "government":
            return "PublicBody"
        case "organization":
            return "PublicBody" if actor.sector in PUBLIC else "Organization"
        case "armed_group" | "publisher":
            return "Organization"
        case "country":
            return "LegalEntity"
        case "people" | "unnamed_official":
            return None


def _country(iso3: str | None) -> str | None:
    code = codes_of(iso3).iso2
    return None if code is None else code.lower()


def _actor(one: Selected, actor: Actor) -> Iterator[Entity]:
    schema = schema_of(actor) or "LegalEntity"
    names = list(dict.fromkeys(one_line(said.text) for said in actor.mentions if said.level == "name"))
    roles = [role.title + (f", {role.of}" if role.of else "") for role in actor.roles]
    properties: dict[str, str | list[str] | None] = {
        "name": actor.name,
        "alias": [name for name in names if name != actor.name],
        "country": _country(actor.country),
        "proof": one.report.report.id,
        "position" if schema == "Person" else "description": roles,
    }
    yield _entity(one.id(actor.id), schema, **properties)
    found = {"personMentioned" if schema == "Person" else "companyMentioned": names or [actor.name]}
    yield _entity(
        f"{one.id(actor.id)}-mention", "Mention", document=one.report.report.id, resolved=one.id(actor.id),
        contextCountry=_country(actor.country), **found,
    )  # fmt: skip


def _event(one: Selected, event: Event) -> Entity:
    told_by, days, place = sources(one, event), days_of(one.time(event.time)), one.place(event.place)
    reality = "" if one.words.reality(event) == "actual" else f" [{one.words.reality(event)}]"
    involved = [one.id(actor.id) for actor in one.actors((*event.actors, *event.recipients)) if schema_of(actor)]
    return _entity(
        one.id(event.id),
        "Event",
        name=(f"According to {told_by}: " if told_by else "") + one.words.event(event) + reality,
        summary=" ... ".join(one_line(span.text) for span in event.evidence),
        startDate=days.first.isoformat() if days else None,
        endDate=days.last.isoformat() if days else None,
        location=place.name if place else None,
        country=_country(place.country) if place else None,
        addressEntity=one.id(place.id) if place and place.id in one.chosen else None,
        involved=list(dict.fromkeys(involved)),
        keywords=[event.type, *([event.mode] if event.mode else []), *event.contexts],
        notes=[
            f"told as: {one.words.reality(event)}",
            *([f"according to: {told_by}"] if told_by else []),
            *([f"reviewed: {review.text()}"] if (review := one.review(event.id)) is not None else []),
        ],
        proof=one.report.report.id,
        recordId=one.id(event.id),
    )


def _statement(one: Selected, statement: Statement) -> Entity:
    source = one.words.record(statement.source or "")
    entity = one.id(source.id) if isinstance(source, Actor) and schema_of(source) else one.report.report.id
    return _entity(
        one.id(statement.id), "Note", name=f"{statement.kind} by {one.words.voice(statement)}",
        description=one.words.content(statement), entity=entity, proof=one.report.report.id,
        keywords=[statement.kind, statement.manner],
    )  # fmt: skip


def _place(one: Selected, place: Place) -> Entity:
    return _entity(
        one.id(place.id), "Address", full=place.name, region=place.admin1, country=_country(place.country),
        latitude=None if place.latitude is None else str(place.latitude),
        longitude=None if place.longitude is None else str(place.longitude),
        recordId=one.id(place.id),
    )  # fmt: skip

"""Events as rows of POLECAT: 40 columns, tab-separated, in PLOVER's types, modes and contexts.

Columns after the POLECAT codebook and data files (Harvard Dataverse, doi:10.7910/DVN/AJGVIT).
Intensity, Correlates of War numbers and Wikipedia ids are not of record and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from onrecord import lexicon
from onrecord.export.cells import JOIN, Cell
from onrecord.export.covered_days import Days, published_day
from onrecord.export.event_rows import OTHER_KINDS, RowWriter, Tabbed, dated_facts, feature_class
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.words import one_line
from onrecord.record import SCHEMA, Actor, Event, Place

CODEBOOK: Final = "POLECAT weekly data files (doi:10.7910/DVN/AJGVIT), PLOVER"
COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NO_DAY: Final = "POLECAT has one date a row and no precision; no single day is told"
UNHELD: Final = {
    "cameo": "POLECAT has PLOVER's types only",
    "aspect": "POLECAT has no aspect",
    "figures": "POLECAT has no numbers",
    "evidence": "POLECAT does not say which words a row rests on",
    "provenance": "POLECAT does not say how a row came about",
}
ORGANIZED: Final = frozenset({"organization", "armed_group", "government"})


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write a tab-separated file with POLECAT's columns, one row an event."""
    losses = Losses()
    rows = RowWriter(out, COLUMNS, Tabbed)
    rows.heading()
    for one in losses.through(selected):
        for event, days in dated_facts(one, losses, names_sources=False):
            if days.precision != "day":
                losses.record("events", NO_DAY, one.id(event.id))
                continue
            rows.write(_row(one, event, days) | _story(one))
            losses.wrote("events")
            losses.fields(one, "events", event, UNHELD)
            losses.review(one, "events", event)
        losses.kinds(one, ("events",), {**OTHER_KINDS, "figures": "POLECAT has no numbers"})
    return losses.report("polecat", CODEBOOK)


def _row(one: Selected, event: Event, days: Days) -> dict[str, Cell]:
    place = one.place(event.place)
    return {
        "Event ID": one.id(event.id),
        "Event Date": days.first.isoformat(),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Quad Code": quad(event.type).upper(),
        "Contexts": JOIN.join(event.contexts) or None,
        **_actors("Actor", one.actors(event.actors)),
        **_actors("Recipient", one.actors(event.recipients)),
        **_where(place),
    }


def quad(event_type: str) -> str:
    """Which of the four classes of PLOVER a type belongs to: "verbal cooperation" and so on."""
    return str(lexicon.document("ontology/plover")["types"][event_type]["quad"])


def _actors(role: str, actors: tuple[Actor, ...]) -> dict[str, Cell]:
    """What is known of the actors or recipients; several stand in one cell, in the same order in each."""
    sectors = list(dict.fromkeys(actor.sector for actor in actors if actor.sector is not None))
    countries = list(dict.fromkeys(actor.country for actor in actors if actor.country is not None))
    titles = list(dict.fromkeys(role.title for actor in actors for role in actor.roles))
    return {
        f"{role} Name": JOIN.join(actor.name for actor in actors) or None,
        f"{role} Country": JOIN.join(countries) or None,
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": JOIN.join(sectors) or None,
        f"{role} Title": JOIN.join(titles) or None,
        f"{role} Name Raw": JOIN.join(one_line(actor.mentions[0].text) for actor in actors if actor.mentions) or None,
    }


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    kind = feature_class(place)
    return {
        "Placename": place.name,
        "City": place.name if kind == "settlement" else None,
        "District": place.name if kind == "second" else None,
        "Province": place.name if kind == "first" else place.admin1,
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": one_line(place.evidence[0].text) if place.evidence else None,
        "Feature Type": place.feature,
    }


def _story(one: Selected) -> dict[str, Cell]:
    about, report = one.report.report, one.report
    published = published_day(about.published)
    return {
        "Source": about.outlet,
        "Publication Date": published.isoformat() if published else None,
        "Story People": JOIN.join(actor.name for actor in report.actors if actor.kind == "person") or None,
        "Story Organizations": JOIN.join(actor.name for actor in report.actors if actor.kind in ORGANIZED) or None,
        "Story Locations": JOIN.join(place.name for place in report.places) or None,
        "Language": about.language,
        "Version": SCHEMA,
    }

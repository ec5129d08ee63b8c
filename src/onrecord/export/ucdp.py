"""Deadly events as rows of UCDP's Georeferenced Event Dataset: 49 columns.

Columns and codes after the UCDP GED Codebook version 25.1. UCDP's own numbers for conflicts, dyads, actors and
countries are UCDP's to give and stay empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import BinaryIO, Final

from onrecord.export.acled import ARMED, actor_kind
from onrecord.export.cells import JOIN, Cell
from onrecord.export.countries import name_of
from onrecord.export.covered_days import Days
from onrecord.export.event_rows import (
    OTHER_KINDS,
    RowWriter,
    dated_facts,
    dead_in,
    evidence,
    feature_class,
    number_of,
    uncounted_figures,
)
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.told import sources
from onrecord.readings import read_as
from onrecord.record import Actor, Event, Figure, Place

CODEBOOK: Final = "UCDP GED Codebook 25.1"
COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
WHERE_PRECISION: Final = {"settlement": 1, "second": 3, "first": 4, "country": 6, "water": 7}
DATE_PRECISION: Final = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
NOT_FORCE: Final = "UCDP counts deadly uses of armed force only"
NO_DEATHS: Final = "UCDP needs at least one death, and none is told as a fact for it"
UNHELD: Final = {
    "mode": "UCDP has no types of events",
    "cameo": "UCDP has no types of events",
    "contexts": "UCDP has no contexts",
    "aspect": "UCDP has no aspect",
    "provenance": "UCDP does not say how a row came about",
}


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write a CSV file with UCDP GED's columns, one row a deadly event."""
    losses = Losses()
    rows = RowWriter(out, COLUMNS)
    rows.heading()
    for one in losses.through(selected):
        used: set[str] = set()
        for event, days in dated_facts(one, losses, names_sources=True):
            figures = dead_in(one, event, losses)
            estimates = _estimates(figures)
            if event.type != "ASSAULT" or not any(number for number in estimates.values() if number is not None):
                reason = NOT_FORCE if event.type != "ASSAULT" else NO_DEATHS
                losses.record("events", reason, one.id(event.id))
                continue
            used |= {figure.id for figure in figures}
            rows.write(_row(one, event) | _when(days) | _deaths(one, figures, estimates))
            losses.wrote("events")
            losses.fields(one, "events", event, UNHELD)
            losses.review(one, "events", event)
            if estimates["best"] is None:
                losses.field("events", "best", "several figures differ; low and high hold them", one.id(event.id))
        losses.kinds(one, ("events", "figures"), OTHER_KINDS)
        uncounted_figures(one, losses, used, "only deaths of a row's event have columns")
    return losses.report("ucdp", CODEBOOK)


def _row(one: Selected, event: Event) -> dict[str, Cell]:
    about = one.report.report
    article = ", ".join(part for part in (about.outlet, (about.published or "")[:10], about.title) if part)
    side_a, side_b = one.actors(event.actors), one.actors(event.recipients)
    violence = _type_of_violence(side_a, side_b)
    first, second = _names(side_a), "Civilians" if violence == ONE_SIDED else _names(side_b)
    return {
        "id": number_of(one.id(event.id)),
        "relid": one.id(event.id),
        "type_of_violence": violence,
        "dyad_name": f"{first} - {second}" if first and second else None,
        "side_a": first,
        "side_b": second,
        "number_of_sources": 1,
        "source_article": article or None,
        "source_office": about.outlet,
        "source_date": (about.published or "")[:10] or None,
        "source_headline": about.title,
        "source_original": sources(one, event) or None,
        "where_description": evidence(event),
        **_where(one.place(event.place)),
    }


def _names(actors: tuple[Actor, ...]) -> str | None:
    return JOIN.join(actor.name for actor in actors) or None


def _type_of_violence(side_a: tuple[Actor, ...], side_b: tuple[Actor, ...]) -> int | None:
    first, second = actor_kind(side_a), actor_kind(side_b)
    if first in ARMED and second == "Civilians":
        return ONE_SIDED
    if first in ARMED and second in ARMED:
        return STATE_BASED if "State forces" in (first, second) else NON_STATE
    return None


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    there: dict[str, Cell] = {
        "where_prec": WHERE_PRECISION.get(feature_class(place) or ""),
        "where_coordinates": place.name,
        "adm_1": place.admin1,
        "country": name_of(place.country),
    }
    if place.latitude is not None and place.longitude is not None:
        there |= {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
            "priogrid_gid": priogrid(place.latitude, place.longitude),
        }
    return there


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell (half a degree, from the south-west corner on) that holds a point."""
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _when(days: Days) -> dict[str, Cell]:
    precision = next((code for length, code in DATE_PRECISION if days.length <= length), None)
    return {
        "year": days.first.year,
        "date_prec": precision,
        "date_start": f"{days.first.isoformat()} 00:00:00.000",
        "date_end": f"{days.last.isoformat()} 00:00:00.000",
    }


def _estimates(figures: list[Figure]) -> dict[str, float | int | None]:
    """The least and the most of all figures, and the best one where there is only one."""
    low, best, high = (
        [number for figure in figures if (number := read_as(figure, f"ucdp_{name}")) is not None]
        for name in ("low", "best", "high")
    )
    return {
        "low": min(low) if low else None,
        "best": best[0] if len(set(best)) == 1 else None,
        "high": max(high) if high else None,
    }


def _deaths(one: Selected, figures: list[Figure], estimates: dict[str, float | int | None]) -> dict[str, Cell]:
    """The estimates; those dead are civilians only where the report counts civilians."""
    counted = [one.words.record(figure.counted.actor or "") if figure.counted else None for figure in figures]
    civilians = bool(counted) and all(isinstance(actor, Actor) and actor.sector == "CVL" for actor in counted)
    return {**estimates, "deaths_civilians" if civilians else "deaths_unknown": estimates["best"]}

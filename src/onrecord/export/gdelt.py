"""Events as rows of GDELT 2.0's event table: 61 columns, tab-separated, without a heading.

Columns and codes after "The GDELT Event Database Data Format Codebook V2.0" (19 February 2015) and CAMEO 1.1b3. Scales
that GDELT computes from texts (Goldstein, tone) and its geographic ids are not of record and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from onrecord.export.cells import Cell
from onrecord.export.countries import codes_of
from onrecord.export.covered_days import Days
from onrecord.export.event_rows import OTHER_KINDS, Bare, RowWriter, dated_facts, feature_class, number_of
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.record import Actor, Event, Place

CODEBOOK: Final = "GDELT Event Codebook V2.0, CAMEO 1.1b3"


def _of_actor(number: int) -> tuple[str, ...]:
    names = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return tuple(f"Actor{number}{name}" for name in (*names, "Type1Code", "Type2Code", "Type3Code"))


def _of_place(of: str) -> tuple[str, ...]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{of}Geo_{name}" for name in names)


COLUMNS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_of_actor(1), *_of_actor(2), "IsRootEvent",
    "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone", *_of_place("Actor1"), *_of_place("Actor2"), *_of_place("Action"), "DATEADDED",
    "SOURCEURL",
)  # fmt: skip
# PLOVER's sectors in CAMEO's codes of roles; PLOVER's MED is medicine, CAMEO's the media.
ROLE_CODES: Final = {
    "COP": "COP", "GOV": "GOV", "JUD": "JUD", "MIL": "MIL", "OPP": "OPP", "REB": "REB", "SPY": "SPY", "UAF": "UAF",
    "AGR": "AGR", "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "LAB": "LAB", "LEG": "LEG",
    "REF": "REF", "NGO": "NGO", "IGO": "IGO", "MNC": "MNC", "JRN": "MED", "MED": "HLH",
}  # fmt: skip
# CAMEO's countries are ISO's but for these; Kosovo has none.
CAMEO_COUNTRIES: Final = {"ROU": "ROM", "TLS": "TMP", "XKX": None}
NO_DAY: Final = "GDELT has one day a row and no precision; no single day is told"
NO_CODE: Final = "the event has no CAMEO code"
UNHELD: Final = {
    "mode": "GDELT has CAMEO's codes, not PLOVER's modes",
    "contexts": "GDELT has no contexts",
    "aspect": "GDELT has no aspect",
    "figures": "GDELT's event table has no numbers",
    "evidence": "GDELT's event table does not say which words a row rests on",
    "provenance": "GDELT does not say how a row came about",
}


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write a tab-separated file with GDELT's columns and no heading, one row an event."""
    losses = Losses()
    rows = RowWriter(out, COLUMNS, Bare)
    for one in losses.through(selected):
        for event, days in dated_facts(one, losses, names_sources=False):
            if days.precision != "day" or event.cameo is None:
                losses.record("events", NO_CODE if event.cameo is None else NO_DAY, one.id(event.id))
                continue
            rows.write(_row(one, event) | _code(event.cameo) | _when(days))
            losses.wrote("events")
            losses.fields(one, "events", event, UNHELD)
            losses.review(one, "events", event)
            _tell_further_actors(one, event, losses)
        losses.kinds(one, ("events",), {**OTHER_KINDS, "figures": "GDELT's event table has no numbers"})
    return losses.report("gdelt", CODEBOOK)


def _row(one: Selected, event: Event) -> dict[str, Cell]:
    return {
        "GLOBALEVENTID": number_of(one.id(event.id)),
        **_actor(1, one.actors(event.actors)),
        **_actor(2, one.actors(event.recipients)),
        "IsRootEvent": _in_lead(one, event),
        "NumMentions": len(event.evidence) or 1,
        "NumSources": 1,
        "NumArticles": 1,
        **_where(one.place(event.place)),
        "SOURCEURL": one.report.report.url,
    }


def _actor(number: int, actors: tuple[Actor, ...]) -> dict[str, Cell]:
    if not actors:
        return {}
    actor = actors[0]
    country = CAMEO_COUNTRIES.get(actor.country or "", actor.country)
    role = ROLE_CODES.get(actor.sector or "")
    return {
        f"Actor{number}Code": f"{country or ''}{role or ''}" or None,
        f"Actor{number}Name": actor.name.upper(),
        f"Actor{number}CountryCode": country,
        f"Actor{number}Type1Code": role,
    }


def _tell_further_actors(one: Selected, event: Event, losses: Losses) -> None:
    for name, actors in (("actors", event.actors), ("recipients", event.recipients)):
        if len(actors) > 1:
            losses.field("events", name, "GDELT names one actor on each side; the first stands", one.id(event.id))


def _code(cameo: str) -> dict[str, Cell]:
    """CAMEO's code, its base and root, and the quad class, which is the root's (codebook, QuadClass)."""
    root = int(cameo[:2])
    quad = next(number for number, last in ((1, 5), (2, 8), (3, 13), (4, 20)) if root <= last)
    return {"EventCode": cameo, "EventBaseCode": cameo[:3], "EventRootCode": cameo[:2], "QuadClass": quad}


def _when(days: Days) -> dict[str, Cell]:
    day = days.first
    return {
        "SQLDATE": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": round(day.year + (day.month * 30 + day.day) / 365, 4),
    }


def _in_lead(one: Selected, event: Event) -> int | None:
    """1 where the event stands in the first paragraph; None where the report's paragraphs are not known."""
    lead = next((part for part in one.report.report.parts if part.kind == "paragraph"), None)
    return None if lead is None else int(lead.start <= event.trigger.start < lead.end)


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    american = place.country == "USA"
    kind = {"country": 1, "first": 2 if american else 5, "settlement": 3 if american else 4}.get(
        feature_class(place) or ""
    )
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": codes_of(place.country).fips,
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
    }

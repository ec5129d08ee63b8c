"""Events as rows of ACLED: 31 columns, for what ACLED codes at all.

Columns and codes after the ACLED Codebook (2023; current columns since 20 March 2023, labels instead of numbers for
kinds of actors since 2024). ACLED's own ids, regions, tags and timestamps are ACLED's to give and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Final

from onrecord.export.cells import JOIN, Cell
from onrecord.export.countries import codes_of, name_of
from onrecord.export.covered_days import Days
from onrecord.export.event_rows import (
    OTHER_KINDS,
    RowWriter,
    dated_facts,
    dead_in,
    evidence,
    feature_class,
    uncounted_figures,
)
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.told import sources
from onrecord.export.words import one_line
from onrecord.readings import read_as
from onrecord.record import Actor, Event, Figure

CODEBOOK: Final = "ACLED Codebook, columns since March 2023"
COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
BATTLES, EXPLOSIONS, CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"
POLITICAL, DEMONSTRATIONS = "Political violence", "Demonstrations"
# In ACLED's order of kinds of actors; the interaction names the earlier one first.
ORDER: Final = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
ARMED: Final = frozenset(ORDER[:4])
# PLOVER's type and mode where it says by itself what ACLED calls the event. The sub-type of a demonstration depends on
# what the police did, so it stays empty.
BY_MODE: Final = {
    ("ASSAULT", "heavy-weapons"): (EXPLOSIONS, "Shelling/artillery/missile attack"),
    ("ASSAULT", "aerial"): (EXPLOSIONS, "Air/drone strike"),
    ("ASSAULT", "drone"): (EXPLOSIONS, "Air/drone strike"),
    ("ASSAULT", "explosives"): (EXPLOSIONS, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (EXPLOSIONS, "Suicide bomb"),
    ("ASSAULT", "abduct"): (CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (CIVILIANS, "Sexual violence"),
    ("ASSAULT", "destroy"): (STRATEGIC, "Looting/property destruction"),
    ("PROTEST", "demo"): (PROTESTS, None),
    ("PROTEST", "obstruct"): (PROTESTS, None),
    ("PROTEST", "riot"): (RIOTS, "Violent demonstration"),
    ("PROTEST", "vandalize"): (RIOTS, "Violent demonstration"),
    ("COERCE", "arrest"): (STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (STRATEGIC, "Agreement"),
}
NO_TYPE: Final = "ACLED has no type for it, or the record does not tell which"
NO_MONTH: Final = "told less closely than to a month, which is as far as ACLED's time precision goes"
UNHELD: Final = {
    "cameo": "ACLED has types of its own",
    "contexts": "ACLED has no contexts",
    "aspect": "ACLED has no aspect",
    "provenance": "ACLED does not say how a row came about",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    event: str
    sub_event: str | None

    @property
    def disorder(self) -> str:
        return {PROTESTS: DEMONSTRATIONS, RIOTS: DEMONSTRATIONS, STRATEGIC: STRATEGIC}.get(self.event, POLITICAL)


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write a CSV file with ACLED's columns, one row an event."""
    losses = Losses()
    rows = RowWriter(out, COLUMNS)
    rows.heading()
    for one in losses.through(selected):
        used: set[str] = set()
        for event, days in dated_facts(one, losses, names_sources=True):
            kind, precision = _kind(one, event), _time_precision(days)
            if kind is None or precision is None:
                losses.record("events", NO_TYPE if kind is None else NO_MONTH, one.id(event.id))
                continue
            figures = dead_in(one, event, losses)
            used |= {figure.id for figure in figures}
            rows.write(_row(one, event, kind, figures) | _when(days, precision))
            losses.wrote("events")
            losses.fields(one, "events", event, UNHELD)
            losses.review(one, "events", event)
        losses.kinds(one, ("events", "figures"), OTHER_KINDS)
        uncounted_figures(one, losses, used, "only deaths of a row's event have a column")
    return losses.report("acled", CODEBOOK)


def _row(one: Selected, event: Event, kind: _Kind, figures: list[Figure]) -> dict[str, Cell]:
    first, second = _sides(one, event, kind)
    kinds = [actor_kind(actors, kind.event if number == 0 else "") for number, actors in enumerate((first, second))]
    targeting = kind.disorder == POLITICAL and kinds[1] == "Civilians"
    return {
        "event_id_cnty": one.id(event.id),
        "disorder_type": kind.disorder,
        "event_type": kind.event,
        "sub_event_type": kind.sub_event,
        "actor1": first[0].name if first else None,
        "assoc_actor_1": JOIN.join(actor.name for actor in first[1:]) or None,
        "inter1": kinds[0],
        "actor2": second[0].name if second else None,
        "assoc_actor_2": JOIN.join(actor.name for actor in second[1:]) or None,
        "inter2": kinds[1],
        "interaction": _interaction(kinds, alone=not second),
        "civilian_targeting": "Civilian targeting" if targeting else None,
        "source": one.report.report.outlet,
        "notes": _notes(one, event),
        "fatalities": _lowest(figures),
        **_where(one, event),
    }


def _when(days: Days, precision: int) -> dict[str, Cell]:
    """ACLED gives the middle of a week or month, and says so in the precision."""
    return {"event_date": days.middle.isoformat(), "year": days.middle.year, "time_precision": precision}


def _time_precision(days: Days) -> int | None:
    return next((code for code, length in ((1, 1), (2, 7), (3, 31)) if days.length <= length), None)


def _where(one: Selected, event: Event) -> dict[str, Cell]:
    place = one.place(event.place)
    if place is None:
        return {}
    precision = {"settlement": 1, "second": 2, "first": 3}.get(feature_class(place) or "")
    return {
        "iso": codes_of(place.country).iso,
        "country": name_of(place.country),
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": precision,
    }


def _kind(one: Selected, event: Event) -> _Kind | None:
    if (event.type, event.mode) in BY_MODE:
        return _Kind(*BY_MODE[event.type, event.mode or ""])
    if event.type != "ASSAULT":
        return None
    doer, done_to = actor_kind(one.actors(event.actors)), actor_kind(one.actors(event.recipients))
    if done_to == "Civilians" and doer in ARMED:
        return _Kind(CIVILIANS, "Attack")
    return _Kind(BATTLES, "Armed clash") if doer in ARMED and done_to in ARMED else None


def _sides(one: Selected, event: Event, kind: _Kind) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    first, second = one.actors(event.actors), one.actors(event.recipients)
    # What a demonstration demands of somebody is no second actor in ACLED.
    return (first, ()) if kind.event in {PROTESTS, RIOTS} else (first, second)


def actor_kind(actors: tuple[Actor, ...], event: str = "") -> str | None:
    """ACLED's kind of the first of these actors, or None where the record does not tell."""
    if not actors:
        return None
    if event in {PROTESTS, RIOTS}:
        return "Protesters" if event == PROTESTS else "Rioters"
    match actors[0].sector:
        case "MIL" | "COP" | "GOV" | "SPY":
            return "State forces"
        case "REB":
            return "Rebel group"
        case "CVL" | "AGR" | "EDU" | "LAB" | "MED" | "JRN" | "REF" | "NGO":
            return "Civilians"
        case _:
            return "State forces" if actors[0].kind in {"government", "country"} else None


def _interaction(kinds: list[str | None], *, alone: bool) -> str | None:
    known = sorted((kind for kind in kinds if kind is not None), key=ORDER.index)
    if alone and len(known) == 1:
        return f"{known[0]} only"
    return "-".join(known) if len(known) == 2 else None


def _notes(one: Selected, event: Event) -> str:
    told_by = sources(one, event)
    return one_line(evidence(event)) + (f" (according to {told_by})" if told_by else "")


def _lowest(figures: list[Figure]) -> float | int | None:
    """ACLED's rule: the most conservative number; none where no dead are told, which is not zero dead."""
    numbers = [number for figure in figures if (number := read_as(figure, "acled")) is not None]
    return min(numbers) if numbers else None

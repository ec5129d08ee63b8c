"""What a store finds records by: one row a record, made from the effective report, and who takes part in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record import (
    KINDS,
    Actor,
    Event,
    Figure,
    Negotiation,
    Place,
    Record,
    Report,
    Statement,
    Time,
    Vote,
)
from onrecord.store.day_bounds import days_of
from onrecord.text import Span

# The longest label kept: a list shows no more of it.
LABEL = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the table `records` holds it, without the columns that only a person's corrections fill."""

    kind: str
    local: str
    start: int
    end: int
    label: str | None = None
    type: str | None = None
    modality: str | None = None
    polarity: str | None = None
    attributed: bool = False
    day: str | None = None
    day_end: str | None = None
    country: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    bound: str | None = None
    unit: str | None = None
    scope: str | None = None

    def columns(self) -> dict[str, Any]:
        """The row's columns by name."""
        # dataclasses.asdict copies every value deeply, and took a third of the time of putting a report.
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """An actor's part in a record, all by their local ids."""

    record: str
    actor: str
    role: str


def rows_of(report: Report) -> Iterator[Row]:
    """A row for each record, in the order of the format."""
    index = _Index(report)
    for kind in KINDS:
        for record in getattr(report, kind):
            yield index.row(kind, record)


def parts_of(report: Report) -> list[Part]:
    """Who takes part in what, each part once, in order."""
    index = _Index(report)
    return sorted({part for record in report.records() for part in index.parts(record)})


def day_of(published: str | None) -> str | None:
    """The day of a publication's date or date-time."""
    return None if published is None else published[:10]


def spans_of(record: Record) -> tuple[Span, ...]:
    """The characters that carry a record."""
    match record:
        case Actor():
            return tuple(Span(one.start, one.end, one.text) for one in record.mentions)
        case Statement():
            return tuple(one for one in (record.source_span, record.cue, *record.content) if one is not None)
        case Event():
            return (record.trigger, *record.evidence)
        case Figure() | Time() | Place() | Vote() | Negotiation():
            return record.evidence


class _Index:
    """The records of one report by their ids."""

    def __init__(self, report: Report) -> None:
        self._times: Mapping[str, Time] = {one.id: one for one in report.times}
        self._places: Mapping[str, Place] = {one.id: one for one in report.places}
        self._statements: Mapping[str, Statement] = {one.id: one for one in report.statements}
        self._actors: Mapping[str, Actor] = {one.id: one for one in report.actors}

    def row(self, kind: str, record: Record) -> Row:
        spans = spans_of(record)
        found = self._fields(record)
        label = found.pop("label", None)
        return Row(
            kind, record.id, min((one.start for one in spans), default=0), max((one.end for one in spans), default=0),
            label=None if label is None else str(label)[:LABEL], **found,
        )  # fmt: skip

    def parts(self, record: Record) -> Iterator[Part]:
        for role, actor in self._taking_part(record):
            if actor is not None and actor in self._actors:
                yield Part(record.id, actor, role)

    def _fields(self, record: Record) -> dict[str, Any]:
        match record:
            case Actor():
                return {"label": record.name, "type": record.kind, "country": record.country}
            case Statement():
                return {
                    "label": record.content[0].text if record.content else None, "type": record.kind,
                    "attributed": True, **self._when(record.time), **self._where(record.place),
                }  # fmt: skip
            case Event():
                return {
                    "label": record.trigger.text, "type": record.type, "modality": record.modality,
                    "polarity": record.polarity, "attributed": bool(record.attributed_to),
                    **self._when(record.time), **self._where(record.place),
                }  # fmt: skip
            case Figure():
                return {
                    "label": record.wording, "type": record.measure, "modality": record.modality,
                    "polarity": record.polarity, "attributed": bool(record.attributed_to), "low": _number(record.low),
                    "best": _number(record.best), "high": _number(record.high), "bound": record.bound,
                    "unit": record.unit, "scope": record.scope, **self._when(record.time), **self._where(record.place),
                }  # fmt: skip
            case Time():
                words = record.evidence[0].text if record.evidence else record.value
                return {"label": words, "type": record.type, **_days(record)}
            case Place():
                return {"label": record.name, "type": record.precision, **self._where(record.id)}
            case Vote():
                return {
                    "label": record.motion, "modality": record.modality, "attributed": bool(record.attributed_to),
                    **self._when(record.time),
                }  # fmt: skip
            case Negotiation():
                return {
                    "label": "; ".join(record.topics) if record.topics else None, "type": record.stage,
                    "attributed": bool(record.attributed_to), **self._when(record.time), **self._where(record.place),
                }  # fmt: skip

    def _when(self, time: str | None) -> dict[str, Any]:
        return _days(self._times[time]) if time is not None and time in self._times else {}

    def _where(self, place: str | None) -> dict[str, Any]:
        found = self._places.get(place) if place is not None else None
        if found is None:
            return {}
        return {
            "country": found.country, "place": found.name,
            "latitude": found.latitude, "longitude": found.longitude,
        }  # fmt: skip

    def _taking_part(self, record: Record) -> Iterator[tuple[str, str | None]]:
        match record:
            case Statement():
                yield "source", record.source
                yield from (("addressee", one) for one in record.addressees)
            case Event():
                yield from (("actor", one) for one in record.actors)
                yield from (("recipient", one) for one in record.recipients)
            case Figure():
                yield "counted", None if record.counted is None else record.counted.actor
            case Vote():
                yield "body", record.body
                yield from (("sponsor", one) for one in record.sponsors)
                yield from ((one.option, one.voter) for one in record.ballots)
                yield from (("veto", one) for one in record.vetoes)
            case Negotiation():
                yield from (("party", one) for one in record.parties)
                yield from (("mediator", one) for one in record.mediators)
                yield from (("proposer", one.by) for one in record.proposals)
                yield from (("replier", reply.by) for one in record.proposals for reply in one.replies)
            case Actor() | Time() | Place():
                return
        yield "voice", self._voice(record)

    def _voice(self, record: Record) -> str | None:
        """The source of the innermost statement that carries the record."""
        chain = getattr(record, "attributed_to", ())
        found = self._statements.get(chain[0]) if chain else None
        return None if found is None else found.source


def _days(time: Time) -> dict[str, Any]:
    found = days_of(time.value) if time.type in ("DATE", "TIME") else None
    return {} if found is None else {"day": found[0], "day_end": found[1]}


def _number(value: float | None) -> float | None:
    """A number as both databases hold it; None where it is too large for that, and stands in the body alone."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None

"""The invariants of `onrecord/1` that a single report can break, each checked in one place.

Spans quote their text; ids are unique and every reference leads to a record of the right kind; no record without
evidence; bounds run upwards; a vague figure has no numbers; a chain of attribution goes outwards and never in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from onrecord.errors import RecordError
from onrecord.record import (
    Actor,
    Event,
    Figure,
    Mention,
    Negotiation,
    Place,
    Record,
    Report,
    Statement,
    Time,
    Vote,
)
from onrecord.text import Span, digest_of

Kind = Literal["actor", "statement", "event", "figure", "time", "place"]


def checked_report(report: Report) -> Report:
    """The report, if it keeps every invariant; raises RecordError listing each one that it breaks."""
    found = tuple(problems(report))
    if found:
        raise RecordError(f"report {report.report.id}: " + "; ".join(found))
    return report


def problems(report: Report) -> Iterator[str]:
    """Every invariant that the report breaks, in words."""
    text = report.report.text
    if report.report.digest != digest_of(text):
        yield "the digest is not that of the text"
    kinds = _kinds(report)
    seen: set[str] = set()
    for record in report.records():
        if record.id in seen:
            yield f"the id {record.id} is given twice"
        seen.add(record.id)
        for span in spans_of(record):
            if text[span.start : span.end] != span.text:
                yield f"{record.id}: {span.text!r} is not what stands at {span.start}:{span.end}"
        if not any(span.end > span.start for span in evidence_of(record)):
            yield f"{record.id}: has no evidence"
        for reference, expected in references_of(record):
            if kinds.get(reference) != expected:
                yield f"{record.id}: {reference} is no {expected} of this report"
        yield from _own_problems(record)
    yield from _parts_problems(report)


def evidence_of(record: Record) -> tuple[Span | Mention, ...]:
    """The spans that a record rests on: the mentions of an actor, the content of a statement, else its evidence."""
    match record:
        case Actor():
            return record.mentions
        case Statement():
            return record.content
        case Event() | Figure() | Time() | Place() | Vote() | Negotiation():
            return record.evidence


def spans_of(record: Record) -> Iterator[Span | Mention]:
    """Every span of a record, evidence first."""
    match record:
        case Actor():
            yield from record.mentions
        case Statement():
            yield from record.content
            yield from (span for span in (record.source_span, record.cue) if span is not None)
        case Event():
            yield record.trigger
            yield from record.evidence
        case Figure():
            yield from record.evidence
            if record.counted is not None and record.counted.span is not None:
                yield record.counted.span
        case Time() | Place() | Vote() | Negotiation():
            yield from record.evidence


def references_of(record: Record) -> Iterator[tuple[str, Kind]]:
    """Every id that a record refers to, with the kind of record it must be."""
    match record:
        case Actor() | Time() | Place():
            return
        case Statement():
            yield from _references("actor", record.source, *record.addressees)
            yield from _references("statement", *record.attributed_to)
        case Event():
            yield from _references("actor", *record.actors, *record.recipients)
            yield from _references("figure", *record.figures)
            yield from _references("statement", *record.attributed_to)
        case Figure():
            yield from _references("actor", record.counted.actor if record.counted else None)
            yield from _references("event", record.event)
            yield from _references("figure", record.part_of)
            yield from _references("statement", *record.attributed_to)
        case Vote():
            yield from _references("actor", record.body, *record.sponsors, *record.vetoes)
            yield from _references("actor", *(ballot.voter for ballot in record.ballots))
            yield from _references("statement", *record.attributed_to)
        case Negotiation():
            yield from _references("actor", *record.parties, *record.mediators)
            for proposal in record.proposals:
                yield from _references("actor", proposal.by, *(reply.by for reply in proposal.replies))
                yield from _references("statement", *(reply.statement for reply in proposal.replies))
            yield from _references("statement", *record.attributed_to)
    yield from _references("time", record.time)
    if not isinstance(record, Vote):
        yield from _references("place", record.place)


def _references(kind: Kind, *ids: str | None) -> Iterator[tuple[str, Kind]]:
    return ((one, kind) for one in ids if one is not None)


def _kinds(report: Report) -> dict[str, Kind]:
    by_kind: tuple[tuple[Kind, Iterable[Record]], ...] = (
        ("actor", report.actors),
        ("statement", report.statements),
        ("event", report.events),
        ("figure", report.figures),
        ("time", report.times),
        ("place", report.places),
    )
    return {record.id: kind for kind, records in by_kind for record in records}


def _own_problems(record: Record) -> Iterator[str]:
    match record:
        case Figure():
            given = [value for value in (record.low, record.best, record.high) if value is not None]
            if given != sorted(given):
                yield f"{record.id}: its bounds {given} do not run upwards"
            if record.bound == "vague" and given:
                yield f"{record.id}: is vague and yet has numbers {given}"
            if record.wording not in {span.text for span in record.evidence}:
                yield f"{record.id}: the wording {record.wording!r} is none of its evidence"
        case Statement():
            if record.id in record.attributed_to:
                yield f"{record.id}: is attributed to itself"
            if not record.content:
                yield f"{record.id}: has no content"
        case _:
            return


def _parts_problems(report: Report) -> Iterator[str]:
    end = 0
    for part in report.report.parts:
        if not end <= part.start < part.end <= len(report.report.text):
            yield f"part {part.kind} {part.start}:{part.end} is empty, overlaps the part before it, or leaves the text"
        end = part.end

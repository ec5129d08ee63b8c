"""Dated records as slides of TimelineJS 3 (Knight Lab). Its texts are HTML, so everything from a report is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.covered_days import Days, days_of
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.words import PUBLISHER, one_line
from onrecord.integrity import evidence_of
from onrecord.record import Event, Figure, Record

CODEBOOK: Final = "TimelineJS 3 JSON format"
KINDS: Final = ("statements", "events", "figures", "votes", "negotiations")
UNDATED: Final = "a slide needs a date, and the record has none of its own"
OTHER: Final = dict.fromkeys(("actors", "times", "places"), "a slide shows what happened or was said")


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one timeline, a slide for each record with a time of its own."""
    losses = Losses()
    out.write(b'{"events":[')
    between = b"\n"
    for one in losses.through(selected):
        for kind, record in one.records():
            if kind not in KINDS:
                continue
            days = days_of(one.time(getattr(record, "time", None)))
            if days is None:
                losses.record(kind, UNDATED, one.id(record.id))
                continue
            out.write(between + msgspec.json.encode(_slide(one, kind, record, days)))
            between = b",\n"
            losses.wrote(kind)
        losses.kinds(one, KINDS, OTHER)
    out.write(b"\n]}\n")
    return losses.report("timelinejs", CODEBOOK)


def _slide(one: Selected, kind: str, record: Record, days: Days) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": one.id(record.id).replace(":", "-"),
        "group": kind,
        "start_date": _date(days.first, days),
        "text": {"headline": escape(one_line(_headline(one, record))), "text": _body(one, record)},
    }
    if days.precision in {"week", "span"}:
        slide["end_date"] = _date(days.last, days)
    return slide


def _date(day: date, days: Days) -> dict[str, int]:
    """As much of the date as the report tells."""
    parts = {"year": day.year, "month": day.month, "day": day.day}
    told = {"year": 1, "month": 2}.get(days.precision, 3)
    return dict(list(parts.items())[:told])


def _headline(one: Selected, record: Record) -> str:
    """What the record says, with the doubt and the sources it is told with."""
    summary = one.words.summary(record)
    if isinstance(record, Event | Figure) and (reality := one.words.reality(record)) != "actual":
        summary += f" [{reality}]"
    return summary


def _body(one: Selected, record: Record) -> str:
    about = one.report.report
    quoted = " ... ".join(one_line(span.text) for span in evidence_of(record))
    chain = getattr(record, "attributed_to", ())
    source = one.words.voices(chain) if chain else PUBLISHER
    outlet = ", ".join(part for part in (about.outlet, about.title, about.published) if part)
    review = one.review(record.id)
    lines = [f"According to: {source}", outlet, *([f"Reviewed: {review.text()}"] if review is not None else [])]
    return f"<blockquote>{escape(quoted)}</blockquote>" + "".join(f"<p>{escape(line)}</p>" for line in lines)

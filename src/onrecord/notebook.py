"""What notebooks show: tables, and a report with its text marked. What was read is escaped, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from onrecord.record import Actor, Event, Figure, Negotiation, Place, Record, Report, Statement, Time, Vote

# Rows and records that are shown of long ones.
SHOWN = 60
# What a cell shows of a long text.
CELL = 240
COLOURS = {"statement": "#fff3bf", "event": "#ffd8d8", "figure": "#d3f9d8"}
_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"


def table_html(columns: Sequence[str], rows: Iterable[Sequence[Any]], total: int) -> str:
    """A table of the rows, and how many more there are."""
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in columns)
    shown = list(rows)[:SHOWN]
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell_of(value))}</td>' for value in row) + "</tr>"
        for row in shown
    )
    more = f"<p>{total - len(shown)} more</p>" if total > len(shown) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def cell_of(value: Any) -> str:
    """A value as a cell shows it; nothing where it is absent."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return "; ".join(cell_of(one) for one in value)
    text = str(value)
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def report_html(report: Report) -> str:
    """The report's text with statements, events and figures marked, then its records as a table."""
    text = report.report
    facts = [fact for fact in (text.title, text.outlet, text.published) if fact is not None]
    head = f"<p><b>{escape(' · '.join(facts) if facts else text.id)}</b></p>"
    marked = "".join(_pieces(text.text, _marks(report)))
    rows = [(one.id, type(one).__name__.lower(), words_of(one), facts_of(report, one)) for one in report.records()]
    table = table_html(("id", "kind", "words", "what"), rows, len(rows))
    return f'{head}<p style="white-space:pre-wrap">{marked}</p>{table}'


def _marks(report: Report) -> list[tuple[int, int, str, str]]:
    """What is marked: start, end, the kind and the record's id; a trigger or figure stands out within a statement."""
    marks = [
        *((span.start, span.end, "statement", one.id) for one in report.statements for span in one.content),
        *((one.trigger.start, one.trigger.end, "event", one.id) for one in report.events),
        *((span.start, span.end, "figure", one.id) for one in report.figures for span in one.evidence),
    ]
    return [mark for mark in marks if mark[0] < mark[1]]


def _pieces(text: str, marks: Sequence[tuple[int, int, str, str]]) -> Iterator[str]:
    """The text cut at every mark's ends, each piece in the colour of the shortest mark that covers it."""
    cuts = sorted({0, len(text), *(mark[0] for mark in marks), *(mark[1] for mark in marks)})
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
        if not over:
            yield escape(text[start:end])
            continue
        _, _, kind, _ = min(over, key=lambda mark: mark[1] - mark[0])
        ids = " ".join(dict.fromkeys(mark[3] for mark in over))
        yield f'<mark style="background:{COLOURS[kind]}" title="{escape(ids)}">{escape(text[start:end])}</mark>'


def words_of(record: Record) -> str:
    """The report's words that a record rests on."""
    match record:
        case Actor():
            return record.name
        case Statement():
            return " … ".join(span.text for span in record.content)
        case Event():
            return record.trigger.text
        case Figure():
            return record.wording
        case Time() | Place() | Vote() | Negotiation():
            return record.evidence[0].text


def facts_of(report: Report, record: Record) -> str:
    """What was read from a record's words, in a line."""
    names = {one.id: one.name for one in report.actors}
    match record:
        case Actor():
            found: list[str | None] = [record.kind, record.country, *(role.title for role in record.roles)]
        case Statement():
            found = [record.kind, names.get(record.source or "")]
        case Event():
            found = [record.type, _listed(names, record.actors), _listed(names, record.recipients, "to ")]
            found += [None if record.modality == "actual" else record.modality]
        case Figure():
            numbers = [value for value in (record.low, record.best, record.high) if value is not None]
            found = [record.measure, record.bound, " to ".join(dict.fromkeys(map(str, numbers))), record.unit]
        case Time():
            found = [record.type, record.value, record.mod]
        case Place():
            found = [record.name, record.country, record.precision]
        case Vote():
            found = [record.motion, None if record.adopted is None else "adopted" if record.adopted else "not adopted"]
        case Negotiation():
            found = [_listed(names, record.parties), record.stage, *record.topics]
    return " · ".join(one for one in found if one)


def _listed(names: dict[str, str], ids: Sequence[str], before: str = "") -> str | None:
    return before + ", ".join(names.get(one, one) for one in ids) if ids else None

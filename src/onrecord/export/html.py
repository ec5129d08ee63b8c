"""The dossier: reports beside their records in one HTML file that opens from disk without a network.

Text reaches the page only as text: every value goes through the template's escaping, and the page's own script only
switches classes. Colours mark the role of a record, never a side.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.export.words import Wording, number, one_line
from onrecord.integrity import spans_of
from onrecord.record import KINDS, Actor, Event, Figure, Mention, Record, Report, Statement
from onrecord.text import Span

LETTER = {"statements": "s", "events": "e", "figures": "f", "times": "t", "places": "p", "votes": "v",
          "negotiations": "n", "actors": "a"}  # fmt: skip
TITLES = {
    "statements": "Who said what",
    "figures": "Figures",
    "events": "What is reported to have happened",
    "votes": "Votes",
    "negotiations": "Talks",
    "actors": "Actors",
    "places": "Places",
    "times": "Times",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a report that the same records rest on: `kinds` are their letters, `ids` the records."""

    text: str
    kinds: str
    ids: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the report and its stretches."""

    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record as the page shows it."""

    id: str
    head: str
    body: str
    notes: tuple[str, ...]
    voices: str
    rule: str


def html_of(reports: Sequence[Report]) -> str:
    """One page with all of these reports and their records."""
    environment = Environment(
        loader=PackageLoader("onrecord.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    views = [_view(number, report) for number, report in enumerate(reports, start=1)]
    return environment.get_template("dossier.html.j2").render(views=views) + "\n"


def blocks_of(report: Report) -> tuple[Block, ...]:
    """The report's parts, each cut wherever a record begins or ends."""
    marks = [
        (span.start, span.end, letter, record.id)
        for kind in KINDS
        for record in getattr(report, kind)
        for span, letter in _lettered(record, LETTER[kind])
        if span.end > span.start
    ]
    text = report.report.text
    if not report.report.parts:
        return (Block("paragraph", _stretches(text, 0, len(text), marks)),)
    return tuple(Block(part.kind, _stretches(text, part.start, part.end, marks)) for part in report.report.parts)


def _lettered(record: Record, letter: str) -> Iterator[tuple[Span | Mention, str]]:
    """The spans of a record with the letter that marks them; who speaks and who acts is marked apart from what."""
    for span in spans_of(record):
        match record:
            case Statement():
                yield span, letter if span in record.content else "q"
            case Event():
                yield span, letter if span == record.trigger else "x"
            case _:
                yield span, letter


def _stretches(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str, str]]) -> tuple[Stretch, ...]:
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = sorted({start, end, *(cut for mark in inside for cut in mark[:2] if start < cut < end)})
    found = []
    for first, last in itertools.pairwise(cuts):
        over = [mark for mark in inside if mark[0] <= first and mark[1] >= last]
        kinds = " ".join(sorted({f"k{letter}" for _, _, letter, _ in over}))
        found.append(Stretch(text[first:last], kinds, " ".join(dict.fromkeys(mark[3] for mark in over))))
    return tuple(found)


def _view(place: int, report: Report) -> dict[str, object]:
    wording = Wording(report)
    about = report.report
    sections = [
        (LETTER[kind], title, [_card(wording, record) for record in getattr(report, kind)])
        for kind, title in TITLES.items()
    ]
    known = (about.outlet, about.byline, about.published, about.url)
    return {
        "key": f"r{place}",
        "title": one_line(about.title or "(no title)"),
        "about": [one for one in known if one],
        "digest": about.digest,
        "blocks": blocks_of(report),
        "sections": sections,
        "warnings": report.warnings,
    }


def _card(wording: Wording, record: Record) -> Card:
    head, body, notes = _faces(wording, record)
    told = getattr(record, "attributed_to", None)
    return Card(
        record.id,
        head,
        body,
        tuple(note for note in notes if note),
        wording.voices(told) if told else "",
        f"{record.provenance.stage}: {record.provenance.rule}",
    )


def _faces(wording: Wording, record: Record) -> tuple[str, str, tuple[str | None, ...]]:
    """The head, the body and the notes of a record's card."""
    notes: tuple[str | None, ...]
    match record:
        case Statement():
            to = wording.names(record.addressees)
            notes = (record.kind, record.manner, f"to {to}" if to else None, *_setting(wording, record))
            return wording.voice(record), wording.content(record), notes
        case Event():
            reality = wording.reality(record)
            notes = (None if reality == "actual" else reality, record.aspect, *_setting(wording, record))
            return wording.event(record), f"\u201c{one_line(record.trigger.text)}\u201d", notes
        case Figure():
            counted = one_line(record.counted.text) if record.counted else record.unit
            bounds = (
                f"low {number(record.low) or '-'}, best {number(record.best) or '-'}, high {number(record.high) or '-'}"
            )
            return f"{wording.amount(record)} {counted}", bounds, (record.measure, *_setting(wording, record))
        case Actor():
            roles = ", ".join(role.title for role in record.roles)
            notes = (record.kind.replace("_", " "), record.country, record.sector, f"{len(record.mentions)} mentions")
            return record.name, roles, notes
        case _:
            return wording.summary(record), "", ()


def _setting(wording: Wording, record: Statement | Event | Figure) -> tuple[str | None, str | None]:
    return wording.name(record.time), wording.name(record.place)

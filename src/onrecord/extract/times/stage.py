"""The stage: expressions found, anchored in the order of the text, and made into records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.extract.stage import Found, Known, provenance
from onrecord.extract.times.anchoring import value_of
from onrecord.extract.times.calendar import first_day, shifted
from onrecord.extract.times.finding import Find, finds
from onrecord.extract.times.happenings import UNKNOWN_DAY, Expression, event_day
from onrecord.extract.times.readings import (
    AroundEvent,
    CalendarDate,
    Clock,
    CountedDay,
    DayOffset,
    NamedWeekday,
    Reading,
)
from onrecord.extract.times.scene import Scene, Value
from onrecord.extract.times.tense import tense_at
from onrecord.extract.times.words import Text, read
from onrecord.record import Time
from onrecord.text import Document

NO_DATE = "times: the report has no date of its own, so times that count from it stay without one"


@dataclass(frozen=True, slots=True)
class Times:
    """The stage that finds expressions of time and anchors them to the report's date."""

    name: str = "times"
    needs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ("times",)

    def __call__(self, known: Known) -> Found:
        """The times of a report; a warning where the report has no date."""
        document = known.doc.document
        report = report_day(document)
        found = expressions(document.text, report, [part.start for part in document.parts])
        times = tuple(self._time(number, one, document) for number, one in enumerate(found, start=1))
        return Found(times=times, warnings=(NO_DATE,) if report is None and times else ())

    def _time(self, number: int, one: Expression, document: Document) -> Time:
        origin = provenance(self, one.rule, *one.keys)
        value = one.value
        return Time(f"t{number}", value.type, value.value, value.mod, (document.quote(one.start, one.end),), origin)


def report_day(document: Document) -> date | None:
    """The day of publication: as the document has it, or a whole date in its dateline."""
    if document.published is not None:
        return iso_day(document.published)
    lines = (document.text[part.start : part.end] for part in document.parts_of("dateline"))
    values = (one.value.value for line in lines for one in expressions(line, None))
    return next((day for value in values if value is not None and (day := iso_day(value))), None)


def iso_day(value: str) -> date | None:
    """The day of an ISO date or date-time."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def expressions(source: str, report: date | None, starts: Sequence[int] = ()) -> Iterator[Expression]:
    """The expressions of time in a text, with values anchored to the report's day; none runs across a part's start."""
    text = read(source, starts)
    found = finds(text)
    scene = Scene(report, years=years_given(found))
    made: list[Expression] = []
    for number, find in enumerate(found):
        tense, tense_keys = tense_at(text, find)
        around = around_event_of(find.reading)
        event = UNKNOWN_DAY if around is None else event_day(source, around, text.places[find.first][0], made)
        scene = replace(scene, at=text.places[find.first][0], tense=tense, event=event.day)
        if isinstance(find.reading, CountedDay):
            made.extend(_counted_day(text, find, _day_beside(find, found[number + 1 : number + 2], scene)))
            continue
        value = value_of(find.reading, scene)
        value = replace(value, mod=find.mod or value.mod)
        scene = scene.after(find.reading, value)
        made.append(_expression(text, find, value, find.rule, tense_keys + event.keys))
    return iter(made)


def years_given(found: Sequence[Find]) -> dict[tuple[int, int | None], int]:
    """The years that dates are given with, the first time they are, by month and day."""
    years: dict[tuple[int, int | None], int] = {}
    for find in found:
        reading = find.reading
        if isinstance(reading, CalendarDate) and reading.year is not None and reading.month is not None:
            years.setdefault((reading.month, reading.day), reading.year)
    return years


def _expression(text: Text, find: Find, value: Value, rule: str, keys: tuple[str, ...] = ()) -> Expression:
    start, end = text.places[find.first][0], text.places[find.last - 1][1]
    words = (text.known[number] for number in range(find.first, find.last) if number in text.known)
    used = tuple(dict.fromkeys(key for word in words for key in word.keys.values()))
    return Expression(start, end, value, rule, used + keys)


def _day_beside(find: Find, after: Sequence[Find], scene: Scene) -> date | None:
    """The day that a counted day falls on: one named right after it ("the third day on Tuesday"), or the last named."""
    for other in after:
        if isinstance(other.reading, NamedWeekday | DayOffset | CalendarDate) and other.first - find.last <= 1:
            value = value_of(other.reading, scene).value
            return None if value is None else first_day(value)
    return scene.last_day


def _counted_day(text: Text, find: Find, day: date | None) -> Iterator[Expression]:
    """A counted day, and the day on which the count began."""
    assert isinstance(find.reading, CountedDay)
    yield _expression(text, find, Value("DATE", "XXXX-XX-XX" if day is None else day.isoformat()), find.rule)
    began = None if day is None else shifted(day, 1 - find.reading.number, "D")
    if began is not None:
        yield _expression(text, find, Value("DATE", began.isoformat()), "the first of days that are counted")


def around_event_of(reading: Reading) -> AroundEvent | None:
    """What is counted from an event in an expression: all of it, or the day of an hour ("6 a.m. two days before")."""
    whole = reading.day if isinstance(reading, Clock) else reading
    return whole if isinstance(whole, AroundEvent) else None

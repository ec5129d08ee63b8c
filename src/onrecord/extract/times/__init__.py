"""Times: every expression of time in a report, with its TIMEX3 value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from onrecord.extract.stage import Found, Known, provenance
from onrecord.extract.times.anchoring import Scene, Value, value_of
from onrecord.extract.times.calendar import first_day, shifted
from onrecord.extract.times.finding import Find, finds
from onrecord.extract.times.readings import CalendarDate, CountedDay, DayOffset, NamedWeekday
from onrecord.extract.times.words import Text, Word, read
from onrecord.record import Time
from onrecord.text import Document


NO_DATE = "times: the report has no date of its own, so times that count from it stay without one"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: its characters, its value, and the rule and lexicon entries that gave it."""

    start: int
    end: int
    value: Value
    rule: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """The stage that finds expressions of time and anchors them to the report's date."""

    name: str = "times"
    needs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ("times",)

    def __call__(self, known: Known) -> Found:
        """The times of a report; a warning where the report has no date and one was needed."""
        document = known.doc.document
        report = report_day(document.published)
        found = tuple(expressions(document.text, report))
        times = tuple(self._time(number, one, document) for number, one in enumerate(found, start=1))
        return Found(times=times, warnings=(NO_DATE,) if report is None and found else ())

    def _time(self, number: int, one: Expression, document: Document) -> Time:
        origin = provenance(self, one.rule, *one.keys)
        value = one.value
        return Time(f"t{number}", value.type, value.value, value.mod, (document.quote(one.start, one.end),), origin)


def report_day(published: str | None) -> date | None:
    """The day of publication, from an ISO date or date-time."""
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


def expressions(source: str, report: date | None) -> Iterator[Expression]:
    """The expressions of time in a text, with values anchored to the report's day."""
    text = read(source)
    scene = Scene(report)
    found = finds(text)
    for number, find in enumerate(found):
        tense, tense_keys = tense_at(text, find)
        scene = replace(scene, tense=tense)
        if isinstance(find.reading, CountedDay):
            yield from _counted_day(text, find, _day_beside(text, find, found[number + 1 : number + 2], scene))
            continue
        value = value_of(find.reading, scene)
        value = replace(value, mod=find.mod or value.mod)
        scene = scene.after(find.reading, value)
        yield _expression(text, find, value, find.rule, tense_keys)


def _expression(text: Text, find: Find, value: Value, rule: str, keys: tuple[str, ...] = ()) -> Expression:
    start, end = text.places[find.first][0], text.places[find.last - 1][1]
    return Expression(start, end, value, rule, _keys(text, find) + keys)


def _day_beside(text: Text, find: Find, after: list[Find], scene: Scene) -> date | None:
    """The day that a counted day falls on: the one named right after it ("the third day on Tuesday"), or the last named."""
    for other in after:
        if isinstance(other.reading, NamedWeekday | DayOffset | CalendarDate) and other.first - find.last <= 1:
            value = value_of(other.reading, scene).value
            return None if value is None else first_day(value)
    return scene.last_day


def _counted_day(text: Text, find: Find, day: date | None) -> Iterator[Expression]:
    """A counted day, and the day on which the count began."""
    assert isinstance(find.reading, CountedDay)
    value = None if day is None else day.isoformat()
    yield _expression(text, find, Value("DATE", value), find.rule)
    if day is not None:
        began = shifted(day, 1 - find.reading.number, "D")
        yield _expression(text, find, Value("DATE", began and began.isoformat()), "the first of days that are counted")


def _keys(text: Text, find: Find) -> tuple[str, ...]:
    words = (text.known[number] for number in range(find.first, find.last) if number in text.known)
    return tuple(dict.fromkeys(key for word in words for key in word.keys.values()))


# Characters before and after an expression that are searched for a sign of tense; a sentence's end stops the search.
TENSE_REACH = 120


def tense_at(text: Text, find: Find) -> tuple[int, tuple[str, ...]]:
    """+1 where the nearest sign of tense before the expression looks ahead, -1 where it looks back.

    Signs after the expression count where the sentence has none before it; 0 where there is none at all.
    """
    start, end = text.places[find.first][0], text.places[find.last - 1][1]
    before = _first_sign(text, range(find.first - 1, -1, -1), lambda word: start - word.end <= TENSE_REACH)
    if before is not None:
        return before
    after = _first_sign(text, range(find.last, len(text.letters)), lambda word: word.start - end <= TENSE_REACH)
    return after or (0, ())


def _first_sign(text: Text, numbers: Iterable[int], near: Callable[[Word], bool]) -> tuple[int, tuple[str, ...]] | None:
    for number in numbers:
        word = text.known.get(number)
        if word is None:
            continue
        if not near(word) or "STOP" in word.meanings or "BREAK" in word.meanings:
            return None
        if "AHEAD" in word.meanings and text.source[word.start - 1 : word.start] != "-":
            return 1, tuple(word.keys[kind] for kind in ("AHEAD",) if kind in word.keys)
        if "BACK" in word.meanings:
            return -1, tuple(word.keys[kind] for kind in ("BACK",) if kind in word.keys)
    return None

"""From what an expression says to its TIMEX3 value, in the scene it stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.extract.times import calendar, dates
from onrecord.extract.times.readings import (
    AroundEvent,
    CalendarDate,
    Clock,
    CountedDay,
    DayOffset,
    Distance,
    Feast,
    FromDay,
    Given,
    HijriDate,
    NamedWeekday,
    Numbered,
    Part,
    Period,
    Reading,
    SeasonOf,
    Shift,
    YearEarlier,
)
from onrecord.extract.times.scene import Scene, Value


def value_of(reading: Reading, scene: Scene) -> Value:  # noqa: C901, PLR0912 (a case for each reading)
    """The TIMEX3 value of a reading in a scene."""
    match reading:
        case Given():
            return Value(reading.type, reading.value, reading.mod)
        case CalendarDate():
            value = _timed(_week_of(reading, dates.calendar_date(reading, scene)), reading.part)
            return replace(value, mod=reading.mod)
        case NamedWeekday():
            return _timed(dates.weekday(reading, scene), reading.part)
        case DayOffset():
            return _timed(_iso(scene.report and scene.report + timedelta(days=reading.days)), reading.part)
        case Period():
            return _timed(period(reading, scene), reading.part)
        case Numbered():
            return Value("DATE", numbered(reading, scene))
        case YearEarlier():
            return Value("DATE", year_earlier(scene, quarter=reading.quarter, year=reading.year))
        case SeasonOf():
            return Value("DATE", dates.season(reading, scene))
        case Distance():
            return distance(reading, scene)
        case Part():
            return _timed(_iso(scene.day_at_hand), reading.part)
        case Clock():
            return clock(reading, scene)
        case Feast():
            return Value("DATE", dates.feast(reading, scene))
        case HijriDate():
            return dates.hijri_date(reading)
        case CountedDay():
            return Value("DATE", _iso(scene.last_day))
        case AroundEvent():
            return around_event(reading, scene)
        case FromDay():
            return from_day(reading, scene)


# The value of a stretch of time that nothing anchors: TIMEX3 keeps its grain and leaves the rest open.
OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def _iso(day: date | None) -> str:
    return OPEN["D"] if day is None else day.isoformat()


def _week_of(reading: CalendarDate, value: str | None) -> str | None:
    if not reading.week or value is None:
        return value
    day = calendar.first_day(value)
    return calendar.at_grain(day, "W") if day is not None else None


def _timed(day: str | None, part: str) -> Value:
    if not part:
        return Value("DATE", day)
    return Value("TIME", f"{day or OPEN['D']}T{part}")


def period(reading: Period, scene: Scene) -> str | None:
    """The value of a stretch of time with a pointer."""
    from_focus = reading.shift in {"previous", "following", "same"}
    named = scene.day_at_hand if reading.unit == "D" else scene.focus_at_hand
    day = named if from_focus else scene.report
    if day is None:
        return OPEN.get(reading.unit)
    if reading.unit == "Q" and reading.shift in {"the", "same"}:
        return scene.quarter or last_quarter(day)
    if reading.unit == "WE" and _is_over(reading.shift, scene):
        day -= timedelta(days=5)
    start = day if reading.unit in calendar.DAYS_OF else day.replace(day=1)
    moved = calendar.shifted(start, dates.step(reading.shift), reading.unit)
    return None if moved is None else calendar.at_grain(moved, reading.unit)


def _is_over(shift: Shift, scene: Scene) -> bool:
    """Whether "the weekend" or "this weekend" is the last one that has begun: on a Monday, the one before."""
    return (shift == "the" and scene.tense <= 0) or (shift == "this" and scene.tense < 0)


def last_quarter(day: date) -> str:
    """The last quarter that was over on a day."""
    before = calendar.shifted(day.replace(day=1), -1, "Q") or day
    return calendar.at_grain(before, "Q")


def numbered(reading: Numbered, scene: Scene) -> str:
    """The value of the nth quarter or half of a year; without a year, the last one that has begun."""
    year, report = reading.year, scene.report
    number = reading.number or 2
    if year is None and report is None:
        return f"XXXX-{reading.unit}{number}"
    if year is None and report is not None:
        year = report.year + dates.step(reading.year_shift)
        begins = date(year, min(12, (number - 1) * (3 if reading.unit == "Q" else 6) + 1), 1)
        if not reading.year_shift and begins > report and scene.tense <= 0:
            year -= 1
    return f"{year:04d}-{reading.unit}{number}"


def year_earlier(scene: Scene, *, quarter: bool, year: int | None = None) -> str | None:
    """The value a year before the quarter talked of (or of another year), or before the report's year."""
    if year is not None:
        return f"{year:04d}{scene.quarter[4:]}" if scene.quarter else f"{year:04d}"
    if scene.report is None:
        return None
    if scene.quarter is not None:
        return f"{int(scene.quarter[:4]) - 1:04d}{scene.quarter[4:]}"
    if quarter:
        found = last_quarter(scene.report)
        return f"{int(found[:4]) - 1:04d}{found[4:]}"
    return f"{scene.report.year - 1:04d}"


def distance(reading: Distance, scene: Scene) -> Value:
    """The value of so many units before or after the report's day or the day last named."""
    if reading.unit == "Y" and reading.count == "1.0" and reading.direction < 0 and scene.quarter:
        return Value("DATE", year_earlier(scene, quarter=True))
    vague = reading.count == "X"
    origin = scene.report if reading.origin == "report" else scene.focus_at_hand
    if reading.unit.startswith("T") or (reading.origin == "focus" and (vague or origin is None)):
        return Value("DURATION", calendar.duration(reading.count, reading.unit))
    if vague or origin is None:
        return Value("DATE", "PAST_REF" if reading.direction < 0 else "FUTURE_REF")
    return Value("DATE", _moved(origin, reading.direction * round(float(reading.count)), reading.unit))


def _moved(origin: date, count: int, unit: str) -> str | None:
    moved = calendar.shifted(origin, count, unit)
    coarse = {"DE": "Y", "CE": "Y", "NI": "D"}.get(unit, unit)
    return None if moved is None else calendar.at_grain(moved, coarse)


def around_event(reading: AroundEvent, scene: Scene) -> Value:
    """The value of so many units before or after an event: a date where the event's day is known, else a length."""
    if scene.event is None or reading.count == "X" or reading.unit.startswith("T"):
        if reading.single:
            return Value("DATE", OPEN.get(reading.unit))
        return Value("DURATION", calendar.duration(reading.count, reading.unit))
    return Value("DATE", _moved(scene.event, reading.direction * round(float(reading.count)), reading.unit))


def from_day(reading: FromDay, scene: Scene) -> Value:
    """The value of so many units before or after a day that is named."""
    day = calendar.first_day(value_of(reading.day, scene).value or "")
    if day is None:
        return Value("DATE", OPEN.get(reading.unit))
    return Value("DATE", _moved(day, reading.direction * round(float(reading.count)), reading.unit))


def clock(reading: Clock, scene: Scene) -> Value:
    """The value of a time of day, on the day beside it or the day last named."""
    found = value_of(reading.day, scene).value if reading.day is not None else None
    if isinstance(reading.day, AroundEvent) and scene.event is None:
        found = OPEN["D"]
    if found is None:
        found = _iso(scene.day_at_hand)
    return Value("TIME", f"{found.partition('T')[0]}T{reading.time}")

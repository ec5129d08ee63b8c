"""From what an expression says to its TIMEX3 value, in the scene it stands in."""

from __future__ import annotations

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
    Given,
    HijriDate,
    NamedWeekday,
    Numbered,
    Part,
    Period,
    Reading,
    SeasonOf,
    YearEarlier,
)
from onrecord.extract.times.scene import Scene, Value


def value_of(reading: Reading, scene: Scene) -> Value:
    """The TIMEX3 value of a reading in a scene."""
    match reading:
        case Given():
            return Value(reading.type, reading.value, reading.mod)
        case CalendarDate():
            return _timed(_week_of(reading, calendar_date(reading, scene)), reading.part)
        case NamedWeekday():
            return _timed(weekday(reading, scene), reading.part)
        case DayOffset():
            day = None if scene.report is None else scene.report + timedelta(days=reading.days)
            return _timed(None if day is None else day.isoformat(), reading.part)
        case Period():
            return _timed(period(reading, scene), reading.part)
        case Numbered():
            return Value("DATE", numbered(reading, scene))
        case YearEarlier():
            return Value("DATE", year_earlier(scene, quarter=reading.quarter, year=reading.year))
        case SeasonOf():
            return Value("DATE", season(reading, scene))
        case Distance():
            return distance(reading, scene)
        case Part():
            day = scene.last_day
            return _timed(None if day is None else day.isoformat(), reading.part)
        case Clock():
            return clock(reading, scene)
        case Feast():
            return Value("DATE", feast(reading, scene))
        case HijriDate():
            return hijri_date(reading)
        case CountedDay():
            return Value("DATE", None if scene.last_day is None else scene.last_day.isoformat())


def _week_of(reading: CalendarDate, value: str | None) -> str | None:
    if not reading.week or value is None:
        return value
    day = calendar.first_day(value)
    return calendar.at_grain(day, "W") if day is not None else None


def _timed(day: str | None, part: str) -> Value:
    if not part:
        return Value("DATE", day)
    return Value("TIME", f"{day or 'XXXX-XX-XX'}T{part}")


def period(reading: Period, scene: Scene) -> str | None:
    """The value of a stretch of time with a pointer."""
    from_focus = reading.shift in {"previous", "following", "same"}
    named = scene.last_day if reading.unit == "D" else scene.focus_day
    day = named if from_focus else scene.report
    if day is None:
        return None
    if reading.unit == "Q" and reading.shift in {"the", "same"}:
        return scene.quarter or last_quarter(day)
    if reading.unit == "WE" and reading.shift == "the" and scene.tense <= 0:
        day -= timedelta(days=5)
    moved = calendar.shifted(day.replace(day=1) if reading.unit in {"M", "Q", "Y"} else day, _step(reading.shift), reading.unit)
    return None if moved is None else calendar.at_grain(moved, reading.unit)


def last_quarter(day: date) -> str:
    """The last quarter that was over on a day."""
    before = calendar.shifted(day.replace(day=1), -1, "Q") or day
    return calendar.at_grain(before, "Q")


def numbered(reading: Numbered, scene: Scene) -> str | None:
    """The value of the nth quarter or half of a year; without a year, the last one that has begun."""
    year, report = reading.year, scene.report
    number = reading.number or 2
    if year is None and report is None:
        return f"XXXX-{reading.unit}{number}"
    if year is None and report is not None:
        year = report.year + _step(reading.year_shift)
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
    if reading.origin == "focus" and reading.unit == "Y" and reading.count == "1.0" and reading.direction < 0 and scene.quarter:
        return Value("DATE", year_earlier(scene, quarter=True))
    if reading.origin == "report" and reading.unit == "Y" and reading.count == "1.0" and scene.quarter:
        return Value("DATE", year_earlier(scene, quarter=True))
    origin = scene.report if reading.origin == "report" else scene.focus_day
    if reading.count == "X" and (reading.origin == "focus" or reading.unit.startswith("T")):
        return Value("DURATION", calendar.duration("X", reading.unit))
    if origin is None or reading.count == "X":
        return Value("DATE", "PAST_REF" if reading.direction < 0 else "FUTURE_REF")
    count = float(reading.count)
    if reading.unit.startswith("T"):
        return Value("DURATION", calendar.duration(reading.count, reading.unit))
    moved = calendar.shifted(origin, reading.direction * round(count), reading.unit)
    unit = {"DE": "Y", "CE": "Y", "NI": "D"}.get(reading.unit, reading.unit)
    return Value("DATE", None if moved is None else calendar.at_grain(moved, unit))


def clock(reading: Clock, scene: Scene) -> Value:
    """The value of a time of day, on the day beside it or the day last named."""
    found = value_of(reading.day, scene).value if reading.day is not None else None
    if found is None:
        day = scene.last_day
        found = "XXXX-XX-XX" if day is None else day.isoformat()
    return Value("TIME", f"{found.partition('T')[0]}T{reading.time}")



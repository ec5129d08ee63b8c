"""Values of calendar dates, weekdays, seasons and holidays: which year, which week, by pointer, mention or tense."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times import calendar
from onrecord.extract.times.readings import CalendarDate, Feast, HijriDate, NamedWeekday, SeasonOf, Shift
from onrecord.extract.times.scene import Scene, Value


def step(shift: Shift) -> int:
    steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}
    return steps.get(shift, 0)


def calendar_date(reading: CalendarDate, scene: Scene) -> str | None:
    """The value of a date whose year, if it is left out, comes from an earlier mention, a pointer or the tense."""
    year = reading.year
    if reading.month is None:
        return None if year is None else f"{year:04d}"
    if year is None and reading.year_shift and scene.report:
        year = scene.report.year + _step(reading.year_shift)
    if year is None:
        year = _year_of(reading, scene)
    stem = "XXXX" if year is None else f"{year:04d}"
    return f"{stem}-{reading.month:02d}" + ("" if reading.day is None else f"-{reading.day:02d}")


def _year_of(reading: CalendarDate, scene: Scene) -> int | None:
    month, day, report = reading.month or 1, reading.day, scene.report
    if report is None:
        return scene.years.get((month, day))
    now = (report.month, report.day if day is not None else 0)
    then = (month, day if day is not None else 0)
    match reading.shift:
        case "last" | "past" | "previous":
            return report.year if then < now else report.year - 1
        case "next" | "following":
            return report.year if then > now else report.year + 1
        case "this":
            return report.year
        case _:
            pass
    known = scene.years.get((month, day))
    if known is not None:
        return known
    return _year_by_tense(scene, report, month, day)


# How many times farther away than the nearest one a date may lie for the tense to choose it. Reports say "last March"
# of a March eleven months back when the next one is weeks away. eval times: 2 → 81.2, 4 → 81.6, no limit → 81.0.
TENSE_OUTWEIGHS = 3


def _year_by_tense(scene: Scene, report: date, month: int, day: int | None) -> int:
    """The year that puts a month or day nearest to the report's, on the side that the tense asks for if it can be."""

    def gap(year: int) -> int:
        found = calendar.day_of(year, month, day or 15) or date(year, month, 28)
        return (found - report).days

    years = sorted((report.year - 1, report.year, report.year + 1), key=lambda year: abs(gap(year)))
    wanted = [year for year in years if gap(year) * scene.tense >= 0]
    if wanted and abs(gap(wanted[0])) <= TENSE_OUTWEIGHS * max(abs(gap(years[0])), 1):
        return wanted[0]
    return years[0]


def weekday(reading: NamedWeekday, scene: Scene) -> str:
    """The day that a weekday names: by its pointer, else by the tense of its sentence."""
    report = scene.report
    if report is None:
        return f"XXXX-WXX-{reading.weekday}"
    focus = scene.last_day or report
    match reading.shift:
        case "last" | "past":
            found = calendar.last_weekday(report, reading.weekday)
        case "previous":
            found = calendar.last_weekday(focus, reading.weekday)
        case "next":
            found = calendar.next_weekday(report, reading.weekday)
        case "following":
            found = calendar.next_weekday(focus, reading.weekday)
        case "this":
            found = calendar.next_weekday(report - timedelta(days=1), reading.weekday)
        case "same":
            found = calendar.last_weekday(focus + timedelta(days=1), reading.weekday)
        case _ if scene.tense > 0:
            found = calendar.next_weekday(report - timedelta(days=1), reading.weekday)
        case _:
            found = calendar.last_weekday(report + timedelta(days=1), reading.weekday)
    return found.isoformat()


def season(reading: SeasonOf, scene: Scene) -> str | None:
    """The value of a season; without a year, the last one that has begun, or the next where the sentence looks ahead."""
    report, year = scene.report, reading.year
    if year is None and report is None:
        return f"XXXX-{reading.season}"
    if year is None and report is not None:
        begins = calendar.SEASON_MONTH[reading.season]
        year = report.year
        if reading.shift in {"last", "past", "previous"}:
            year -= report.month < begins + 3
        elif reading.shift in {"next", "following"}:
            year += report.month >= begins
        elif reading.shift != "this" and scene.tense <= 0:
            year -= report.month < begins
    return f"{year:04d}-{reading.season}"


def feast(reading: Feast, scene: Scene) -> str | None:
    """The day of a holiday; without a year, the nearest, or the one before or after by pointer or tense."""
    report, year = scene.report, reading.year
    if year is None:
        if report is None:
            return None
        year = report.year + _step(reading.year_shift)
        day = calendar.holiday(reading.rule, year)
        backward = reading.shift in {"last", "past", "previous"} or (not reading.shift and scene.tense < 0)
        if day is not None and not reading.year_shift:
            if backward and day > report:
                year -= 1
            elif (reading.shift in {"next", "following"} or scene.tense > 0) and day < report:
                year += 1
    found = calendar.holiday(reading.rule, year)
    return None if found is None else found.isoformat()


def hijri_date(reading: HijriDate) -> Value:
    """The Gregorian value of a date of the Islamic calendar, which can be a day off; None without day and year."""
    if reading.year is None or reading.day is None:
        return Value("DATE", None)
    return Value("DATE", calendar.hijri(reading.year, reading.month, reading.day).isoformat(), "APPROX")

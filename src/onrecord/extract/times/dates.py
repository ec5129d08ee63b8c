"""Values of calendar dates, weekdays, seasons and holidays: which year, which week, by pointer, mention or tense."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times import calendar
from onrecord.extract.times.readings import CalendarDate, Feast, HijriDate, NamedWeekday, SeasonOf, Shift
from onrecord.extract.times.scene import Scene, Value


def step(shift: Shift) -> int:
    """How many units a pointer goes: -1 for last, 1 for next, 0 for this."""
    steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}
    return steps.get(shift, 0)


def calendar_date(reading: CalendarDate, scene: Scene) -> str | None:
    """The value of a date whose year, if it is left out, comes from an earlier mention, a pointer or the tense."""
    year = reading.year
    if reading.month is None:
        return None if year is None else f"{year:04d}"
    if year is None and reading.year_shift and scene.report:
        year = scene.report.year + step(reading.year_shift)
    if year is None:
        year = _year_of(reading, scene)
    stem = "XXXX" if year is None else f"{year:04d}"
    return f"{stem}-{reading.month:02d}" + ("" if reading.day is None else f"-{reading.day:02d}")


def _year_of(reading: CalendarDate, scene: Scene) -> int | None:
    month, day, report = reading.month or 1, reading.day, scene.report
    if report is None:
        return scene.years.get((month, day))
    if reading.shift:
        return _year_by_pointer(reading.shift, report, month, day)
    known = scene.years.get((month, day))
    # A debt due on 30 March of a far year says nothing about another 30 March.
    if known is None or known > report.year + 1:
        return _year_by_tense(scene, report, month, day)
    return known


def _year_by_pointer(shift: Shift, report: date, month: int, day: int | None) -> int:
    """The year that "last May" or "next 3 May" names."""
    now = (report.month, report.day if day is not None else 0)
    then = (month, day if day is not None else 0)
    if step(shift) < 0:
        return report.year if then < now else report.year - 1
    if step(shift) > 0:
        return report.year if then > now else report.year + 1
    return report.year


# How many times farther away than the nearest one a date may lie for the tense to choose it. Reports say "last March"
# of a March eleven months back when the next one is weeks away.
# eval times, value F1 on TimeBank / AQUAINT: 1 → 81.7 / 76.3, 2 → 82.4 / 76.8, 3 → 82.5 / 76.8, 100 → 81.1 / 75.5.
TENSE_OUTWEIGHS = 3
# "In January, the board opened a school": the date begins the sentence, and its verb is the one that follows.
CLEAR_TENSE_OUTWEIGHS = 12


def _year_by_tense(scene: Scene, report: date, month: int, day: int | None) -> int:
    """The year that puts a month or day nearest to the report's, on the side that the tense asks for if it can be."""

    def gap(year: int) -> int:
        found = calendar.day_of(year, month, day or 15) or date(year, month, 28)
        return (found - report).days

    years = sorted((report.year - 1, report.year, report.year + 1), key=lambda year: abs(gap(year)))
    wanted = [year for year in years if gap(year) * scene.tense >= 0]
    outweighs = CLEAR_TENSE_OUTWEIGHS if abs(scene.tense) > 1 else TENSE_OUTWEIGHS
    if wanted and abs(gap(wanted[0])) <= outweighs * max(abs(gap(years[0])), 1):
        return wanted[0]
    return years[0]


def weekday(reading: NamedWeekday, scene: Scene) -> str:
    """The day that a weekday names: by its pointer, else by the tense of its sentence."""
    report = scene.report
    if report is None:
        return f"XXXX-WXX-{reading.weekday}"
    if reading.since is not None or reading.until is not None:
        return _day_of_range(reading, report, scene).isoformat()
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


def _day_of_range(reading: NamedWeekday, report: date, scene: Scene) -> date:
    """The first or last day of a range of weekdays: told in the past, the range began before the report's day."""
    first = reading.weekday if reading.since is None else reading.since
    ahead = scene.tense > 0
    start = calendar.next_weekday(report - timedelta(days=1), first) if ahead else calendar.last_weekday(report, first)
    return start if reading.since is None else calendar.next_weekday(start, reading.weekday)


def season(reading: SeasonOf, scene: Scene) -> str:
    """The value of a season; without a year, the last that has begun, or the next where the sentence looks ahead."""
    year = reading.year if reading.year is not None else _season_year(reading, scene)
    return f"{'XXXX' if year is None else format(year, '04d')}-{reading.season}"


def _season_year(reading: SeasonOf, scene: Scene) -> int | None:
    report = scene.report
    if report is None:
        return None
    begins = calendar.SEASON_MONTH[reading.season]
    if step(reading.shift) < 0:
        return report.year - (report.month < begins + 3)
    if step(reading.shift) > 0:
        return report.year + (report.month >= begins)
    return report.year - (reading.shift != "this" and scene.tense <= 0 and report.month < begins)


def feast(reading: Feast, scene: Scene) -> str | None:
    """The day of a holiday; without a year, the nearest, or the one before or after by pointer or tense."""
    year = reading.year if reading.year is not None else _feast_year(reading, scene)
    found = None if year is None else calendar.holiday(reading.rule, year)
    return None if found is None else calendar.at_grain(found, reading.unit)


def _feast_year(reading: Feast, scene: Scene) -> int | None:
    report = scene.report
    if report is None:
        return None
    year = report.year + step(reading.year_shift)
    day = calendar.holiday(reading.rule, year)
    if day is None or reading.year_shift:
        return year
    way = step(reading.shift) or scene.tense
    if reading.unit != "D":
        day -= timedelta(days=day.weekday())
    return year - (way < 0 and day > report) + (way > 0 and day < report)


def hijri_date(reading: HijriDate) -> Value:
    """The Gregorian value of a date of the Islamic calendar, which can be a day off; None without day and year."""
    if reading.year is None or reading.day is None:
        return Value("DATE", None)
    return Value("DATE", calendar.hijri(reading.year, reading.month, reading.day).isoformat(), "APPROX")

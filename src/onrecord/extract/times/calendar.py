"""Arithmetic on dates, and TIMEX3 values of dates at every grain. Knows nothing of words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS_OF = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_OF = {"D": 1, "NI": 1, "W": 7, "WE": 7, "2W": 14}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
HIJRI_EPOCH = 1948439  # Julian day before 1 Muharram 1, civil reckoning
JULIAN_DAY_OF_ORDINAL_0 = 1721425
FIRST_YEAR, LAST_YEAR = 1, 9999


def shifted(day: date, count: int, unit: str) -> date | None:
    """The date this many units later (or earlier, below zero); None where the calendar ends or has no such unit."""
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=count * DAYS_OF[unit])
        if unit in MONTHS_OF:
            months = day.year * 12 + day.month - 1 + count * MONTHS_OF[unit]
            year, month = divmod(months, 12)
            if not FIRST_YEAR <= year <= LAST_YEAR:
                return None
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except OverflowError:
        return None
    return None


def at_grain(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds this day: 2021-05-18, 2021-W20, 2021-05, 2021-Q2, 2021, 202, 20."""
    week = day.isocalendar()
    forms = {
        "W": f"{week.year:04d}-W{week.week:02d}",
        "2W": f"{week.year:04d}-W{week.week:02d}",
        "WE": f"{week.year:04d}-W{week.week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{1 if day.month <= 6 else 2}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
        "ML": f"{day.year // 1000}",
    }
    return forms.get(unit, day.isoformat())


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after this day."""
    return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)


def last_weekday(day: date, weekday: int) -> date:
    """The last such weekday before this day."""
    return day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_day(value: str) -> date | None:
    """The first day of a TIMEX3 date value; None where the value names no single stretch of time."""
    if match := re.match(r"(\d{4})-W(\d{2})(?:-WE)?", value):
        year, week = int(match[1]), int(match[2])
        try:
            return date.fromisocalendar(year, week, 6 if value.endswith("WE") else 1)
        except ValueError:
            return None
    if match := re.match(r"(\d{4})-Q([1-4])", value):
        return date(int(match[1]), 3 * int(match[2]) - 2, 1)
    if match := re.match(r"(\d{4})-H([12])", value):
        return date(int(match[1]), 6 * int(match[2]) - 5, 1)
    if match := re.match(r"(\d{4})-(SP|SU|FA|WI)", value):
        return date(int(match[1]), SEASON_MONTH[match[2]], 1)
    if match := re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d|-)", value):
        return day_of(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return None


def grain_of(value: str) -> str | None:
    """The unit of a TIMEX3 date value, or None where it names no single stretch of time."""
    forms = (
        ("D", r"\d{4}-\d{2}-\d{2}"), ("WE", r"\d{4}-W\d{2}-WE"), ("W", r"\d{4}-W\d{2}"), ("Q", r"\d{4}-Q[1-4]"),
        ("H", r"\d{4}-H[12]"), ("S", r"\d{4}-(?:SP|SU|FA|WI)"), ("M", r"\d{4}-\d{2}(?!\d)"), ("Y", r"\d{4}$"),
        ("DE", r"\d{3}$"), ("CE", r"\d{2}$"),
    )  # fmt: skip
    return next((unit for unit, form in forms if re.match(form, value)), None)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a feast: `12-25`, `11-4-4` (fourth Thursday of November; -1 is the last) or `easter-2`."""
    if match := re.fullmatch(r"easter([+-]\d+)", rule):
        return easter(year) + timedelta(days=int(match[1]))
    if match := re.fullmatch(r"(\d{2})-(\d)-(-?\d)", rule):
        month, weekday, nth = int(match[1]), int(match[2]), int(match[3])
        if nth < 0:
            return last_weekday(date(year, month, monthrange(year, month)[1]) + timedelta(days=1), weekday)
        return next_weekday(date(year, month, 1) - timedelta(days=1), weekday) + timedelta(weeks=nth - 1)
    month, day = map(int, rule.split("-"))
    return day_of(year, month, day)


def hijri(year: int, month: int, day: int) -> date:
    """The Gregorian date of a date of the tabular Islamic calendar; sighting can move it by a day."""
    julian = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + HIJRI_EPOCH
    return date.fromordinal(julian - JULIAN_DAY_OF_ORDINAL_0)


# A length in a unit that TIMEX3 does not have, as so many of one that it has.
SCALED = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "2W": (2, "W"), "WE": (2, "D"), "H": (6, "M")}
HALVES = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "TH")}


def duration(count: str, unit: str) -> str:
    """The TIMEX3 value of a length of time: P3D, PT2H, PXM, P20Y for two decades, P2Y6M for two and a half years."""
    unit = {"NI": "D"}.get(unit, unit)
    letter = unit.removeprefix("T")
    prefix = "PT" if unit != letter else "P"
    if count == "X":
        return f"{prefix}X{letter}"
    number = float(count)
    if unit in SCALED:
        factor, letter = SCALED[unit]
        number *= factor
    whole, rest = divmod(number, 1)
    if rest == 0.5 and whole > 0 and unit in HALVES and unit != "D":
        factor, smaller = HALVES[unit]
        return f"{prefix}{whole:g}{letter}{factor * rest:g}{smaller}"
    return f"{prefix}{_plain(number)}{letter}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"

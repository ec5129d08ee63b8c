"""Days as numbers: what a TIMEX3 value or a day of publication covers, for comparing across reports."""

from __future__ import annotations

import calendar
import re
from datetime import date

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
YEAR = re.compile(r"(\d{4})$")

# First and last day, as the calendar's running numbers.
Days = tuple[int, int]


def days_of(value: str | None) -> Days | None:
    """The days that a TIMEX3 value covers; None for what is no day, week, month or year of the calendar."""
    if value is None:
        return None
    try:
        if found := DAY.match(value):
            day = date(int(found[1]), int(found[2]), int(found[3])).toordinal()
            return day, day
        if found := MONTH.match(value):
            year, month = int(found[1]), int(found[2])
            first = date(year, month, 1).toordinal()
            return first, first + calendar.monthrange(year, month)[1] - 1
        if found := WEEK.match(value):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday.toordinal() + (5 if found[3] else 0), monday.toordinal() + 6
        if found := YEAR.match(value):
            return date(int(found[1]), 1, 1).toordinal(), date(int(found[1]), 12, 31).toordinal()
    except ValueError:
        return None
    return None


def day_number(published: str | None) -> int | None:
    """The running number of a day of publication."""
    found = days_of(published)
    return found[0] if found is not None and found[0] == found[1] else None


def gap(one: Days, other: Days) -> int:
    """The days between two stretches; 0 where they meet."""
    return max(0, one[0] - other[1], other[0] - one[1])


def iso(number: int) -> str:
    """The day as ISO 8601 writes it."""
    return date.fromordinal(number).isoformat()

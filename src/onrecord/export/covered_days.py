"""The days that a TIMEX3 value stands for, where it stands for certain days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.record import Time

Precision = Literal["day", "week", "month", "year", "span"]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(\d{4})")
# "before Friday" tells no day on which something happened.
_OPEN = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that are meant, and how closely the report tells them."""

    first: date
    last: date
    precision: Precision

    @property
    def middle(self) -> date:
        """The day in the middle, the earlier one of two."""
        return self.first + (self.last - self.first) // 2

    @property
    def length(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def days_of(time: Time | None) -> Days | None:
    """The days of a time record; None for a duration, a repetition, "before Friday", or a value that is no date."""
    if time is None or time.value is None or time.type not in {"DATE", "TIME"} or time.mod in _OPEN:
        return None
    try:
        return _days(time.value)
    except ValueError:
        return None


def _days(value: str) -> Days | None:
    if "/" in value:
        first, last = (_days(part) for part in value.split("/", 1))
        return Days(first.first, last.last, "span") if first and last and first.first <= last.last else None
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Days(day, day, "day")
    if found := _WEEK.fullmatch(value):
        first_day = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return Days(first_day, date.fromisocalendar(int(found[1]), int(found[2]), 7), "week")
    if found := _QUARTER.fullmatch(value):
        year, month = int(found[1]), 3 * int(found[2])
        return Days(date(year, month - 2, 1), date(year, month, monthrange(year, month)[1]), "span")
    if found := _MONTH.fullmatch(value):
        year, month = int(found[1]), int(found[2])
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    if found := _YEAR.fullmatch(value):
        return Days(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31), "year")
    return None


def published_day(published: str | None) -> date | None:
    """The day of publication, or None where the report tells none."""
    found = _DAY.fullmatch(published or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None

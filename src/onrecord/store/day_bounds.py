"""The days that a TIMEX3 value names."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


def days_of(value: str | None) -> tuple[str, str] | None:
    """The first and last day (ISO 8601) of a TIMEX3 date; None for durations, seasons and what names no days."""
    try:
        found = _days(value or "")
    except (ValueError, OverflowError):
        # 30 February, or a week that ends after the last day there is: written so, but no day of any year.
        return None
    return None if found is None else (found[0].isoformat(), found[1].isoformat())


def _days(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _QUARTER.fullmatch(value):
        month = 3 * int(match[2]) - 2
        return date(int(match[1]), month, 1), _last_of_month(int(match[1]), month + 2)
    if match := _MONTH.fullmatch(value):
        return date(int(match[1]), int(match[2]), 1), _last_of_month(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])

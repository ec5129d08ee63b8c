"""Publication dates as people write them at the head of a report, and as ISO 8601."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b",
        rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b",
        rf"\b{YEAR}/(?P<number>[01]?\d)/(?P<day>[0-3]?\d)\b",
    )
)


def date_in(text: str) -> str | None:
    """The first full date in a text as `YYYY-MM-DD`, or None; "3/4/2021" is two dates at once and so is none."""
    for form in FORMS:
        if match := form.search(text):
            return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _month_number(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None


def _month_number(name: str) -> int:
    short = name.lower()[:3]
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(short))

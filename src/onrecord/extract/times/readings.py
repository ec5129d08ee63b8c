"""What an expression of time says, before it is anchored to a report: one type for each way of saying it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record import TimeMod, TimeType

Shift = Literal["", "last", "past", "this", "next", "previous", "following", "same", "the"]


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date of the Gregorian calendar; what it leaves out is None."""

    year: int | None
    month: int | None
    day: int | None
    shift: Shift = ""
    part: str = ""
    year_shift: Shift = ""
    week: bool = False
    mod: TimeMod | None = None


@dataclass(frozen=True, slots=True)
class NamedWeekday:
    """A day of the week, with the part of the day where it is named, and the other end of a range of weekdays."""

    weekday: int
    shift: Shift = ""
    part: str = ""
    until: int | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class DayOffset:
    """Yesterday, today, tomorrow, tonight, last night."""

    days: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """This week, last year, the following month, that day; with the part of the day where it is named."""

    unit: str
    shift: Shift
    part: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The nth quarter or half of a year."""

    unit: str
    number: int | None
    year: int | None = None
    shift: Shift = ""
    year_shift: Shift = ""


@dataclass(frozen=True, slots=True)
class YearEarlier:
    """A year ago, the year-earlier period: the same stretch of the year before, whatever stretch is talked of."""

    quarter: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """A season, of a year or with a pointer."""

    season: str
    year: int | None
    shift: Shift = ""
    year_shift: Shift = ""


@dataclass(frozen=True, slots=True)
class Distance:
    """So many units before or after the report's day or the day last named; no count where it is vague."""

    count: str
    unit: str
    direction: int
    origin: Literal["report", "focus"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day without its day: the morning, overnight."""

    part: str
    shift: Shift = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, on a day that is named beside it or not; an hour word without an hour keeps its part."""

    time: str
    day: CalendarDate | NamedWeekday | DayOffset | Period | AroundEvent | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday by the rule that gives its day, or the week or weekend that it falls in."""

    rule: str
    year: int | None
    shift: Shift = ""
    year_shift: Shift = ""
    unit: str = "D"


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A date of the Islamic calendar."""

    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A value that needs no anchor: a duration, a set, an ISO date, a reference to past, present or future."""

    type: TimeType
    value: str | None
    mod: TimeMod | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """The nth day of something: a length, whose first day follows from the day beside it."""

    number: int


@dataclass(frozen=True, slots=True)
class AroundEvent:
    """Two days after the landing, the day before the vote: `at` is where the words for the event begin.

    `single` tells "the day after" from "one day after".
    """

    count: str
    unit: str
    direction: int
    at: int
    single: bool


@dataclass(frozen=True, slots=True)
class FromDay:
    """The day before last Tuesday, two weeks after Christmas: so many units from a day that is named."""

    count: str
    unit: str
    direction: int
    day: CalendarDate | NamedWeekday | DayOffset | Feast


Reading = (
    CalendarDate | NamedWeekday | DayOffset | Period | Numbered | YearEarlier | SeasonOf | Distance | Part | Clock
    | Feast | HijriDate | Given | CountedDay | AroundEvent | FromDay
)  # fmt: skip

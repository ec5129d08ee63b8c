"""Arithmetic on dates, and the values of stretches of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.times import calendar

days = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2021-05-18"),
        ("W", "2021-W20"),
        ("WE", "2021-W20-WE"),
        ("M", "2021-05"),
        ("Q", "2021-Q2"),
        ("H", "2021-H1"),
        ("Y", "2021"),
        ("DE", "202"),
        ("CE", "20"),
    ],
)
def test_a_day_has_a_value_at_every_grain(unit: str, value: str) -> None:
    assert calendar.at_grain(date(2021, 5, 18), unit) == value
    assert calendar.grain_of(value) == unit


def test_the_week_belongs_to_the_year_of_its_thursday() -> None:
    assert calendar.at_grain(date(2021, 1, 1), "W") == "2020-W53"
    assert calendar.at_grain(date(2018, 12, 31), "W") == "2019-W01"


@given(days, st.sampled_from(["D", "W", "M", "Q", "H", "Y"]))
def test_the_first_day_of_a_value_has_that_value(day: date, unit: str) -> None:
    value = calendar.at_grain(day, unit)
    first = calendar.first_day(value)
    assert first is not None
    assert first <= day
    assert calendar.at_grain(first, unit) == value


@given(days, st.integers(1, 7))
def test_weekdays_before_and_after_lie_within_a_week(day: date, weekday: int) -> None:
    after, before = calendar.next_weekday(day, weekday), calendar.last_weekday(day, weekday)
    assert after.isoweekday() == before.isoweekday() == weekday
    assert 1 <= (after - day).days <= 7
    assert 1 <= (day - before).days <= 7


def test_a_month_later_stays_within_the_month() -> None:
    assert calendar.shifted(date(2021, 1, 31), 1, "M") == date(2021, 2, 28)
    assert calendar.shifted(date(2020, 2, 29), -1, "Y") == date(2019, 2, 28)
    assert calendar.shifted(date(2021, 5, 18), 1, "TH") is None
    assert calendar.shifted(date(9999, 12, 31), 1, "D") is None
    assert calendar.shifted(date(2021, 5, 18), 10**9, "Y") is None


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, date(1818, 3, 22)), (2000, date(2000, 4, 23)), (2021, date(2021, 4, 4)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    assert calendar.easter(year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2021, 12, 25)),
        ("11-4-4", date(2021, 11, 25)),
        ("05-1--1", date(2021, 5, 31)),
        ("easter-2", date(2021, 4, 2)),
        ("02-30", None),
    ],
)
def test_a_feast_falls_where_its_rule_puts_it(rule: str, day: date | None) -> None:
    assert calendar.holiday(rule, 2021) == day


@pytest.mark.parametrize(
    ("hijri", "day"),
    [((1, 1, 1), date(622, 7, 19)), ((1442, 9, 1), date(2021, 4, 13)), ((1400, 1, 1), date(1979, 11, 20))],
)
def test_the_islamic_calendar_by_its_table(hijri: tuple[int, int, int], day: date) -> None:
    assert abs((calendar.hijri(*hijri) - day).days) <= 1


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        ("3.0", "D", "P3D"),
        ("2.0", "TH", "PT2H"),
        ("X", "M", "PXM"),
        ("X", "TM", "PTXM"),
        ("2.0", "DE", "P20Y"),
        ("1.0", "2W", "P2W"),
        ("2.5", "Y", "P2Y6M"),
        ("5.5", "TH", "PT5H30M"),
        ("0.5", "TH", "PT0.5H"),
        ("3.0", "NI", "P3D"),
    ],
)
def test_lengths(count: str, unit: str, value: str) -> None:
    assert calendar.duration(count, unit) == value


@pytest.mark.parametrize("value", ["PRESENT_REF", "XXXX-WXX-2", "P3D", "", "2021-13", "2021-02-30", "202"])
def test_what_names_no_single_day_has_no_first_day(value: str) -> None:
    assert calendar.first_day(value) is None

"""The days that TIMEX3 values stand for."""

from __future__ import annotations

import pytest

from onrecord.export.covered_days import days_of, published_day
from onrecord.record import Provenance, Time, TimeMod, TimeType


def found(value: str | None, kind: TimeType = "DATE", mod: TimeMod | None = None) -> tuple[str, str, str] | None:
    """First day, last day and precision of a value."""
    days = days_of(Time("t1", kind, value, mod, (), Provenance("times", "made up")))
    return None if days is None else (days.first.isoformat(), days.last.isoformat(), days.precision)


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2021-05-18", "2021-05-18", "2021-05-18", "day"),
        ("2021-05-17TEV", "2021-05-17", "2021-05-17", "day"),
        ("2021-W20", "2021-05-17", "2021-05-23", "week"),
        ("2021-W20-WE", "2021-05-22", "2021-05-23", "week"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2021-Q2", "2021-04-01", "2021-06-30", "span"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2021-05-18/2021-05-20", "2021-05-18", "2021-05-20", "span"),
    ],
)
def test_a_date_has_days(value: str, first: str, last: str, precision: str) -> None:
    assert found(value) == (first, last, precision)


@pytest.mark.parametrize("value", [None, "PRESENT_REF", "2021-02-30", "2021-SU", "XXXX-05-01", "2021-05-20/2021-05-18"])
def test_what_names_no_days_has_none(value: str | None) -> None:
    assert found(value) is None


def test_durations_and_open_dates_have_no_days() -> None:
    assert found("P3D", "DURATION") is None
    assert found("2021-05-18", mod="BEFORE") is None
    assert found("2021-05-18", mod="APPROX") is not None


@pytest.mark.parametrize("published", ["2021-05-18T10:00:00Z", "2021-05-18"])
def test_the_day_of_publication(published: str) -> None:
    assert str(published_day(published)) == "2021-05-18"


@pytest.mark.parametrize("published", ["18 May", None, "2021-02-30"])
def test_what_is_no_date_is_no_day_of_publication(published: str | None) -> None:
    assert published_day(published) is None

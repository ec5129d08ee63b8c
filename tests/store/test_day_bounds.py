"""The days that a TIMEX3 value names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.day_bounds import days_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-05-16", ("2021-05-16", "2021-05-16")),
        ("2021-05-16T14:30", ("2021-05-16", "2021-05-16")),
        ("2021-05-16TNI", ("2021-05-16", "2021-05-16")),
        ("2021-05", ("2021-05-01", "2021-05-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-Q1", ("2021-01-01", "2021-03-31")),
        ("2021-Q4", ("2021-10-01", "2021-12-31")),
        ("2021-W19", ("2021-05-10", "2021-05-16")),
        ("2021-W19-WE", ("2021-05-15", "2021-05-16")),
        ("2020-W53", ("2020-12-28", "2021-01-03")),
    ],
)
def test_a_date_names_its_days(value: str, expected: tuple[str, str]) -> None:
    assert days_of(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        None, "", "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P3D", "PT2H", "2021-SU", "202X", "XXXX-05-16", "XXXX-WXX-1",
        "2021-02-30", "2021-13", "2021-Q5", "2021-W54", "2021-W00", "0000", "9999-W52", "16 May 2021",
    ],
)  # fmt: skip
def test_what_names_no_days_has_none(value: str | None) -> None:
    assert days_of(value) is None


@given(st.text(alphabet="0123456789-WQXTE:", max_size=12))
def test_any_value_names_days_in_order_or_none(value: str) -> None:
    found = days_of(value)
    assert found is None or date.fromisoformat(found[0]) <= date.fromisoformat(found[1])

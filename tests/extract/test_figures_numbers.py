"""The number grammar: from characters to low, best, high and bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.figures.quantities import Quantity, quantities
from onrecord.extract.figures.words import table


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    found = list(quantities(text, 0))
    assert len(found) == 1, found
    return found[0]


VALUES = [
    ("47 boats", 47),
    ("1,200 boats", 1200),
    ("twenty-five boats", 25),
    ("one hundred and twenty-five boats", 125),
    ("two thousand three hundred boats", 2300),
    ("1.5 million people", 1500000),
    ("half a million people", 500000),
    ("a quarter of a million people", 250000),
    ("1.5 mln people", 1500000),
    ("two and a half million people", 2500000),
    ("a million and a half people", 1500000),
    ("two dozen boats", 24),
    ("half a dozen boats", 6),
    ("two lakh people", 200000),
    ("$5m in aid", 5000000),
    ("no boats", 0),
    ("both boats", 2),
    ("a third of the boats", 0.333333),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_number_stated_without_a_bound_is_low_best_and_high(text: str, value: float) -> None:
    found = only(text)
    assert (found.low, found.best, found.high, found.bound) == (value, value, value, "exactly")


BOUNDS = [
    ("at least 12 boats", (12, None, None, "at_least")),
    ("no fewer than fifteen boats", (15, None, None, "at_least")),
    ("60-plus boats", (60, None, None, "at_least")),
    ("12 or more boats", (12, None, None, "at_least")),
    ("more than a dozen boats", (12, None, None, "more_than")),
    ("over 90 boats", (90, None, None, "more_than")),
    ("fewer than 90 boats", (None, None, 90, "fewer_than")),
    ("as many as 40 boats", (None, None, 40, "up_to")),
    ("up to about 40 boats", (None, None, 40, "up_to")),
    ("nearly 300 boats", (None, 300, None, "about")),
    ("an estimated 300 boats", (None, 300, None, "about")),
    ("a couple of boats", (None, 2, None, "about")),
    ("between 20 and 30 boats", (20, None, 30, "between")),
    ("20-30 boats", (20, None, 30, "between")),
    ("3 to 5 million people", (3000000, None, 5000000, "between")),
    ("one or two boats", (1, None, 2, "between")),
    ("several dozen boats", (None, None, None, "vague")),
    ("scores of boats", (None, None, None, "vague")),
    ("hundreds of thousands of people", (None, None, None, "vague")),
    ("a few boats", (None, None, None, "vague")),
    ("at least several hundred boats", (None, None, None, "vague")),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_a_bound_leaves_empty_what_the_wording_does_not_give(text: str, expected: tuple[object, ...]) -> None:
    found = only(text)
    assert (found.low, found.best, found.high, found.bound) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a 14-year-old boy", "COVID-19", "at 10:30", "won 2-1", "the 93rd ferry", "the 1990s", "call 888-847-6592",
        "the 2019-20 season", "version 3.2.1", "the 5G mast", "the M23 group", "9/11", "a 40-bed hospital", "#12",
        "No. 4", "a two-day strike", "by 13 to 2",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert list(quantities(text, 0)) == []


@pytest.mark.parametrize("label", sorted(table("labels")))
def test_a_number_behind_a_label_is_a_name(label: str) -> None:
    assert list(quantities(f"The mayor read out {label} 4 on Monday", 0)) == []


def test_a_change_is_two_quantities_and_not_a_range() -> None:
    assert [found.best for found in quantities("the number rose from 20 to 40", 0)] == [20, 40]


def test_the_wording_holds_the_bound_and_the_unit() -> None:
    text = "The road runs for nearly 30 km north."
    found = only(text)
    assert text[found.start : found.end] == "nearly 30 km"
    assert found.unit is not None and found.unit.unit == "kilometres"


def test_an_increment_and_a_total_are_told_apart() -> None:
    texts = ("another five boats", "five more boats", "a total of 12 boats", "12 boats")
    assert [only(text).scope for text in texts] == [
        "increment", "increment", "total", None,
    ]  # fmt: skip


@given(st.integers(min_value=1001, max_value=999_999_999))
def test_any_grouped_number_is_read_back(number: int) -> None:
    assert only(f"{number:,} boats").best == number


@given(st.text(max_size=60), st.integers(min_value=0, max_value=1000))
def test_no_text_breaks_the_grammar_and_every_place_lies_inside(text: str, start: int) -> None:
    for found in quantities(text, start):
        assert start <= found.start <= found.core_start < found.core_end <= found.end <= start + len(text)

"""Readings: one number for a figure, by a named project's rule."""

from __future__ import annotations

import pytest

from onrecord.errors import RecordError
from onrecord.readings import read_as
from onrecord.record import Bound, Figure, Provenance
from onrecord.text import Span

Number = int | None


def figure(wording: str, bound: Bound, low: Number = None, best: Number = None, high: Number = None) -> Figure:
    """A figure of people killed with this wording."""
    return Figure(
        "f1", low, best, high, bound, wording, "people", "killed", None, None, None, None, (), "actual",
        (Span(0, len(wording), wording),), Provenance("figures", "made up"),
    )  # fmt: skip


def test_dozens_are_twelve_to_acled_and_nothing_to_ucdp() -> None:
    several = figure("several dozen", "vague")
    assert read_as(several, "acled") == 12
    assert [read_as(several, name) for name in ("ucdp_low", "ucdp_best", "ucdp_high")] == [None, None, None]


def test_each_estimate_takes_its_own_end_of_a_range() -> None:
    between = figure("20 to 30", "between", low=20, high=30)
    assert [read_as(between, name) for name in ("ucdp_low", "ucdp_best", "ucdp_high")] == [20, 20, 30]


def test_zero_is_a_number() -> None:
    assert read_as(figure("no", "exactly", 0, 0, 0), "acled") == 0


def test_an_unknown_reading_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(RecordError, match="acled"):
        read_as(figure("dozens", "vague"), "guess")

"""Which talks are one track, and which times are deadlines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.resolve.tracks import PAUSE, Talks, begun_by, deadlines_of, fit_of, joined, keys_of, talks_of, words_of

if TYPE_CHECKING:
    from onrecord.record import Report

FIRST = Talks("r1:n1", "2021-05-19", frozenset({"Nerith", "Quorra"}), frozenset(), frozenset(), "geneva")
NEXT = replace(FIRST, id="r2:n1", day="2021-05-20")


def test_the_same_parties_within_weeks_are_one_track() -> None:
    assert fit_of(NEXT, begun_by(FIRST)) == (0.9, ("2 parties in common", "the same venue"))


@pytest.mark.parametrize(
    "other",
    [
        replace(NEXT, parties=frozenset({"Nerith", "Halvane"})),
        replace(NEXT, parties=frozenset({"Halvane", "Ardoria"})),
        replace(NEXT, parties=frozenset({"Nerith"}), venue="vienna"),
        replace(NEXT, parties=frozenset()),
        replace(NEXT, day="2021-08-20"),
    ],
)
def test_other_talks(other: Talks) -> None:
    assert fit_of(other, begun_by(FIRST)) is None


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (replace(NEXT, parties=frozenset({"Nerith"})), ("one party in common", "the same venue")),
        (replace(NEXT, venue=None), ("2 parties in common",)),
        (replace(NEXT, venue="vienna"), ("2 parties in common",)),
    ],
)
def test_less_in_common_is_enough_where_something_else_is_too(other: Talks, reasons: tuple[str, ...]) -> None:
    found = fit_of(other, begun_by(FIRST))
    assert found is not None and found[1] == reasons


def test_the_same_parties_on_another_topic_elsewhere_are_other_talks() -> None:
    fish, gas = (
        replace(FIRST, topics=words_of("fishing rights")),
        replace(NEXT, topics=words_of("gas prices"), venue="brenna"),
    )
    assert fit_of(gas, begun_by(fish)) is None
    assert fit_of(replace(gas, topics=words_of("fishing")), begun_by(fish)) is not None


def test_the_pause_between_two_reports_is_counted_from_the_nearest_day() -> None:
    track = joined(begun_by(FIRST), replace(NEXT, day="2021-06-30"))
    assert fit_of(replace(NEXT, day="2021-08-10"), track) is not None
    assert PAUSE < 60 and fit_of(replace(NEXT, day="2021-09-10"), track) is None


def test_keys_are_the_parties_else_the_mediators_else_the_record() -> None:
    assert keys_of(FIRST) == ("track|Nerith", "track|Quorra")
    assert keys_of(replace(FIRST, parties=frozenset(), mediators=frozenset({"Orrin"}))) == ("track|Orrin",)
    assert keys_of(replace(FIRST, parties=frozenset())) == ("track|r1:n1",)


def test_words_of_a_topic_are_those_of_substance() -> None:
    assert words_of("the talks on an exchange of prisoners") == {"exchange", "prisoners"}


def test_two_samples_tell_of_one_track(golden: tuple[Report, ...]) -> None:
    first, second = (
        talks_of(report.negotiations[0], report, day, {actor.id: actor.name for actor in report.actors})
        for report, day in ((golden[1], "2021-05-19"), (golden[2], "2021-05-20"))
    )
    found = fit_of(second, begun_by(first))
    assert found is not None and found[1] == ("2 parties in common", "the same venue")


def test_the_deadline_of_a_sample(golden: tuple[Report, ...]) -> None:
    found = deadlines_of(golden[2], "2021-05-20")
    assert [(one.day, one.value) for one in found] == [("2021-05-22", "2021-05-22T12:00")]
    assert found[0].words == "Orrin said he would give the parties until noon on Saturday to reply."


def test_what_is_over_or_asked_of_nobody_is_no_deadline(golden: tuple[Report, ...]) -> None:
    assert deadlines_of(golden[2], "2021-05-30") == ()
    # "The strike would last until Saturday", "two shelters by July".
    assert deadlines_of(golden[5], "2021-05-20") == ()

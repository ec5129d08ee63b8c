"""Which votes are about one motion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.resolve.motions import Ballot, ballot_of, begun_by, fit_of, joined, keys_of
from onrecord.resolve.tracks import words_of

if TYPE_CHECKING:
    from onrecord.record import Report

FIRST = Ballot("r1:v1", "r1", "council", words_of("a draft on the water board"), "2021-05-19", held=True, adopted=False)
NEXT = replace(FIRST, id="r2:v1", report="r2")


@pytest.mark.parametrize(
    "other",
    [
        NEXT,
        replace(NEXT, day="2021-05-20"),
        replace(NEXT, words=words_of("the water board's budget")),
        replace(NEXT, adopted=None),
        replace(NEXT, words=frozenset(), adopted=None),
        replace(NEXT, held=False, day="2021-05-10", adopted=None),
    ],
)
def test_reports_of_one_vote(other: Ballot) -> None:
    assert fit_of(other, begun_by(FIRST)) is not None


@pytest.mark.parametrize(
    "other",
    [
        replace(NEXT, body="parliament"),
        replace(NEXT, body=None),
        replace(NEXT, adopted=True),
        replace(NEXT, words=words_of("the harbour fees")),
        replace(NEXT, day="2021-05-26"),
        replace(NEXT, words=frozenset(), day="2021-05-20"),
        replace(NEXT, held=False, day="2021-07-10", adopted=None),
        replace(NEXT, report="r1", id="r1:v2"),
    ],
)
def test_other_votes(other: Ballot) -> None:
    assert fit_of(other, begun_by(FIRST)) is None


def test_an_announced_vote_is_the_one_that_is_held() -> None:
    announced = begun_by(replace(FIRST, held=False, day="2021-05-12", adopted=None))
    assert announced.held is None
    found = fit_of(NEXT, announced)
    assert found is not None
    motion = joined(announced, NEXT)
    assert (motion.held, motion.adopted, motion.reports) == ("2021-05-19", False, ("r1", "r2"))


def test_votes_of_no_named_body_are_sought_by_day() -> None:
    assert keys_of(FIRST) == ("motion|council",)
    assert keys_of(replace(FIRST, body=None)) == ("motion|day 2021-05-19",)


def test_three_motions_of_a_sample_stay_three(golden: tuple[Report, ...]) -> None:
    names = {actor.id: actor.name for actor in golden[1].actors}
    ballots = [ballot_of(vote, golden[1], "2021-05-19", names) for vote in golden[1].votes]
    assert [ballot.day for ballot in ballots] == ["2021-05-19", "2021-05-21", "2021-05-17"]
    fits = [fit_of(one, begun_by(other)) for one in ballots for other in ballots if one is not other]
    assert fits == [None] * 6

"""Which tellings of a vote contradict each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record import Counts
from onrecord.resolve.ballots import Told, clash
from onrecord.resolve.tracks import words_of

NAMES = {"actor 7": "Halvane", "actor 8": "Ardoria"}
CEASEFIRE, PAUSE = words_of("a draft demanding an immediate ceasefire"), words_of("a draft on a three-day pause")
FIRST = Told(
    "r1:v1", "r1", "outlet Gazette", "2021-05-19", "actor 1", CEASEFIRE, Counts(9, 2, 0), {"actor 7": "no"}, NAMES, ()
)
NEXT = replace(FIRST, id="r2:v1", report="r2", source="outlet Wire")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(NEXT, counts=Counts(9, 1, 1)), ("no: 2 and 1", "abstain: 0 and 1")),
        (replace(NEXT, counts=Counts(0)), ("yes: 9 and 0",)),
        (replace(NEXT, votes={"actor 7": "abstain", "actor 8": "no"}), ("Halvane: no and abstain",)),
        (replace(NEXT, words=frozenset(), counts=Counts(8)), ("yes: 9 and 8",)),
    ],
)
def test_tallies_and_voters_that_cannot_both_hold(other: Told, expected: tuple[str, ...]) -> None:
    assert clash(FIRST, other) == ("the same vote", *expected)


@pytest.mark.parametrize(
    "other",
    [
        NEXT,
        replace(NEXT, counts=Counts()),
        replace(NEXT, counts=Counts(9, 2, None, 1)),
        replace(NEXT, votes={"actor 8": "yes"}),
        replace(NEXT, body="actor 2", counts=Counts(5)),
        replace(NEXT, words=PAUSE & words_of("pause"), counts=Counts(5)),
    ],
)
def test_what_is_unsaid_or_of_another_vote_contradicts_nothing(other: Told) -> None:
    assert clash(FIRST, other) == ()


def test_a_source_that_says_another_number_later_changed_its_own() -> None:
    assert clash(FIRST, replace(NEXT, source=FIRST.source, counts=Counts(5))) == ()
    assert clash(FIRST, replace(NEXT, report="r1", counts=Counts(5))) == ()


def test_where_a_report_tells_of_two_votes_the_words_must_say_which() -> None:
    two = replace(NEXT, counts=Counts(5, 6), others=(PAUSE,))
    assert clash(FIRST, two)
    assert clash(two, FIRST)
    assert clash(FIRST, replace(two, words=frozenset())) == ()
    # The other vote of that report could be the one that is told here just as well.
    assert clash(FIRST, replace(two, others=(CEASEFIRE,))) == ()
    assert clash(FIRST, replace(two, words=PAUSE, others=(CEASEFIRE,))) == ()

"""Tallies of one motion by two sources, set beside each other however the reports came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from onrecord.record import Actor, Ballot, Counts, Mention, Provenance, Report, ReportText, Vote
from onrecord.store.corrections import Asked, correct
from onrecord.store.disputes import Disagreement, disagreements
from onrecord.store.linking import link_new
from onrecord.store.rebuilding import rebuild
from onrecord.store.schema import DISAGREEMENTS
from onrecord.store.selection import Selection
from onrecord.store.writing import put_report
from onrecord.text import Span, digest_of

if TYPE_CHECKING:
    from onrecord.store import Store

NOW = "2021-05-21T12:00:00Z"
MADE = Provenance("made up", "written for the test")
MOTION = "the draft on the Anvel water board"


def told(number: int, sentence: str, counts: Counts, option: str = "no", outlet: str | None = None) -> Report:
    """A report of the vote; the sentence is its own, so that none is a copy of another."""
    text = f"{sentence} The Assembly of Anvel voted on {MOTION}. Halvane was there."
    about = ReportText(
        f"r{number:016d}", digest_of(text), text, "A vote", outlet or f"Outlet {number}", f"https://{number}.example",
        None, "2021-05-19",
    )  # fmt: skip
    actors = tuple(_actor(f"a{place}", name, text) for place, name in enumerate(("Assembly of Anvel", "Halvane"), 1))
    vote = Vote(
        "v1", "a1", MOTION, (), counts, (Ballot("a2", option),), (), None, "actual", None, (), (_span(text, MOTION),),  # type: ignore[arg-type]  # a free option
        MADE,
    )  # fmt: skip
    return Report(report=about, actors=actors, votes=(vote,))


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _actor(local: str, name: str, text: str) -> Actor:
    found = _span(text, name)
    mention = Mention(found.start, found.end, name, "name")
    kind = "country" if name == "Halvane" else "organization"
    return Actor(local, name, kind, None, None, (), True, (mention,), MADE)  # type: ignore[arg-type]  # the kind is a plain text here


FIRST = told(1, "It rained on the members as they came, early and without umbrellas.", Counts(9, 2, 0))
SECOND = told(2, "Long queues stood before the gates when deputies arrived by boat.", Counts(8, 3, 0))
THIRD = told(3, "Nobody spoke for an hour; then a bell rang, and papers went round.", Counts(9, 2))


def put(store: Store, *reports: Report) -> None:
    """Put these reports into the store, each linked before the next comes."""
    for report in reports:
        with store.begin() as connection:
            put_report(connection, report, key=report.report.id, software="tests", now=NOW)
            link_new(connection, NOW)


def found(store: Store) -> tuple[Disagreement, ...]:
    with store.connect() as connection:
        return disagreements(connection, Selection(), kind="votes").items


def test_two_tallies_of_one_motion_stand_beside_each_other(store: Store) -> None:
    put(store, FIRST, SECOND)
    (one,) = found(store)
    assert (one.left.outlet, one.right.outlet) == ("Outlet 1", "Outlet 2")
    assert one.reasons == ("the same vote", "yes: 9 and 8", "no: 2 and 3")
    assert one.label == f"Assembly of Anvel: {MOTION}"
    assert MOTION in one.left.words
    assert one.day == "2021-05-19"


def test_the_order_in_which_reports_come_and_rebuilding_make_no_difference(store: Store) -> None:
    put(store, SECOND, THIRD, FIRST)
    before = found(store)
    assert {(one.left.record, one.right.record) for one in before} <= {
        (f"{FIRST.report.id}:v1", f"{SECOND.report.id}:v1"), (f"{SECOND.report.id}:v1", f"{THIRD.report.id}:v1"),
    }  # fmt: skip
    assert before
    with store.begin() as connection:
        rebuild(connection)
    assert [one.reasons for one in found(store)] == [one.reasons for one in before]


@pytest.mark.parametrize(
    "other",
    [
        told(2, "Long queues stood before the gates when deputies arrived by boat.", Counts(9, 2, 0)),
        told(2, "Long queues stood before the gates when deputies arrived by boat.", Counts()),
        told(2, "Long queues stood before the gates when deputies came.", Counts(8, 3), outlet="Outlet 1"),
    ],
    ids=["the same", "unsaid", "the same source"],
)
def test_what_agrees_or_says_nothing_is_no_disagreement(store: Store, other: Report) -> None:
    put(store, FIRST, other)
    assert found(store) == ()


def test_a_voter_of_whom_two_votes_are_told(store: Store) -> None:
    put(store, FIRST, told(2, "Long queues stood before the gates at dawn.", Counts(9, 2, 0), "abstain"))
    assert [one.reasons[1:] for one in found(store)] == [("Halvane: no and abstain",)]


def test_a_corrected_tally_takes_the_disagreement_away(store: Store) -> None:
    put(store, FIRST, SECOND)
    with store.begin() as connection:
        fields = {"counts": {"yes": 9, "no": 2, "abstain": 0, "absent": None}}
        correct(connection, Asked("edit", SECOND.report.id, "Ada", record="v1", fields=fields), now=NOW)
        link_new(connection, NOW)
        assert connection.execute(select(DISAGREEMENTS.c.kind)).scalars().all() == []
    put(store, replace(THIRD, votes=(replace(THIRD.votes[0], counts=Counts(1)),)))
    assert len(found(store)) in (1, 2)

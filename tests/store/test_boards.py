"""The boards of the samples: talks with proposals, replies and deadlines, motions with their votes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from onrecord.record import Counts
from onrecord.store import boards as linking
from onrecord.store.context import settings_of
from onrecord.store.schema import CLUSTERS, MEMBERS
from onrecord.store.selection import Selection
from onrecord.store.talks import boards, votes
from onrecord.store.writing import put_report
from tests.linked import every_setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.record import Report
    from onrecord.store import Store

# Actors of the samples as linking of actors leaves them: Kestovia, Maradal and the council are one in each report.
SAME = {"Kestovia": ("1:a2", "2:a2"), "Maradal": ("1:a16", "2:a5"), "Council of the Strait States": ("1:a1", "1:a1")}


@pytest.fixture
def linked(filled: Store, golden: tuple[Report, ...]) -> Store:
    with filled.begin() as connection:
        for label, members in SAME.items():
            made = connection.execute(
                insert(CLUSTERS).values(kind="actor", label=label, body="{}")
            ).inserted_primary_key
            assert made is not None
            for member in sorted(set(members)):
                number, _, local = member.partition(":")
                item = f"{golden[int(number)].report.id}:{local}"
                connection.execute(insert(MEMBERS).values(cluster_seq=made[0], item=item))
        linking.update(connection, every_setting(connection))
    return filled


def told(connection: Connection) -> list[tuple[str, ...]]:
    """The records of every board and motion."""
    talks = [board.records for board in boards(connection).items]
    return talks + [motion.records for motion in votes(connection).items]


def test_two_reports_of_the_talks_are_one_board(linked: Store, golden: tuple[Report, ...]) -> None:
    with linked.connect() as connection:
        (board,) = boards(connection).items
    assert board.label == "Kestovia and Maradal: the Anvel Strait"
    assert board.records == (f"{golden[1].report.id}:n1", f"{golden[2].report.id}:n1")
    assert [party.name for party in board.parties] == ["Kestovia", "Maradal"]
    assert None not in [party.cluster for party in board.parties]
    assert [mediator.name for mediator in board.mediators] == ["Samuel Orrin"]
    assert board.venues == ("Geneva",)
    assert [(step.stage, step.day) for step in board.stage_history] == [("ongoing", "2021-05-20")]


def test_proposals_stand_with_the_replies_to_them_and_the_deadline(linked: Store, golden: tuple[Report, ...]) -> None:
    with linked.connect() as connection:
        (board,) = boards(connection).items
    offer = board.proposals[0]
    assert offer.by is not None and offer.by.name == "Samuel Orrin"
    assert offer.terms == ("P10D", "an exchange of prisoners")
    replies = [(answer.by.name if answer.by else None, answer.reply, answer.record[-3:]) for answer in offer.replies]
    assert replies == [
        ("Maradal", "positive", ":s3"), ("Kestovia", "lukewarm", ":s5"), ("Sennet Island Front", "negative", ":s8")
    ]  # fmt: skip
    assert [(due.day, due.record) for due in board.deadlines] == [("2021-05-22", f"{golden[2].report.id}:t15")]


def test_votes_with_tally_voters_and_vetoes(linked: Store) -> None:
    with linked.connect() as connection:
        found = {one.motion: one for one in votes(connection).items}
    vetoed = found["a draft resolution demanding an immediate ceasefire between Kestovia and Maradal"]
    assert (vetoed.counts, vetoed.adopted, vetoed.day) == (Counts(9, 2, 0, None), False, "2021-05-19")
    assert [(ballot.voter.name, ballot.option) for ballot in vetoed.ballots] == [("Halvane", "no"), ("Ardoria", "no")]
    assert [one.name for one in vetoed.vetoes] == ["Halvane", "Ardoria"]
    assert found["a three-day pause"].modality == "possible"
    assert found["a statement of concern about the fighting"].counts == Counts(11, 0, None, None)


def test_a_second_report_of_a_vote_joins_its_motion(linked: Store, golden: tuple[Report, ...]) -> None:
    vote = replace(golden[1].votes[0], counts=Counts(None, None, None, 0), ballots=(), vetoes=())
    text = replace(golden[1].report, id="r0000000000000009", outlet="Later Post")
    second = replace(golden[1], report=text, votes=(vote,), negotiations=())
    with linked.begin() as connection:
        council = connection.execute(select(CLUSTERS.c.seq).where(CLUSTERS.c.label == "Council of the Strait States"))
        connection.execute(insert(MEMBERS).values(cluster_seq=council.scalar_one(), item="r0000000000000009:a1"))
        put = put_report(connection, second, key="second", software="tests", now="2021-05-21T12:00:00Z")
        linking.update(connection, settings_of(connection, [put.version_seq]))
    with linked.connect() as connection:
        found = {len(one.records): one for one in votes(connection).items}
    assert found[2].counts == Counts(9, 2, 0, 0)


@pytest.mark.parametrize(
    ("selection", "tracks", "motions"),
    [
        (Selection(day_from="2021-05-20"), 1, 1),
        (Selection(day_to="2021-05-18"), 0, 1),
        (Selection(actors=("Samuel Orrin",)), 1, 0),
        (Selection(actors=("Halvane",)), 0, 1),
    ],
)
def test_boards_of_a_selection(linked: Store, selection: Selection, tracks: int, motions: int) -> None:
    with linked.connect() as connection:
        assert len(boards(connection, selection).items) == tracks
        assert len(votes(connection, selection).items) == motions


def test_pages_of_motions_come_to_all_of_them(linked: Store) -> None:
    with linked.connect() as connection:
        whole = votes(connection)
        found = [votes(connection, limit=1)]
        while (after := found[-1].next) is not None:
            found.append(votes(connection, after=after, limit=1))
    assert len(whole.items) > 1
    assert whole.next is None
    assert [page.items for page in found] == [(motion,) for motion in whole.items]


def test_linking_again_changes_nothing(linked: Store) -> None:
    with linked.connect() as connection:
        before = told(connection)
    with linked.begin() as connection:
        linking.update(connection, every_setting(connection))
    with linked.connect() as connection:
        assert told(connection) == before

"""Networks and timelines of the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from onrecord.store.chronology import timeline
from onrecord.store.network import network
from onrecord.store.schema import CLUSTERS, MEMBERS
from onrecord.store.selection import Selection

if TYPE_CHECKING:
    from onrecord.record import Report
    from onrecord.store import Store


@pytest.fixture
def linked(filled: Store, golden: tuple[Report, ...]) -> Store:
    """The samples, with Maradal one actor in two of them."""
    with filled.begin() as connection:
        made = connection.execute(
            insert(CLUSTERS).values(kind="actor", label="Maradal", type="country", body="{}")
        ).inserted_primary_key
        assert made is not None
        for item in (f"{golden[0].report.id}:a6", f"{golden[1].report.id}:a16"):
            connection.execute(insert(MEMBERS).values(cluster_seq=made[0], item=item))
    return filled


def test_who_acts_on_whom(linked: Store) -> None:
    with linked.connect() as connection:
        found = network(connection)
    names = {node.id: node.label for node in found.nodes}
    edges = {(names[edge.source], names[edge.target], edge.type) for edge in found.edges}
    assert {("Hanna Broz", "Maradal", "REQUEST"), ("Mira Solenc", "Maradal", "ACCUSE")} <= edges
    # Planned releases are no acts.
    assert ("Kestovia", "around 300 detainees", "RETREAT") not in edges
    maradal = next(node for node in found.nodes if node.label == "Maradal" and ":" not in node.id)
    assert (maradal.kind, maradal.weight) == ("country", 2)
    assert found.left_out == 0


def test_acts_of_another_reality_are_shown_where_they_are_asked_for(linked: Store) -> None:
    with linked.connect() as connection:
        found = network(connection, Selection(modalities=("hypothetical",)))
    names = {node.id: node.label for node in found.nodes}
    assert ("Kestovia", "around 300 detainees") in {(names[edge.source], names[edge.target]) for edge in found.edges}


def test_who_speaks_of_whom(linked: Store) -> None:
    with linked.connect() as connection:
        found = network(connection, layer="speaks")
    names = {node.id: node.label for node in found.nodes}
    edges = {(names[edge.source], names[edge.target], edge.type): edge for edge in found.edges}
    assert ("Maradal", "Kestovia", "ASSAULT") in edges
    assert edges["Hanna Broz", "Maradal", "demand"].records == ("rff78446f348a0b8e:s9",)


def test_edges_beyond_the_limit_are_counted(linked: Store) -> None:
    with linked.connect() as connection:
        whole, piece = network(connection), network(connection, limit=3)
    assert len(piece.edges) == 3 and piece.left_out == len(whole.edges) - 3
    assert piece.edges == whole.edges[:3]


def test_a_network_of_nothing_is_empty(store: Store) -> None:
    with store.connect() as connection:
        found = network(connection)
    assert (found.nodes, found.edges, found.left_out) == ((), (), 0)


def test_lanes_by_place(linked: Store) -> None:
    with linked.connect() as connection:
        found = timeline(connection, lane="place")
    assert [lane.label for lane in found.lanes[:2]] == ["Dalmora", "TARROW"]
    days = [item.day for item in found.lanes[0].items]
    assert days == sorted(days) and len(days) == found.lanes[0].total


def test_lanes_by_actor_across_reports(linked: Store) -> None:
    with linked.connect() as connection:
        found = timeline(connection, lanes=30)
    lane = next(one for one in found.lanes if one.label == "Maradal")
    assert lane.id.isdigit()
    assert {item.kind for item in lane.items} <= {"events", "figures", "statements", "votes", "negotiations"}
    assert found.undated > 0


def test_a_lane_keeps_its_newest_records(linked: Store) -> None:
    with linked.connect() as connection:
        whole = timeline(connection, lane="place").lanes[0]
        piece = timeline(connection, lane="place", lanes=1, per_lane=2)
    assert len(piece.lanes) == 1
    assert (piece.lanes[0].total, [item.id for item in piece.lanes[0].items]) == (
        whole.total, [item.id for item in whole.items[-2:]]
    )  # fmt: skip


def test_each_actors_lane_keeps_its_newest_records_oldest_first(linked: Store) -> None:
    with linked.connect() as connection:
        whole = timeline(connection, lanes=30).lanes
        cut = timeline(connection, lanes=30, per_lane=3).lanes
    days = [[(row.day, row.seq) for row in lane.items] for lane in whole]
    assert max(map(len, days)) > 3 and days == [sorted(lane) for lane in days]
    assert [[(row.day, row.seq) for row in lane.items] for lane in cut] == [lane[-3:] for lane in days]
    assert [lane.total for lane in cut] == [lane.total for lane in whole]

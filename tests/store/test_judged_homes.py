"""Judgements of figures, talks and votes: followed when linked, when linked anew, and after a newer reading."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.judgements import Judgement, put_judgement
from onrecord.store.linking import link_new
from onrecord.store.rebuilding import rebuild
from onrecord.store.schema import CLUSTERS, DISAGREEMENTS, MEMBERS
from onrecord.store.writing import put_report
from tests.renumbered import renumbered

NOW = "2021-05-21T12:00:00Z"


def pairs(connection: Connection, kind: str) -> dict[int, list[str]]:
    """The members of the clusters of a kind."""
    joined = MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
    rows = connection.execute(
        select(CLUSTERS.c.seq, MEMBERS.c.item)
        .select_from(joined)
        .where(CLUSTERS.c.kind == kind)
        .order_by(MEMBERS.c.item)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.seq, []).append(row.item)
    return found


def are_together(connection: Connection, kind: str, one: str, other: str) -> bool:
    return any({one, other} <= set(items) for items in pairs(connection, kind).values())


def judge(connection: Connection, kind: str, one: str, other: str, verdict: Any) -> None:
    put_judgement(connection, Judgement(kind, one, other, verdict, "Ada", NOW))
    link_new(connection, NOW)


@pytest.mark.parametrize("kind", ["toll", "track"])
def test_what_was_linked_is_apart_once_judged_different(filled: Store, golden: tuple[Report, ...], kind: str) -> None:
    with filled.begin() as connection:
        link_new(connection, NOW)
        one, other = next(
            (items[0], items[1])
            for items in pairs(connection, kind).values()
            if len({item.partition(":")[0] for item in items}) > 1 and items[0][:17] != items[1][:17]
        )
        judge(connection, kind, one, other, "different")
        assert not are_together(connection, kind, one, other)
        sides = connection.execute(select(DISAGREEMENTS.c.left, DISAGREEMENTS.c.right)).all()
        assert {one, other} not in [set(row) for row in sides]
        rebuild(connection)
        assert not are_together(connection, kind, one, other)
        report = next(each for each in golden if one.startswith(each.report.id))
        put_report(connection, renumbered(report), key="newer", software="newer", now=NOW)
        link_new(connection, NOW)
        version, _, local = one.partition(":")
        later = f"{version}:{local[0]}{int(local[1:]) + 100}"
        assert any(later in items for items in pairs(connection, kind).values())
        assert not are_together(connection, kind, later, other)
        for verdict in ("unsure", "same"):
            judge(connection, kind, later, other, verdict)
            rebuild(connection)
            assert are_together(connection, kind, later, other)


@pytest.mark.parametrize("kind", ["toll", "motion"])
def test_what_was_apart_is_together_once_judged_the_same(filled: Store, kind: str) -> None:
    with filled.begin() as connection:
        link_new(connection, NOW)
        one, other = _two_apart(connection, kind)
        judge(connection, kind, one, other, "same")
        assert are_together(connection, kind, one, other)
        rebuild(connection)
        assert are_together(connection, kind, one, other)


def _two_apart(connection: Connection, kind: str) -> tuple[str, str]:
    """The first members of two clusters of a kind (and of one measure, as tolls have)."""
    types = {row.seq: row.type for row in connection.execute(select(CLUSTERS.c.seq, CLUSTERS.c.type))}
    seen: dict[str | None, str] = {}
    for seq, items in pairs(connection, kind).items():
        if types[seq] in seen:
            return seen[types[seq]], items[0]
        seen[types[seq]] = items[0]
    raise AssertionError(f"the samples have no two of {kind} that could be one")

"""Linking reports in a store, on SQLite and PostgreSQL: the same clusters whichever way the reports came in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from eval.varied import varied
from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.judgements import Judgement, put_judgement
from onrecord.store.linking import link_new, origins, rebuild
from onrecord.store.schema import BLOCKS, CLUSTERS, DISAGREEMENTS, FACTS, MEMBERS
from onrecord.store.writing import put_report
from onrecord.text import digest_of

NOW = "2024-03-01T12:00:00Z"
OWN = ("actor", "event", "origin")
Content = set[tuple[Any, ...]]


@pytest.fixture(scope="session")
def tellings(golden: tuple[Report, ...]) -> list[Report]:
    """Reports of one invented world, each told several times, and some of another."""
    return list(varied(golden, 18))


@pytest.fixture
def other_store(tmp_path: Path) -> Iterable[Store]:
    """A second store, to compare with."""
    with open_store(tmp_path / "other.db", create=True) as opened:
        yield opened


def put(store: Store, reports: Sequence[Report], *, software: str = "onrecord 1") -> None:
    with store.begin() as connection:
        for report in reports:
            put_report(connection, report, key=report.report.url or report.report.id, software=software, now=NOW)


def link(store: Store) -> int:
    with store.begin() as connection:
        return link_new(connection, NOW).reports


def judge(store: Store, kind: str, left: str, right: str, verdict: Any) -> None:
    with store.begin() as connection:
        put_judgement(connection, Judgement(kind, left, right, verdict, "Ada Korr", NOW))


def content(connection: Connection, kinds: Iterable[str] = OWN) -> Content:
    """The clusters of these kinds by what they hold, without their numbers."""
    rows = connection.execute(select(CLUSTERS).where(CLUSTERS.c.kind.in_(tuple(kinds)))).all()
    members = connection.execute(select(MEMBERS)).all()
    keys = connection.execute(select(BLOCKS)).all()
    return {
        (
            row.kind, row.label, row.type, row.country, row.day, row.day_end, _sorted(row.body),
            frozenset((one.item, one.score, one.reasons) for one in members if one.cluster_seq == row.seq),
            frozenset(one.key for one in keys if one.cluster_seq == row.seq),
        )
        for row in rows
    }  # fmt: skip


def _sorted(body: str) -> str:
    return json.dumps(json.loads(body), sort_keys=True)


def state(store: Store, of: Callable[[Connection], Any] = content) -> Any:
    with store.connect() as connection:
        return of(connection)


def everything(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """Every derived row, with its numbers."""
    tables = (CLUSTERS, MEMBERS, BLOCKS, DISAGREEMENTS)
    return [sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for table in tables]


def together(store: Store, kind: str) -> list[set[str]]:
    """The members of each cluster of a kind with more than one."""
    with store.connect() as connection:
        joined = MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        rows = connection.execute(
            select(MEMBERS.c.cluster_seq, MEMBERS.c.item).select_from(joined).where(CLUSTERS.c.kind == kind)
        ).all()
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.cluster_seq, set()).add(row.item)
    return [items for items in found.values() if len(items) > 1]


def killed_in(report: Report) -> str:
    """The id of the first event of a report that says somebody was killed."""
    return f"{report.report.id}:" + next(one.id for one in report.events if one.trigger.text == "killed")


def test_one_by_one_all_at_once_and_rebuilt_are_one(store: Store, other_store: Store, tellings: list[Report]) -> None:
    for report in tellings:
        put(store, [report])
        assert link(store) == 1
    put(other_store, tellings)
    assert link(other_store) == len(tellings)
    assert state(store) == state(other_store)
    before = state(store, everything)
    with store.begin() as connection:
        assert rebuild(connection).reports == len(tellings)
    assert state(store, everything) == before
    assert len(together(store, "event")) > 5
    assert len(together(store, "actor")) > 20


def test_the_order_of_reports_makes_no_difference(store: Store, other_store: Store, tellings: list[Report]) -> None:
    put(store, tellings)
    link(store)
    for report in sorted(tellings, key=lambda one: one.report.id):
        put(other_store, [report])
        link(other_store)
    assert state(store) == state(other_store)


def test_nothing_new_changes_nothing(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden)
    assert link(store) == len(golden)
    before = state(store, everything)
    assert link(store) == 0
    assert state(store, everything) == before
    with store.connect() as connection:
        assert connection.execute(select(FACTS.c.value).where(FACTS.c.name == "linked")).scalar_one() == "6"


def test_the_samples_share_their_governments_and_bodies(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden)
    link(store)
    with store.connect() as connection:
        joined = MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        rows = connection.execute(
            select(CLUSTERS.c.label, MEMBERS.c.item).select_from(joined).where(CLUSTERS.c.kind == "actor")
        ).all()
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row.label] = sizes.get(row.label, 0) + 1
    assert sizes["Kestovia"] == 5
    assert sizes["Maradal"] == 5
    assert sizes["Kestovia's health ministry"] == 2
    assert sizes["Maradal's health ministry"] == 1


def test_a_new_reading_takes_the_place_of_the_old(store: Store, other_store: Store, tellings: list[Report]) -> None:
    changed = replace(
        tellings[9],
        events=(),
        actors=tuple(replace(one, named=one.named and one.kind != "person") for one in tellings[9].actors),
    )
    changed = replace(changed, figures=(), statements=(), votes=(), negotiations=())
    put(store, tellings)
    link(store)
    put(store, [changed], software="onrecord 2")
    assert link(store) == 1
    put(other_store, [*tellings[:9], changed, *tellings[10:]])
    link(other_store)
    assert state(store) == state(other_store)


def test_a_changed_report_leaves_no_trace_of_its_old_text(
    store: Store, other_store: Store, tellings: list[Report]
) -> None:
    put(store, tellings)
    link(store)
    text = tellings[8].report.text
    moved = replace(tellings[8].report, id="r" + "7" * 16, text=text + "\n", digest=digest_of(text + "\n"))
    newer = replace(tellings[8], report=moved)
    put(store, [newer])
    link(store)
    put(other_store, [*tellings[:8], newer, *tellings[9:]])
    link(other_store)
    assert state(store) == state(other_store)


def test_judged_different_is_apart_and_judged_unsure_is_as_before(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden)
    link(store)
    before = state(store)
    (kestovia,) = [one for one in together(store, "actor") if f"{golden[0].report.id}:a3" in one]
    left, right = sorted(kestovia)[:2]
    judge(store, "actor", left, right, "different")
    assert link(store) == 2
    apart = [one for one in together(store, "actor") if {left, right} & one]
    assert [len(one) for one in apart] == [4]
    judged = state(store)
    with store.begin() as connection:
        rebuild(connection, NOW)
    assert state(store) == judged
    judge(store, "actor", left, right, "unsure")
    link(store)
    assert state(store) == before


def named(report: Report, name: str) -> str:
    """The actor of this name."""
    return next(f"{report.report.id}:{actor.id}" for actor in report.actors if actor.name == name)


def test_judged_the_same_is_together(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden)
    link(store)
    one, other = named(golden[0], "Ivo Tarnec"), named(golden[1], "Teodor Mausen")
    assert not any({one, other} <= items for items in together(store, "actor"))
    judge(store, "actor", one, other, "same")
    link(store)
    assert {one, other} in together(store, "actor")
    shelling, killing = killed_in(golden[0]), killed_in(golden[5])
    judge(store, "event", shelling, killing, "same")
    link(store)
    assert {shelling, killing} in together(store, "event")
    judge(store, "event", shelling, killing, "different")
    link(store)
    assert {shelling, killing} not in together(store, "event")


def test_nine_outlets_two_origins(store: Store, golden: tuple[Report, ...]) -> None:
    copies = [_printed(golden[number % 2], f"Outlet {number}", number) for number in range(9)]
    put(store, copies)
    link(store)
    with store.connect() as connection:
        found = origins(connection, [one.report.id for one in copies])
    assert [len(one.outlets) for one in found] == [5, 4]
    assert {one.cluster is not None for one in found} == {True}


def _printed(report: Report, outlet: str, number: int) -> Report:
    """A report as another outlet printed it: with a line of its own at the end."""
    text = report.report.text + f"\nMore from {outlet}.\n"
    changed = replace(
        report.report,
        text=text,
        digest=digest_of(text),
        outlet=outlet,
        id=f"r{number:016d}",
        url=f"https://{number}.example",
    )
    return replace(report, report=changed)


def test_disagreements_outlive_the_merging_of_their_events(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden)
    link(store)
    one, other = killed_in(golden[0]), killed_in(golden[5])
    with store.begin() as connection:
        homes = dict(
            connection.execute(
                select(MEMBERS.c.item, MEMBERS.c.cluster_seq).where(MEMBERS.c.item.in_((one, other)))
            ).all()
        )
        for item, seq in homes.items():
            connection.execute(
                insert(DISAGREEMENTS).values(
                    kind="occurrence",
                    cluster_seq=seq,
                    left=item,
                    right=f"{item}0",
                    label="made for a test",
                    reasons="[]",
                )
            )
    judge(store, "event", one, other, "same")
    link(store)
    with store.connect() as connection:
        made = select(DISAGREEMENTS.c.cluster_seq).where(DISAGREEMENTS.c.label == "made for a test")
        kept = connection.execute(made).scalars().all()
        home = connection.execute(select(MEMBERS.c.cluster_seq).where(MEMBERS.c.item == one)).scalar_one()
    assert kept == [home, home]

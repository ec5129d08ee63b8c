"""Judgements: kept by their records' characters, so that a newer reading is judged as the older one was."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, text, update

from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.agreement import agreement
from onrecord.store.judgements import Judgement, all_judgements, judgements_of, put_judgement
from onrecord.store.linking import link_new
from onrecord.store.linking_rows import judged_of
from onrecord.store.opening import migrate
from onrecord.store.patches import apply_patch, patch_lines
from onrecord.store.rebuilding import rebuild
from onrecord.store.relinking import dirty_versions
from onrecord.store.schema import CLUSTERS, JUDGEMENTS, MEMBERS
from onrecord.store.verify import verify
from onrecord.store.writing import put_report
from tests.renumbered import renumbered, without

NOW = "2021-05-19T12:00:00Z"


def named(report: Report, name: str) -> str:
    """The id across reports of the actor with this name."""
    return f"{report.report.id}:" + next(one.id for one in report.actors if one.name == name)


def judge(connection: Connection, left: str, right: str, verdict: Any, author: str = "Ada", at: str = NOW) -> bool:
    return put_judgement(connection, Judgement("actor", left, right, verdict, author, at))


def read_again(connection: Connection, report: Report) -> None:
    put_report(connection, report, key="read again", software="newer", now=NOW)


def together(connection: Connection, one: str, other: str) -> bool:
    """Whether two actors are in one cluster."""
    joined = MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
    query = select(MEMBERS.c.cluster_seq).select_from(joined).where(CLUSTERS.c.kind == "actor")
    homes = [connection.execute(query.where(MEMBERS.c.item == item)).scalar_one() for item in (one, other)]
    return bool(homes[0] == homes[1])


@pytest.mark.parametrize("verdict", ["different", "same"])
def test_a_judgement_holds_for_a_newer_reading(filled: Store, golden: tuple[Report, ...], verdict: str) -> None:
    first, second = golden[0], golden[1]
    other = "Kestovia" if verdict == "different" else "Maradal"
    with filled.begin() as connection:
        link_new(connection, NOW)
        assert together(connection, named(first, "Kestovia"), named(second, other)) == (verdict == "different")
        judge(connection, named(first, "Kestovia"), named(second, other), verdict)
        link_new(connection, NOW)
        assert together(connection, named(first, "Kestovia"), named(second, other)) == (verdict == "same")
    for newer in (renumbered(first), renumbered(first, by=7)):
        with filled.begin() as connection:
            read_again(connection, newer)
            link_new(connection, NOW)
            assert together(connection, named(newer, "Kestovia"), named(second, other)) == (verdict == "same")
            assert list(verify(connection)) == []
    with filled.begin() as connection:
        # What was said stands as it was said.
        assert all_judgements(connection)[0].judgement.left == min(named(first, "Kestovia"), named(second, other))
        rebuild(connection)
        assert together(connection, named(newer, "Kestovia"), named(second, other)) == (verdict == "same")


def test_a_record_that_is_not_read_any_more_is_judged_again_when_it_comes_back(
    filled: Store, golden: tuple[Report, ...]
) -> None:
    actor = next(one.id for one in golden[0].actors if one.name == "Kestovia")
    here, there = named(golden[0], "Kestovia"), named(golden[1], "Kestovia")
    with filled.begin() as connection:
        judge(connection, here, there, "different")
        link_new(connection, NOW)
        read_again(connection, without(golden[0], "actors", actor))
        assert not judged_of(connection, "actor").different
        assert golden[1].report.id in dirty_versions(connection)
        assert judgements_of(connection, there)[0].judgement.verdict == "different"
        assert list(verify(connection)) == []
        read_again(connection, golden[0])
        assert judged_of(connection, "actor").different == {tuple(sorted((here, there)))}


def test_two_reviewers_of_two_readings_judged_one_pair(filled: Store, golden: tuple[Report, ...]) -> None:
    there = named(golden[1], "Kestovia")
    with filled.begin() as connection:
        judge(connection, named(golden[0], "Kestovia"), there, "same", "Ada")
        newer = renumbered(golden[0])
        read_again(connection, newer)
        judge(connection, named(newer, "Kestovia"), there, "different", "Ben")
        assert [(one.kind, one.units, one.alone) for one in agreement(connection)] == [("same actor", 1, 0)]
        assert not judged_of(connection, "actor").items()


def test_a_patch_of_an_older_reading_fits_a_newer_one_and_only_once(filled: Store, golden: tuple[Report, ...]) -> None:
    there = named(golden[1], "Kestovia")
    with filled.begin() as connection:
        judge(connection, named(golden[0], "Kestovia"), there, "different")
        lines = list(patch_lines(connection))
        connection.execute(JUDGEMENTS.delete())
        newer = renumbered(golden[0])
        read_again(connection, newer)
        assert apply_patch(connection, lines).judgements == 1
        assert judged_of(connection, "actor").different == {tuple(sorted((named(newer, "Kestovia"), there)))}
        assert apply_patch(connection, lines).known == 1
        read_again(connection, renumbered(golden[0], by=9))
        assert apply_patch(connection, lines).known == 1


def test_what_was_turned_to_another_record_is_told(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.begin() as connection:
        judge(connection, named(golden[0], "Kestovia"), named(golden[1], "Kestovia"), "different")
        connection.execute(update(JUDGEMENTS).values(right_now=named(golden[1], "Maradal")))
        (fault,) = verify(connection)
        assert fault.where == "judgement 1"
        assert "is called" in fault.what
        rebuild(connection)
        assert list(verify(connection)) == []


def test_judgements_of_an_older_store_get_their_characters(store_address: str, golden: tuple[Report, ...]) -> None:
    left, right = sorted((named(golden[0], "Kestovia"), named(golden[1], "Kestovia")))
    with open_store(store_address) as store, store.begin() as connection:
        for number, report in enumerate(golden):
            put_report(connection, report, key=str(number), software="tests", now=NOW)
        said = {"kind": "actor", "left": left, "right": right, "verdict": "different", "author": "Ada", "at": NOW}
        connection.execute(insert(JUDGEMENTS).values(said))
        for name in ("left_now", "right_now"):
            connection.execute(text(f"DROP INDEX ix_judgements_{name}"))
        for name in ("left_target", "right_target", "left_now", "right_now"):
            connection.execute(text(f"ALTER TABLE judgements DROP COLUMN {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    assert migrate(store_address) == ("0002", "0003")
    with open_store(store_address) as store, store.begin() as connection:
        (one,) = all_judgements(connection)
        assert (one.left, one.right) == (left, right)
        assert one.left_target is not None and one.left_target.text == "Kestovia"
        read_again(connection, renumbered(golden[0]))
        assert named(renumbered(golden[0]), "Kestovia") in judged_of(connection, "actor").items()

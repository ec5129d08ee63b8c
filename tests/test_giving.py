"""What a selection gives out, on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import insert

from onrecord.giving import selected_from
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.schema import CLUSTERS, MEMBERS
from onrecord.store.selection import Selection


def test_no_filter_gives_every_report_with_all_its_records(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = list(selected_from(connection, Selection()))
    assert [one.report for one in found] == list(golden)
    assert [one.chosen for one in found] == [frozenset(record.id for record in report.records()) for report in golden]


def test_a_kind_gives_its_records_only_and_reports_that_have_some(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = list(selected_from(connection, Selection(kinds=("votes",))))
    assert {one.report.report.id: one.chosen for one in found} == {
        report.report.id: frozenset(vote.id for vote in report.votes) for report in golden if report.votes
    }


def test_days_are_those_of_records_before_those_of_publication(filled: Store) -> None:
    with filled.connect() as connection:
        found = list(
            selected_from(connection, Selection(kinds=("events",), day_from="2021-05-16", day_to="2021-05-16"))
        )
    chosen = {one.id(local) for one in found for local in one.chosen}
    assert "r632f30c91f4802fc:e10" in chosen
    assert "rff78446f348a0b8e:e1" not in chosen


def test_a_day_without_a_kind_finds_records_in_reports_of_another_day(filled: Store) -> None:
    with filled.connect() as connection:
        found = list(selected_from(connection, Selection(day_from="2021-05-16", day_to="2021-05-16")))
    assert "r632f30c91f4802fc:e10" in {one.id(local) for one in found for local in one.chosen}


def test_records_know_their_clusters(filled: Store) -> None:
    with filled.begin() as connection:
        made = connection.execute(insert(CLUSTERS).values(kind="actor", label="Kestovia")).inserted_primary_key
        assert made is not None
        connection.execute(insert(MEMBERS).values(cluster_seq=made[0], item="rff78446f348a0b8e:a3", reasons="[]"))
    with filled.connect() as connection:
        found = {one.report.report.id: one for one in selected_from(connection, Selection())}
    assert found["rff78446f348a0b8e"].clusters == {"a3": str(made[0])}
    assert found["r632f30c91f4802fc"].clusters == {}

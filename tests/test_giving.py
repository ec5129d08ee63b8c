"""What a selection gives out, on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import insert

from onrecord.export.selected import Review
from onrecord.giving import selected_from
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.corrections import Asked, correct
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


def event_of(report: Report, day: str) -> str:
    """The store's id of the first event of a report on this day."""
    days = {time.id: time.value for time in report.times}
    found = next(event for event in report.events if event.time is not None and days[event.time] == day)
    return f"{report.report.id}:{found.id}"


def test_days_are_those_of_records_before_those_of_publication(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = list(
            selected_from(connection, Selection(kinds=("events",), day_from="2021-05-16", day_to="2021-05-16"))
        )
    chosen = {one.id(local) for one in found for local in one.chosen}
    assert event_of(golden[1], "2021-05-16") in chosen
    assert "rff78446f348a0b8e:e1" not in chosen


def test_a_day_without_a_kind_finds_records_in_reports_of_another_day(
    filled: Store, golden: tuple[Report, ...]
) -> None:
    with filled.connect() as connection:
        found = list(selected_from(connection, Selection(day_from="2021-05-16", day_to="2021-05-16")))
    assert event_of(golden[1], "2021-05-16") in {one.id(local) for one in found for local in one.chosen}


def test_records_know_their_clusters(filled: Store) -> None:
    with filled.begin() as connection:
        made = connection.execute(insert(CLUSTERS).values(kind="actor", label="Kestovia")).inserted_primary_key
        assert made is not None
        connection.execute(insert(MEMBERS).values(cluster_seq=made[0], item="rff78446f348a0b8e:a3", reasons="[]"))
    with filled.connect() as connection:
        found = {one.report.report.id: one for one in selected_from(connection, Selection())}
    assert found["rff78446f348a0b8e"].clusters == {"a3": str(made[0])}
    assert found["r632f30c91f4802fc"].clusters == {}


def test_what_people_made_of_records_is_given_with_them(filled: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    asked = (
        Asked("accept", version, "Ada", record="e1"),
        Asked("edit", version, "Ben", record="e1", fields={"modality": "planned"}, reason="announced"),
        Asked("reject", version, "Ada", record="e2", reason="a heading"),
        Asked("merge", version, "Ben", record="a1", others=("a2",)),
    )
    with filled.begin() as connection:
        for number, one in enumerate(asked):
            correct(connection, one, now=f"2021-05-19T12:00:0{number}Z")
    with filled.connect() as connection:
        every = {one.report.report.id: one for one in selected_from(connection, Selection())}
        events = list(selected_from(connection, Selection(kinds=("events",))))
        rejected = list(selected_from(connection, Selection(states=("rejected",))))
    first = every[version]
    assert first.review("e1") == Review("edited", ("Ada", "Ben"), "2021-05-19T12:00:01Z", "announced")
    assert [(one.local, one.review.state, one.review.by) for one in first.withheld] == [
        ("a2", "merged", ("Ben",)), ("e2", "rejected", ("Ada",)),
    ]  # fmt: skip
    assert not {"e2", "a2"} & first.chosen
    assert all(one.withheld == () for name, one in every.items() if name != version)
    assert [one.local for held in events for one in held.withheld] == ["e2"]
    # Who asks for what was rejected gets it, and it is not told as withheld.
    assert [(one.report.report.id, one.chosen, one.withheld) for one in rejected] == [(version, frozenset({"e2"}), ())]
    assert [record.id for _, record in rejected[0].records()] == ["e2"]


def test_a_report_of_which_all_that_fits_was_rejected_is_not_given_but_told(
    filled: Store, golden: tuple[Report, ...]
) -> None:
    (report,) = [one for one in golden if len(one.votes) == 1] or [next(one for one in golden if one.votes)]
    with filled.begin() as connection:
        for vote in report.votes:
            correct(connection, Asked("reject", report.report.id, "Ada", record=vote.id), now="2021-05-19T12:00:00Z")
    with filled.connect() as connection:
        found = list(selected_from(connection, Selection(kinds=("votes",), versions=(report.report.id,))))
    assert [(one.is_given, len(one.withheld)) for one in found] == [(False, len(report.votes))]

"""Putting reports into a store, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.loading import report_of
from onrecord.store.schema import PARTICIPANTS, READINGS, RECORDS, REPORTS, VERSIONS
from onrecord.store.writing import Put, put_report

NOW = "2021-05-18T12:00:00Z"


def put(store: Store, report: Report, *, key: str = "k", software: str = "onrecord 1") -> Put:
    with store.begin() as connection:
        return put_report(connection, report, key=key, software=software, now=NOW)


def count(store: Store, table: object) -> int:
    with store.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_a_report_comes_back_as_it_was_put(store: Store, golden: tuple[Report, ...]) -> None:
    for number, report in enumerate(golden):
        assert put(store, report, key=str(number)).state == "new report"
    with store.connect() as connection:
        assert [report_of(connection, report.report.id) for report in golden] == list(golden)
    assert count(store, RECORDS) == sum(len(report.records()) for report in golden)
    assert count(store, PARTICIPANTS) > 50


def test_the_same_report_twice_is_one(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden[0])
    assert put(store, golden[0]).state == "known"
    assert (count(store, REPORTS), count(store, VERSIONS), count(store, READINGS)) == (1, 1, 1)


def test_other_software_gives_a_new_reading_and_the_old_one_stays(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden[0])
    less = replace(golden[0], events=(), votes=(), negotiations=(), figures=())
    assert put(store, less, software="onrecord 2").state == "new reading"
    assert (count(store, VERSIONS), count(store, READINGS)) == (1, 2)
    assert count(store, RECORDS) == len(less.records())


def test_a_changed_text_is_a_new_version_and_both_stay(store: Store, golden: tuple[Report, ...]) -> None:
    put(store, golden[0], key="https://example.org/1")
    assert put(store, golden[1], key="https://example.org/1").state == "new version"
    assert (count(store, REPORTS), count(store, VERSIONS)) == (1, 2)
    with store.connect() as connection:
        current = connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.is_current)).scalars().all()
        assert current == [golden[1].report.id]
        assert report_of(connection, golden[0].report.id) == golden[0]


def test_what_is_not_committed_is_not_there(store: Store, golden: tuple[Report, ...]) -> None:
    class StoppedError(Exception):
        pass

    try:
        with store.begin() as connection:
            put_report(connection, golden[0], key="k", software="s", now=NOW)
            raise StoppedError
    except StoppedError:
        pass
    assert count(store, VERSIONS) == count(store, RECORDS) == 0


def test_text_that_no_database_holds_is_kept_in_the_body(store: Store, golden: tuple[Report, ...]) -> None:
    text = replace(golden[0].report, id="r0000000000000001", title="a\0b", text="nul \0 in text")
    odd = Report(report=text)
    put(store, odd)
    with store.connect() as connection:
        assert report_of(connection, odd.report.id) == odd

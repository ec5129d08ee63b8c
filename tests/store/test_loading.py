"""Reports out of a store, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.loading import report_of, reports_of
from onrecord.store.writing import put_report

NOW = "2021-05-18T12:00:00Z"


def test_reports_come_in_the_order_asked_and_as_often(filled: Store, golden: tuple[Report, ...]) -> None:
    wanted = [golden[3], golden[0], golden[5], golden[0]]
    with filled.connect() as connection:
        assert list(reports_of(connection, [one.report.id for one in wanted])) == wanted


def test_reports_that_are_not_there_are_left_out(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        assert list(reports_of(connection, ["rnone", golden[1].report.id, ""])) == [golden[1]]
        assert list(reports_of(connection, [])) == []


def test_more_reports_than_one_query_asks_for(store: Store, golden: tuple[Report, ...]) -> None:
    ids = [f"r{number:016x}" for number in range(230)]
    with store.begin() as connection:
        for one in ids:
            report = Report(report=replace(golden[0].report, id=one))
            put_report(connection, report, key=one, software="tests", now=NOW)
    with store.connect() as connection:
        assert [report.report.id for report in reports_of(connection, reversed(ids))] == ids[::-1]


def test_a_report_that_is_not_there_is_told(filled: Store) -> None:
    with filled.connect() as connection, pytest.raises(StoreError, match="no report 'rnone'"):
        report_of(connection, "rnone")


def test_the_newest_reading_is_given(store: Store, golden: tuple[Report, ...]) -> None:
    less = replace(golden[0], events=(), votes=(), negotiations=(), figures=())
    with store.begin() as connection:
        put_report(connection, golden[0], key="k", software="first", now=NOW)
        put_report(connection, less, key="k", software="second", now=NOW)
    with store.connect() as connection:
        assert report_of(connection, less.report.id) == less


def test_an_older_version_of_a_report_is_still_there(store: Store, golden: tuple[Report, ...]) -> None:
    with store.begin() as connection:
        for report in golden[:2]:
            put_report(connection, report, key="k", software="tests", now=NOW)
    with store.connect() as connection:
        assert list(reports_of(connection, [one.report.id for one in golden[:2]])) == list(golden[:2])

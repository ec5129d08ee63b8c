"""Putting reports into a store, on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.loading import report_of
from onrecord.store.relinking import dirty_versions
from onrecord.store.schema import PARTICIPANTS, READINGS, RECORDS, REPORTS, VERSIONS
from onrecord.store.selection import Selection, report_rows
from onrecord.store.verify import verify
from onrecord.store.writing import WIDTHS, Put, make_current, put_report, stored_key

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


def odd(golden: tuple[Report, ...], number: int, **changed: object) -> Report:
    return replace(golden[0], report=replace(golden[0].report, id=f"r{number:016x}", **changed))  # type: ignore[arg-type]


# No two of its stretches are alike, so that no database makes it small.
LONG = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(160))


def test_what_is_longer_than_a_column_is_cut_there_and_whole_in_the_body(
    store: Store, golden: tuple[Report, ...]
) -> None:
    words = " ".join(LONG[at : at + 7] for at in range(0, len(LONG), 7)) * 40
    reports = [
        odd(golden, 1, outlet=LONG),
        odd(golden, 2, title=words),
        odd(golden, 3, language="en-GB-oxendict-x-longer"),
        odd(golden, 4, published="2021-05-18T12:00:00.000000+00:00:00.5"),
        replace(odd(golden, 5), places=(replace(golden[0].places[0], name=LONG), *golden[0].places[1:])),
    ]
    for report in reports:
        assert put(store, report, key=report.report.id).state == "new report"
    with store.connect() as connection:
        assert [report_of(connection, report.report.id) for report in reports] == reports
        assert [row.id for row in report_rows(connection, Selection(outlets=(LONG[: WIDTHS["outlet"]],))).items] == [
            reports[0].report.id
        ]
        assert list(verify(connection)) == []


def test_a_very_long_key_is_a_key(store: Store, golden: tuple[Report, ...]) -> None:
    keys = [f"https://example.org/{LONG}", f"https://example.org/{LONG}#2"]
    assert [put(store, odd(golden, number), key=key).state for number, key in enumerate(keys)] == ["new report"] * 2
    assert put(store, odd(golden, 7), key=keys[0]).state == "new version"
    assert stored_key("a key") == "a key"
    assert len({stored_key(key) for key in keys}) == 2


def test_a_text_of_many_words_can_be_searched(store: Store, golden: tuple[Report, ...]) -> None:
    words = (chr(0x20000 + number % 211) + chr(0x20000 + number // 211) for number in range(70_000))
    report = Report(report=replace(golden[0].report, id="r0000000000000009", text=" ".join(words), parts=()))
    put(store, report)
    with store.connect() as connection:
        assert report_of(connection, report.report.id) == report


def test_half_of_a_surrogate_pair_is_refused_in_words(store: Store, golden: tuple[Report, ...]) -> None:
    with pytest.raises(StoreError, match="half of a surrogate pair"):
        put(store, odd(golden, 1, title="a \ud800"))
    assert count(store, REPORTS) == 0


def test_a_version_that_is_current_stays_as_it_is(store: Store, golden: tuple[Report, ...]) -> None:
    found = put(store, golden[0])
    with store.begin() as connection:
        make_current(connection, found.version_seq)
        assert dirty_versions(connection) == []

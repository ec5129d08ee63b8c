"""A store that was tampered with is told; one that was not has no fault. On SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.loading import unpacked
from onrecord.store.relinking import dirty_versions
from onrecord.store.schema import READINGS, VERSIONS
from onrecord.store.selection import Selection, count_of_records, facets, version_ids
from onrecord.store.verify import Fault, verify
from onrecord.store.writing import Origin, digest_of_body, make_current, packed, put_report
from onrecord.text import OffsetMap

NOW = "2021-05-18T12:00:00Z"


def faults(store: Store) -> list[Fault]:
    with store.connect() as connection:
        return list(verify(connection))


def test_an_untouched_store_has_no_fault(filled: Store) -> None:
    assert faults(filled) == []


def test_an_empty_store_has_no_fault(store: Store) -> None:
    assert faults(store) == []


TAMPERED = [
    ("UPDATE versions SET title = 'Another title' WHERE seq = 1", "title is not what the body says"),
    ("UPDATE versions SET text = replace(text, 'a', 'o') WHERE seq = 2", "text is not what the body says"),
    ("UPDATE versions SET published = '1999-01-01' WHERE seq = 3", "published is not what the body says"),
    ("UPDATE versions SET digest = 'sha256:0' WHERE seq = 1", "digest is not what the body says"),
    ("UPDATE versions SET is_current = (1 = 0) WHERE seq = 1", "has no current version"),
    ("UPDATE readings SET is_current = (1 = 0) WHERE version_seq = 4", "no current reading"),
    ("UPDATE readings SET body_digest = 'sha256:0' WHERE version_seq = 2", "not the one whose digest was kept"),
    ("UPDATE records SET best = 900 WHERE kind = 'figures' AND best IS NOT NULL", "its best in the index is 900"),
    ("UPDATE records SET type = 'ASSAULT' WHERE kind = 'events' AND type = 'CONSULT'", "its type in the index"),
    ("UPDATE records SET attributed = (1 = 0) WHERE kind = 'events' AND attributed", "its attributed in the index"),
    ("UPDATE records SET shown = (1 = 0) WHERE local = 's1'", "its shown in the index"),
    ("UPDATE tallies SET number = number + 1 WHERE facet = 'kind'", "counts of the whole store"),
    ("DELETE FROM records WHERE local = 'e1'", "is missing from the index"),
    ("UPDATE participants SET role = 'recipient' WHERE role = 'actor'", "the index says that"),
    ("DELETE FROM participants WHERE role = 'source'", "is its source is missing"),
    ("UPDATE records SET listed = (1 = 0) WHERE local = 's1'", "its listed in the index"),
    ("INSERT INTO reports (key) VALUES ('no text')", "has no current version"),
    (
        "INSERT INTO members (cluster_seq, item, reasons) SELECT seq, 'r0000000000000000:e1', '[]' FROM clusters",
        "is a member of a cluster, but is not in the store",
    ),
    (
        'INSERT INTO disagreements (kind, "left", "right", label, reasons) VALUES '
        "('figures', 'r0000000000000000:f1', 'r0000000000000000:f2', 'killed', '[]')",
        "one of its sides is not in the store",
    ),
    (
        'INSERT INTO records (id, version_seq, kind, local, start, "end", state, shown, listed, attributed, '
        "first_day, last_day) VALUES ('x:e99', 1, 'events', 'e99', 0, 1, 'machine', (1 = 1), (1 = 1), (1 = 0), '', '')",
        "no reading or correction has it",
    ),
]


@pytest.mark.parametrize(("statement", "expected"), TAMPERED, ids=[expected for _, expected in TAMPERED])
def test_what_was_changed_behind_its_back_is_told(filled: Store, statement: str, expected: str) -> None:
    with filled.begin() as connection:
        connection.execute(text("INSERT INTO clusters (kind, label, body) VALUES ('event', 'a bridge', '{}')"))
        assert connection.execute(text(statement)).rowcount > 0
    found = faults(filled)
    assert any(expected in fault.what for fault in found), found


def body_of(store: Store, seq: int) -> bytes:
    with store.connect() as connection:
        return bytes(connection.execute(select(READINGS.c.body).where(READINGS.c.version_seq == seq)).scalar_one())


def put_body(store: Store, seq: int, body: bytes, digest: str | None = None) -> None:
    changed = {"body": body} if digest is None else {"body": body, "body_digest": digest}
    with store.begin() as connection:
        connection.execute(READINGS.update().where(READINGS.c.version_seq == seq).values(changed))


def test_a_body_that_was_cut_is_told(filled: Store) -> None:
    put_body(filled, 1, body_of(filled, 1)[:-20])
    assert any("cannot be decompressed" in fault.what for fault in faults(filled))


def test_a_body_that_is_no_report_is_told(filled: Store) -> None:
    put_body(filled, 1, zlib.compress(b'{"schema": "onrecord/1"}'))
    assert any("not in the format" in fault.what for fault in faults(filled))


def test_a_span_that_does_not_quote_its_text_is_told_even_with_a_fitting_digest(filled: Store) -> None:
    report = unpacked(body_of(filled, 1))
    other = replace(report.report, text=report.report.text.replace("the", "teh"))
    changed: Report = replace(report, report=other)
    put_body(filled, 1, packed(changed), digest_of_body(changed))
    found = [fault.what for fault in faults(filled)]
    assert any("the digest is not that of the text" in what for what in found)
    assert any("is not what stands at" in what for what in found)


def test_a_correction_of_no_report_is_told(filled: Store) -> None:
    with filled.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO corrections (id, version_id, kind, action, target, body, author, at) VALUES "
                "('c0000000000000001', 'rnone', 'events', 'accept', NULL, NULL, 'Ada', '2021-05-18')"
            )
        )
    assert any("its report is not in the store" in fault.what for fault in faults(filled))


@pytest.mark.parametrize(
    ("action", "body", "expected"),
    [
        ("dance", "{}", "is no correction"),
        ("edit", "3", "is no object"),
        ("edit", '{"fields": 3}', "not of its form"),
        ("edit", '{"fields": {"id": "e9"}}', "cannot be corrected"),
        ("split", '{"parts": [{}]}', "no parts"),
        ("add", "{}", "no fields or id"),
        ("edit", "not json", "cannot be read"),
    ],
)
def test_a_correction_that_is_none_is_told(filled: Store, action: str, body: str, expected: str) -> None:
    target = '{"local": "e1", "start": 0, "end": 1, "text": "x"}'
    statement = (
        "INSERT INTO corrections (id, version_id, kind, action, target, body, author, at) "
        "SELECT 'c1', id, 'events', :action, :target, :body, 'Ada', '2021-05-18' FROM versions WHERE seq = 1"
    )
    with filled.begin() as connection:
        connection.execute(text(statement), {"action": action, "target": target, "body": body})
    found = faults(filled)
    assert any(expected in fault.what for fault in found), found


def test_a_record_without_evidence_is_told(filled: Store) -> None:
    report = unpacked(body_of(filled, 1))
    bare = replace(report, figures=(replace(report.figures[0], evidence=()), *report.figures[1:]))
    bare = replace(bare, times=(replace(report.times[0], evidence=()), *report.times[1:]))
    put_body(filled, 1, packed(bare), digest_of_body(bare))
    assert sum("has no evidence" in fault.what for fault in faults(filled)) == 2


def test_every_version_is_looked_at(filled: Store) -> None:
    with filled.connect() as connection:
        seqs = connection.execute(select(VERSIONS.c.seq)).scalars().all()
    for seq in seqs:
        put_body(filled, seq, zlib.compress(msgspec.json.encode({})))
    assert len([fault for fault in faults(filled) if "not in the format" in fault.what]) == len(seqs)


def test_a_report_changed_and_changed_back_has_no_fault(store: Store, golden: tuple[Report, ...]) -> None:
    with store.begin() as connection:
        first = put_report(connection, golden[0], key="k", software="s", now=NOW)
        put_report(connection, golden[1], key="k", software="s", now=NOW)
    assert faults(store) == []
    with store.begin() as connection:
        make_current(connection, first.version_seq)
    assert faults(store) == []
    with store.connect() as connection:
        assert version_ids(connection, Selection()) == [golden[0].report.id]
        assert count_of_records(connection, Selection()) == len(golden[0].records())
        assert facets(connection, Selection()).kinds["events"] == len(golden[0].events)
        assert dirty_versions(connection) == [golden[0].report.id]


def with_page(store: Store, report: Report, page: str) -> None:
    text_of = report.report.text
    runs = OffsetMap(((0, 6, len(text_of)),))
    with store.begin() as connection:
        put_report(connection, report, key="k", software="s", now=NOW, origin=Origin(page, runs))


def test_a_page_that_holds_the_text_has_no_fault(store: Store, golden: tuple[Report, ...]) -> None:
    with_page(store, golden[0], f"<body>{golden[0].report.text}</body>")
    assert faults(store) == []


def test_a_page_that_does_not_hold_the_text_is_told(store: Store, golden: tuple[Report, ...]) -> None:
    with_page(store, golden[0], f"<body>{golden[0].report.text.replace('e', 'a')}</body>")
    assert any("is not what stands at 6 of its page" in fault.what for fault in faults(store))


@pytest.mark.parametrize("column", ["offsets", "original"])
def test_a_page_that_cannot_be_read_is_told(store: Store, golden: tuple[Report, ...], column: str) -> None:
    with_page(store, golden[0], f"<body>{golden[0].report.text}</body>")
    with store.begin() as connection:
        connection.execute(VERSIONS.update().values({column: b"no zlib"}))
    assert any("the way back to it, cannot be read" in fault.what for fault in faults(store))


def test_a_reading_taken_out_is_told(filled: Store) -> None:
    with filled.begin() as connection:
        connection.execute(text("DELETE FROM readings WHERE version_seq = 3"))
    assert any("no current reading" in fault.what for fault in faults(filled))


def on_sqlite(path: Path, golden: tuple[Report, ...]) -> None:
    with open_store(path, create=True) as store, store.begin() as connection:
        for number, report in enumerate(golden):
            put_report(connection, report, key=str(number), software="s", now=NOW)


def faults_of_file(path: Path) -> list[Fault]:
    with open_store(path) as store:
        return faults(store)


def test_rows_that_lead_nowhere_are_told(tmp_path: Path, golden: tuple[Report, ...]) -> None:
    path = tmp_path / "store.db"
    on_sqlite(path, golden)
    with closing(sqlite3.connect(path)) as file:
        # As another program would: without asking that rows lead somewhere.
        file.execute("DELETE FROM reports WHERE seq = 1")
        file.execute("DELETE FROM records WHERE kind = 'actors' AND version_seq = 2")
        file.execute("DELETE FROM versions WHERE seq = 4")
        file.commit()
    told = {(fault.where, fault.what.partition(" ")[2]) for fault in faults_of_file(path)}
    assert ("versions", "rows lead to no row of reports") in told
    assert ("readings", "rows lead to no row of versions") in told
    assert ("participants", "rows lead to no row of records") in told


def test_a_search_that_finds_other_words_is_told(tmp_path: Path, golden: tuple[Report, ...]) -> None:
    path = tmp_path / "store.db"
    on_sqlite(path, golden)
    with closing(sqlite3.connect(path)) as file:
        file.execute("INSERT INTO search(rowid, title, text) VALUES (1, 'a bridge', 'that nobody wrote of')")
        file.commit()
    assert [fault.where for fault in faults_of_file(path)] == ["search"]


def test_a_file_with_broken_pages_is_told(tmp_path: Path, golden: tuple[Report, ...]) -> None:
    path = tmp_path / "store.db"
    on_sqlite(path, golden)
    content = bytearray(path.read_bytes())
    for page in range(40, len(content) // 4096, 9):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    found = faults_of_file(path)
    assert found
    assert {fault.where for fault in found} & {"database file", "database"}


def test_one_may_write_while_another_looks(filled: Store, golden: tuple[Report, ...]) -> None:
    other = replace(golden[0], report=replace(golden[0].report, id="r0000000000000003"))
    with filled.connect() as connection:
        looking = verify(connection)
        counted = count_of_records(connection, Selection())
        with filled.begin() as writing:
            put_report(writing, other, key="another", software="s", now=NOW)
        assert list(looking) == []
        assert count_of_records(connection, Selection()) == counted
    assert faults(filled) == []

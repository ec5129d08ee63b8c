"""A store that was tampered with is told; one that was not has no fault. On SQLite and PostgreSQL."""

from __future__ import annotations

import zlib
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import select, text

from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.loading import unpacked
from onrecord.store.schema import READINGS, VERSIONS
from onrecord.store.verify import Fault, verify
from onrecord.store.writing import digest_of_body, packed


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
    (
        'INSERT INTO records (id, version_seq, kind, local, start, "end", state, shown, listed, attributed, '
        "first_day, last_day) VALUES ('x:e99', 1, 'events', 'e99', 0, 1, 'machine', (1 = 1), (1 = 1), (1 = 0), '', '')",
        "no reading or correction has it",
    ),
]


@pytest.mark.parametrize(("statement", "expected"), TAMPERED, ids=[expected for _, expected in TAMPERED])
def test_what_was_changed_behind_its_back_is_told(filled: Store, statement: str, expected: str) -> None:
    with filled.begin() as connection:
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


def test_every_version_is_looked_at(filled: Store) -> None:
    with filled.connect() as connection:
        seqs = connection.execute(select(VERSIONS.c.seq)).scalars().all()
    for seq in seqs:
        put_body(filled, seq, zlib.compress(msgspec.json.encode({})))
    assert len([fault for fault in faults(filled) if "not in the format" in fault.what]) == len(seqs)

"""Checking a store against itself: what was tampered with, or broken by a disk, is told.

Every reading's body is decompressed and held against its digest, the format and the invariants of onrecord/1; every
version's columns and every row of the index against what the body and the corrections make of them; every derived
row against the records it names. Nothing is mended here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from onrecord.errors import CorrectionError, OnrecordError
from onrecord.integrity import problems
from onrecord.record import Report
from onrecord.store.bodies import check_form
from onrecord.store.effective import Correction, effective
from onrecord.store.indexing import parts_of
from onrecord.store.judgements import misfits
from onrecord.store.kept_corrections import corrections_of
from onrecord.store.linking import unlinked
from onrecord.store.loading import unpacked
from onrecord.store.schema import (
    BLOCKS,
    CLUSTERS,
    CORRECTIONS,
    DISAGREEMENTS,
    INPUTS,
    MEMBERS,
    PARTICIPANTS,
    READINGS,
    RECORDS,
    REPORTS,
    VERSIONS,
)
from onrecord.store.tallies import counted_anew, tallies
from onrecord.store.writing import columns_of, digest_of_body, version_columns

# Lines that SQLite tells of a broken file at most: the first ones say enough.
MOST_FILE_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: where it stands, and what is wrong."""

    where: str
    what: str


def verify(connection: Connection) -> Iterator[Fault]:
    """Every fault of the store, report by report, then of what is derived across reports.

    Where the database cannot read its own file any more, that is the last fault.
    """
    try:
        yield from _file_faults(connection)
        yield from _faults(connection)
        yield from _search_faults(connection)
    except DBAPIError as error:
        yield Fault("database", f"cannot be read on: {str(error.orig).strip().partition(chr(10))[0]}")


def _faults(connection: Connection) -> Iterator[Fault]:
    seqs = connection.execute(select(VERSIONS.c.seq).order_by(VERSIONS.c.seq)).scalars().all()
    for seq in seqs:
        yield from _version_faults(connection, seq)
    yield from _stray_rows(connection)
    yield from _current_faults(connection)
    if tallies(connection) != counted_anew(connection):
        yield Fault("tallies", "the counts of the whole store are not those of its records")
    yield from (Fault(f"judgement {seq}", what) for seq, what in misfits(connection))
    yield from _derived_faults(connection)


def _version_faults(connection: Connection, seq: int) -> Iterator[Fault]:
    version = connection.execute(select(VERSIONS).where(VERSIONS.c.seq == seq)).one()
    readings = connection.execute(
        select(READINGS).where(READINGS.c.version_seq == seq).order_by(READINGS.c.number)
    ).all()
    if [row.is_current for row in readings].count(True) != 1:
        yield Fault(version.id, "has no current reading, or more than one")
    for reading in readings:
        where = f"{version.id}, reading {reading.number}"
        report = _body(reading)
        if isinstance(report, str):
            yield Fault(where, report)
            continue
        yield from (Fault(where, what) for what in _body_faults(reading, report, version))
        if reading.is_current:
            yield from (Fault(version.id, what) for what in _page_faults(version, report))
            yield from _index_faults(connection, version, report)


def _file_faults(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself finds wrong with its file; PostgreSQL has no such call."""
    if connection.dialect.name != "sqlite":
        return
    for line in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_FILE_FAULTS})").scalars():
        if line != "ok":
            yield Fault("database file", str(line).partition("\n")[0])


def _search_faults(connection: Connection) -> Iterator[Fault]:
    """Whether SQLite searches the words that the texts have; PostgreSQL's column of them cannot be written to."""
    if connection.dialect.name != "sqlite":
        return
    try:
        # 1: against the texts. It is asked last, since SQLite counts the question as writing.
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except OperationalError:
        # Somebody wrote while this was looked at, or the file cannot be written to: then it cannot be asked.
        return
    except DatabaseError:
        yield Fault("search", "the words that are searched are not those of the reports' texts")


def _body(reading: Row[Any]) -> Report | str:
    try:
        return unpacked(reading.body)
    except zlib.error:
        return "its body cannot be decompressed"
    except (msgspec.MsgspecError, OnrecordError) as error:
        return f"its body is not in the format: {error}"


def _body_faults(reading: Row[Any], report: Report, version: Row[Any]) -> Iterator[str]:
    if digest_of_body(report) != reading.body_digest:
        yield "its body is not the one whose digest was kept"
    yield from problems(report)
    for name, value in version_columns(report).items():
        if getattr(version, name) != value:
            yield f"the version's {name} is not what the body says"


def _page_faults(version: Row[Any], report: Report) -> Iterator[str]:
    """The page that a text was read from, and the way back to it: a run has the same characters in both."""
    if version.offsets is None and version.original is None:
        return
    try:
        runs = msgspec.json.decode(zlib.decompress(version.offsets or b""), type=list[tuple[int, int, int]])
        page = zlib.decompress(version.original or b"").decode("utf-8", "surrogatepass")
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
        yield "its page, or the way back to it, cannot be read"
        return
    text = report.report.text
    for start, origin, length in runs:
        if min(start, origin, length) < 0 or not _same_letters(
            text[start : start + length], page[origin : origin + length]
        ):
            yield f"its text at {start} is not what stands at {origin} of its page"
            return


def _same_letters(text: str, page: str) -> bool:
    """Whether these are the same characters; what the page writes as an entity begins with "&" there."""
    return text == page or (
        len(text) == len(page) and all(other in (one, "&") for one, other in zip(text, page, strict=True))
    )


def _index_faults(connection: Connection, version: Row[Any], report: Report) -> Iterator[Fault]:
    try:
        corrections = corrections_of(connection, [version.id]).get(version.id, ())
        misshapen = [Fault(f"correction {one.id}", what) for one in corrections if (what := _form_fault(one))]
        found = None if misshapen else effective(report, corrections)
    except (msgspec.MsgspecError, OnrecordError) as error:
        yield Fault(version.id, f"its corrections cannot be read: {error}")
        return
    if found is None:
        yield from misshapen
        return
    rows = {row.id: row for row in connection.execute(select(RECORDS).where(RECORDS.c.version_seq == version.seq))}
    expected = {columns["id"]: columns for columns in columns_of(report, found)}
    yield from (Fault(one, "is missing from the index") for one in expected.keys() - rows.keys())
    yield from (
        Fault(one, "is in the index, but no reading or correction has it") for one in rows.keys() - expected.keys()
    )
    for record_id in sorted(expected.keys() & rows.keys()):
        row = rows[record_id]
        listed = {"listed": expected[record_id]["shown"] and version.is_current}
        for name, value in (expected[record_id] | listed).items():
            if not _same(getattr(row, name), value):
                yield Fault(record_id, f"its {name} in the index is {getattr(row, name)!r}, the record's {value!r}")
    yield from _participant_faults(connection, version, found.report, rows.values())


def _form_fault(correction: Correction) -> str | None:
    if not isinstance(correction.body, dict):
        return "its body is no object"
    try:
        check_form(correction)
    except CorrectionError as error:
        return str(error)
    return None


def _participant_faults(
    connection: Connection, version: Row[Any], report: Report, rows: Sequence[Row[Any]] | Any
) -> Iterator[Fault]:
    local = {row.seq: row.local for row in rows}
    found = {
        (local.get(row.record_seq), local.get(row.actor_seq), row.role)
        for row in connection.execute(
            select(PARTICIPANTS)
            .join(RECORDS, RECORDS.c.seq == PARTICIPANTS.c.record_seq)
            .where(RECORDS.c.version_seq == version.seq)
        )
    }
    expected = {(part.record, part.actor, part.role) for part in parts_of(report)}
    for record, actor, role in sorted(expected - found):
        yield Fault(f"{version.id}:{record}", f"that {actor} is its {role} is missing from the index")
    for row in sorted(found - expected, key=str):
        yield Fault(f"{version.id}:{row[0]}", f"the index says that {row[1]} is its {row[2]}; the record does not")


def _same(stored: object, expected: object) -> bool:
    return stored == expected and isinstance(stored, bool) == isinstance(expected, bool)


def _stray_rows(connection: Connection) -> Iterator[Fault]:
    """Rows that lead nowhere; the databases forbid them, but not to somebody who writes into the file."""
    for table, column, parent in (
        (VERSIONS, VERSIONS.c.report_seq, REPORTS),
        (INPUTS, INPUTS.c.version_seq, VERSIONS),
        (READINGS, READINGS.c.version_seq, VERSIONS),
        (RECORDS, RECORDS.c.version_seq, VERSIONS),
        (PARTICIPANTS, PARTICIPANTS.c.record_seq, RECORDS),
        (PARTICIPANTS, PARTICIPANTS.c.actor_seq, RECORDS),
        (MEMBERS, MEMBERS.c.cluster_seq, CLUSTERS),
        (BLOCKS, BLOCKS.c.cluster_seq, CLUSTERS),
        (DISAGREEMENTS, DISAGREEMENTS.c.cluster_seq, CLUSTERS),
    ):
        stray = connection.execute(
            select(func.count()).select_from(table).where(column.not_in(select(parent.c.seq)))
        ).scalar_one()
        if stray:
            yield Fault(table.name, f"{stray} rows lead to no row of {parent.name}")
    lost = connection.execute(
        select(CORRECTIONS.c.id).where(CORRECTIONS.c.version_id.not_in(select(VERSIONS.c.id)))
    ).scalars()
    yield from (Fault(f"correction {one}", "its report is not in the store") for one in lost)


def _current_faults(connection: Connection) -> Iterator[Fault]:
    counted = connection.execute(
        select(VERSIONS.c.report_seq, func.count())
        .where(VERSIONS.c.is_current)
        .group_by(VERSIONS.c.report_seq)
        .having(func.count() != 1)
    )
    yield from (Fault(f"report {seq}", f"has {number} current versions") for seq, number in counted)
    every = select(VERSIONS.c.report_seq).where(VERSIONS.c.is_current)
    without = connection.execute(select(REPORTS.c.seq).where(REPORTS.c.seq.not_in(every))).scalars()
    yield from (Fault(f"report {seq}", "has no current version") for seq in without)


def _derived_faults(connection: Connection) -> Iterator[Fault]:
    """Members and disagreements that name no record; `onrecord link --rebuild` makes derived rows anew.

    What was read or corrected since the last linking is not linked yet, and that is no fault.
    """
    records, versions = select(RECORDS.c.id), select(VERSIONS.c.id)
    waiting = set(unlinked(connection))
    gone = connection.execute(
        select(MEMBERS.c.item).where(MEMBERS.c.item.not_in(records), MEMBERS.c.item.not_in(versions))
    ).scalars()
    for item in gone:
        if item.partition(":")[0] not in waiting:
            yield Fault(item, "is a member of a cluster, but is not in the store")
    for row in connection.execute(
        select(DISAGREEMENTS).where(DISAGREEMENTS.c.left.not_in(records) | DISAGREEMENTS.c.right.not_in(records))
    ):
        if not waiting & {row.left.partition(":")[0], row.right.partition(":")[0]}:
            yield Fault(f"disagreement {row.seq}", "one of its sides is not in the store")

"""Putting reports into a store: a new report, a new version of one, a new reading of a version, or nothing new."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store.effective import HIDDEN, Effective, effective
from onrecord.store.indexing import day_of, parts_of, rows_of
from onrecord.store.judgements import refit
from onrecord.store.kept_corrections import corrections_of
from onrecord.store.relinking import mark
from onrecord.store.schema import PARTICIPANTS, READINGS, RECORDS, REPORTS, VERSIONS
from onrecord.store.tallies import tally
from onrecord.text import OffsetMap

# The most characters that a column holds of what a report says; its body holds all. PostgreSQL's search vectors hold a
# megabyte, and its indexes no value over 2,700 bytes; names of outlets and places can be as long as a page likes.
WIDTHS = {
    "text": 200_000, "title": 2_000, "outlet": 200, "place": 200, "published": 32, "language": 12, "country": 3,
    "day": 10,
}  # fmt: skip
# Bytes of the longest key of a report that is kept as it is; of a longer one, its beginning and its digest.
LONGEST_KEY = 2_000

State = Literal["new report", "new version", "new reading", "known"]


@dataclass(frozen=True, slots=True)
class Put:
    """What putting a report came to: `state` says what is new."""

    version_seq: int
    version_id: str
    state: State


@dataclass(frozen=True, slots=True)
class Origin:
    """The page that a report was read from, and the way back to its characters."""

    page: str
    offsets: OffsetMap


def put_report(
    connection: Connection, report: Report, *, key: str, software: str, now: str, origin: Origin | None = None
) -> Put:
    """Put a report into the store; `key` tells which report it is a version of, `now` is ISO 8601 in UTC.

    The same text from the same place is known already; read by other software, or to another result, it gets a new
    reading, and the older one stays.
    """
    state: State
    known = connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id == report.report.id)).scalar_one_or_none()
    if known is None:
        version_seq, state = _put_version(connection, report, key, now, origin)
    else:
        version_seq, state = known, "new reading"
    if not _put_reading(connection, version_seq, report, software, now):
        return Put(version_seq, report.report.id, "known")
    index_report(connection, version_seq, report)
    return Put(version_seq, report.report.id, state)


def index_report(connection: Connection, version_seq: int, report: Report) -> None:
    """Make the rows of a version's records anew from its reading and from what people corrected in it."""
    version_id = report.report.id
    found = effective(report, corrections_of(connection, [version_id]).get(version_id, ()))
    refit(connection, version_id, found)
    is_current = connection.execute(select(VERSIONS.c.is_current).where(VERSIONS.c.seq == version_seq)).scalar_one()
    tally(connection, version_seq, -1)
    connection.execute(delete(RECORDS).where(RECORDS.c.version_seq == version_seq))
    rows = [
        {"version_seq": version_seq, "listed": columns["shown"] and is_current, **columns}
        for columns in columns_of(report, found)
    ]
    if not rows:
        return
    connection.execute(insert(RECORDS), rows)
    tally(connection, version_seq, +1)
    seqs = seqs_of_records(connection, version_seq)
    parts = [
        {"record_seq": seqs[part.record], "actor_seq": seqs[part.actor], "role": part.role}
        for part in parts_of(found.report)
    ]
    if parts:
        connection.execute(insert(PARTICIPANTS), parts)


def columns_of(report: Report, found: Effective) -> Iterator[dict[str, Any]]:
    """The columns of the rows of `records`, but for those that name other rows, in the order of the format."""
    published = day_of(report.report.published)
    changed = {one.id: msgspec.json.encode(one).decode() for one in found.changed()}
    for row in rows_of(found.whole()):
        yield {
            "id": f"{report.report.id}:{row.local}",
            "published": published,
            "outlet": kept_as("outlet", report.report.outlet),
            "first_day": row.day or published or "",
            "last_day": row.day_end or published or "",
            "state": found.states.get(row.local, "machine"),
            "shown": found.states.get(row.local) not in HIDDEN,
            "corrected": storable(changed.get(row.local)),
            **{name: kept_as(name, value) for name, value in row.columns().items()},
        }


def seqs_of_records(connection: Connection, version_seq: int) -> dict[str, int]:
    """The rows of a version's records by their local ids."""
    found = connection.execute(select(RECORDS.c.local, RECORDS.c.seq).where(RECORDS.c.version_seq == version_seq))
    return {row.local: row.seq for row in found}


def packed(report: Report) -> bytes:
    """A report's object in onrecord/1, compressed."""
    return zlib.compress(_encoded(report), 6)


def digest_of_body(report: Report) -> str:
    """The digest of a report's object before it is compressed, so that it is the same whatever compressed it."""
    return "sha256:" + hashlib.sha256(_encoded(report)).hexdigest()


def _encoded(report: Report) -> bytes:
    try:
        return msgspec.json.encode(report)
    except UnicodeEncodeError:
        raise StoreError(
            f"report {report.report.id}: holds half of a surrogate pair, which is no character; give it without that"
        ) from None


def storable(value: object) -> object:
    """A value as every database can hold it: NUL and lone surrogates in text become blanks (bodies keep them)."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def kept_as(column: str, value: object) -> object:
    """A value as the column of this name holds it."""
    stored = storable(value)
    return stored[: WIDTHS.get(column)] if isinstance(stored, str) else stored


def stored_key(key: str) -> str:
    """A report's key as the store holds it."""
    stored = str(storable(key)).encode()
    if len(stored) <= LONGEST_KEY:
        return stored.decode()
    return f"{stored[:LONGEST_KEY].decode(errors='ignore')}#{hashlib.sha256(stored).hexdigest()}"


def version_columns(report: Report) -> dict[str, object]:
    """What a version's row says of its report."""
    text = report.report
    columns = {
        "id": text.id, "digest": text.digest, "title": text.title, "outlet": text.outlet, "url": text.url,
        "byline": text.byline, "published": text.published, "day": day_of(text.published), "language": text.language,
        "length": len(text.text), "text": text.text,
    }  # fmt: skip
    return {name: kept_as(name, value) for name, value in columns.items()}


def make_current(connection: Connection, version_seq: int) -> None:
    """Make a version the current one of its report again: the report was changed, and changed back."""
    version = connection.execute(select(VERSIONS).where(VERSIONS.c.seq == version_seq)).one()
    if version.is_current:
        return
    _retire_versions(connection, version.report_seq)
    connection.execute(update(VERSIONS).where(VERSIONS.c.seq == version_seq).values(is_current=True))
    connection.execute(update(RECORDS).where(RECORDS.c.version_seq == version_seq).values(listed=RECORDS.c.shown))
    tally(connection, version_seq, +1)
    # The other version's links are not its own.
    mark(connection, version.id, version.added)


def _put_version(
    connection: Connection, report: Report, key: str, now: str, origin: Origin | None
) -> tuple[int, State]:
    found = connection.execute(select(REPORTS.c.seq).where(REPORTS.c.key == stored_key(key))).scalar_one_or_none()
    report_seq = found if found is not None else _new_report(connection, key)
    numbers = connection.execute(select(VERSIONS.c.number).where(VERSIONS.c.report_seq == report_seq)).scalars()
    number = max(numbers, default=0) + 1
    _retire_versions(connection, report_seq)
    kept = {
        **version_columns(report), "report_seq": report_seq, "number": number, "is_current": True, "added": now,
    }  # fmt: skip
    if origin is not None:
        kept["offsets"] = zlib.compress(msgspec.json.encode(origin.offsets.runs))
        kept["original"] = zlib.compress(origin.page.encode("utf-8", "surrogatepass"))
    made = connection.execute(insert(VERSIONS).values(kept)).inserted_primary_key
    assert made is not None
    return int(made[0]), "new report" if number == 1 else "new version"


def _retire_versions(connection: Connection, report_seq: int) -> None:
    """Take the records of a report's current version out of the lists; a newer version comes."""
    current = select(VERSIONS.c.seq).where(VERSIONS.c.report_seq == report_seq, VERSIONS.c.is_current)
    for seq in connection.execute(current).scalars().all():
        tally(connection, seq, -1)
        connection.execute(update(RECORDS).where(RECORDS.c.version_seq == seq).values(listed=False))
        connection.execute(update(VERSIONS).where(VERSIONS.c.seq == seq).values(is_current=False))


def _new_report(connection: Connection, key: str) -> int:
    made = connection.execute(insert(REPORTS).values(key=stored_key(key))).inserted_primary_key
    assert made is not None
    return int(made[0])


def _put_reading(connection: Connection, version_seq: int, report: Report, software: str, now: str) -> bool:
    """Whether the reading was new; one with the same body by the same software is not."""
    digest = digest_of_body(report)
    rows = connection.execute(
        select(READINGS.c.number, READINGS.c.body_digest, READINGS.c.software, READINGS.c.is_current)
        .where(READINGS.c.version_seq == version_seq)
        .order_by(READINGS.c.number)
    ).all()
    if any(row.is_current and row.body_digest == digest and row.software == software for row in rows):
        return False
    connection.execute(update(READINGS).where(READINGS.c.version_seq == version_seq).values(is_current=False))
    connection.execute(
        insert(READINGS).values(
            version_seq=version_seq,
            number=max((row.number for row in rows), default=0) + 1,
            is_current=True,
            software=software,
            body=packed(report),
            body_digest=digest,
            added=now,
        )
    )
    return True

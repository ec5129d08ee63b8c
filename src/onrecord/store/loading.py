"""Reports out of a store, as they were read or as corrections have left them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, bindparam, select

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store.effective import Correction, Effective, effective
from onrecord.store.kept_corrections import corrections_of
from onrecord.store.schema import READINGS, VERSIONS

# Versions asked for in one query; SQLite takes no more than 32,766 values.
AT_ONCE = 200
_READ = (
    select(VERSIONS.c.id, READINGS.c.body)
    .join(READINGS, READINGS.c.version_seq == VERSIONS.c.seq)
    .where(VERSIONS.c.id.in_(bindparam("versions", expanding=True)), READINGS.c.is_current)
)


def report_of(connection: Connection, version_id: str, *, corrected: bool = True) -> Report:
    """The current reading of a version; with what people corrected, unless asked otherwise."""
    found = next(iter(reports_of(connection, [version_id], corrected=corrected)), None)
    if found is None:
        raise StoreError(f"there is no report {version_id!r} in the store")
    return found


def reports_of(connection: Connection, version_ids: Iterable[str], *, corrected: bool = True) -> Iterator[Report]:
    """The current readings of these versions, in the order given; those that are not there are left out."""
    return (found.report for found, _ in effective_of(connection, version_ids, corrected=corrected))


def effective_of(
    connection: Connection, version_ids: Iterable[str], *, corrected: bool = True
) -> Iterator[tuple[Effective, tuple[Correction, ...]]]:
    """What `reports_of` gives, with the states that people left the records in, and all of their corrections."""
    waiting = list(version_ids)
    for first in range(0, len(waiting), AT_ONCE):
        wanted = waiting[first : first + AT_ONCE]
        bodies = _bodies(connection, wanted)
        made = corrections_of(connection, wanted) if corrected else {}
        for version_id in wanted:
            if version_id in bodies:
                corrections = made.get(version_id, ())
                yield effective(bodies[version_id], corrections), corrections


def unpacked(body: bytes) -> Report:
    """The report in a reading's body."""
    return msgspec.json.decode(zlib.decompress(body), type=Report)


def _bodies(connection: Connection, version_ids: list[str]) -> dict[str, Report]:
    rows = connection.execute(_READ, {"versions": version_ids})
    return {row.id: _readable(row.id, row.body) for row in rows}


def _readable(version_id: str, body: bytes) -> Report:
    try:
        return unpacked(body)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise StoreError(
            f"report {version_id}: its reading is broken ({error}); `onrecord verify` tells what else is, "
            "a copy of the store may still have it"
        ) from None

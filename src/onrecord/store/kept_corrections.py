"""Corrections out of their table and into it, as they are: what they do to a report is decided elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, insert, select

from onrecord.store.effective import Correction
from onrecord.store.matching import Target
from onrecord.store.schema import CORRECTIONS

# Versions asked for in one query; SQLite takes no more than 32,766 values.
AT_ONCE = 500
_OF_VERSIONS = (
    select(CORRECTIONS)
    .where(CORRECTIONS.c.version_id.in_(bindparam("versions", expanding=True)))
    .order_by(CORRECTIONS.c.seq)
)


def corrections_of(connection: Connection, version_ids: Iterable[str]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of these versions, oldest first; versions that have none are left out."""
    wanted = list(dict.fromkeys(version_ids))
    found: dict[str, list[Correction]] = defaultdict(list)
    for first in range(0, len(wanted), AT_ONCE):
        rows = connection.execute(_OF_VERSIONS, {"versions": wanted[first : first + AT_ONCE]})
        for row in rows:
            found[row.version_id].append(correction_of_row(row))
    return {version: tuple(several) for version, several in found.items()}


def all_corrections(connection: Connection) -> list[Correction]:
    """Every correction of the store, oldest first."""
    return [correction_of_row(row) for row in connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.seq))]


def insert_correction(connection: Connection, correction: Correction) -> None:
    """Add the row of a correction."""
    target, body = correction.target, correction.body
    connection.execute(
        insert(CORRECTIONS).values(
            id=correction.id, version_id=correction.version_id, kind=correction.kind, action=correction.action,
            target=None if target is None else json_of(target), body=json_of(body) if body else None,
            author=correction.author, at=correction.at, reason=correction.reason, supersedes=correction.supersedes,
        )
    )  # fmt: skip


def correction_of_row(row: Row[Any]) -> Correction:
    """The correction that a row holds."""
    return Correction(
        id=row.id, version_id=row.version_id, kind=row.kind, action=row.action,
        target=None if row.target is None else msgspec.json.decode(row.target, type=Target),
        body={} if row.body is None else msgspec.json.decode(row.body),
        author=row.author, at=row.at, reason=row.reason, supersedes=row.supersedes,
    )  # fmt: skip


def json_of(value: object) -> str:
    """A value as JSON, its fields in order of name, so that the same value is the same text."""
    return msgspec.json.encode(value, order="sorted").decode()

"""Versions that are to be linked anew: corrected since they were linked, or judged against what is called otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from onrecord.store.schema import CORRECTED, FACTS


def mark(connection: Connection, version_id: str, at: str) -> None:
    """Let a version be linked anew by the next run."""
    settled(connection, [version_id])
    connection.execute(insert(FACTS).values(name=CORRECTED + version_id, value=at))


def dirty_versions(connection: Connection) -> list[str]:
    """The ids of the versions that are to be linked anew."""
    names = connection.execute(
        select(FACTS.c.name).where(FACTS.c.name.startswith(CORRECTED, autoescape=True)).order_by(FACTS.c.name)
    ).scalars()
    return [name.removeprefix(CORRECTED) for name in names]


def settled(connection: Connection, version_ids: Iterable[str]) -> None:
    """That these versions are linked as they stand now."""
    for version_id in version_ids:
        connection.execute(delete(FACTS).where(FACTS.c.name == CORRECTED + version_id))

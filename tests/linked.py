"""Reports of a store as linking sees them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.resolve.counts import Setting
from onrecord.store.context import settings_of
from onrecord.store.schema import VERSIONS


def every_setting(connection: Connection) -> list[Setting]:
    """The settings of all versions of a store."""
    return list(settings_of(connection, list(connection.execute(select(VERSIONS.c.seq)).scalars())))

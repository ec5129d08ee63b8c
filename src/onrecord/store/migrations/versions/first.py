"""The first tables."""

from __future__ import annotations

from alembic import op

from onrecord.store.schema import METADATA
from onrecord.store.search import search_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and what the database searches texts with."""
    connection = op.get_bind()
    METADATA.create_all(connection)
    for statement in search_tables(connection.dialect.name):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("the first version of a store has none before it")

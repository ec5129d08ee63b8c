"""The numbers of rows, so that rows made anew have the same ones on every database."""

from __future__ import annotations

from sqlalchemy import Connection, func, select


def restart(connection: Connection, *tables: str) -> None:
    """Let the rows of empty tables be numbered from 1 again, as SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for name in tables:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "seq"), 1, False)))

"""Making anew all that a store can work out by itself: the index of records, the words searched, the links."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from onrecord.store import linking
from onrecord.store.linking import Linked
from onrecord.store.loading import report_of
from onrecord.store.numbering import restart
from onrecord.store.schema import PARTICIPANTS, RECORDS, TALLIES, VERSIONS
from onrecord.store.writing import index_report


def rebuild(connection: Connection, now: str | None = None) -> Linked:
    """Make index and derived rows anew from the readings, corrections and judgements; the caller commits.

    The numbers of rows are the same ones again however often that is done; `now` is as for `linking.rebuild`.
    """
    reindex(connection)
    return linking.rebuild(connection, now)


def reindex(connection: Connection) -> None:
    """Make the rows of all records anew, with who takes part in them, their counts, and what is searched."""
    for table in (PARTICIPANTS, RECORDS, TALLIES):
        connection.execute(delete(table))
    restart(connection, RECORDS.name)
    for version in connection.execute(select(VERSIONS.c.seq, VERSIONS.c.id).order_by(VERSIONS.c.seq)).all():
        index_report(connection, version.seq, report_of(connection, version.id, corrected=False))
    if connection.dialect.name == "sqlite":
        # PostgreSQL keeps its column of words itself.
        connection.execute(text("INSERT INTO search(search) VALUES ('rebuild')"))

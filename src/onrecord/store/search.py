"""Full-text search: FTS5 or PostgreSQL's, asked in one way and answered in pieces, never in markup."""

from __future__ import annotations

import re
from typing import Final

# English stems on both; "é" and "e" are one letter on SQLite.
_SQLITE: Final = (
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='versions', content_rowid='seq', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER search_added AFTER INSERT ON versions BEGIN "
    "INSERT INTO search(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON versions BEGIN "
    "INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text); END",
)
_POSTGRESQL: Final = (
    "ALTER TABLE versions ADD COLUMN searched tsvector GENERATED ALWAYS AS "
    "(to_tsvector('english', coalesce(title, '') || ' ' || text)) STORED",
    "CREATE INDEX ix_versions_searched ON versions USING gin (searched)",
)


def search_tables(dialect: str) -> tuple[str, ...]:
    """The statements that make what a database searches texts with."""
    match dialect:
        case "sqlite":
            return _SQLITE
        case "postgresql":
            return _POSTGRESQL
        case unknown:
            raise ValueError(f"no full-text search is known for {unknown!r}")


_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"\w+")

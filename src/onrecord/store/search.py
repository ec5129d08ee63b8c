"""Full-text search: FTS5 or PostgreSQL's, asked in one way and answered in pieces, never in markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Select, bindparam, column, false, select, table, text

from onrecord.store.schema import VERSIONS

# Characters of no text (of Unicode's private use), with which the database marks what it found.
HIT, END = "\ue000", "\ue001"
# Words of a snippet.
WORDS = 32

_SEARCH = table("search", column("rowid"))

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


def sqlite_query(words: str) -> str | None:
    """The words as FTS5 asks for them, every term quoted: nothing a person types is an operator but - and quotes."""
    wanted, unwanted = _terms(words)
    if not wanted:
        return None
    asked = " AND ".join(_quoted(term) for term in wanted)
    barred = " OR ".join(_quoted(term) for term in unwanted)
    return f"({asked}) NOT ({barred})" if barred else asked


def postgresql_query(words: str) -> str:
    """The words as PostgreSQL's websearch_to_tsquery asks for them."""
    wanted, unwanted = _terms(words)
    return " ".join([*(f'"{term}"' for term in wanted), *(f'-"{term}"' for term in unwanted)])


def matching(dialect: str, words: str) -> Select[tuple[int]]:
    """The seqs of the versions whose title or text has these words; none where there is no word to look for."""
    asked = sqlite_query(words)
    if asked is None:
        return select(VERSIONS.c.seq).where(false())
    if dialect == "sqlite":
        return select(_SEARCH.c.rowid).where(text("search MATCH :asked").bindparams(asked=asked))
    return select(VERSIONS.c.seq).where(
        text("versions.searched @@ websearch_to_tsquery('english', :asked)").bindparams(asked=postgresql_query(words))
    )


def snippets(connection: Connection, words: str, version_seqs: Sequence[int]) -> dict[int, list[tuple[str, bool]]]:
    """A stretch of each text around what was found: pieces of it in order, with whether each is a hit."""
    asked = sqlite_query(words)
    if asked is None or not version_seqs:
        return {}
    if connection.dialect.name == "sqlite":
        statement = text(
            f"SELECT rowid, snippet(search, 1, '{HIT}', '{END}', '', {WORDS}) FROM search "  # noqa: S608 (constants)
            "WHERE search MATCH :asked AND rowid IN :seqs"
        )
    else:
        statement = text(
            "SELECT seq, ts_headline('english', left(text, 20000), websearch_to_tsquery('english', :asked), :options) "
            "FROM versions WHERE seq IN :seqs"
        ).bindparams(options=f"StartSel={HIT}, StopSel={END}, MaxWords={WORDS}, MinWords={WORDS // 2}")
    bound = statement.bindparams(
        bindparam("asked", postgresql_query(words) if connection.dialect.name != "sqlite" else asked),
        bindparam("seqs", list(version_seqs), expanding=True),
    )
    return {seq: pieces_of(marked) for seq, marked in connection.execute(bound)}


def pieces_of(marked: str) -> list[tuple[str, bool]]:
    """The pieces of a text in which the database marked the hits."""
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(marked.split(HIT)):
        hit, end, rest = part.partition(END)
        if number and end:
            found += [(hit, True), (rest, False)]
        else:
            found.append((part.replace(END, ""), False))
    return [(piece, is_hit) for piece, is_hit in found if piece]


def _terms(words: str) -> tuple[list[str], list[str]]:
    wanted: list[str] = []
    unwanted: list[str] = []
    # NUL and lone surrogates are in no text that is searched (writing.storable).
    for match in _TERM.finditer(words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")):
        term = match[2] if match[2] is not None else match[3]
        if _WORD.search(term):
            (unwanted if match[1] else wanted).append(term.strip('"'))
    return wanted, unwanted


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'

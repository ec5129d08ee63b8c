"""Opening a store: an SQLite file by default, PostgreSQL by address; its version is checked before anything is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from onrecord.errors import StoreError
from onrecord.store.store import WRITES, Store

MIGRATIONS = Path(__file__).parent / "migrations"
# Seconds that a writer waits for another one to end.
PATIENCE_S = 60
SQLITE_PRAGMAS = (f"busy_timeout = {PATIENCE_S}000", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")
# The number of the lock that a writer holds on PostgreSQL: one writer at a time, as on SQLite. Any number would do.
WRITER_LOCK = 6_673_267_000


def open_store(address: str | Path, *, create: bool = False) -> Store:
    """The store in this file or at this `postgresql://` address; `create` makes a new one where there is none.

    Raises StoreError, which says what would work, where there is no store, or one of another version.
    """
    url = url_of(address)
    if url.get_backend_name() == "sqlite" and not create:
        _check_file(url)
    store = Store(engine_of(url))
    try:
        with _named(url):
            _check_version(store, url, create=create)
    except BaseException:
        store.close()
        raise
    return store


def migrate(address: str | Path) -> tuple[str, str]:
    """Bring a store of an older version to this one; the revisions before and after."""
    url = url_of(address)
    if url.get_backend_name() == "sqlite":
        _check_file(url)
    with Store(engine_of(url)) as store, _named(url):
        with store.connect() as connection:
            before = revision_of(connection)
        if before is None:
            raise StoreError(f"{shown(url)}: is not a store of onrecord")
        if before not in known_revisions():
            raise StoreError(_newer(url, before))
        _upgrade(store)
        return before, newest_revision()


def url_of(address: str | Path) -> URL:
    """The SQLAlchemy address of what a person gave: a path is an SQLite file, `postgresql://` goes through psycopg."""
    text = str(address)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(
            "the store's address cannot be understood; give a file, or postgresql://user@host/name"
        ) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{shown(url)}: {url.drivername} is not supported; a store is a file or postgresql://...")
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def shown(url: URL) -> str:
    """An address as it may be printed: without its password, which may stand in the options after the name too."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    plain = url.set(drivername=url.get_backend_name(), query={})
    return plain.render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """The engine of an address, with what this project asks of SQLite's connections."""
    try:
        engine = create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            f"{shown(url)}: needs psycopg, which is not installed; install onrecord[postgres] ({error})"
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def revision_of(connection: Connection) -> str | None:
    """The revision a store stands at; None where it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The revision this version of the software works with."""
    found = _scripts().get_current_head()
    assert found is not None
    return found


def known_revisions() -> frozenset[str]:
    """All revisions this version of the software knows."""
    return frozenset(one.revision for one in _scripts().walk_revisions())


def _check_file(url: URL) -> None:
    path = Path(url.database or "")
    if str(url.database) in ("", ":memory:"):
        return
    if not path.exists():
        raise StoreError(f"{path}: there is no store; `onrecord add REPORTS --to {path}` makes one")
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; a store is one file, such as news.db")
    try:
        with path.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
    if head and head != b"SQLite format 3\0":
        raise StoreError(f"{path}: is not a store: not an SQLite file")


def _check_version(store: Store, url: URL, *, create: bool) -> None:
    with store.connect() as connection:
        found = revision_of(connection)
        empty = not connection.dialect.get_table_names(connection)
    if found == newest_revision():
        return
    if found is None and create and empty:
        _upgrade(store)
    elif found is None:
        hint = "" if not empty else f"; `onrecord add REPORTS --to {shown(url)}` makes one"
        raise StoreError(f"{shown(url)}: is not a store of onrecord{hint}")
    elif found in known_revisions():
        raise StoreError(
            f"{shown(url)}: is a store of an older version ({found}, this software needs {newest_revision()}); "
            f"make a copy, then run `onrecord migrate {shown(url)}`"
        )
    else:
        raise StoreError(_newer(url, found))


def _newer(url: URL, found: str) -> str:
    return f"{shown(url)}: is a store of a newer version of onrecord ({found}); install that version or a later one"


def _upgrade(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with store.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


@contextmanager
def _named(url: URL) -> Iterator[None]:
    """What the database refuses is told in one line, with the address and without its password."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{shown(url)}: cannot be opened: {_first_line(error)}") from None


def _first_line(error: DBAPIError) -> str:
    return (
        str(error.orig).strip().splitlines()[0]
        if error.orig is not None and str(error.orig).strip()
        else "no reason given"
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are begun below, where it is known whether they write.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (WRITER_LOCK,))

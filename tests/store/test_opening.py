"""Opening a store: new, current, older, newer, and what is none; on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from onrecord.errors import StoreError
from onrecord.store import Store, open_store
from onrecord.store.opening import migrate, newest_revision, revision_of, shown, url_of
from onrecord.store.schema import METADATA


def test_the_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        with warnings.catch_warnings():
            # An index over an expression cannot be compared; the test below looks for it by name.
            warnings.filterwarnings("ignore", message=".*expression-based index.*")
            assert compare_metadata(context, METADATA) == []
        assert revision_of(connection) == newest_revision()


def test_every_index_of_the_schema_is_there(store: Store) -> None:
    with store.connect() as connection:
        for table in METADATA.sorted_tables:
            expected = {str(index.name) for index in table.indexes}
            assert expected <= _indexes(connection, table.name), table.name


def test_opening_does_not_make_a_store_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store; `onrecord add REPORTS --to"):
        open_store(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"plain text", b"PK\x03\x04", b"SQLite format 3"])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    for create in (False, True):
        with pytest.raises(StoreError, match="is not a store of onrecord"):
            open_store(path, create=create)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    other.close()


def test_only_a_store_is_migrated(tmp_path: Path) -> None:
    other, empty, broken = (tmp_path / name for name in ("other.db", "empty.db", "broken.db"))
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE theirs (x)")
    empty.touch()
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for path, why in ((other, "is not a store"), (empty, "is not a store"), (broken, "cannot be opened")):
        with pytest.raises(StoreError, match=why):
            migrate(path)
    with closing(sqlite3.connect(other)) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_an_empty_file_becomes_a_store_only_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="onrecord add"):
        open_store(path)
    open_store(path, create=True).close()
    open_store(path).close()


def test_making_a_store_twice_leaves_what_it_holds(store_address: str) -> None:
    with open_store(store_address) as store, store.begin() as connection:
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('a', '1')"))
    with open_store(store_address, create=True) as store, store.connect() as connection:
        assert connection.execute(text("SELECT value FROM facts")).scalars().all() == ["1"]


def test_an_older_store_says_how_to_bring_it_here_and_keeps_what_it_holds(store_address: str) -> None:
    with open_store(store_address) as store, store.begin() as connection:
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('a', '1')"))
        connection.execute(text("DROP INDEX ix_disagreements_cluster_seq"))
        connection.execute(text("DROP INDEX ix_records_lasting"))
        for name in ("left_now", "right_now"):
            connection.execute(text(f"DROP INDEX ix_judgements_{name}"))
        for name in ("left_target", "right_target", "left_now", "right_now"):
            connection.execute(text(f"ALTER TABLE judgements DROP COLUMN {name}"))
    _set_revision(store_address, "0001")
    with pytest.raises(StoreError, match=r"older version \(0001, .* needs 0003\).*onrecord migrate"):
        open_store(store_address)
    assert migrate(store_address) == ("0001", "0003")
    with open_store(store_address) as store, store.connect() as connection:
        assert "ix_disagreements_cluster_seq" in _indexes(connection, "disagreements")
        assert "ix_records_lasting" in _indexes(connection, "records")
        assert connection.execute(text("SELECT value FROM facts")).scalars().all() == ["1"]


def test_a_newer_store_says_what_to_do(store_address: str) -> None:
    _set_revision(store_address, "9999")
    with pytest.raises(StoreError, match="newer version of onrecord"):
        open_store(store_address)
    with pytest.raises(StoreError, match="newer version of onrecord"):
        migrate(store_address)


def test_a_current_store_needs_no_migration(store_address: str) -> None:
    assert migrate(store_address) == (newest_revision(), newest_revision())


def test_a_server_that_does_not_answer_is_one_line_without_the_password() -> None:
    with pytest.raises(StoreError) as told:
        open_store("postgresql://ada:secret@127.0.0.1:1/news")
    assert "secret" not in str(told.value)
    assert "cannot be opened" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("address", ["mysql://x/y", "http://example.org/news", "://", "oracle://x"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(StoreError):
        open_store(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:secret@db.example/news",
        "postgresql://ada@db.example/news?password=secret",
        "postgresql+psycopg://db.example/news?user=ada&password=secret&sslmode=require",
    ],
)
def test_a_password_is_never_shown(address: str) -> None:
    assert "secret" not in shown(url_of(address))
    assert shown(url_of(address)).startswith("postgresql://")


@pytest.mark.parametrize("opened", [open_store, migrate])
def test_what_a_server_refuses_is_one_line(postgresql: str, opened: Callable[[str], object]) -> None:
    with pytest.raises(StoreError, match="does not exist") as told:
        opened(f"{postgresql.rsplit('/', 1)[0]}/no_such_store")
    assert "\n" not in str(told.value)


def test_writers_wait_for_each_other_and_readers_do_not(store: Store) -> None:
    with store.begin() as writing:
        writing.execute(text("INSERT INTO facts (name, value) VALUES ('a', '1')"))
        with store.connect() as reading:
            assert reading.execute(text("SELECT count(*) FROM facts")).scalar_one() == 0
    with store.connect() as reading:
        assert reading.execute(text("SELECT count(*) FROM facts")).scalar_one() == 1


def test_a_reader_sees_one_state_to_its_end(store: Store) -> None:
    with store.connect() as reading:
        before = reading.execute(text("SELECT count(*) FROM facts")).scalar_one()
        with store.begin() as writing:
            writing.execute(text("INSERT INTO facts (name, value) VALUES ('a', '1')"))
        assert reading.execute(text("SELECT count(*) FROM facts")).scalar_one() == before == 0
    with store.connect() as reading:
        assert reading.execute(text("SELECT count(*) FROM facts")).scalar_one() == 1


def test_of_two_writers_the_second_sees_what_the_first_did(store: Store) -> None:
    def count_up(_: int) -> None:
        with store.begin() as connection:
            counted = connection.execute(text("SELECT count(*) FROM facts")).scalar_one()
            connection.execute(text("INSERT INTO facts (name, value) VALUES (:name, '')"), {"name": str(counted)})

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(count_up, range(24)))
    with store.connect() as reading:
        assert reading.execute(text("SELECT count(*) FROM facts")).scalar_one() == 24


def _set_revision(address: str, revision: str) -> None:
    with open_store(address) as store, store.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """What the search needs stands in store/search.py, not in the schema."""
    if kind == "table":
        return (name or "") in METADATA.tables
    return name not in ("searched", "ix_versions_searched")


def _indexes(connection: Connection, table: str) -> set[str]:
    if connection.dialect.name == "sqlite":
        query = text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table")
        return set(connection.execute(query, {"table": table}).scalars())
    return {str(one["name"]) for one in inspect(connection).get_indexes(table)}

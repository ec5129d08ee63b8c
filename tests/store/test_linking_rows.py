"""Rows of clusters, in databases that order letters in their own way."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from onrecord.store import Store, open_store
from onrecord.store.linking_rows import ClusterRows, Joined, Shown

VERSION, OTHER = "r00000000000000a1", "r00000000000000a2"
ITEMS = [VERSION, f"{VERSION}:a1", f"{VERSION}:e12", f"{VERSION}:v3"]


@pytest.fixture(params=["C", "und", "en-US", "en-US-u-ka-shifted"])
def sorting_store(request: pytest.FixtureRequest, postgresql: str) -> Iterator[Store]:
    """A store in a PostgreSQL database with the order of letters of this name."""
    server, _, _ = postgresql.rpartition("/")
    provider = "libc LOCALE 'C'" if request.param == "C" else f"icu ICU_LOCALE '{request.param}'"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE sorting TEMPLATE template0 LOCALE_PROVIDER {provider}")
    with open_store(f"{server}/sorting", create=True) as opened:
        yield opened
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP DATABASE sorting WITH (FORCE)")


def found_again(store: Store) -> list[str]:
    """The records of a version that are found in a cluster with another's."""
    with store.begin() as connection:
        rows = ClusterRows(connection, "event")
        (seq,) = rows.begin([(Shown("a strike"), "{}")])
        others = [f"{OTHER}:e1", "r0000000000000000:e1", "r00000000000000b0:e1"]
        rows.add(seq, [Joined(item, None, ()) for item in [*ITEMS, *others]])
        rows.write()
        return sorted(one.item for one in rows.of_version(VERSION).get(seq, ()))


def test_the_records_of_a_version_are_found(store: Store) -> None:
    assert found_again(store) == ITEMS


def test_they_are_found_in_whatever_order_a_database_has_its_letters(sorting_store: Store) -> None:
    assert found_again(sorting_store) == ITEMS

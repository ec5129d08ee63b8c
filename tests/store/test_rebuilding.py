"""Rebuilding: whatever became of derived rows, they are made again from what is kept. On SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Executable, delete, select, text, update

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.corrections import Asked, correct
from onrecord.store.linking import link_new
from onrecord.store.rebuilding import rebuild
from onrecord.store.schema import (
    BLOCKS,
    CLUSTERS,
    CORRECTIONS,
    DISAGREEMENTS,
    MEMBERS,
    PARTICIPANTS,
    READINGS,
    RECORDS,
    TALLIES,
    VERSIONS,
)
from onrecord.store.search import matching
from onrecord.store.verify import verify

NOW = "2021-05-19T12:00:00Z"
# Its rows hold texts without an order of their own.
DERIVED = (RECORDS, PARTICIPANTS, TALLIES, CLUSTERS, MEMBERS, BLOCKS, DISAGREEMENTS)


def derived(store: Store) -> list[list[tuple[object, ...]]]:
    """Every row of the index and of what is derived across reports, with its number."""
    with store.connect() as connection:
        return [sorted((tuple(row) for row in connection.execute(select(one))), key=repr) for one in DERIVED]


@pytest.fixture
def linked(filled: Store, golden: tuple[Report, ...]) -> Store:
    """The six samples, linked, with a record rejected, one edited and one added, as rebuilding leaves them."""
    version = golden[0].report.id
    asked = (
        Asked("reject", version, "Ada", record="e1"),
        Asked("edit", version, "Ada", record="e2", fields={"modality": "planned"}),
        Asked("add", version, "Ben", kind="places", span=(0, 11)),
    )
    with filled.begin() as connection:
        for one in asked:
            correct(connection, one, now=NOW)
        link_new(connection, NOW)
        rebuild(connection)
    return filled


def test_rebuilding_comes_to_the_same_rows(linked: Store) -> None:
    before = derived(linked)
    with linked.begin() as connection:
        assert rebuild(connection).reports == 6
    assert derived(linked) == before


@pytest.mark.parametrize(
    "harm",
    [
        delete(PARTICIPANTS),
        delete(RECORDS).where(RECORDS.c.kind == "votes"),
        update(RECORDS).values(type="ASSAULT", best=900, state="machine", shown=True, corrected=None),
        update(TALLIES).values(number=TALLIES.c.number + 7),
        delete(TALLIES),
        delete(CLUSTERS),
        delete(DISAGREEMENTS),
    ],
    ids=["participants", "votes", "values", "counts", "no counts", "clusters", "disagreements"],
)
def test_what_was_lost_or_changed_is_made_again(linked: Store, harm: Executable) -> None:
    before = derived(linked)
    with linked.begin() as connection:
        connection.execute(harm)
    assert derived(linked) != before
    with linked.begin() as connection:
        rebuild(connection)
    assert derived(linked) == before
    with linked.connect() as connection:
        assert list(verify(connection)) == []


def test_the_words_that_are_searched_are_made_again(linked: Store) -> None:
    with linked.begin() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("PostgreSQL keeps its column of words itself")
        connection.execute(text("INSERT INTO search(search) VALUES ('delete-all')"))
        assert not connection.execute(matching("sqlite", "artillery")).all()
        rebuild(connection)
        assert connection.execute(matching("sqlite", "artillery")).all()


def test_what_is_kept_is_not_touched(linked: Store) -> None:
    def kept() -> list[list[tuple[object, ...]]]:
        with linked.connect() as connection:
            return [
                [tuple(row) for row in connection.execute(select(one))] for one in (VERSIONS, READINGS, CORRECTIONS)
            ]

    before = kept()
    with linked.begin() as connection:
        rebuild(connection)
    assert kept() == before


def test_a_broken_reading_is_told_and_nothing_is_lost(linked: Store, golden: tuple[Report, ...]) -> None:
    before = derived(linked)
    with linked.begin() as connection:
        connection.execute(update(READINGS).where(READINGS.c.version_seq == 3).values(body=b"broken"))
    with (
        pytest.raises(StoreError, match=f"report {golden[2].report.id}: its reading is broken"),
        linked.begin() as connection,
    ):
        rebuild(connection)
    assert derived(linked) == before

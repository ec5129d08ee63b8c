"""The history of a record."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.corrections import Asked, correct
from onrecord.store.history import Entry, history


def make(store: Store, version: str, author: str, at: str, **asked: Any) -> str:
    """Make a correction; the id of the record it concerns."""
    with store.begin() as connection:
        return correct(connection, Asked(version_id=version, author=author, **asked), now=at).record


def told(store: Store, record_id: str) -> list[tuple[str, str, str]]:
    """Action, author and standing of each correction of a record."""
    with store.connect() as connection:
        entries: tuple[Entry, ...] = history(connection, record_id)
    return [(one.correction.action, one.correction.author, one.standing) for one in entries]


def test_every_correction_stays_in_order(filled: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    make(filled, version, "Ada", "2021-05-19T12:00:00Z", action="reject", record="e1")
    make(filled, version, "Ben", "2021-05-19T12:01:00Z", action="undo", record="e1")
    make(filled, version, "Ben", "2021-05-19T12:02:00Z", action="edit", record="e1", fields={"modality": "planned"})
    make(filled, version, "Cem", "2021-05-19T12:03:00Z", action="accept", record="e2")
    assert told(filled, f"{version}:e1") == [
        ("reject", "Ada", "undone"), ("undo", "Ben", "stands"), ("edit", "Ben", "stands"),
    ]  # fmt: skip
    assert told(filled, f"{version}:e2") == [("accept", "Cem", "stands")]
    assert told(filled, f"{version}:e3") == []


def test_a_merge_is_in_the_history_of_both(filled: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    make(filled, version, "Ada", "2021-05-19T12:00:00Z", action="merge", record="a1", others=("a2",))
    assert told(filled, f"{version}:a1") == told(filled, f"{version}:a2") == [("merge", "Ada", "stands")]


def test_the_history_of_an_added_record(filled: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    local = make(filled, version, "Ada", "2021-05-19T12:00:00Z", action="add", kind="places", span=(0, 11))
    make(filled, version, "Ben", "2021-05-19T12:01:00Z", action="accept", record=local)
    assert told(filled, f"{version}:{local}") == [("add", "Ada", "stands"), ("accept", "Ben", "stands")]


@pytest.mark.parametrize("wrong", ["e1", ":e1", "r1:", "", "r0000000000000000:e1"])
def test_a_record_that_is_not_there(filled: Store, wrong: str) -> None:
    with filled.connect() as connection, pytest.raises(StoreError):
        history(connection, wrong)


def test_an_unknown_record_is_answered_with_those_there_are(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection, pytest.raises(StoreError, match="its records are a1, a2"):
        history(connection, f"{golden[0].report.id}:e99")

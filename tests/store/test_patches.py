"""Corrections and judgements from one copy of a store in another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.corrections import Asked, correct
from onrecord.store.judgements import Judgement, put_judgement
from onrecord.store.loading import report_of
from onrecord.store.patches import Applied, apply_patch, patch_lines
from onrecord.store.schema import CORRECTIONS, JUDGEMENTS
from onrecord.store.writing import put_report

NOW = "2021-05-19T12:00:00Z"


@pytest.fixture
def other(tmp_path: Path, empty_sqlite: Path, golden: tuple[Report, ...]) -> Iterator[Store]:
    """Another copy: an SQLite store with the first five of the six samples."""
    path = tmp_path / "other.db"
    shutil.copy(empty_sqlite, path)
    with open_store(path) as opened:
        with opened.begin() as connection:
            for number, report in enumerate(golden[:5]):
                put_report(connection, report, key=f"copy {number}", software="tests", now=NOW)
        yield opened


def make(store: Store, version: str, author: str = "Ada", **asked: Any) -> str:
    """Make a correction; the id of the record it concerns."""
    with store.begin() as connection:
        return correct(connection, Asked(version_id=version, author=author, **asked), now=NOW).record


def patch_of(store: Store) -> list[str]:
    """The lines of a store's patch."""
    with store.connect() as connection:
        return list(patch_lines(connection))


def applied_to(store: Store, lines: list[str]) -> Applied:
    """What applying these lines to a store comes to."""
    with store.begin() as connection:
        return apply_patch(connection, lines)


def test_a_copy_comes_to_the_same_reports(filled: Store, other: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    make(filled, version, action="edit", record="e1", fields={"modality": "planned"}, reason="it is announced")
    make(filled, version, action="reject", record="e2")
    make(filled, version, action="undo", record="e2")
    make(filled, version, action="merge", record="a1", others=("a2",))
    added = make(filled, version, action="add", kind="events", span=(0, 8), fields={"type": "AID"})
    make(filled, version, action="split", record=added, parts=({}, {"type": "COERCE"}))
    with filled.begin() as connection:
        sides = (f"{version}:e1", f"{golden[1].report.id}:e1")
        put_judgement(connection, Judgement("event", *sides, "different", "Ada", NOW, "another day"))
    found = applied_to(other, patch_of(filled))
    assert (found.corrections, found.judgements, found.known, found.refused) == (6, 1, 0, ())
    with filled.connect() as here, other.connect() as there:
        assert report_of(there, version) == report_of(here, version)
    assert patch_of(other) == patch_of(filled)


def test_a_patch_applied_twice_changes_nothing_more(filled: Store, other: Store, golden: tuple[Report, ...]) -> None:
    make(filled, golden[0].report.id, action="reject", record="e1")
    with filled.begin() as connection:
        sides = (golden[0].report.id, golden[1].report.id)
        put_judgement(connection, Judgement("origin", *sides, "different", "Ada", NOW))
    lines = patch_of(filled)
    applied_to(other, lines)
    again = applied_to(other, lines)
    assert (again.corrections, again.judgements, again.known, again.refused) == (0, 0, 2, ())
    with other.connect() as connection:
        assert connection.execute(select(func.count()).select_from(CORRECTIONS)).scalar_one() == 1
        assert connection.execute(select(func.count()).select_from(JUDGEMENTS)).scalar_one() == 1


def test_what_cannot_be_applied_is_told_and_the_rest_goes_on(
    filled: Store, other: Store, golden: tuple[Report, ...]
) -> None:
    make(filled, golden[5].report.id, action="reject", record="e1")
    make(filled, golden[0].report.id, action="reject", record="e1")
    lines = ["{", *patch_of(filled), '{"schema": "onrecord-patch/9"}', "", "[]", "7"]
    found = applied_to(other, lines)
    assert found.corrections == 1
    assert [one.line for one in found.refused] == [1, 2, 4, 6, 7]
    assert "no report here has the text" in found.refused[1].why


def test_nobody_is_overruled_by_a_patch_that_does_not_know_them(
    filled: Store, other: Store, golden: tuple[Report, ...]
) -> None:
    version = golden[0].report.id
    make(filled, version, action="reject", record="e1")
    make(filled, version, action="reject", record="e2")
    make(other, version, "Ben", action="accept", record="e1")
    found = applied_to(other, patch_of(filled))
    assert found.corrections == 1
    assert [(one.line, one.why) for one in found.refused] == [
        (1, "e1 has a correction here that the patch does not know: accept by Ben")
    ]
    with other.connect() as connection:
        assert "e1" in [one.id for one in report_of(connection, version).events]


def test_a_patch_that_was_tampered_with_does_not_break_a_report(
    filled: Store, other: Store, golden: tuple[Report, ...]
) -> None:
    version = golden[0].report.id
    make(filled, version, action="edit", record="e1", fields={"modality": "planned"})
    line = json.loads(patch_of(filled)[0])
    line["correction"]["body"] = {"fields": {"trigger": {"start": 0, "end": 4, "text": "boat"}}}
    found = applied_to(other, [json.dumps(line)])
    assert "is not what stands at 0:4" in found.refused[0].why
    for body in ({"fields": 7}, {"fields": {"id": "a1"}}, {"pins": 3, "fields": {"place": "p1"}}):
        line["correction"]["body"] = body
        applied_to(other, [json.dumps(line)])
        with other.connect() as connection:
            assert report_of(connection, version).report == golden[0].report


def test_undoing_what_is_not_there_is_told(filled: Store, other: Store, golden: tuple[Report, ...]) -> None:
    make(filled, golden[0].report.id, action="reject", record="e1")
    make(filled, golden[0].report.id, action="undo", record="e1")
    found = applied_to(other, patch_of(filled)[1:])
    assert found.corrections == 0
    assert "which is not here" in found.refused[0].why

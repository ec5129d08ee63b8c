"""Corrections in a store: rows that stay, an index that follows, and two people at one record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from onrecord.errors import ConflictError, CorrectionError, OnrecordError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.corrections import ANY, Asked, Kept, correct, put_correction
from onrecord.store.loading import report_of
from onrecord.store.relinking import dirty_versions, settled
from onrecord.store.schema import CORRECTIONS, PARTICIPANTS, RECORDS
from onrecord.store.writing import put_report

NOW = "2021-05-19T12:00:00Z"


@pytest.fixture
def version(golden: tuple[Report, ...]) -> str:
    """The id of the first sample."""
    return golden[0].report.id


def make(store: Store, version: str, expected: str | None = ANY, **asked: Any) -> Kept:
    """Make a correction in a transaction of its own."""
    with store.begin() as connection:
        return correct(connection, Asked(version_id=version, author="Ada", **asked), now=NOW, expected=expected)


def row_of(store: Store, record_id: str) -> Any:
    """The row of a record in the index."""
    with store.connect() as connection:
        return connection.execute(select(RECORDS).where(RECORDS.c.id == record_id)).one()


def test_a_rejected_record_leaves_the_report_and_the_lists_but_not_the_store(filled: Store, version: str) -> None:
    make(filled, version, action="reject", record="e1", reason="it is a quotation")
    row = row_of(filled, f"{version}:e1")
    assert (row.state, row.shown) == ("rejected", False)
    with filled.connect() as connection:
        assert "e1" not in [one.id for one in report_of(connection, version).events]
        assert "e1" in [one.id for one in report_of(connection, version, corrected=False).events]
        assert connection.execute(select(CORRECTIONS.c.reason)).scalar_one() == "it is a quotation"


def test_the_index_follows_an_edit(filled: Store, version: str) -> None:
    make(filled, version, action="edit", record="e1", fields={"type": "MOBILIZE", "modality": "planned"})
    row = row_of(filled, f"{version}:e1")
    assert (row.type, row.modality, row.state, row.shown) == ("MOBILIZE", "planned", "edited", True)
    assert '"MOBILIZE"' in row.corrected
    untouched = row_of(filled, f"{version}:e2")
    assert (untouched.state, untouched.shown, untouched.corrected) == ("machine", True, None)


def test_participants_follow_a_merge(filled: Store, golden: tuple[Report, ...], version: str) -> None:
    other = next(one.source for one in golden[0].statements if one.source not in (None, "a1"))
    with filled.connect() as connection:
        before = connection.execute(select(func.count()).select_from(PARTICIPANTS)).scalar_one()
    make(filled, version, action="merge", record="a1", others=(str(other),))
    merged, kept = row_of(filled, f"{version}:{other}"), row_of(filled, f"{version}:a1")
    with filled.connect() as connection:
        query = select(func.count()).select_from(PARTICIPANTS)
        assert connection.execute(query.where(PARTICIPANTS.c.actor_seq == merged.seq)).scalar_one() == 0
        assert connection.execute(query.where(PARTICIPANTS.c.actor_seq == kept.seq)).scalar_one() > 0
        assert connection.execute(query).scalar_one() <= before
    assert (merged.state, merged.shown) == ("merged", False)


def test_an_added_record_is_in_the_index(filled: Store, version: str) -> None:
    kept = make(filled, version, action="add", kind="places", span=(0, 11))
    row = row_of(filled, f"{version}:{kept.record}")
    assert (row.kind, row.state, row.start, row.end) == ("places", "added", 0, 11)


def test_a_correction_is_a_row_and_undoing_it_another(filled: Store, version: str) -> None:
    first = make(filled, version, action="reject", record="e1")
    second = make(filled, version, action="undo", record="e1")
    with filled.connect() as connection:
        rows = connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.seq)).all()
    assert [(row.action, row.supersedes) for row in rows] == [("reject", None), ("undo", first.correction.id)]
    assert second.correction.supersedes == first.correction.id
    assert row_of(filled, f"{version}:e1").state == "machine"


def test_the_same_thing_three_times_within_a_second_is_three_corrections(filled: Store, version: str) -> None:
    made = [make(filled, version, action=action, record="e1") for action in ("reject", "undo", "reject")]
    assert len({one.correction.id for one in made}) == 3
    assert row_of(filled, f"{version}:e1").state == "rejected"


def test_who_saw_an_older_state_is_told(filled: Store, version: str) -> None:
    first = make(filled, version, expected=None, action="accept", record="e1")
    with pytest.raises(ConflictError, match="e1 was corrected in between: accept by Ada"):
        make(filled, version, expected=None, action="reject", record="e1")
    make(filled, version, expected=None, action="reject", record="e2")
    make(filled, version, expected=first.correction.id, action="reject", record="e1")
    with filled.connect() as connection:
        assert connection.execute(select(func.count()).select_from(CORRECTIONS)).scalar_one() == 3


def test_of_two_at_the_same_moment_one_is_told(filled: Store, version: str) -> None:
    start = Barrier(2)

    def attempt(author: str) -> bool:
        start.wait()
        try:
            with filled.begin() as connection:
                correct(connection, Asked("reject", version, author, record="e1"), now=NOW, expected=None)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(attempt, ["Ada", "Ben"])) == [False, True]


def test_a_correction_that_is_there_is_not_added_again(filled: Store, version: str) -> None:
    kept = make(filled, version, action="reject", record="e1")
    with filled.begin() as connection:
        put_correction(connection, kept.correction)
        assert connection.execute(select(func.count()).select_from(CORRECTIONS)).scalar_one() == 1


def test_corrections_hold_for_a_new_reading(filled: Store, golden: tuple[Report, ...], version: str) -> None:
    make(filled, version, action="edit", record="e1", fields={"modality": "planned"})
    with filled.begin() as connection:
        put = put_report(connection, golden[0], key="sample 0", software="newer", now=NOW)
    assert put.state == "new reading"
    row = row_of(filled, f"{version}:e1")
    assert (row.modality, row.state) == ("planned", "edited")


def test_versions_to_be_linked_again_are_told(filled: Store, version: str) -> None:
    make(filled, version, action="reject", record="e1")
    make(filled, version, action="reject", record="e2")
    with filled.begin() as connection:
        assert dirty_versions(connection) == [version]
        settled(connection, [version])
        assert dirty_versions(connection) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"action": "reject", "record": "e99"}, "has no record 'e99'"),
        ({"action": "edit", "record": "e1", "fields": {}}, "at least one field"),
        ({"action": "edit", "record": "e1", "fields": {"colour": "red"}}, "events have no field colour"),
        ({"action": "edit", "record": "e1", "fields": {"type": "PICNIC"}}, "Invalid enum value 'PICNIC'"),
        ({"action": "edit", "record": "e1", "fields": {"place": "p99"}}, "no record p99"),
        ({"action": "edit", "record": "e1", "fields": {"place": "a1"}}, "a1 is no place"),
        ({"action": "edit", "record": "e1", "fields": {"evidence": []}}, "has no evidence"),
        (
            {"action": "edit", "record": "e1", "fields": {"trigger": {"start": 0, "end": 4, "text": "boat"}}},
            "'boat' is not what stands at 0:4",
        ),
        ({"action": "edit", "record": "f1", "fields": {"low": 9, "high": 1, "bound": "between"}}, "do not run upwards"),
        ({"action": "edit", "record": "e1", "fields": {"id": "e9"}}, "id cannot be corrected"),
        ({"action": "edit", "record": "e1", "fields": {"provenance": {}}}, "provenance cannot be corrected"),
        ({"action": "merge", "record": "a1"}, "has no other records"),
        ({"action": "merge", "record": "a1", "others": ("a1",)}, "needs other records"),
        ({"action": "merge", "record": "a1", "others": ("e1",)}, "none of the actors"),
        ({"action": "split", "record": "a1", "parts": ({},)}, "two parts or more"),
        ({"action": "undo", "record": "a1"}, "no correction that could be taken back"),
        ({"action": "undo", "record": "a1", "undone": "c0"}, "'c0' is no correction of a1"),
        ({"action": "add", "kind": "boats", "span": (0, 4)}, "'boats' is no kind of record"),
        ({"action": "add", "kind": "events", "span": (4, 4)}, "from a span of the text"),
        ({"action": "add", "kind": "events", "span": (0, 10**9)}, "from a span of the text"),
        ({"action": "add", "kind": "events", "span": (0, 4)}, "required field `type`"),
        ({"action": "burn", "record": "e1"}, "'burn' is no correction"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    filled: Store, version: str, asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(OnrecordError, match=told):
        make(filled, version, **asked)
    with filled.connect() as connection:
        assert connection.execute(select(func.count()).select_from(CORRECTIONS)).scalar_one() == 0


def test_a_report_that_is_not_there_cannot_be_corrected(filled: Store) -> None:
    with pytest.raises(CorrectionError, match="no report 'r0'"):
        make(filled, "r0", action="reject", record="e1")


def test_a_correction_has_an_author(filled: Store, version: str) -> None:
    with filled.begin() as connection, pytest.raises(CorrectionError, match="needs an author"):
        correct(connection, Asked("reject", version, "  ", record="e1"), now=NOW)

"""Reading again what a store holds: new readings beside the old, with all that people did. On SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from onrecord.errors import StoreError
from onrecord.intake import Reading, Reread, reread, waiting_to_be_reread
from onrecord.intake.rereading import document_of_report
from onrecord.pipeline.serial import Failed
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.corrections import Asked, correct
from onrecord.store.history import history
from onrecord.store.judgements import Judgement, judgements_of, put_judgement
from onrecord.store.linking import link_new
from onrecord.store.loading import report_of
from onrecord.store.schema import READINGS, RECORDS
from onrecord.store.verify import verify
from onrecord.text import Document
from tests.renumbered import renumbered, without

NOW = "2021-05-19T12:00:00Z"
OLD, NEW = "tests", "tests, newer"


def newer(golden: Iterable[Report], **reports: Report) -> Reading:
    """A reading that numbers the records of the samples anew; `reports` stand for those with these ids."""
    made = {one.report.digest: reports.get(one.report.id, renumbered(one)) for one in golden}

    def outcomes(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        return (made[document.digest] for document in documents)

    return Reading(outcomes, NEW, link_new)


def read(store: Store, reading: Reading, **asked: Any) -> list[Reread]:
    """Every outcome of reading again what waits for that."""
    with store.connect() as connection:
        waiting = waiting_to_be_reread(connection, reading.software, **asked)
    return list(reread(store, reading, lambda: NOW, waiting))


def readings(store: Store) -> list[tuple[int, int, str, bool]]:
    with store.connect() as connection:
        columns = (READINGS.c.version_seq, READINGS.c.number, READINGS.c.software, READINGS.c.is_current)
        return [tuple(row) for row in connection.execute(select(*columns).order_by(READINGS.c.seq))]


def test_a_report_gives_the_document_that_it_was_read_from(golden: tuple[Report, ...]) -> None:
    for report in golden:
        document = document_of_report(report)
        assert document.digest == report.report.digest
        assert [(one.kind, one.start, one.end) for one in document.parts] == [
            (one.kind, one.start, one.end) for one in report.report.parts
        ]


def test_every_report_gets_a_new_reading_and_keeps_the_older_one(filled: Store, golden: tuple[Report, ...]) -> None:
    found = read(filled, newer(golden))
    assert [(one.version_id, one.state) for one in found] == [(one.report.id, "new reading") for one in golden]
    assert readings(filled) == [
        *((seq, 1, OLD, False) for seq in range(1, 7)), *((seq, 2, NEW, True) for seq in range(1, 7)),
    ]  # fmt: skip
    assert read(filled, newer(golden)) == []
    with filled.connect() as connection:
        assert report_of(connection, golden[0].report.id) == renumbered(golden[0])
        assert list(verify(connection)) == []


def test_what_people_did_is_laid_over_the_new_reading(filled: Store, golden: tuple[Report, ...]) -> None:
    first, second = golden[0].report.id, golden[1].report.id
    asked = (
        Asked("reject", first, "Ada", record="e1", reason="a heading"),
        Asked("edit", first, "Ada", record="e2", fields={"modality": "planned"}),
        Asked("merge", first, "Ben", record="a1", others=("a2",)),
        Asked("add", first, "Ben", kind="places", span=(0, 11)),
    )
    with filled.begin() as connection:
        for one in asked:
            correct(connection, one, now=NOW)
        put_judgement(connection, Judgement("event", f"{first}:e3", f"{second}:e1", "different", "Ada", NOW))
    assert [one.unfitting for one in read(filled, newer(golden))] == [()] * 6
    with filled.connect() as connection:
        rows = connection.execute(select(RECORDS.c.local, RECORDS.c.state).where(RECORDS.c.state != "machine")).all()
        states = {row.local: row.state for row in rows if not row.local.startswith("x")}
        assert states == {"e101": "rejected", "e102": "edited", "a101": "edited", "a102": "merged"}
        assert [row.state for row in rows if row.local.startswith("x")] == ["added"]
        assert [one.correction.reason for one in history(connection, f"{first}:e101")] == ["a heading"]
        (judged,) = judgements_of(connection, f"{first}:e103")
        assert {judged.left, judged.right} == {f"{first}:e103", f"{second}:e101"}
        assert list(verify(connection)) == []


def test_a_correction_that_fits_no_more_is_told_once_and_kept(filled: Store, golden: tuple[Report, ...]) -> None:
    first = golden[0].report.id
    with filled.begin() as connection:
        correct(connection, Asked("reject", first, "Ada", record="e1"), now=NOW)
    found = read(filled, newer(golden, **{first: without(golden[0], "events", "e1")}))
    assert [[one.correction.action for one in each.unfitting] for each in found] == [["reject"], [], [], [], [], []]
    assert "none of the events is the one at" in found[0].unfitting[0].why
    again = read(filled, newer(golden, **{first: without(golden[0], "events", "e1")}), every=True)
    assert again[0] == Reread(first, "known")
    # It comes back with a reading that has the record again.
    read(filled, newer(golden), every=True)
    with filled.connect() as connection:
        assert history(connection, f"{first}:e101")[0].standing == "stands"


def test_an_interrupted_run_goes_on_where_it_was(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        run = reread(filled, newer(golden), lambda: NOW, waiting_to_be_reread(connection, NEW))
    assert [next(run).state, next(run).state] == ["new reading"] * 2
    run.close()  # type: ignore[attr-defined]  # a generator, though it is told as an iterator
    assert [one.version_id for one in read(filled, newer(golden))] == [one.report.id for one in golden[2:]]


def test_one_that_breaks_the_reading_keeps_its_older_one(filled: Store, golden: tuple[Report, ...]) -> None:
    good = newer(golden)

    def outcomes(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        for document in documents:
            if document.digest == golden[1].report.digest:
                raise ValueError("no such word")
            if document.digest == golden[4].report.digest:
                yield Failed(document, "a stage tripped")
            else:
                yield from good.outcomes([document])

    found = read(filled, Reading(outcomes, NEW, link_new))
    assert [one.state for one in found] == [
        "new reading", "failed", "new reading", "new reading", "failed", "new reading"
    ]  # fmt: skip
    assert "ValueError: no such word" in str(found[1].error)
    assert "a stage tripped" in str(found[4].error)
    with filled.connect() as connection:
        assert report_of(connection, golden[1].report.id) == golden[1]
    assert [one.version_id for one in read(filled, good)] == [golden[1].report.id, golden[4].report.id]


@pytest.mark.parametrize("broken", [1, 6])
def test_a_broken_reading_is_told_and_the_others_go_on(filled: Store, golden: tuple[Report, ...], broken: int) -> None:
    with filled.begin() as connection:
        connection.execute(update(READINGS).where(READINGS.c.version_seq == broken).values(body=b"broken"))
    reading = newer(golden)
    found = read(filled, Reading(reading.outcomes, NEW))
    assert [one.state for one in found].count("new reading") == 5
    assert "its reading is broken" in str(found[broken - 1].error)


def test_single_reports_are_chosen_by_their_ids(filled: Store, golden: tuple[Report, ...]) -> None:
    wanted = golden[3].report.id
    assert [one.version_id for one in read(filled, newer(golden), versions=[wanted])] == [wanted]
    assert read(filled, newer(golden), versions=[wanted]) == []
    with pytest.raises(StoreError, match="no report 'r0'"):
        read(filled, newer(golden), versions=["r0"])

"""Records and reports by what is asked for, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from onrecord.errors import StoreError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.schema import RECORDS
from onrecord.store.selection import (
    Selection,
    chosen_locals,
    count_of_records,
    count_of_reports,
    facets,
    record_rows,
    report_rows,
    version_ids,
)
from onrecord.store.writing import put_report


def ids(store: Store, selection: Selection) -> list[str]:
    with store.connect() as connection:
        return [row.id for row in record_rows(connection, selection, limit=1000).items]


def test_no_condition_selects_every_record(filled: Store, golden: tuple[Report, ...]) -> None:
    expected = {f"{report.report.id}:{record.id}" for report in golden for record in report.records()}
    found = ids(filled, Selection())
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(("kind", "type_"), [("events", "ASSAULT"), ("figures", "killed"), ("statements", "denial")])
def test_kind_and_type(filled: Store, golden: tuple[Report, ...], kind: str, type_: str) -> None:
    field = {"events": "type", "figures": "measure", "statements": "kind"}[kind]
    expected = {
        f"{report.report.id}:{record.id}"
        for report in golden
        for record in getattr(report, kind)
        if getattr(record, field) == type_
    }
    assert expected
    assert set(ids(filled, Selection(kinds=(kind,), types=(type_,)))) == expected


def test_days_select_by_the_records_own_day_and_else_by_publication(filled: Store) -> None:
    with filled.connect() as connection:
        rows = record_rows(connection, Selection(), limit=1000).items
    first, last = "2021-05-16", "2021-05-16"
    expected = {row.id for row in rows if row.first_day and row.first_day <= last and row.last_day >= first}
    found = set(ids(filled, Selection(day_from=first, day_to=last)))
    assert found == expected
    assert 0 < len(found) < len(rows)


def test_an_actors_records_are_those_it_takes_part_in(filled: Store, golden: tuple[Report, ...]) -> None:
    report = next(one for one in golden if any(s.source for s in one.statements))
    speaker = next(s.source for s in report.statements if s.source)
    name = next(actor.name for actor in report.actors if actor.id == speaker)
    said = set(ids(filled, Selection(speakers=(name,), kinds=("statements",))))
    expected = {f"{report.report.id}:{one.id}" for one in report.statements if one.source == speaker}
    assert expected <= said
    assert set(ids(filled, Selection(actors=(name,)))) >= said


def test_outlets_versions_attribution_and_boxes(filled: Store, golden: tuple[Report, ...]) -> None:
    other = replace(golden[0], report=replace(golden[0].report, id="r0000000000000002", outlet="The Northern Daily"))
    with filled.begin() as connection:
        put_report(connection, other, key="other", software="tests", now="2021-05-18T12:00:00Z")
    with filled.connect() as connection:
        of_outlet = report_rows(connection, Selection(outlets=("The Northern Daily",))).items
        assert [row.id for row in of_outlet] == ["r0000000000000002"]
        assert version_ids(connection, Selection(versions=(golden[2].report.id,))) == [golden[2].report.id]
        own = count_of_records(connection, Selection(kinds=("events",), attributed=False))
        told = count_of_records(connection, Selection(kinds=("events",), attributed=True))
        assert own and told
        assert own + told == count_of_records(connection, Selection(kinds=("events",)))
        placed = [row for row in record_rows(connection, Selection(), limit=1000).items if row.latitude is not None]
        row = placed[0]
        box = (row.longitude - 0.1, row.latitude - 0.1, row.longitude + 0.1, row.latitude + 0.1)
        inside = record_rows(connection, Selection(bbox=box), limit=1000).items
        assert row.id in {one.id for one in inside}
        assert all(one.latitude is not None for one in inside)


def test_pages_follow_one_another_without_gap_or_repeat(filled: Store) -> None:
    expected = ids(filled, Selection())
    found: list[str] = []
    after = None
    with filled.connect() as connection:
        while True:
            page = record_rows(connection, Selection(), after=after, limit=37)
            found += [row.id for row in page.items]
            after = page.next
            if after is None:
                break
        reports = report_rows(connection, Selection(), limit=4)
        rest = report_rows(connection, Selection(), after=reports.next, limit=4)
    assert found == expected
    assert (len(reports.items), len(rest.items), rest.next) == (4, 2, None)


def test_a_wrong_cursor_is_told(filled: Store) -> None:
    with filled.connect() as connection, pytest.raises(StoreError, match="no place in a list"):
        record_rows(connection, Selection(), after="x'; DROP TABLE records")


def test_facets_count_what_the_lists_show(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = facets(connection, Selection())
        assert found.total == count_of_records(connection, Selection())
        assert found.kinds["events"] == sum(len(report.events) for report in golden)
        assert count_of_reports(connection, Selection()) == len(golden)
        assert sum(found.months.values()) <= found.total


@pytest.mark.parametrize("day", ["2021-05-01", "2021-05-16", "2021-05-18", "2021-06-01"])
def test_what_reached_into_the_days_is_counted_once(filled: Store, day: str) -> None:
    selection = Selection(day_from=day, day_to="2021-05-31")
    with filled.connect() as connection:
        lasting = select(RECORDS.c.id).where(RECORDS.c.first_day < "2021-05-16", RECORDS.c.last_day >= "2021-05-16")
        assert connection.execute(lasting).all()
        counted = facets(connection, selection)
        assert counted.total == count_of_records(connection, selection) == len(ids(filled, selection))
        assert sum(counted.kinds.values()) == counted.total


def test_words_select_reports_and_their_records(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        found = version_ids(connection, Selection(text="ceasefire"))
        expected = {report.report.id for report in golden if "ceasefire" in report.report.text.lower()}
        assert set(found) == expected
        assert 0 < len(expected) < len(golden)
        assert version_ids(connection, Selection(text="ceasefire", kinds=("votes",), types=("none",))) == []


@pytest.mark.parametrize(
    "selection",
    [
        Selection(text="ceasefire"),
        Selection(text="the", kinds=("events",)),
        Selection(text="ceasefire", attributed=True, day_from="2021-05-01"),
        Selection(text='"no such words"'),
    ],
    ids=str,
)
def test_many_reports_with_a_word_give_the_list_that_few_give(
    filled: Store, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ids(filled, selection)
    with filled.connect() as connection:
        counted = facets(connection, selection)
    monkeypatch.setattr("onrecord.store.selection.FEW", 0)
    assert ids(filled, selection) == few
    with filled.connect() as connection:
        assert facets(connection, selection) == counted
        assert count_of_records(connection, selection) == len(few)


def test_chosen_records_of_one_version(filled: Store, golden: tuple[Report, ...]) -> None:
    with filled.connect() as connection:
        row = next(r for r in report_rows(connection, Selection()).items if r.id == golden[0].report.id)
        found = chosen_locals(connection, Selection(kinds=("figures",)), row.seq)
    assert found == {figure.id for figure in golden[0].figures}


def test_an_unknown_actor_has_no_records(filled: Store) -> None:
    assert ids(filled, Selection(actors=("Nobody of This Name", "99999"))) == []


def test_asking_for_records_is_told_from_asking_for_reports() -> None:
    assert not Selection(text="x", outlets=("y",), day_from="2021-01-01").asks_for_records()
    assert replace(Selection(), attributed=False).asks_for_records()

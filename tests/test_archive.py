"""The Python interface: rows, frames, notebooks and corrections, on a store with the six samples."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import onrecord
from onrecord.archive import Archive
from onrecord.archive_rows import FigureRow
from onrecord.errors import ConflictError, ExportError, StoreError
from onrecord.pipeline import Reader
from onrecord.record import KINDS, Report
from onrecord.rows import Rows
from onrecord.store import Store, open_store
from onrecord.store.writing import put_report

NOON = datetime(2021, 5, 19, 12, tzinfo=UTC)


def unread() -> tuple[Reader, str]:
    """What reads reports, where a test reads none."""
    raise AssertionError("nothing is to be read here")


@pytest.fixture
def archive(filled: Store) -> Archive:
    """The archive of a store with the six samples, on SQLite and on PostgreSQL."""
    return Archive(filled, reading=unread, clock=lambda: NOON)


@pytest.fixture
def quick(tmp_path: Path, empty_sqlite: Path, golden: tuple[Report, ...]) -> Iterator[Archive]:
    """The same on SQLite alone."""
    path = tmp_path / "news.db"
    shutil.copy(empty_sqlite, path)
    with open_store(path) as store:
        with store.begin() as connection:
            for number, report in enumerate(golden):
                put_report(connection, report, key=f"sample {number}", software="tests", now="2021-05-18T12:00:00Z")
        yield Archive(store, reading=unread, clock=lambda: NOON)


def test_every_record_is_a_row(archive: Archive, golden: tuple[Report, ...]) -> None:
    for kind in KINDS:
        assert len(getattr(archive, kind)()) == sum(len(getattr(report, kind)) for report in golden)
    assert len(archive.reports()) == len(golden)


def test_rows_have_names_in_the_place_of_ids(archive: Archive, golden: tuple[Report, ...]) -> None:
    names = {f"{report.report.id}:{one.id}": one.name for report in golden for one in report.actors}
    statements = {f"{report.report.id}:{one.id}": (report, one) for report in golden for one in report.statements}
    for row in archive.statements():
        report, statement = statements[row.id]
        expected = None if statement.source is None else names[f"{report.report.id}:{statement.source}"]
        assert row.source == expected
        assert row.content == statement.content[0].text[:200]
        assert row.report == report.report.id


def test_figures_keep_zero_and_absent_apart(archive: Archive, golden: tuple[Report, ...]) -> None:
    figures = {f"{report.report.id}:{one.id}": one for report in golden for one in report.figures}
    rows = archive.figures()
    assert {row.id: (row.low, row.best, row.high, row.bound) for row in rows} == {
        id_: (one.low, one.best, one.high, one.bound) for id_, one in figures.items()
    }
    assert any(row.best is None for row in rows)


def test_lists_are_narrowed(archive: Archive) -> None:
    killed = archive.figures(measure="killed")
    assert {row.measure for row in killed} == {"killed"}
    assert 0 < len(killed) < len(archive.figures())
    place = next(row.place for row in killed if row.place is not None)
    assert {row.place for row in archive.figures("killed", place=place)} == {place}
    assert {row.type for row in archive.events(["CONSULT", "AGREE"])} <= {"CONSULT", "AGREE"}
    assert len(archive.events(limit=3)) == 3
    assert len(archive.events(limit=0)) == 0
    assert all(row.attributed for row in archive.events(attributed=True))
    assert not any(row.attributed for row in archive.events(attributed=False))
    assert {row.published for row in archive.reports(start="2021-05-19", end="2021-05-19")} == {"2021-05-19"}


def test_a_list_longer_than_a_piece_is_whole(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [row.id for row in archive.actors()]
    monkeypatch.setattr("onrecord.archive.PIECE", 7)
    assert [row.id for row in archive.actors()] == expected
    assert [row.id for row in archive.actors(limit=20)] == expected[:20]


def test_search(archive: Archive) -> None:
    assert [row.title for row in archive.search('"aid ship"')] == [
        "Dockers walk out in Dalmora as aid ship waits off Sennet Island"
    ]
    assert len(archive.search("no-such-word-anywhere")) == 0


def test_what_a_list_cannot_be_narrowed_by_is_told(quick: Archive) -> None:
    with pytest.raises(StoreError, match="by colour; text, start"):
        quick.events(colour="red")  # type: ignore[call-arg]


def test_corrections(archive: Archive) -> None:
    event = archive.events()[0]
    made = archive.edit(event.id, author="Ada", reason="it was announced", modality="planned")
    assert (made.action, made.at, made.changed) == ("edit", "2021-05-19T12:00:00Z", {"modality": "planned"})
    edited = next(row for row in archive.events() if row.id == event.id)
    assert (edited.modality, edited.state) == ("planned", "edited")
    archive.undo(event.id, author="Ben")
    assert [(row.action, row.standing) for row in archive.history(event.id)] == [("edit", "undone"), ("undo", "stands")]
    archive.reject(event.id, author="Ada")
    assert event.id not in [row.id for row in archive.events()]
    assert [row.id for row in archive.events(state="rejected")] == [event.id]
    archive.accept(event.id, author="Ben")
    assert event.id in [row.id for row in archive.events()]


def test_a_record_is_added_and_split(archive: Archive) -> None:
    report = archive.reports()[0].id
    added = archive.add_record(report, "events", (0, 7), author="Ada", type="PROTEST")
    archive.split(added, {}, {"type": "CONSULT"}, author="Ada")
    rows = archive.events(state=["added", "edited"])
    assert {(row.type, row.state) for row in rows} == {("PROTEST", "edited"), ("CONSULT", "added")}
    assert added in [row.id for row in rows]


def test_merging_within_a_report_only(quick: Archive) -> None:
    first, second = quick.reports()[:2]
    with pytest.raises(StoreError, match="only records of one report"):
        quick.merge(f"{first.id}:a1", f"{second.id}:a1", author="Ada")
    quick.merge(f"{first.id}:a1", f"{first.id}:a2", author="Ada")
    assert len(quick.actors(report=first.id)) == len(quick.report(first.id, corrected=False).actors) - 1


def test_frames_and_dictionaries(quick: Archive) -> None:
    figures = quick.figures()
    dicts = figures.to_dicts()
    assert list(dicts[0]) == list(figures.columns)
    frame = figures.to_pandas()
    assert list(frame.columns) == list(figures.columns)
    assert len(frame) == len(figures)
    polar = quick.events().to_polars()
    assert polar["actors"].to_list() == [list(row.actors) for row in quick.events()]


def test_frames_without_rows_have_their_columns(quick: Archive) -> None:
    none = quick.figures("no such measure")
    assert len(none) == 0
    assert list(none.to_pandas().columns) == list(none.columns)
    assert none.to_polars().columns == list(none.columns)
    assert none.to_dicts() == []


def test_without_pandas_the_error_says_what_to_install(quick: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ExportError, match=r"onrecord\[pandas\]"):
        quick.figures().to_pandas()


def test_rows_are_a_sequence(quick: Archive) -> None:
    rows = quick.figures()
    assert isinstance(rows[0], FigureRow)
    assert rows[:2] == (rows[0], rows[1])
    assert rows[-1] in rows
    assert repr(rows).startswith("[FigureRow(")
    assert "more]" in repr(rows)
    assert Rows(FigureRow, []).columns == rows.columns


def test_notebooks_get_tables_in_which_nothing_read_is_markup(
    tmp_path: Path, empty_sqlite: Path, golden: tuple[Report, ...]
) -> None:
    path = tmp_path / "hostile.db"
    shutil.copy(empty_sqlite, path)
    title = '<script>alert("1")</script>'
    report = replace(golden[0], report=replace(golden[0].report, title=title))
    with open_store(path) as store:
        with store.begin() as connection:
            put_report(connection, report, key="hostile", software="tests", now="2021-05-18T12:00:00Z")
        archive = Archive(store, reading=unread)
        for shown in (archive.reports()._repr_html_(), report._repr_html_()):
            assert "<script>" not in shown
            assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in shown


def test_a_report_is_shown_whole_with_its_records(golden: tuple[Report, ...]) -> None:
    """Without its tags, the marked text is the report's text."""
    from html import unescape
    from re import sub

    for report in golden:
        shown = report._repr_html_()
        text = shown.split('<p style="white-space:pre-wrap">')[1].split("</p><table>")[0]
        assert unescape(sub("<[^>]*>", "", text)) == report.report.text
        assert shown.count("<tr>") == min(60, len(report.records())) + 1
        assert (f"{len(report.records()) - 60} more" in shown) == (len(report.records()) > 60)


def test_derived_lists_of_a_store_that_is_not_linked_are_empty(archive: Archive) -> None:
    for rows in (archive.series(), archive.disagreements(), archive.tracks(), archive.motions()):
        assert len(rows) == 0
        assert rows.columns


def test_adding_reads_and_keeps_once(
    tmp_path: Path, empty_sqlite: Path, reader: Reader, samples: dict[str, str]
) -> None:
    path = tmp_path / "news.db"
    shutil.copy(empty_sqlite, path)
    text = samples["01-harbour-shelling.txt"]
    file = tmp_path / "harbour.txt"
    file.write_bytes(text.encode())
    with Archive(open_store(path), reading=lambda: (reader, "tests")) as archive:
        first = archive.add(text)
        assert archive.add(text) == first
        assert archive.add(file) == first
        assert [row.id for row in archive.reports()] == [first]
        assert archive.report(first).report.text == text
        assert len(archive.events()) > 0


def test_opening(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        onrecord.open(tmp_path / "none.db")
    with onrecord.open(tmp_path / "new.db", create=True) as archive:
        assert len(archive.reports()) == 0
        assert "new.db" in repr(archive)


def test_who_corrects_by_an_older_state_can_be_told(quick: Archive) -> None:
    """The store beneath is there for what this interface does not cover."""
    from onrecord.store.corrections import Asked, correct

    event = quick.events()[0]
    version, _, local = event.id.partition(":")
    quick.accept(event.id, author="Ada")
    with quick.store.begin() as connection, pytest.raises(ConflictError):
        correct(connection, Asked("reject", version, "Ben", record=local), now="2021-05-19T12:00:00Z", expected=None)

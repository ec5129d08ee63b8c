"""Commands that look into a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from onrecord.cli import app, main
from onrecord.export.json import report_of_json
from onrecord.record import Report
from onrecord.store import open_store
from onrecord.store.writing import put_report


@pytest.fixture
def database(tmp_path: Path, golden: tuple[Report, ...]) -> str:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        for number, report in enumerate(golden):
            put_report(connection, report, key=str(number), software="tests", now="2021-05-18T12:00:00Z")
    return str(path)


def run(*arguments: str, expected: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == expected, (result.output, result.exception)
    return result.output


def test_reports_are_listed_newest_first(database: str, golden: tuple[Report, ...]) -> None:
    lines = run("reports", database).splitlines()
    assert all(any(report.report.id in line for line in lines) for report in golden)
    assert f"{len(golden)} reports" in lines[-1]


def test_records_as_json_are_one_object_a_line(database: str) -> None:
    output = run("records", database, "--kind", "figures", "--type", "killed", "--json", "--limit", "1000")
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert rows
    assert {(row["kind"], row["type"]) for row in rows} == {("figures", "killed")}


def test_search_shows_where_the_words_stand(database: str) -> None:
    assert "ceasefire" in run("search", database, "ceasefire").lower()


def test_search_as_json_has_pieces_in_place_of_markup(database: str) -> None:
    output = run("search", database, "ceasefire", "--json")
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert rows
    for row in rows:
        hits = [piece["text"] for piece in row["snippet"] if piece["hit"]]
        assert hits
        assert all(hit.lower().startswith("ceasefire") for hit in hits)


@pytest.mark.parametrize("words", ["[red]", "[/]", '"', "ceasefire [bold"])
def test_words_that_look_like_markup_are_words(database: str, words: str) -> None:
    result = CliRunner().invoke(app, ["search", database, words])
    assert result.exit_code in (0, 3), result.exception


def test_a_day_that_is_none_is_told_by_its_option(database: str) -> None:
    assert "--from 'soon' is no date" in run("records", database, "--from", "soon", expected=2)
    assert "--to '2021-02-30' is no date" in run("reports", database, "--to", "2021-02-30", expected=2)


def test_reports_of_days(database: str) -> None:
    rows = [json.loads(line) for line in run("reports", database, "--json").splitlines() if line.startswith("{")]
    day = rows[0]["day"]
    found = run("reports", database, "--json", "--from", day, "--to", day)
    expected = {row["id"] for row in rows if row["day"] == day}
    assert {json.loads(line)["id"] for line in found.splitlines() if line.startswith("{")} == expected


def test_nothing_found_is_told(database: str) -> None:
    assert "no report has all of this" in run("search", database, "xylophone", expected=3)
    assert "no record has all of this" in run("records", database, "--country", "ZZZ", expected=3)


def test_an_unknown_kind_is_told(database: str) -> None:
    assert "is no kind of record" in run("records", database, "--kind", "rumours", expected=2)


def test_show_prints_one_report(database: str, golden: tuple[Report, ...]) -> None:
    assert golden[0].actors[0].name in run("show", database, golden[0].report.id)
    assert report_of_json(run("show", database, golden[0].report.id, "--json")) == golden[0]


def test_verify_tells_of_a_changed_row(database: str) -> None:
    assert "every span, record and row fits" in run("verify", database)
    with open_store(database) as store, store.begin() as connection:
        connection.execute(text("UPDATE records SET label = 'changed' WHERE local = 'e1'"))
    assert "its label in the index is 'changed'" in run("verify", database, expected=1)


def test_migrate_leaves_a_current_store_alone(database: str) -> None:
    assert "already" in run("migrate", database)


@pytest.mark.parametrize(
    "arguments", [("reports",), ("records",), ("search", "x"), ("show", "r1"), ("verify",), ("migrate",)], ids=" ".join
)
def test_no_store_is_one_line(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", arguments[0], str(tmp_path / "none.db"), *arguments[1:]])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "there is no store" in capsys.readouterr().err


def test_a_title_cannot_write_to_the_terminal(tmp_path: Path, golden: tuple[Report, ...]) -> None:
    from dataclasses import replace

    hostile = replace(golden[0], report=replace(golden[0].report, id="r00000000000000ff", title="\x1b[2J[bold]\nbad"))
    path = tmp_path / "hostile.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        put_report(connection, hostile, key="k", software="tests", now="2021-05-18T12:00:00Z")
    output = run("reports", str(path))
    assert "\x1b[2J" not in output
    assert "[bold]" in output


def test_search_with_filters_of_records_finds_reports_that_have_such_records(database: str) -> None:
    every = run("search", database, "the", "--json").splitlines()
    voting = run("search", database, "the", "--kind", "votes", "--json").splitlines()
    assert 0 < len(voting) < len(every)
    assert "no report has all of this" in run("search", database, "the", "--actor", "Nobody", expected=3)

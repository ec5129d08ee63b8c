"""Commands that look into a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from onrecord.cli import app, main
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


def test_nothing_found_is_told(database: str) -> None:
    assert "no report has all of this" in run("search", database, "xylophone", expected=3)
    assert "no record has all of this" in run("records", database, "--country", "ZZZ", expected=3)


def test_an_unknown_kind_is_told(database: str) -> None:
    assert "is no kind of record" in run("records", database, "--kind", "rumours", expected=2)


def test_show_prints_one_report(database: str, golden: tuple[Report, ...]) -> None:
    assert golden[0].actors[0].name in run("show", database, golden[0].report.id)


def test_verify_tells_of_a_changed_row(database: str) -> None:
    assert "every span, record and row fits" in run("verify", database)
    with open_store(database) as store, store.begin() as connection:
        connection.execute(text("UPDATE records SET label = 'changed' WHERE local = 'e1'"))
    assert "its label in the index is 'changed'" in run("verify", database, expected=1)


def test_migrate_leaves_a_current_store_alone(database: str) -> None:
    assert "already" in run("migrate", database)


def test_no_store_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "reports", str(tmp_path / "none.db")])
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

"""`onrecord export`: files, folders and standard output; filters; what is told of losses; what is refused."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.cli.exporting import FormName
from onrecord.export.forms import FORMS
from onrecord.record import Report
from onrecord.store import open_store
from onrecord.store.writing import put_report


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path, golden: tuple[Report, ...]) -> Path:
    """A store with the six samples."""
    path = tmp_path_factory.mktemp("store") / "news.db"
    shutil.copy(empty_sqlite, path)
    with open_store(path) as opened, opened.begin() as connection:
        for report in golden:
            put_report(connection, report, key=report.report.id, software="tests", now="2021-05-18T12:00:00Z")
    return path


def export(store: Path, *arguments: str | Path) -> Result:
    """What `onrecord export STORE ARGUMENTS` does."""
    return CliRunner().invoke(app, ["export", str(store), *map(str, arguments)])


def test_the_command_line_knows_the_forms_that_there_are() -> None:
    assert [name.value for name in FormName] == list(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_to_a_file_with_its_losses_beside(form: str, store: Path, tmp_path: Path) -> None:
    path = tmp_path / f"new/out{FORMS[form].suffix}"
    done = export(store, "--as", form, "--output", path)
    assert done.exit_code == 0, done.output
    assert path.stat().st_size > 0
    losses = json.loads(path.with_name(f"{path.name}.loss.json").read_text(encoding="utf-8"))
    assert losses["form"] == form
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, f"{path.name}.loss.json"]


def test_text_goes_to_standard_output(store: Path) -> None:
    done = export(store, "--as", "jsonl", "--kind", "votes")
    assert done.exit_code == 0
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(report["votes"]) for report in reports] == [3]


def test_tables_go_to_a_folder_or_into_an_archive(store: Path, tmp_path: Path) -> None:
    assert export(store, "--as", "csv", "-o", tmp_path / "tables", "--bom").exit_code == 0
    raw = (tmp_path / "tables" / "events.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert export(store, "--as", "csv", "-o", tmp_path / "tables.zip", "--bom").exit_code == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert archive.read("events.csv") == raw
    assert export(store, "--as", "parquet", "-o", tmp_path / "columns").exit_code == 0
    assert (tmp_path / "columns" / "events.parquet").is_file()


def test_filters_narrow_what_is_given_out(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    arguments = ("--kind", "events", "--type", "PROTEST", "--own-voice", "--from", "17 May 2021", "--to", "2021-05-17")
    assert export(store, "--as", "csv", "-o", path, *arguments).exit_code == 0
    rows = list(csv.DictReader((path / "events.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["id"] for row in rows] == ["r10a004b02a4034f0:e1"]
    assert len((path / "figures.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_losses_are_printed_when_asked_for(store: Path, tmp_path: Path) -> None:
    done = export(store, "--as", "gdelt", "-o", tmp_path / "out.CSV", "--loss")
    assert "records left out" in done.stderr
    assert "who said what is no event here" in done.stderr
    done = export(store, "--as", "gdelt", "-o", tmp_path / "out.CSV")
    assert "could not hold" in done.stderr
    assert "who said what" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--as", "acled", "--kind", "tale"), "--kind 'tale' is not one of actors"),
        (("--as", "acled", "--from", "soon"), "--from 'soon' is no date"),
        (("--as", "acled", "--bbox", "1,2,3"), "--bbox '1,2,3' is no box"),
        (("--as", "acled", "--bom"), "--bom is for --as csv only"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(store: Path, arguments: tuple[str, ...], told: str) -> None:
    done = export(store, *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_place_that_cannot_be_written_leaves_nothing_behind(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    done = export(store, "--as", "acled", "-o", tmp_path / "file" / "out.csv")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_an_export_that_fails_half_way_leaves_the_old_file(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    done = export(tmp_path / "no.db", "--as", "acled", "-o", path)
    assert done.exit_code != 0
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]

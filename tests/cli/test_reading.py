"""The command line, run as its users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from onrecord.export.json import json_schema

REPORT = (
    "date 2021-05-17\nBridge closed after flood\n\n"
    "The mayor said on Monday that at least 12 people were injured in Tal.\n"
)


def run(*arguments: str | Path, given: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What `onrecord ARGUMENTS` does with these bytes on standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)], input=given, capture_output=True, cwd=cwd, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a report."""
    path = tmp_path_factory.mktemp("reports") / "flood.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_printed_for_people(report: Path) -> None:
    done = run("read", report)
    assert done.returncode == 0, done.stderr
    for expected in ("Bridge closed after flood", "2021-05-17", "Who said what", "at least 12", "Figures"):
        assert expected in done.stdout


def test_json_is_one_valid_object_and_jsonl_one_line(report: Path) -> None:
    one = run("read", report, "--format", "json")
    loaded = json.loads(one.stdout)
    jsonschema.validate(loaded, json_schema())
    assert loaded["report"]["text"] == REPORT
    lines = run("read", "-", "--format", "jsonl", given=REPORT.encode()).stdout.splitlines()
    assert [json.loads(line) for line in lines] == [loaded]


def test_a_dossier_is_written_with_its_folder(report: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "dossier.html"
    done = run("read", report, "--format", "html", "--output", page)
    assert done.returncode == 0
    assert f"wrote {page}" in done.stderr
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_cannot_be_read_is_named_and_the_others_are_read(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = run("read", empty, report, tmp_path / "missing.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert f"{empty}: is empty" in done.stderr
    assert "missing.txt: cannot be read: No such file" in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read", "missing.txt"], 3, "missing.txt: cannot be read"),
        (["read", "."], 3, "no files found"),
        (["read", "x.txt", "--published", "yesterday"], 2, "YYYY-MM-DD"),
        (["read", "x.txt", "--settings", "none.toml"], 2, "none.toml: cannot be read"),
        (["read", "x.txt", "--format", "pdf"], 2, "pdf"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_a_wrong_call_says_what_would_work(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_why_tells_evidence_stage_rule_and_inputs(report: Path) -> None:
    done = run("why", report, "f1")
    assert done.returncode == 0, done.stderr
    for expected in ("f1 (figure)", "stage    figures", "rule ", "evidence", "[at least 12]"):
        assert expected in done.stdout


def test_why_names_the_records_there_are(report: Path) -> None:
    done = run("why", report, "f99")
    assert done.returncode == 2
    assert "has no record 'f99'" in done.stderr
    assert "f1" in done.stderr


def test_stages_are_listed_in_order_with_needs_and_makes() -> None:
    lines = run("stages").stdout.splitlines()
    assert len(lines) == 9
    assert "statements" in lines[3]
    assert "needs" in lines[3]


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == json_schema()


def test_about_names_models_and_licences() -> None:
    told = run("about").stdout
    for expected in ("en_core_web_md 3.7.1", "GeoNames", "CC BY 4.0", "Apache-2.0", "onrecord/1"):
        assert expected in told


def test_settings_choose_stages(report: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "settings.toml"
    chosen.write_text('stages = ["times"]', encoding="utf-8")
    loaded = json.loads(run("read", report, "--format", "json", "--settings", chosen).stdout)
    assert loaded["times"]
    assert loaded["figures"] == []


def test_settings_keep_the_events_that_are_hardly_of_public_life(tmp_path: Path) -> None:
    films = tmp_path / "films.txt"
    films.write_text(
        "The studio released the film on Friday. The actress Ann Boyd stars in it. The critics praised the cast and "
        "the score. The singer Tom Hale supported the actress in a duet. The sequel was shot in a barn.",
        encoding="utf-8",
    )
    keeping = tmp_path / "settings.toml"
    keeping.write_text("all_events = true", encoding="utf-8")
    usual = json.loads(run("read", films, "--format", "json").stdout)["events"]
    kept = json.loads(run("read", films, "--format", "json", "--settings", keeping).stdout)["events"]
    assert not usual
    assert kept


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('stages = ["nowhere"]', "neither built in"),
        ('colour = "red"', "colour is no setting"),
        ("stages = 3", "Expected `array`"),
        ("= =", "is not TOML"),
        ('stages = ["figures"]', "which no earlier stage makes"),
        ('pipeline = "no_such_pipeline"', "install its package"),
    ],
)
def test_broken_settings_are_refused(written: str, message: str, report: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "settings.toml"
    chosen.write_text(written, encoding="utf-8")
    done = run("read", report, "--settings", chosen)
    assert done.returncode == 2
    assert message in done.stderr


def test_two_processes_give_what_one_gives(report: Path) -> None:
    one, two = (run("read", report, report, "--format", "jsonl", "--processes", n).stdout for n in ("1", "2"))
    assert one == two
    assert len(one.splitlines()) == 2

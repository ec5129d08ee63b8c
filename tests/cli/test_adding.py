"""The commands that take reports in, run as their users run them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.store.opening import open_store
from onrecord.store.schema import READINGS, RECORDS

REPORT = "Bridge closed\n\nTAL, 3 March 2021 - The mayor of Tal said on Monday that at least 12 people were injured.\n"


def run(*arguments: str | Path) -> tuple[int, str]:
    """The exit code of `onrecord ARGUMENTS` and what it says."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stderr


@pytest.fixture
def light(tmp_path: Path) -> Path:
    """A settings file with one stage: loading the language pipeline is what takes the time."""
    path = tmp_path / "light.toml"
    path.write_text('stages = ["times"]\n', encoding="utf-8")
    return path


def test_add_then_again_then_changed_then_retry(tmp_path: Path, light: Path) -> None:
    good, bad, database = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "news.db"
    good.write_text(REPORT, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7")
    options = ("--to", database, "--settings", light, "--no-link")
    code, said = run("add", good, bad, tmp_path / "missing.txt", *options)
    assert code == 1
    assert "1 new, 1 failed" in said
    assert f"{bad}: is a PDF; turn it into text first" in said
    assert "missing.txt: cannot be read: No such file" in said
    assert "onrecord retry" in said
    assert run("add", good, *options) == (0, f"{database}: nothing new, 1 there already\n")
    good.write_text(REPORT.replace("12", "14"), encoding="utf-8")
    assert run("add", good, *options) == (0, f"{database}: 1 changed\n")
    code, said = run("retry", database, "--settings", light, "--no-link")
    assert code == 3
    assert "1 failed" in said


def test_processes_come_to_the_same_records(tmp_path: Path, light: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(REPORT.replace("12", str(20 + number)), encoding="utf-8")
    for name, processes in (("one.db", "1"), ("two.db", "2")):
        code, said = run(
            "add", folder, "--to", tmp_path / name, "--settings", light, "--no-link", "--processes", processes
        )
        assert (code, said) == (0, f"{tmp_path / name}: 5 new\n")
    from tests.intake.test_kill import contents

    assert contents(tmp_path / "one.db") == contents(tmp_path / "two.db")


def test_reread_reads_with_the_stages_of_today_and_only_what_others_read(tmp_path: Path, light: Path) -> None:
    report, database, both = tmp_path / "a.txt", tmp_path / "news.db", tmp_path / "both.toml"
    report.write_text(REPORT, encoding="utf-8")
    both.write_text('stages = ["times", "places"]\n', encoding="utf-8")
    assert run("add", report, "--to", database, "--settings", light, "--no-link")[0] == 0
    code, said = run("reread", database, "--settings", both)
    assert (code, "every report was read by onrecord" in said) == (0, True)
    assert run("reread", database, "--settings", both, "--all") == (0, f"{database}: 1 read anew\n")
    assert run("reread", database, "--settings", both, "--all") == (0, f"{database}: 1 known\n")
    with open_store(database) as store, store.begin() as connection:
        kinds = connection.execute(select(RECORDS.c.kind).distinct()).scalars().all()
        assert set(kinds) == {"times", "places"}
        connection.execute(update(READINGS).values(software="onrecord 0.0.1"))
    assert run("reread", database, "--settings", both, "--processes", "2") == (0, f"{database}: 1 read anew\n")


def test_a_table_is_taken_in_with_its_columns(tmp_path: Path, light: Path) -> None:
    path, database = tmp_path / "t.csv", tmp_path / "news.db"
    path.write_text(f'lead,day\n"{REPORT}",2021-03-04\n', encoding="utf-8")
    code, said = run("add", path, "--to", database, "--settings", light, "--no-link")
    assert code == 3
    assert "its columns are lead, day; name it with --map body=COLUMN" in said
    code, said = run(
        "add", path, "--map", "body=lead,published=day", "--to", database, "--settings", light, "--no-link"
    )
    assert (code, said) == (0, f"{database}: 1 new\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "x.txt"), "--to"),
        (("add", "x.txt", "--to", "n.db", "--published", "soon"), "YYYY-MM-DD"),
        (("watch", "http://a.example/f", "--to", "n.db", "--every", "5s"), "a minute or more"),
        (("watch", "http://a.example/f", "--to", "n.db", "--every", "often"), "a minute or more"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    code, said = run(*(str(tmp_path / one) if one == "n.db" else one for one in arguments))
    assert code == 2
    assert words in said


def test_private_addresses_are_refused_and_kept_for_retry(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    code, said = run("add", "http://127.0.0.1/x", "--to", database)
    assert code == 3
    assert "no public address" in said
    code, said = run("watch", "http://10.0.0.1/feed", "--to", database, "--once")
    assert code == 1
    assert "1 not read" in said


def test_retry_of_nothing_says_so(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    open_store(database, create=True).close()
    assert run("retry", database) == (0, f"nothing in {database} has failed\n")


def test_watch_ends_cleanly_at_ctrl_c(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    command = [sys.executable, "-m", "onrecord", "watch", "http://10.0.0.1/feed", "--to", str(database)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr is not None
        first = watching.stderr.readline()
        second = watching.stderr.readline()
        time.sleep(0.2)
        watching.send_signal(signal.SIGINT)
        rest = watching.stderr.read()
    assert "no public address" in first
    assert "1 not read" in second
    assert rest == f"stopped; what was found is in {database}, the same call goes on from there\n"
    assert watching.returncode == 0

"""The commands for people who check records, run as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from onrecord.cli.app import app
from onrecord.errors import OnrecordError
from onrecord.record import Report
from onrecord.store import open_store
from onrecord.store.schema import RECORDS
from onrecord.store.writing import put_report


@pytest.fixture
def db(tmp_path: Path, empty_sqlite: Path, golden: tuple[Report, ...]) -> str:
    """A store in a file, with the records of the six samples."""
    path = tmp_path / "news.db"
    shutil.copy(empty_sqlite, path)
    with open_store(path) as store, store.begin() as connection:
        for number, report in enumerate(golden):
            put_report(connection, report, key=f"sample {number}", software="tests", now="2021-05-18T12:00:00Z")
    return str(path)


def run(*arguments: str, keys: str = "") -> Result:
    """What a call with these arguments comes to."""
    return CliRunner().invoke(app, list(arguments), input=keys)


def states(db: str) -> dict[str, str]:
    """The states of the records that somebody looked at."""
    with open_store(db) as store, store.connect() as connection:
        rows = connection.execute(select(RECORDS.c.id, RECORDS.c.state).where(RECORDS.c.state != "machine"))
        return {row.id: row.state for row in rows}


def test_correct_and_history(db: str, golden: tuple[Report, ...]) -> None:
    record = f"{golden[0].report.id}:e1"
    edited = run(
        "correct", db, record, "edit", "--set", "modality=planned", "--set", "contexts=[]", "--author", "Ada",
        "--reason", "it was announced",
    )  # fmt: skip
    assert edited.exit_code == 0, edited.output
    assert edited.stdout.startswith(f"{record}  edited  c")
    assert run("correct", db, record, "undo", "--author", "Ben").exit_code == 0
    lines = run("history", db, record).stdout.splitlines()
    assert len(lines) == 2
    assert 'by Ada  {"contexts": [], "modality": "planned"}  because: it was announced  (undone)' in lines[0]
    assert "undo  by Ben" in lines[1]


def test_the_login_name_is_said(db: str, golden: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "miriam")
    found = run("correct", db, f"{golden[0].report.id}:e1", "accept")
    assert "kept under your login name, miriam" in found.stderr
    assert "by miriam" in run("history", db, f"{golden[0].report.id}:e1").stdout


def test_merge(db: str, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    found = run("correct", db, f"{version}:a1", "merge", "--with", f"{version}:a2", "--author", "Ada")
    assert found.exit_code == 0, found.output
    assert states(db) == {f"{version}:a1": "edited", f"{version}:a2": "merged"}


@pytest.mark.parametrize("change", ["modality", "=planned", ""])
def test_a_change_without_field_or_value_ends_the_call(db: str, golden: tuple[Report, ...], change: str) -> None:
    found = run("correct", db, f"{golden[0].report.id}:e1", "edit", "--set", change, "--author", "Ada")
    assert found.exit_code == 2
    assert "FIELD=VALUE" in found.stderr
    assert states(db) == {}


def test_what_cannot_be_done_is_an_error_with_words(db: str, golden: tuple[Report, ...]) -> None:
    found = run("correct", db, f"{golden[0].report.id}:e1", "edit", "--set", "type=PICNIC", "--author", "Ada")
    assert isinstance(found.exception, OnrecordError)
    assert "PICNIC" in str(found.exception)
    assert states(db) == {}


def test_review_keeps_each_decision_and_goes_on_where_it_was(db: str, golden: tuple[Report, ...]) -> None:
    events = [f"{golden[0].report.id}:e{number}" for number in range(1, 10)]
    arguments = ("review", db, "--kind", "events", "--report", golden[0].report.id, "--author", "Ada")
    first = run(*arguments, keys="a\nr\nit is a quotation\ns\ne\nmodality=planned\n\nq\n")
    assert first.exit_code == 0, first.output
    kept = states(db)
    assert sorted(kept.values()) == ["accepted", "edited", "rejected"]
    assert "[1 of 9]" in first.stdout
    assert "3 decided, 5 left" in first.stdout
    assert "Artillery fire hit the harbour" in first.stdout
    again = run(*arguments, keys="q")
    assert "[1 of 6]" in again.stdout
    assert set(kept) < set(events)


def test_review_takes_the_last_decision_back(db: str, golden: tuple[Report, ...]) -> None:
    found = run(
        "review", db, "--kind", "events", "--report", golden[0].report.id, "--author", "Ada", keys="a\nu\nu\nq\n"
    )
    assert states(db) == {}
    assert "nothing was decided in this sitting" in found.stdout
    assert found.stdout.count("[1 of 9]") == 3


def test_review_explains_its_keys_and_refuses_an_edit_that_breaks_the_format(
    db: str, golden: tuple[Report, ...]
) -> None:
    arguments = ("review", db, "--kind", "events", "--report", golden[0].report.id, "--author", "Ada")
    found = run(*arguments, keys="?\ne\ntype=PICNIC\n\ne\n=nothing\n\nq\n")
    assert states(db) == {}
    assert found.stdout.count("a accept, r reject") == 2
    assert "not kept: events: Invalid enum value 'PICNIC'" in found.stdout
    assert "not kept: an edit is field=value" in found.stdout


def test_review_ends_with_its_input(db: str) -> None:
    found = run("review", db, "--author", "Ada")
    assert found.exit_code == 0, found.output
    assert "0 decided" in found.stdout


def test_text_of_a_report_is_no_markup_in_the_terminal(
    tmp_path: Path, empty_sqlite: Path, golden: tuple[Report, ...]
) -> None:
    """A title with the square brackets that a terminal library reads as colours."""
    from dataclasses import replace

    path = tmp_path / "marked.db"
    shutil.copy(empty_sqlite, path)
    report = replace(golden[0], report=replace(golden[0].report, title="[red]Bridge[/red] opens [link=x]"))
    with open_store(path) as store, store.begin() as connection:
        put_report(connection, report, key="marked", software="tests", now="2021-05-18T12:00:00Z")
    assert "[red]Bridge[/red] opens [link=x]" in run("review", str(path), "--author", "Ada", keys="q").stdout


def test_judge_agreement_and_patch(db: str, tmp_path: Path, golden: tuple[Report, ...]) -> None:
    one, two = golden[0].report.id, golden[1].report.id
    for author, verdict in (("Ada", "same"), ("Ben", "different")):
        assert run("judge", db, f"{one}:e1", f"{two}:e1", verdict, "--author", author).exit_code == 0
    for author in ("Ada", "Ben"):
        run("correct", db, f"{one}:e1", "accept", "--author", author)
        run("correct", db, f"{one}:e2", "reject", "--author", author)
    rows = [line.split() for line in run("agreement", db).stdout.splitlines()]
    assert rows[1] == ["events", "1.000", "2", "0", "Ada,", "Ben"]
    assert rows[2][:2] == ["same", "event"]

    patch = tmp_path / "corrections.jsonl"
    assert run("patch", "export", db, "-o", str(patch)).exit_code == 0
    lines = patch.read_text().splitlines()
    assert [("correction" in json.loads(line)) for line in lines] == [True] * 4 + [False] * 2
    known = run("patch", "apply", db, str(patch))
    assert known.stdout == "0 corrections and 0 judgements added, 6 known already, 0 not applied\n"
    patch.write_text("nonsense\n")
    refused = run("patch", "apply", db, str(patch))
    assert refused.exit_code == 1
    assert f"{patch}:1: is no line of onrecord-patch/1" in refused.stderr


def test_agreement_where_nothing_was_reviewed(db: str) -> None:
    found = run("agreement", db)
    assert found.exit_code == 0
    assert "nothing was reviewed yet" in found.stderr


def test_a_patch_that_is_not_there(db: str, tmp_path: Path) -> None:
    found = run("patch", "apply", db, str(tmp_path / "none.jsonl"))
    assert found.exit_code == 2
    assert "cannot be read" in found.stderr


def test_split_and_add(db: str, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    made = run(
        "correct", db, f"{version}:e2", "split", "--part", "", "--part", "type=COERCE; modality=possible",
        "--author", "Ada", "--reason", "two things",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    lines = [line.split() for line in made.stdout.splitlines()]
    assert [(line[0].partition(":")[2][:2], line[1]) for line in lines] == [("e2", "edited"), ("xe", "added")]
    new = lines[1][0]
    assert '"type":"COERCE"' in run("show", db, version, "--json").stdout
    assert "split" in run("history", db, new).stdout
    assert "because: two things" in run("history", db, f"{version}:e2").stdout

    text = golden[0].report.text
    start = text.index("Artillery")
    added = run(
        "correct", db, version, "add", "--kind", "events", "--span", f"{start}:{start + 9}", "--set", "type=ASSAULT",
        "--author", "Ben",
    )  # fmt: skip
    assert added.exit_code == 0, added.output
    assert added.stdout.split()[1] == "added"
    assert "add  by Ben" in run("history", db, added.stdout.split()[0]).stdout
    undone = run("correct", db, added.stdout.split()[0], "undo", "--author", "Ben")
    assert undone.exit_code == 0, undone.output
    assert list(states(db).values()).count("added") == 1


def test_add_by_its_words(db: str, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    added = run("correct", db, version, "add", "--kind", "places", "--words", "breakwater", "--author", "Ada")
    assert added.exit_code == 0, added.output
    for words, times in (("the", "stands"), ("no such words", "stands 0 times")):
        found = run("correct", db, version, "add", "--kind", "places", "--words", words, "--author", "Ada")
        assert found.exit_code == 2
        assert times in found.stderr
    refused = run("correct", db, version, "add", "--kind", "places", "--span", "12", "--author", "Ada")
    assert "give START:END, as in 31:40, or --words" in refused.stderr


def test_review_merges_splits_and_adds(db: str, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    keys = "m\ne2\np\n=\ntype=COERCE\n\nn\nplaces\nbreakwater\n\nu\nq\n"
    found = run("review", db, "--kind", "events", "--report", version, "--author", "Ada", keys=keys)
    assert found.exit_code == 0, found.output
    assert "added r" in found.stdout
    kept = states(db)
    assert kept[f"{version}:e1"] == "edited"
    assert kept[f"{version}:e2"] == "merged"
    # What was merged away is not shown: the next one is split.
    assert kept[f"{version}:e3"] == "edited"
    assert sorted(kept.values()) == ["added", "edited", "edited", "merged"]
    assert "2 decided" in found.stdout


def test_review_refuses_what_cannot_be_merged_split_or_added(db: str, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id
    keys = "m\n\nm\ne1\nm\ne99\np\n\np\nnonsense\nn\nplaces\nthe\nn\npicnics\nbreakwater\n\nq\n"
    found = run("review", db, "--kind", "events", "--report", version, "--author", "Ada", keys=keys)
    assert found.exit_code == 0, found.output
    assert states(db) == {}
    assert found.stdout.count("not kept: a merge needs other records") == 2
    assert "has no record 'e99'" in found.stdout
    assert "a record is split into two parts or more" in found.stdout
    assert "'picnics' is no kind of record" in found.stdout


def test_a_cluster_is_shown_split_and_stays_split(db: str, golden: tuple[Report, ...]) -> None:
    assert run("link", db).exit_code == 0
    record = f"{golden[0].report.id}:" + next(one.id for one in golden[0].actors if one.name == "Kestovia")
    before = run("clusters", db, "--kind", "actor", "--record", record)
    assert before.exit_code == 0, before.output
    assert "Kestovia  (actor, country" in before.stdout
    assert "5 records" in before.stdout
    made = run("split", db, record, "--author", "Ada", "--reason", "a ship of this name")
    assert made.exit_code == 0, made.output
    assert "4 pairs kept as different" in made.stdout
    assert "different from" in run("history", db, record).stdout
    for arguments in (("link", db), ("link", db, "--rebuild")):
        assert run(*arguments).exit_code == 0
        (alone,) = json.loads(run("clusters", db, "--record", record, "--json").stdout)
        assert (alone["size"], [one["item"] for one in alone["members"]]) == (1, [record])
    refused = run("split", db, record, "--author", "Ada")
    assert "give some of them, and not all" in str(refused.exception)


def test_clusters_are_told_with_outlets_and_origins(db: str) -> None:
    assert "nothing of this is linked" in run("clusters", db).stderr
    run("link", db)
    lines = run("clusters", db, "--kind", "actor", "--limit", "3").stdout.splitlines()
    assert len(lines) == 3
    assert all("origins" in line and "outlet" in line for line in lines)
    assert "the first" in run("clusters", db, "--kind", "toll", "--members").stdout
    assert "'picnic' is no kind of cluster" in str(run("clusters", db, "--kind", "picnic").exception)

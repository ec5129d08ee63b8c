"""The page on quality, and the speeds that it shows."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main, write_report
from eval.report import FIRST_HAND, MARKER, by_hand, page
from eval.result import Result, Score, Tally
from eval.saved import as_json
from eval.throughput import speeds
from onrecord.text import Document

SCORES = (*Tally(4, 5, 2, 3).scores("PolNeAR dev", "pair"), Score("a|b", "wrong speaker", None, 0))


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    results = tmp_path / "results"
    results.mkdir()
    result = as_json(Result("statements", SCORES, (), 1.25, ("x is not here",)))
    result["made"] = {"version": "0.1.0", "commit": "abc123+", "date": "2021-05-18", "machine": "a machine"}
    (results / "statements.json").write_text(json.dumps(result), encoding="utf-8")
    return results


def test_the_page_shows_scores_rivals_conditions_commit_and_date(stored: Path) -> None:
    text = page([stored / "statements.json"], "")
    assert "Measured on version 0.1.0, commit abc123+, date 2021-05-18; a machine." in text
    assert "| pair P / R / F1 | 60.0 / 50.0 / 54.5 | 4 | >= 60 | textacy 52 / 12 / 20; " in text
    assert "### a\\|b" in text
    assert "| wrong speaker | - | 0 |" in text
    assert "- statements, textacy: PolNeAR test split" in text
    assert "- Skipped: x is not here" in text
    assert text.endswith(FIRST_HAND)


def test_what_is_written_by_hand_stays(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "QUALITY.md"
    write_report(target, stored)
    target.write_text(target.read_text(encoding="utf-8") + "\nMuch.\n", encoding="utf-8")
    before = target.read_bytes()
    write_report(target, stored)
    assert target.read_bytes() == before
    assert target.read_text(encoding="utf-8").endswith("## What is wrong still\n\nMuch.\n")
    assert by_hand(f"old table\n{MARKER}\nkept") == f"{MARKER}\nkept"


def test_the_command_writes_where_it_is_told(tmp_path: Path) -> None:
    assert main(["report", "--output", str(tmp_path / "page.md")]) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# How good it is")


def test_speeds_in_both_units() -> None:
    documents = (Document("word " * 800), Document("word " * 800))
    scores = {score.metric: (score.value, score.unit) for score in speeds(documents, {"whole": 4.0, "times": 0.0})}
    assert scores["whole"] == (2000.0, "chars/CPU-s")
    assert scores["whole, articles"] == (1.0, "articles/s")  # two in four seconds on one core, so one a second on two
    assert scores["times"] == (None, "chars/CPU-s")

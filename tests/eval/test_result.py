"""Tallies, files of results, comparison and the table."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from eval.__main__ import main
from eval.compare import change, comparison
from eval.result import CorpusMissing, Item, Outcome, Result, Score, Tally, present, total
from eval.saved import as_json, load, save
from eval.table import evenly, rows, samples, shown, table

SCORES = (*Tally(4, 5, 2, 3).scores("PolNeAR dev", "pair"), Score("PolNeAR dev", "wrong speaker", None, 0))
OLD = Result(
    "statements",
    SCORES,
    (
        Item("a", Outcome.RIGHT, "secret text"),
        Item("b", Outcome.MISSED),
        Item("c", Outcome.WRONG),
        Item("d", Outcome.RIGHT),
        Item("found 1", Outcome.FALSE),
        Item("found 2", Outcome.FALSE),
        Item("left out next time", Outcome.RIGHT),
    ),
    1.25,
)
NEW = Result(
    "statements",
    (Score("PolNeAR dev", "pair F1", 60.0, 4),),
    (
        Item("a", Outcome.MISSED),
        Item("b", Outcome.RIGHT),
        Item("c", Outcome.MISSED),
        Item("d", Outcome.RIGHT),
        Item("found 2", Outcome.FALSE),
        Item("found 3", Outcome.FALSE),
    ),
    1.0,
)


def on_screen(renderable: RenderableType) -> str:
    console = Console(width=200, record=True, file=StringIO())
    console.print(renderable)
    return console.export_text()


def test_precision_recall_and_f1() -> None:
    tally = Tally(gold=4, found=5, right_gold=2, right_found=3)
    assert (tally.precision, tally.recall) == (60.0, 50.0)
    assert tally.f1 == pytest.approx(2 * 60 * 50 / 110)


def test_nothing_below_the_line_is_none_and_nothing_right_is_zero() -> None:
    assert Tally(gold=4).precision is None
    assert Tally(gold=4).f1 is None
    assert Tally(gold=4, found=1).f1 == 0.0


def test_tallies_add_up() -> None:
    assert total([Tally(1, 2, 1, 1), Tally(3, 3, 1, 2)]) == Tally(4, 5, 2, 3)
    assert total([]) == Tally()


def test_a_missing_corpus_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match="polnear"):
        present(tmp_path / "polnear")


def test_a_saved_result_comes_back_without_notes(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "statements.json"
    save(OLD, path)
    assert "secret text" not in path.read_text(encoding="utf-8")
    again = load(path)
    assert {(item.key, item.outcome) for item in again.items} == {(item.key, item.outcome) for item in OLD.items}
    assert again.scores[0] == SCORES[0]
    assert again.scores[3].value is None


def test_a_saved_result_tells_its_circumstances() -> None:
    made = as_json(OLD)["made"]
    assert set(made) == {"version", "commit", "date", "machine"}
    assert "CPython" in made["machine"]


def test_a_comparison_tells_gained_lost_and_false() -> None:
    found = change(OLD, NEW)
    assert found.gained == ("b",)
    assert found.lost == ("a",)
    assert found.false_new == ("found 3",)
    assert found.false_gone == ("found 1",)
    assert found.unchanged == 3  # c stays not right, d stays right, found 2 stays false


def test_a_comparison_on_the_screen_names_keys_before_numbers() -> None:
    text = on_screen(comparison(OLD, NEW))
    assert text.index("gained     b") < text.index("54.5")
    assert "+5.5" in text


def test_results_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(ValueError, match="figures"):
        change(OLD, Result("figures", (), (), 0.0))


def test_the_table_joins_precision_recall_f1_and_puts_rivals_beside() -> None:
    assert [row.metric for row in rows(SCORES)] == ["pair P / R / F1", "wrong speaker"]
    text = on_screen(table([OLD]))
    assert "60.0 / 50.0 / 54.5" in text
    assert "Citron 66 / 40 / 50" in text
    assert ">= 60" in text
    assert "PolNeAR test split" in text


def test_values_are_shown_with_their_unit() -> None:
    assert shown(Score("a", "b", None, 0)) == "-"
    assert shown(Score("a", "b", 0.0, 3)) == "0.0"
    assert shown(Score("a", "b", 29074.2, 3, "chars/CPU-s")) == "29,074 chars/CPU-s"


def test_samples_are_drawn_over_the_whole_run() -> None:
    items = [Item(str(number), Outcome.RIGHT) for number in range(10)]
    assert [item.key for item in evenly(items, 4)] == ["0", "3", "6", "9"]
    assert evenly(items, 0) == []
    assert "secret text" in on_screen(samples(OLD, Outcome.RIGHT, 1))


def test_the_command_skips_a_kind_whose_corpus_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", "--data", str(tmp_path), "--limit", "1"]) == 0
    assert "statements: skipped" in capsys.readouterr().out


def test_the_command_compares_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(OLD, tmp_path / "old.json")
    save(NEW, tmp_path / "new.json")
    assert main(["compare", str(tmp_path / "old.json"), str(tmp_path / "new.json")]) == 0
    assert "1 gained, 1 lost" in capsys.readouterr().out

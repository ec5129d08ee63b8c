"""A draft compiles to gold that keeps the format, or says what is wrong with it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.annotate import compiled, compiled_file, main, rendered
from eval.draft import DraftLoader
from eval.gold import GOLD, joined
from eval.quotes import DraftError
from onrecord.errors import RecordError
from onrecord.text import digest_of

TEXT = """Published: 3 May 2021

BRENNA, 3 May - At least 12 people were injured on Monday, the mayor said, the water board reported.
"""
DRAFT = """
file: example.txt
published: 2021-05-03
parts: {1: boilerplate, 2: [dateline, BRENNA ... -]}
actors:
  mayor: {name: the mayor, kind: person, named: false, mentions: {nominal: [the mayor]}}
  board: {name: the water board, kind: organization, mentions: {nominal: [the water board]}}
times:
  monday: {quote: Monday, value: 2021-05-03}
statements:
  mayor: {source: mayor, source_span: the mayor, cue: said, content: At least ... Monday, attributed_to: board}
  board: {source: board, source_span: the water board, cue: reported, content: At least ... said}
figures:
  injured: {quote: At least 12, bound: at_least, value: 12, counted: people, time: monday, attributed_to: mayor}
"""


def draft(**changed: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(DRAFT, DraftLoader)
    return {**loaded, **changed}


def test_a_draft_compiles_to_gold_without_text() -> None:
    gold = compiled(draft(), TEXT, "example")
    assert gold["report"]["digest"] == digest_of(TEXT)
    assert "text" not in gold["report"]
    assert gold["times"] == [
        {"id": "t1", "type": "DATE", "value": "2021-05-03", "mod": None, "evidence": [{"start": 74, "end": 80}]}
    ]
    assert '"text"' not in rendered(gold)
    assert "people" not in rendered(gold).replace('"unit": "people"', "")


def test_parts_are_the_blocks_and_what_divides_them() -> None:
    parts = compiled(draft(), TEXT, "example")["report"]["parts"]
    assert [(part["kind"], TEXT[part["start"] : part["end"]][:9]) for part in parts] == [
        ("boilerplate", "Published"),
        ("dateline", "BRENNA, 3"),
        ("paragraph", "At least "),
    ]


def test_attribution_is_completed_from_the_innermost_statement_outwards() -> None:
    report = joined(compiled(draft(), TEXT, "example"), TEXT)
    assert report.figures[0].attributed_to == ("s1", "s2")
    assert report.statements[0].attributed_to == ("s2",)


@pytest.mark.parametrize(
    ("bound", "value", "expected"),
    [
        ("exactly", 0, (0, 0, 0)),
        ("about", 12, (None, 12, None)),
        ("more_than", 12, (12, None, None)),
        ("at_least", 12, (12, None, None)),
        ("fewer_than", 12, (None, None, 12)),
        ("up_to", 12, (None, None, 12)),
        ("between", [10, 12], (10, None, 12)),
        ("vague", None, (None, None, None)),
    ],
)
def test_bound_and_value_give_low_best_and_high(bound: str, value: Any, expected: tuple[Any, Any, Any]) -> None:
    figures = {"injured": {"quote": "At least 12", "bound": bound, "value": value}}
    found = joined(compiled(draft(figures=figures), TEXT, "example"), TEXT).figures[0]
    assert (found.low, found.best, found.high) == expected
    assert found.wording == "At least 12"


def test_dates_options_and_codes_stay_words() -> None:
    loaded = yaml.load(
        "{value: 2021-05-03, counts: {yes: 9, no: 0}, cameo: 043, table: 01-a, adopted: false}", DraftLoader
    )
    assert loaded == {
        "value": "2021-05-03", "counts": {"yes": 9, "no": 0}, "cameo": "043", "table": "01-a", "adopted": False,
    }  # fmt: skip


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(DraftError, match="monday given twice"):
        yaml.load("times: {monday: {quote: Monday}, monday: {quote: today}}", DraftLoader)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"figure": {}}, "figure is no field of the draft"),
        ({"times": {"monday": {"quote": "Monday", "valeu": 1}}}, "times, monday: valeu is no field"),
        ({"times": {"monday": {"quote": "Sunday"}}}, "times, monday: 'Sunday' is not there"),
        ({"times": {}}, "figures, injured: 'monday' is none of the times"),
        ({"times": {"monday": {"value": "2021"}}}, "times, monday: quote"),
        ({"figures": {"injured": {"quote": "12", "bound": "many"}}}, "bound 'many' is not one of"),
        ({"parts": {1: ["title"]}}, "is neither a kind nor"),
    ],
)
def test_a_faulty_draft_is_refused_by_record_and_fault(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(DraftError, match=said):
        compiled(draft(**changed), TEXT, "example")


def test_every_fault_is_told_at_once() -> None:
    times = {"monday": {"quote": "Monday"}, "one": {"quote": "Sunday"}, "two": {"quote": "Friday"}}
    with pytest.raises(DraftError, match=r"(?s)2 faults.*Sunday.*Friday"):
        compiled(draft(times=times), TEXT, "example")


def test_attribution_in_a_circle_is_refused() -> None:
    circle = draft()
    circle["statements"]["board"]["attributed_to"] = "mayor"
    with pytest.raises(DraftError, match="circle"):
        compiled(circle, TEXT, "example")


def test_a_value_that_the_format_does_not_know_is_refused() -> None:
    wrong = draft()
    wrong["statements"]["mayor"]["kind"] = "rumour"
    with pytest.raises(RecordError, match="rumour"):
        compiled(wrong, TEXT, "example")


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("file: 01-harbour-shelling.txt\ntimes: {one: {quote: Christmas}}\n", encoding="utf-8")
    target = tmp_path / "faulty.json"
    assert main([str(faulty), str(target)]) == 1
    assert "'Christmas' is not there" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("path", sorted((GOLD / "drafts").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_gold_of_a_sample_is_what_its_draft_makes(path: Path) -> None:
    assert rendered(compiled_file(path)) == (GOLD / f"{path.stem}.json").read_text(encoding="utf-8")

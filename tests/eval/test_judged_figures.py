"""What became of figures that were judged by reading."""

from collections.abc import Mapping
from typing import Any

from eval.corpora.wikinews import Story
from eval.judged_figures import FIELDS, judged, scored
from eval.result import Outcome
from tests.eval.made import figure, report, span

STORY = Story("https://x.org/wiki/Mill", "2020-01-01", "Mill burns", "Four sailors died. Ten guests left.")
READ = f"{STORY.title}\n\n{STORY.text}"


def entry(words: str, right: bool, **found: object) -> Mapping[str, Any]:
    start = STORY.text.index(words)
    value: dict[str, object] = {"low": 4, "best": 4, "high": 4, "bound": "exactly", "measure": "killed"}
    return {
        "url": STORY.url,
        "in": "text",
        "start": start,
        "end": start + len(words),
        "found": {**value, "modality": "actual", **found},
        "verdict": {"figure": True, "measure": right},
    }


def test_the_right_ones_still_right_and_the_wrong_ones_unchanged() -> None:
    four = figure("f1", span(READ, "Four sailors"), low=4, best=4, high=4, measure="killed")
    ten = figure("f2", span(READ, "Ten"), low=10, best=10, high=10)
    listed = [
        entry("Four", True),
        entry("Ten", True, low=9),
        entry("Ten", False, low=10, best=10, high=10, measure=None),
        entry("Ten", False, low=10, best=10, high=10),
    ]
    scores, items = scored(listed, [STORY], [report(READ, figures=(four, ten))])
    assert [(score.value, score.count) for score in scores] == [(50.0, 4), (50.0, 2), (50.0, 2)]
    assert [item.outcome for item in items] == [Outcome.RIGHT, Outcome.MISSED, Outcome.FALSE, Outcome.WRONG]


def test_a_place_in_the_title_is_counted_from_the_title() -> None:
    one = figure("f1", span(READ, "Mill"), low=4, best=4, high=4, measure="killed")
    at_title = {**entry("Four", True), "in": "title", "start": 0, "end": 4}
    assert scored([at_title], [STORY], [report(READ, figures=(one,))])[1][0].outcome is Outcome.RIGHT


def test_the_list_has_what_is_compared() -> None:
    assert len(judged()) == 200
    assert all(set(FIELDS) <= set(one["found"]) and one["verdict"] for one in judged())

"""What was judged of events by reading."""

import json

import pytest

from eval.judged_events import FOLDER, LISTS, scored, scores, verdicts

FIELDS = {"type", "actors", "recipients", "modality", "attribution"}


def test_a_list_s_shares_are_those_of_its_verdicts() -> None:
    right = dict.fromkeys(FIELDS, True)
    lists = (right, {**right, "type": False}, {**right, "actors": False}, right)
    assert [score.value for score in scored("Wikinews", lists)] == [75, 50]


@pytest.mark.parametrize("name", LISTS)
def test_each_list_counts_what_it_holds(name: str) -> None:
    listed = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    judged = verdicts(name)
    assert len(judged) == listed["drawn"]
    assert all(set(one) == FIELDS for one in judged)
    assert sum(all(one.values()) for one in judged) == listed["right"]["all five"]


def test_every_list_gives_two_scores() -> None:
    assert len(scores()) == 2 * len(LISTS)

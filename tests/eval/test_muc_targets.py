"""Number and effect of human targets: gold from templates, ours from figures, the plain pattern from words."""

import pytest

from eval.corpora.muc import Incident, Message, targets_of
from eval.muc_targets import METRIC, MORE_THAN_ONE, PATTERN, by_pattern, scored
from eval.muc_targets import targets_of as given_by
from eval.result import Outcome
from onrecord.record import Provenance
from tests.eval.made import figure, report, span

TEXT = "Four sailors died near the mill. Ten guests were seen. A clerk was hurt."


def slots(kind: str, numbers: str, effects: str) -> dict[str, str]:
    return {"INCIDENT: TYPE": kind, "HUM TGT: NUMBER": numbers, "HUM TGT: EFFECT OF INCIDENT": effects}


def test_gold_targets_have_a_number_and_an_effect() -> None:
    numbers = '4: "SAILORS"\n? 1: "A CLERK"\n-: "GUESTS"\n3: "COOKS"'
    effects = 'DEATH: "SAILORS"\nINJURY: ? "A CLERK"\nDEATH: "GUESTS"\nNO INJURY: "COOKS"'
    assert targets_of(slots("BOMBING", numbers, effects)) == {(4, "killed"), (1, "injured")}


def test_an_abduction_is_the_effect_where_the_template_names_none() -> None:
    assert targets_of(slots("KIDNAPPING", '2: "A COOK" / "A GUIDE"', "-")) == {(2, "abducted")}
    assert targets_of(slots("KIDNAPPING", '2: "A COOK"', 'DEATH: "A COOK"')) == {(2, "killed")}
    assert targets_of(slots("ATTACK", "-", "-")) == frozenset()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"best": 4, "measure": "killed"}, {(4, "killed")}),
        ({"low": 4, "bound": "at_least", "measure": "captive"}, {(4, "abducted")}),
        ({"best": 4, "measure": "killed", "modality": "possible"}, set()),
        ({"best": 4, "measure": "killed", "polarity": "negative"}, set()),
        ({"best": 4, "measure": "killed", "unit": "animals"}, set()),
        ({"best": 4, "measure": "attending"}, set()),
        ({"best": 0, "measure": "killed"}, set()),
        ({"bound": "vague", "measure": "killed"}, set()),
        ({"best": 4, "measure": "killed", "provenance": Provenance("figures", "people added up; died")}, set()),
    ],
)
def test_found_targets_are_asserted_numbers_of_people(fields: dict[str, object], found: set[tuple[int, str]]) -> None:
    assert given_by([figure("f1", span(TEXT, "Four"), **fields)]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Four sailors died.", {(4, "killed")}),
        ("The storm killed 1,200 sheep.", {(1200, "killed")}),
        ("Two were wounded and six died.", {(2, "injured"), (6, "killed")}),
        ("Four sailors of the ferry at noon died.", set()),  # more than five words apart
        ("Four sailors. Nobody died.", set()),
        ("Zero died.", set()),
    ],
)
def test_the_plain_pattern(text: str, found: set[tuple[int, str]]) -> None:
    assert by_pattern(text) == found


def test_both_are_scored_on_messages_with_a_template() -> None:
    incident = Incident(
        1, "ATTACK", frozenset(), frozenset(), (), frozenset({(4, "killed"), (1, "injured"), (9, "killed")})
    )
    messages = [Message("M1", TEXT, (incident,)), Message("M2", TEXT, ())]
    found = (
        figure("f1", span(TEXT, "Four"), best=4, measure="killed"),
        figure("f2", span(TEXT, "A clerk"), best=1, measure="injured"),
        figure("f3", span(TEXT, "Ten"), best=10, measure="injured"),
    )
    scores, items = scored(messages, [report(TEXT, figures=found)] * 2)
    shown = {score.metric: score.value for score in scores}
    assert shown[f"{METRIC} P"] == shown[f"{METRIC} R"] == pytest.approx(100 * 2 / 3)
    assert shown[f"{MORE_THAN_ONE} P"] == shown[f"{MORE_THAN_ONE} R"] == 50.0
    assert shown[f"{PATTERN}{METRIC} P"] == 100.0
    assert shown[f"{PATTERN}{METRIC} R"] == pytest.approx(100 / 3)
    assert [item.outcome for item in items] == [Outcome.RIGHT, Outcome.RIGHT, Outcome.MISSED, Outcome.FALSE]

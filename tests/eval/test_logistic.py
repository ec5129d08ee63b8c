"""The regression behind the weights that ship."""

import numpy as np

from eval.logistic import area_under_curve, fitted
from onrecord.extract.odds import log_odds

ROWS = [frozenset({"wet"}), frozenset({"wet", "cold"}), frozenset({"cold"}), frozenset({"dry"})] * 10
ANSWERS = np.array([1.0, 1.0, 0.0, 0.0] * 10)


def test_the_telling_feature_gets_the_weight() -> None:
    weights = fitted(ROWS, ANSWERS, np.ones(len(ROWS)), fewest=5, penalty=1.0)
    assert weights["wet"] > 1.0 > abs(weights["cold"])
    assert log_odds(weights, frozenset({"wet"})) > 0.0 > log_odds(weights, frozenset({"dry"}))


def test_a_rare_feature_gets_none() -> None:
    rows = [*ROWS, frozenset({"rare"})]
    assert "rare" not in fitted(rows, np.append(ANSWERS, 1.0), np.ones(len(rows)), fewest=2, penalty=1.0)


def test_rows_weigh_what_they_are_given() -> None:
    rows = [frozenset({"wet"})] * 2
    weights = fitted(rows, np.array([1.0, 0.0]), np.array([9.0, 1.0]), fewest=1, penalty=1.0)
    assert round(log_odds(weights, frozenset({"wet"})), 2) == round(float(np.log(9.0)), 2)


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    assert area_under_curve(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0])) == 0.75

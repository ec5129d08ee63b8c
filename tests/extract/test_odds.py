"""The sum of learned weights."""

from onrecord.extract.odds import log_odds

KNOWN = {"bias": 0.1, "wet": 0.2, "cold": 0.3, "far": 1e16, "near": -1e16}


def test_a_feature_without_a_weight_tells_nothing() -> None:
    assert log_odds(KNOWN, {"dry"}) == log_odds(KNOWN, ())


def test_the_order_of_features_changes_nothing() -> None:
    assert log_odds(KNOWN, ("far", "wet", "cold", "near")) == log_odds(KNOWN, ("near", "far", "cold", "wet"))
    assert log_odds(KNOWN, ("far", "wet", "near")) == log_odds(KNOWN, ("far", "near", "wet"))

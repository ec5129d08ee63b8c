"""Weights that were learned, by feature, and their sum: the logarithm of the odds that something is what it seems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import fsum

from onrecord import lexicon


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weight of every feature in `data/weights/{name}.json`, and the "bias"."""
    found: Mapping[str, float] = lexicon.learned(name)["weights"]
    return found


def log_odds(known: Mapping[str, float], features: Iterable[str]) -> float:
    """The bias and the weights of these features; a feature without a weight tells nothing.

    The sum is exact, so that the order in which a set gives its members changes nothing.
    """
    return fsum((known["bias"], *(known.get(feature, 0.0) for feature in features)))

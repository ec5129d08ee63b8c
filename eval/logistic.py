"""Logistic regression over named features that are there or not, with a quadratic penalty, by Newton's method."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

STEPS = 12
CELLS = NDArray[np.float64]


def fitted(
    rows: Sequence[frozenset[str]], answers: CELLS, importance: CELLS, *, fewest: int, penalty: float
) -> dict[str, float]:
    """The weight of each feature that at least `fewest` rows have, and the "bias", which is not penalized.

    `answers` holds 1 or 0 and `importance` a positive weight for each row.
    """
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(name for name, count in counts.items() if count >= fewest)
    place = {name: number for number, name in enumerate(names)}
    cells = np.zeros((len(rows), len(names) + 1))
    cells[:, -1] = 1.0
    for number, row in enumerate(rows):
        cells[number, [place[name] for name in row if name in place]] = 1.0
    solution = _newton(cells, answers, importance, penalty)
    return {**dict(zip(names, solution[:-1].tolist(), strict=True)), "bias": float(solution[-1])}


def area_under_curve(scores: CELLS, answers: CELLS) -> float:
    """The chance that a row whose answer is 1 scores higher than one whose answer is 0."""
    ranks = scores.argsort().argsort()
    positive = answers > 0
    pairs = positive.sum() * (~positive).sum()
    return float((ranks[positive].sum() - positive.sum() * (positive.sum() - 1) / 2) / pairs)


def _newton(cells: CELLS, answers: CELLS, importance: CELLS, penalty: float) -> CELLS:
    penalties = np.full(cells.shape[1], penalty)
    penalties[-1] = 0.0
    found = np.zeros(cells.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(cells @ found)))
        slope = cells.T @ (importance * (chance - answers)) + penalties * found
        curve = (cells * (importance * chance * (1.0 - chance))[:, None]).T @ cells + np.diag(penalties)
        found = found - np.linalg.solve(curve, slope)
    return found

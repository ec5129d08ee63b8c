"""One-to-one matching of gold and found items."""

from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
F = TypeVar("F")


def one_to_one(gold: Sequence[G], found: Sequence[F], fits: Callable[[G, F], float]) -> list[tuple[int, int]]:
    """Pairs of positions (gold, found): the best fit first, each item once, pairs that do not fit left out.

    Greedy, which is the best assignment wherever an item fits at most one partner well; ties go to the earlier item.
    """
    ranked = sorted(
        (-fit, number, other)
        for number, one in enumerate(gold)
        for other, two in enumerate(found)
        if (fit := float(fits(one, two))) > 0
    )
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, number, other in ranked:
        if number not in taken_gold and other not in taken_found:
            pairs.append((number, other))
            taken_gold.add(number)
            taken_found.add(other)
    return sorted(pairs)

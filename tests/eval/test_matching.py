"""One-to-one matching and best assignment."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from eval.assignment import best_assignment
from eval.matching import one_to_one

GAINS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=4)
)


def test_each_item_is_paired_once_and_the_best_fit_first() -> None:
    fits = {("a", "x"): 0.5, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.1}
    assert one_to_one("ab", "xy", lambda one, two: fits[one, two]) == [(0, 1), (1, 0)]


def test_what_does_not_fit_is_left_out() -> None:
    assert one_to_one([1, 2], [2, 3], lambda one, two: one == two) == [(1, 0)]


def test_ties_go_to_the_earlier() -> None:
    assert one_to_one("aa", "b", lambda one, two: 1.0) == [(0, 0)]


def test_greed_would_lose_here() -> None:
    assert best_assignment([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]


def test_more_rows_than_columns() -> None:
    assert best_assignment([[1], [3], [2]]) == [(1, 0)]
    assert best_assignment([]) == []


@given(GAINS)
def test_no_other_assignment_gains_more(gains: list[list[int]]) -> None:
    found = best_assignment(gains)
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    assert sum(gains[row][column] for row, column in found) == _most(gains)


def _most(gains: list[list[int]]) -> int:
    if len(gains) > len(gains[0]):
        return _most([list(column) for column in zip(*gains, strict=True)])
    return max(
        sum(gains[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(range(len(gains[0])), len(gains))
    )

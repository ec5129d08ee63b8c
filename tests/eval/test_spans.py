"""Overlap of stretches, on cases counted by hand."""

import pytest

from eval.spans import extent, hull, inked, iou, overlap, shared

TEXT = '  "The bridge is open,"  she said. "It is."'


def test_an_extent_is_ordered_and_joins_what_touches() -> None:
    assert extent([(5, 8), (0, 2), (2, 4), (7, 9)]) == ((0, 4), (5, 9))


def test_shared_characters_are_counted_over_all_stretches() -> None:
    assert shared(((0, 4), (6, 10)), ((2, 8),)) == 4


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (((0, 10),), ((0, 10),), 1.0),
        (((0, 10),), ((5, 15),), 5 / 15),
        (((0, 4), (6, 10)), ((0, 10),), 0.8),
        (((0, 4),), ((4, 8),), 0.0),
        ((), (), 0.0),
    ],
)
def test_iou(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], expected: float) -> None:
    assert iou(one, other) == pytest.approx(expected)


def test_neighbours_do_not_overlap() -> None:
    assert not overlap(((0, 4),), ((4, 8),))
    assert overlap(((0, 4),), ((3, 8),))


def test_white_space_at_edges_and_between_stretches_is_left_out() -> None:
    assert inked(((0, 24),), TEXT) == ((2, 23),)
    assert inked(((0, 6), (6, 23)), TEXT) == ((2, 23),)


def test_ignored_marks_are_left_out_at_edges_only() -> None:
    assert inked(((0, 24),), TEXT, '",') == ((3, 21),)
    assert inked(((34, 43),), TEXT, '".') == ((36, 41),)


def test_a_stretch_of_white_space_vanishes() -> None:
    assert inked(((0, 2),), TEXT) == ()


def test_the_hull_runs_from_first_to_last() -> None:
    assert hull(((3, 5), (9, 12))) == (3, 12)

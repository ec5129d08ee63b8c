"""Coreference metrics, on the worked examples of their papers."""

import pytest

from eval.coreference import Entity, Ratio, b_cubed, ceaf, muc

# Bagga and Baldwin's example: twelve mentions in entities of five, two and five.
KEY: list[Entity] = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
JOINED_SMALL: list[Entity] = [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]
JOINED_LARGE: list[Entity] = [{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}]


@pytest.mark.parametrize("response", [JOINED_SMALL, JOINED_LARGE])
def test_muc_counts_the_wrong_link_the_same_wherever_it_is(response: list[Entity]) -> None:
    found = muc(KEY, response)
    assert found.precision == pytest.approx(90.0)
    assert found.recall == pytest.approx(100.0)


def test_b_cubed_counts_how_many_mentions_a_wrong_link_spoils() -> None:
    assert b_cubed(KEY, JOINED_SMALL).precision == pytest.approx(100 * 16 / 21)
    assert b_cubed(KEY, JOINED_LARGE).precision == pytest.approx(100 * 7 / 12)
    assert b_cubed(KEY, JOINED_LARGE).recall == pytest.approx(100.0)


def test_ceaf_pairs_each_entity_once() -> None:
    found = ceaf(KEY, JOINED_LARGE)
    assert found.precision == pytest.approx(100 * (1 + 10 / 15) / 2)
    assert found.recall == pytest.approx(100 * (1 + 10 / 15) / 3)


def test_the_same_partition_is_perfect() -> None:
    for metric in (muc, b_cubed, ceaf):
        assert metric(KEY, KEY).f1 == pytest.approx(100.0)


def test_mentions_that_only_one_side_has() -> None:
    gold: list[Entity] = [{1, 2}]
    found: list[Entity] = [{1, "x"}, {2}]
    assert muc(gold, found).recall == 0.0
    assert b_cubed(gold, found).precision == pytest.approx(100 * (1 / 2 + 1) / 3)
    assert b_cubed(gold, found).recall == pytest.approx(100 * (1 / 2 + 1 / 2) / 2)


def test_nothing_found_is_zero_and_ratios_add_up() -> None:
    assert b_cubed(KEY, []).f1 == 0.0
    assert (Ratio(1, 2, 1, 4) + Ratio(1, 2, 1, 4)).f1 == pytest.approx(100 * 2 * 0.5 * 0.25 / 0.75)

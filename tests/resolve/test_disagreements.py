"""Which two figures disagree: a table of wordings, then what they count, where, when and by whom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord.record import Bound
from onrecord.resolve.counts import Count, Period, Scene
from onrecord.resolve.disagreements import contradiction, relation_of, room_of

TARROW = Scene("Tarrow", "tarrow", None, None, None, broad=False, said=True)
FORM = re.compile(r"(?P<words>\D*?)(?P<first>[\d,]+)(?: and (?P<second>[\d,]+))?$")
BOUNDS: dict[str, Bound] = {
    "": "exactly", "about": "about", "more than": "more_than", "at least": "at_least", "fewer than": "fewer_than",
    "up to": "up_to", "between": "between",
}  # fmt: skip


def count(wording: str = "12", **changes: object) -> Count:
    """A count of people killed in Tarrow since 16 May, as of 18 May, with a wording such as "at least 40"."""
    low, best, high, bound = values(wording)
    made = Count(
        id="r1:f1", report="r1", measure="killed", unit="people", group="people", low=low, best=best, high=high,
        bound=bound, scope=None, scene=TARROW, period=Period("2021-05-16", "2021-05-18", closed=False),
        source="ministry", event=None, revises=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def values(wording: str) -> tuple[float | None, float | None, float | None, Bound]:
    """Low, best, high and bound as the figures stage gives them."""
    if wording == "dozens":
        return None, None, None, "vague"
    found = FORM.match(wording)
    assert found is not None
    bound = BOUNDS[found["words"].strip()]
    first = int(found["first"].replace(",", ""))
    match bound:
        case "exactly":
            return first, first, first, bound
        case "about":
            return None, first, None, bound
        case "more_than" | "at_least":
            return first, None, None, bound
        case "between":
            return first, None, int(found["second"].replace(",", "")), bound
        case _:
            return None, None, first, bound


def other(wording: str, **changes: object) -> Count:
    """The same by another source in another report."""
    return count(wording, **{"id": "r2:f1", "report": "r2", "source": "hospital", **changes})


AGREE = [
    ("12", "12"), ("0", "0"), ("0", "up to 3"), ("more than 150", "162"), ("more than 150", "150"),
    ("at least 40", "40"), ("at least 40", "400"), ("at least 40", "more than 30"), ("at least 12", "19"),
    ("fewer than 20", "12"), ("up to 20", "20"), ("up to 20", "0"), ("up to 20", "at least 15"),
    ("between 20 and 30", "25"), ("between 20 and 30", "30"), ("between 20 and 30", "between 28 and 40"),
    ("between 20 and 30", "more than 25"), ("about 300", "300"), ("about 300", "320"), ("about 300", "260"),
    ("about 300", "about 380"), ("about 20", "17"), ("about 20", "23"), ("about 100", "at least 110"),
    ("4,000", "4,012"), ("4,000", "3,960"), ("1,200", "1,230"), ("300", "304"), ("10,000", "10,400"),
    ("dozens", "12"), ("dozens", "dozens"), ("dozens", "0"), ("about 0", "0"),
]  # fmt: skip
DISAGREE = [
    ("12", "13"), ("0", "12"), ("0", "at least 1"), ("at least 40", "38"), ("more than 150", "149"),
    ("at least 40", "fewer than 30"), ("up to 20", "21"), ("up to 20", "more than 30"), ("fewer than 20", "25"),
    ("between 20 and 30", "31"), ("between 20 and 30", "19"), ("between 20 and 30", "between 31 and 40"),
    ("about 300", "112"), ("about 300", "360"), ("about 300", "about 500"), ("about 20", "26"),
    ("about 100", "at least 130"), ("4,000", "4,100"), ("4,000", "3,900"), ("300", "312"), ("1,234", "1,235"),
    ("60", "62"), ("about 0", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), AGREE)
def test_wordings_that_leave_a_number_for_both_agree(left: str, right: str) -> None:
    assert contradiction(count(left), other(right)) == ()
    assert contradiction(other(right), count(left)) == ()


@pytest.mark.parametrize(("left", "right"), DISAGREE)
def test_wordings_without_a_number_for_both_disagree(left: str, right: str) -> None:
    assert contradiction(count(left), other(right))
    assert contradiction(other(right), count(left))


def test_reasons_name_both_numbers_the_place_and_the_rule() -> None:
    assert contradiction(count("at least 40"), other("38")) == (
        "killed: at least 40 people and 38 people", "the same place: Tarrow", "no number fits both wordings"
    )  # fmt: skip


def test_vague_words_leave_no_room() -> None:
    assert room_of(count("dozens")) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "ministry"},
        {"measure": "injured"},
        {"unit": "family"},
        {"scene": replace(TARROW, name="Brenna", key="brenna")},
        {"scene": replace(TARROW, broad=True)},
        {"scene": None},
        {"scope": "increment"},
        {"period": Period("2021-05-02", "2021-05-18", closed=False)},
        {"period": Period("2021-05-10", "2021-05-10", closed=True)},
        {"group": "sailors"},
    ],
)
def test_other_things_are_not_compared(changes: dict[str, object]) -> None:
    assert contradiction(count("40"), other("12")) != ()
    assert contradiction(count("40", group="people"), other("12", **changes)) == ()


def later(wording: str, **changes: object) -> Count:
    return other(wording, **{"period": Period("2021-05-16", "2021-05-19", closed=False), **changes})


def test_a_later_higher_total_is_growth() -> None:
    assert contradiction(count("12"), later("21")) == ()


def test_a_later_lower_total_is_a_disagreement() -> None:
    assert contradiction(count("21"), later("12"))[-1] == "the total as of 2021-05-19 is below the one as of 2021-05-18"


def test_what_rises_and_falls_is_compared_on_one_day_only() -> None:
    assert contradiction(count("600", measure="sheltering"), later("300", measure="sheltering")) == ()
    assert contradiction(count("600", measure="sheltering"), other("300", measure="sheltering"))


def test_more_children_than_civilians_cannot_be() -> None:
    found = contradiction(count("3", group="children", scope="part"), other("0", group="civilians"))
    assert found[-1] == "more children than civilians, among whom they are counted"
    assert contradiction(count("3", group="children"), other("12")) == ()
    assert contradiction(count("13", group="children"), other("12"))


def test_soldiers_and_children_are_not_set_beside_each_other() -> None:
    assert contradiction(count("3", group="children"), other("0", group="soldiers")) == ()


def test_a_part_of_people_is_held_against_the_whole_only_as_a_part() -> None:
    assert contradiction(count("3", scope="part"), other("12")) == ()
    assert contradiction(count("13", scope="part"), other("12"))
    assert contradiction(count("3", scope="part"), other("12", scope="part")) == ()


def day(wording: str, of: str = "2021-05-17", **changes: object) -> Count:
    return count(wording, **{"period": Period(of, of, closed=True), **changes})


def test_a_day_lies_in_the_run_around_it() -> None:
    assert contradiction(day("4"), other("6")) == ()
    assert contradiction(day("7"), other("6"))
    assert contradiction(day("7", of="2021-05-20"), other("6")) == ()


def test_days_are_compared_with_the_same_day() -> None:
    assert contradiction(day("4"), other("6", period=Period("2021-05-17", "2021-05-17", closed=True)))
    assert contradiction(day("4"), other("6", period=Period("2021-05-14", "2021-05-14", closed=True))) == ()


def unsaid(wording: str, until: str = "2021-05-18", **changes: object) -> Count:
    return other(wording, **{"period": Period(None, until, closed=False), **changes})


def test_an_unsaid_beginning_is_taken_for_the_same_only_near_in_time_and_place() -> None:
    assert contradiction(count("12"), unsaid("9"))
    assert contradiction(count("12"), unsaid("9", until="2021-05-20"))
    assert contradiction(count("12"), unsaid("9", until="2021-05-28")) == ()
    broad = replace(TARROW, broad=True)
    assert contradiction(count("12", scene=broad), unsaid("9", scene=broad)) == ()


def test_one_happening_holds_figures_together_wherever_their_place() -> None:
    assert contradiction(day("12", event=7), unsaid("9", until="2021-05-28", event=7, scene=None))
    assert contradiction(day("12", event=7), unsaid("9", until="2021-05-28", event=8, scene=None)) == ()


def test_one_report_sets_two_numbers_against_each_other_only_where_it_says_so() -> None:
    left = count("about 300", measure="detained", period=Period("2021-05-08", "2021-05-08", closed=True))
    right = unsaid("112", measure="detained", report="r1")
    assert contradiction(left, right) == ()
    assert contradiction(left, replace(right, answers="r1:f1"))
    assert contradiction(replace(right, answers="r1:f1"), left)


def test_none_at_all_is_set_against_some_in_one_report() -> None:
    assert contradiction(count("12"), other("0", report="r1"))
    assert contradiction(count("12", source="outlet Post"), other("0", report="r1")) == ()
    assert contradiction(count("12"), other("10", report="r1")) == ()


def test_relations_that_pull_apart_are_no_relation() -> None:
    assert relation_of(count("3", group="children"), later("3")) == "inside"
    assert relation_of(count("3"), later("3", group="children")) == "apart"

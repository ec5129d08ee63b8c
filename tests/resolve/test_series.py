"""Which toll a figure belongs to, what a toll remembers, and how a report's figures are made ready for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.export.json import report_of_json
from onrecord.resolve.counts import Count, Period, Scene, Setting, _is_rate, counts_of, days_of
from onrecord.resolve.groups import group_of, relation_of_groups
from onrecord.resolve.series import begun_by, best_of, fit_of, joined, keys_of, label_of, same_scene
from onrecord.text import Span

TARROW = Scene("Tarrow", "tarrow", None, None, None, broad=False, said=True)
GOLDEN = Path(__file__).parent.parent / "golden"


def running(until: str = "2021-05-18", start: str | None = "2021-05-16", **changes: object) -> Count:
    made = Count(
        id="r1:f1", report="r1", measure="killed", unit="people", group="people", low=12, best=12, high=12,
        bound="exactly", scope=None, scene=TARROW, period=Period(start, until, closed=False), source="ministry",
        event=None, revises=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def of_day(day: str, **changes: object) -> Count:
    return replace(running(day), period=Period(day, day, closed=True), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "unit", "expected"),
    [
        (None, "people", "people"),
        ("people", "people", "people"),
        ("injured people", "people", "people"),
        ("them", "people", "people"),
        ("the three fishermen", "people", "three fishermen"),
        ("dead soldiers", "people", "soldiers"),
        ("new", "people", "people"),
        ("the mayor's", "people", "people"),
        ("ours", "people", "people"),
        ("the families", "family", "families"),
        (None, "family", "family"),
    ],
)
def test_the_group_that_words_name(words: str | None, unit: str, expected: str) -> None:
    assert group_of(words, unit) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("people", "people", "same"),
        ("children", "people", "inside"),
        ("people", "children", "around"),
        ("children", "civilians", "inside"),
        ("harbour workers", "civilians", "inside"),
        ("harbour workers", "workers", "inside"),
        ("soldiers", "civilians", "apart"),
        ("kestovian soldiers", "maradali soldiers", "apart"),
    ],
)
def test_how_groups_lie_to_each_other(left: str, right: str, expected: str) -> None:
    assert relation_of_groups(left, right) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-05-17", ("2021-05-17", "2021-05-17")),
        ("2021-05-17TEV", ("2021-05-17", "2021-05-17")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2021-W21", None),
        ("PRESENT_REF", None),
        (None, None),
    ],
)
def test_the_days_of_a_value(value: str | None, expected: tuple[str, str] | None) -> None:
    assert days_of(value) == expected


def test_a_figure_of_the_same_place_and_time_belongs() -> None:
    found = fit_of(running("2021-05-20"), begun_by(running()))
    assert found is not None
    assert found.reasons == (
        "same measure and group: killed, people", "same place: Tarrow", "since 2021-05-16, as of 2021-05-20"
    )  # fmt: skip


@pytest.mark.parametrize(
    "count",
    [
        running(measure="injured"),
        running(unit="family"),
        running(group="soldiers"),
        running(scene=replace(TARROW, key="brenna", name="Brenna")),
        running(scene=None, report="r2"),
        running("2021-06-20", start="2021-06-01"),
        running(start="2021-05-10"),
        running("2021-06-20", start=None, report="r2"),
        of_day("2021-05-10"),
    ],
)
def test_a_figure_of_something_else_does_not_belong(count: Count) -> None:
    assert fit_of(count, begun_by(running())) is None


@pytest.mark.parametrize(
    "count",
    [running("2021-05-24", start=None), running(start="2021-05-15"), of_day("2021-05-17"), of_day("2021-05-19")],
)
def test_times_that_belong_to_a_running_toll(count: Count) -> None:
    assert fit_of(count, begun_by(running())) is not None


def test_small_numbers_of_a_country_are_of_no_common_toll() -> None:
    broad = replace(TARROW, broad=True)
    first = begun_by(running("2021-05-18", start=None, scene=broad))
    assert fit_of(running("2021-05-19", start=None, scene=broad), first) is None
    assert fit_of(running("2021-05-19", start=None, scene=broad, low=900), first) is not None
    assert fit_of(running("2021-05-19", scene=broad), first) is not None


def test_two_happenings_at_one_place_are_two_tolls() -> None:
    first = begun_by(of_day("2021-05-17", event=1))
    assert fit_of(of_day("2021-05-17", event=2), first) is None
    assert fit_of(of_day("2021-05-18", event=1), first) is not None
    assert fit_of(of_day("2021-05-18"), first) is not None
    assert fit_of(of_day("2021-05-20"), first) is None


def test_the_same_happening_needs_no_place() -> None:
    first = begun_by(of_day("2021-05-17", event=1))
    found = fit_of(running("2021-06-20", start=None, scene=None, event=1), first)
    assert found is not None and found.score == 1.0


def test_figures_without_place_and_happening_are_held_together_by_nothing() -> None:
    assert fit_of(running(scene=None, id="r1:f2"), begun_by(running(scene=None))) is None
    assert keys_of(running(scene=None)) == ()


def test_a_number_without_a_day_belongs_to_what_its_report_told_of() -> None:
    first = begun_by(of_day("2021-05-08"))
    assert fit_of(running("2021-05-18", start=None, id="r1:f2"), first) is not None
    assert fit_of(running("2021-05-18", start=None, report="r2"), first) is None


def test_a_datelines_capitals_are_no_part_of_a_name() -> None:
    assert label_of(begun_by(running(scene=replace(TARROW, name="TARROW")))) == "killed, Tarrow"


def test_a_toll_keeps_the_newest_count_of_each_source() -> None:
    older, newer = running(), running("2021-05-20", low=21, best=21, high=21, id="r2:f1")
    toll = joined(joined(begun_by(older), newer), running(source="hospital", id="r3:f1"))
    assert [count.id for count in toll.standing] == ["r2:f1", "r3:f1"]
    assert (toll.start, toll.first, toll.last) == ("2021-05-16", "2021-05-16", "2021-05-20")


def test_an_older_count_that_comes_in_late_takes_no_place() -> None:
    toll = joined(begun_by(running("2021-05-20", id="r2:f1")), running())
    assert [count.id for count in toll.standing] == ["r2:f1"]


def test_what_is_added_stands_for_no_total() -> None:
    toll = joined(begun_by(running()), running("2021-05-20", scope="increment", id="r2:f1"))
    assert [count.id for count in toll.standing] == ["r1:f1"]
    assert toll.last == "2021-05-20"


def test_a_toll_of_nought_is_a_toll() -> None:
    toll = begun_by(running(low=0, best=0, high=0))
    assert toll.standing[0].best == 0


def test_of_two_tolls_the_better_fit_is_taken_then_the_newer() -> None:
    near, far = begun_by(running("2021-05-20", start=None)), begun_by(running("2021-05-16", start=None))
    found = best_of(running("2021-05-19", start=None), [(1, far), (2, near)])
    assert found is not None and found[0] == 2
    event = begun_by(of_day("2021-05-17", event=4))
    found = best_of(running("2021-05-19", start=None, event=4), [(2, near), (3, event)])
    assert found is not None and found[0] == 3
    assert best_of(running(measure="injured"), [(1, far), (2, near)]) is None


def test_keys_name_place_coordinates_and_happening() -> None:
    placed = replace(TARROW, latitude=46.21, longitude=6.14)
    assert keys_of(running(scene=placed, event=3)) == (
        "toll|killed|people|tarrow", "toll|killed|people|46.2|6.1", "toll|killed|people|event 3"
    )  # fmt: skip


def test_one_name_in_two_countries_is_two_places() -> None:
    assert not same_scene(replace(TARROW, country="NOR"), replace(TARROW, country="CHE"))
    assert same_scene(replace(TARROW, country="NOR"), TARROW)


def test_labels_say_whom_and_where() -> None:
    assert label_of(begun_by(running(group="children"))) == "children killed, Tarrow"
    assert label_of(begun_by(running(scene=None))) == "killed, place not given"


def counts_in(name: str) -> dict[str, Count]:
    report = report_of_json((GOLDEN / name).read_text(encoding="utf-8"))
    assert report.report.published is not None
    setting = Setting(
        report, report.report.published[:10], {actor.id: actor.name for actor in report.actors}, "the outlet", {}
    )
    return {count.id.split(":")[1]: count for count in counts_of(setting)}


def test_places_periods_and_sources_of_a_sample() -> None:
    counts = counts_in("01-harbour-shelling.json")
    assert set(counts) == {"f1", "f2", "f3", "f4", "f6", "f7", "f8", "f9", "f10"}
    scene = counts["f1"].scene
    assert scene is not None and scene.name == "Port Lessen" and not scene.said and not scene.broad
    assert counts["f1"].period == Period("2021-05-16", "2021-05-18", closed=False)
    assert counts["f7"].period == Period("2021-05-17", "2021-05-17", closed=True)
    assert counts["f7"].scene is not None and counts["f7"].scene.said
    assert (counts["f4"].group, counts["f4"].best, counts["f4"].source) == (
        "civilians", 0, "Maradal's defence ministry"
    )  # fmt: skip


def test_a_number_that_is_raised_is_a_running_total_told_on_a_day() -> None:
    raised = counts_in("06-dockers-aid-ship.json")["f10"]
    assert raised.revises
    assert raised.period == Period(None, "2021-05-20", closed=False)


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("12 deaths per day", True),
        ("12 per 100,000", True),
        ("12 a week", True),
        ("rose by 12", True),
        ("12 people, as a mayor said", False),
        ("12 people died", False),
    ],
)
def test_rates_and_changes_are_no_tolls(words: str, rate: bool) -> None:
    start = words.index("12")
    assert _is_rate(Span(start, start + 2, "12"), words) is rate


def test_planned_and_uncounted_things_are_in_no_toll() -> None:
    assert counts_in("03-geneva-proposal.json") == {}

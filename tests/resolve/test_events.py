"""The same happening across reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.record import Report
from onrecord.resolve.day_numbers import days_of, gap
from onrecord.resolve.events import (
    Finding,
    event_groups,
    findings,
    forbidden,
    on_other_days,
    same_happening,
    sought_keys,
    stored_keys,
)
from onrecord.resolve.happening import Count, Happening, Party, Spot, happenings_of, word_of
from onrecord.resolve.judged import Judged

DAY = date(2021, 5, 18).toordinal()
DALMORA = Spot(None, ("dalmora",), None, None, None, None, False)
LESSEN = Spot(None, ("port", "lessen"), None, None, None, None, False)
UNION = Party(("name dock workers union",), "", "", False, "", "Dock Workers' Union")
LEDGER = Party(("name open ledger",), "", "", False, "", "Open Ledger")
KESTOVIA = Party(("name kestovia",), "kestovia", "", True, "", "Kestovia")
MARADAL = Party(("name maradal",), "maradal", "", True, "", "Maradal")


def happening(report: str, **given: Any) -> Happening:
    """A strike of the dock workers in Dalmora, reported on the day, with what is given otherwise."""
    fields: dict[str, Any] = {
        "id": f"{report}:e1", "type": "PROTEST", "mode": "strike", "is_real": True, "is_denied": False, "word": "strik",
        "days": (DAY, DAY), "published": DAY, "spot": DALMORA, "actors": (UNION,), "recipients": (), "counts": (),
        "names": (), "label": "strike",
    }  # fmt: skip
    return Happening(**{**fields, **given})


def link(**given: Any) -> float | None:
    """How surely the strike is that of another report, which tells it otherwise."""
    edge = same_happening(happening("r1"), happening("r2", **given))
    return None if edge is None else edge.score


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-05-18", (DAY, DAY)),
        ("2021-05-18TEV", (DAY, DAY)),
        ("2021-W20-WE", (date(2021, 5, 22).toordinal(), date(2021, 5, 23).toordinal())),
        ("2021-02", (date(2021, 2, 1).toordinal(), date(2021, 2, 28).toordinal())),
        ("2021", (date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal())),
        ("2021-02-30", None),
        ("PRESENT_REF", None),
        (None, None),
    ],
)
def test_days_of_a_value(value: str | None, days: tuple[int, int] | None) -> None:
    assert days_of(value) == days


def test_the_gap_between_stretches_of_days() -> None:
    assert gap((1, 4), (4, 9)) == 0
    assert gap((1, 4), (9, 9)) == gap((9, 9), (1, 4)) == 5


def test_one_strike_told_by_two_reports() -> None:
    edge = same_happening(happening("r2"), happening("r1", days=None))
    assert edge is not None
    assert (edge.left, edge.right) == ("r1:e1", "r2:e1")
    assert edge.reasons == (
        "both say 'strike'",
        "of the same mode",
        "the other report came out within two days",
        "both in Dalmora",
        "who did it: Dock Workers' Union",
    )


def test_more_agreement_is_surer() -> None:
    surer, less = link(), link(spot=None)
    assert surer is not None
    assert less is not None
    assert surer > less


@pytest.mark.parametrize(
    "given",
    [
        {"type": "COERCE"},
        {"is_real": False},
        {"days": (DAY + 2, DAY + 2)},
        {"days": None, "published": DAY + 9},
        {"spot": Spot(1, ("dalmora",), "KEN", None, 1.0, 36.0, False), "id": "r1:e2"},
    ],
    ids=["another type", "a plan beside an act", "another day", "reported too late", "one report"],
)
def test_what_forbids_a_link(given: dict[str, Any]) -> None:
    assert link(**given) is None


def test_places_in_two_countries_forbid_a_link() -> None:
    here = happening("r1", spot=Spot(1, ("newport",), "KEN", None, 1.0, 36.0, False))
    there = happening("r2", spot=Spot(2, ("westport",), "UGA", None, 1.0, 36.0, False))
    assert forbidden(here, there)
    assert same_happening(here, there) is None


def test_another_place_and_other_people_is_another_strike() -> None:
    assert link(spot=LESSEN) is None
    assert link(actors=(LEDGER,), days=None) is None


def test_a_day_and_a_word_are_not_enough() -> None:
    bare = happening("r1", actors=(), spot=None, mode=None)
    assert same_happening(bare, happening("r2", actors=(), spot=None, mode=None)) is None


def test_a_denied_event_may_stand_with_the_event() -> None:
    edge = same_happening(happening("r1"), happening("r2", is_denied=True))
    assert edge is not None
    assert "one report says that it did not happen" in edge.reasons


def test_who_did_what_to_whom_counts() -> None:
    act: dict[str, Any] = {"type": "ACCUSE", "mode": None, "spot": None, "word": "accus", "label": "accused"}
    one = happening("r1", actors=(KESTOVIA,), recipients=(MARADAL,), **act)
    assert same_happening(one, happening("r2", actors=(KESTOVIA,), recipients=(MARADAL,), **act)) is not None
    assert same_happening(one, happening("r2", actors=(MARADAL,), recipients=(KESTOVIA,), **act)) is None


def test_talks_with_two_different_guests_are_two_talks() -> None:
    talks: dict[str, Any] = {"type": "CONSULT", "mode": None, "spot": None, "word": "talk", "label": "talks"}
    one = happening("r1", actors=(KESTOVIA,), recipients=(LEDGER,), **talks)
    assert same_happening(one, happening("r2", actors=(KESTOVIA,), recipients=(UNION,), **talks)) is None
    assert same_happening(one, happening("r2", actors=(LEDGER,), recipients=(KESTOVIA,), **talks)) is not None


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (Count("killed", 12, 12), Count("killed", 12, 12), "both have 12 killed"),
        (Count("killed", 150, None), Count("killed", 162, 162), "the numbers of killed go together"),
        (Count("killed", 12, 12), Count("killed", 19, 19), "the numbers of killed differ"),
        (Count("killed", None, 0), Count("killed", 3, 3), "the numbers of killed differ"),
    ],
)
def test_figures_are_compared_by_their_bounds(one: Count, other: Count, words: str) -> None:
    found = findings(happening("r1", counts=(one,)), happening("r2", counts=(other,)))
    assert words in [finding.words for finding in found]


def test_spots_near_each_other_and_far_apart() -> None:
    def place(name: str, longitude: float) -> Happening:
        return happening(f"r{longitude}", spot=Spot(None, (name,), "KEN", None, 0.0, longitude, False))

    near = list(findings(place("hill", 36.0), place("brook", 36.1)))
    far = list(findings(place("hill", 36.0), place("brook", 38.0)))
    assert Finding(1.2, "11 km from each other", True) in near
    assert Finding(None, "222 km from each other") in far


@pytest.mark.parametrize("days", [None, (DAY, DAY), (DAY + 1, DAY + 1), (DAY + 2, DAY + 2), (DAY - 20, DAY + 20)])
@pytest.mark.parametrize("published", [None, DAY - 9, DAY, DAY + 3, DAY + 4, DAY + 8])
@pytest.mark.parametrize("own", [None, (DAY, DAY)])
def test_days_forbid_a_link_where_the_comparison_does(
    own: tuple[int, int] | None, days: tuple[int, int] | None, published: int | None
) -> None:
    one, other = happening("r1", days=own), happening("r2", days=days, published=published)
    assert on_other_days(one, other) == on_other_days(other, one) == forbidden(one, other)


def test_events_that_are_linked_meet_under_a_key() -> None:
    one, other = happening("r1"), happening("r2", days=None, published=DAY + 6)
    assert same_happening(one, other) is not None
    assert set(stored_keys(one)) & set(sought_keys(other))
    assert set(stored_keys(other)) & set(sought_keys(one))
    assert not set(stored_keys(one)) & set(sought_keys(happening("r3", days=(DAY + 40, DAY + 40))))
    assert set(stored_keys(one)) < set(sought_keys(one))


def test_groups_hold_one_event_of_a_report_and_respect_judgements() -> None:
    events = [happening("r1"), happening("r2"), happening("r2", id="r2:e2", spot=None), happening("r3")]
    groups = {group.members for group in event_groups(events, Judged())}
    assert groups == {("r1:e1", "r2:e1", "r3:e1"), ("r2:e2",)}
    apart = event_groups(events[:2], Judged(different=frozenset({("r1:e1", "r2:e1")})))
    assert len(apart) == 2
    judged = event_groups([happening("r1"), happening("r2", spot=LESSEN)], Judged(same=frozenset({("r1:e1", "r2:e1")})))
    assert len(judged) == 1


def test_a_sample_s_event_as_it_is_compared(golden: tuple[Report, ...]) -> None:
    found = {one.id.partition(":")[2]: one for one in happenings_of(golden[0])}
    rockets = found["e6"]
    assert (rockets.type, rockets.word, rockets.is_real) == ("ASSAULT", "kill", True)
    assert rockets.days == (DAY - 1, DAY - 1)
    assert rockets.spot is not None
    assert rockets.spot.words == ("dalmora",)
    assert [party.label for party in rockets.actors] == ["Kestovia"]
    assert Count("killed", 4.0, 4.0) in rockets.counts
    assert found["e9"].is_real is False


def test_a_trigger_s_word() -> None:
    assert word_of("called on") == word_of("calling") == "call"
    assert word_of("") == ""

"""The ledger of the six samples, and what becomes of it as reports come in, are read again and are corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, update

from onrecord.errors import RecordError
from onrecord.store import ledger
from onrecord.store.context import settings_of
from onrecord.store.disputes import disagreements
from onrecord.store.schema import BLOCKS, CLUSTERS, MEMBERS, RECORDS
from onrecord.store.selection import Selection
from onrecord.store.tolls import Point, Series, series
from onrecord.store.writing import put_report
from tests.linked import every_setting

if TYPE_CHECKING:
    from onrecord.record import Report
    from onrecord.store import Store

NOW = "2021-05-21T12:00:00Z"


@pytest.fixture
def linked(filled: Store) -> Store:
    """The samples with their figures in series."""
    with filled.begin() as connection:
        ledger.update(connection, every_setting(connection))
    return filled


def listed(store: Store, selection: Selection | None = None, **asked: str) -> tuple[Series, ...]:
    with store.connect() as connection:
        return series(connection, selection, **asked)  # type: ignore[arg-type]


def told(one: Series) -> list[tuple[str | None, str | None, float | None]]:
    """Each point of a series: its source, as of when, and its best or lowest number."""
    return [
        (voice.source, point.as_of, point.best if point.best is not None else point.low)
        for voice in one.sources
        for point in voice.points
    ]


def add(store: Store, report: Report, key: str) -> int:
    with store.begin() as connection:
        put = put_report(connection, report, key=key, software="tests", now=NOW)
        ledger.update(connection, settings_of(connection, [put.version_seq]))
        return put.version_seq


def points_of(one: Series) -> list[Point]:
    return [point for voice in one.sources for point in voice.points]


def test_a_toll_of_a_port_over_three_days(linked: Store) -> None:
    found = {one.label: one for one in listed(linked, measure="killed")}
    assert told(found["killed, Port Lessen"]) == [
        ("Kestovian health ministry", "2021-05-18", 12),
        ("A doctor at St Anselm's Hospital", "2021-05-18", 19),
        (None, "2021-05-19", 15),
        ("Kestovia's health ministry", "2021-05-20", 21),
    ]
    assert (found["killed, Port Lessen"].start, found["killed, Port Lessen"].place) == ("2021-05-16", "Port Lessen")
    assert [number for _, _, number in told(found["killed, Dalmora"])] == [4, 6, 4, 6]


def test_groups_and_parts_stand_apart_from_totals(linked: Store) -> None:
    found = {one.label: one for one in listed(linked, measure="killed")}
    children = points_of(found["children killed, Port Lessen"])
    assert [(point.best, point.scope) for point in children] == [(3, "part")]
    assert [point.best for point in points_of(found["civilians killed, Port Lessen"])] == [0]


def test_figures_without_place_are_in_no_common_series(linked: Store) -> None:
    found = listed(linked, measure="displaced")
    assert sorted(len(points_of(one)) for one in found) == [1, 1, 1]
    assert {one.place for one in found} == {None}


def test_a_reading_gives_one_number_and_an_unknown_one_is_refused(linked: Store) -> None:
    found = {one.label: one for one in listed(linked, measure="killed", reading="acled")}
    assert [point.value for point in points_of(found["killed, Port Lessen"])] == [12, 19, 15, 21]
    attending = listed(linked, measure="attending", reading="acled")
    assert {point.value for one in attending for point in points_of(one)} == {100, 200}
    with pytest.raises(RecordError, match="no reading is named 'guess'"):
        listed(linked, measure="killed", reading="guess")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(place="Tarrow"), {"detained, Tarrow", "relatives attending, Tarrow"}),
        (Selection(place="tarrow"), {"detained, Tarrow", "relatives attending, Tarrow"}),
        (Selection(place="arrow"), set()),
        (Selection(day_to="2021-05-14"), {"detained, Tarrow"}),
        (Selection(speakers=("Olga Merin",)), {"families displaced, place not given", "sheltering, place not given"}),
        (Selection(countries=("CHE",)), set()),
    ],
)
def test_the_ledger_of_a_selection(linked: Store, selection: Selection, expected: set[str]) -> None:
    assert {one.label for one in listed(linked, selection)} == expected


def test_numbers_that_contradict_each_other_are_put_on_record(linked: Store) -> None:
    with linked.connect() as connection:
        found = disagreements(connection).items
    assert [(one.label, one.left.source, one.right.source) for one in found] == [
        ("killed, Port Lessen", "A doctor at St Anselm's Hospital", None),
        ("killed, Port Lessen", "Kestovian health ministry", "Maradal's defence ministry"),
        ("detained, Tarrow", "Open Ledger", "Kestovian interior ministry"),
    ]
    assert found[0].right.words == "In Port Lessen there are, so the Kestovian side, 15 dead."


def worded(report: Report, words: str) -> str:
    """The global id of the figure of these words."""
    return next(f"{report.report.id}:{one.id}" for one in report.figures if one.wording == words)


def later(report: Report, number: int, *, day: str, figure: str, value: int, outlet: str) -> Report:
    """The same report by another outlet on a later day, with another value for the figure of these words."""
    figures = tuple(
        replace(one, low=value, best=value, high=value, bound="exactly") if one.wording == figure else one
        for one in report.figures
    )
    text = replace(report.report, id=f"r{number:016x}", published=day, outlet=outlet)
    return replace(report, report=text, figures=figures)


def test_a_source_that_changes_its_number_is_shown_to(linked: Store, golden: tuple[Report, ...]) -> None:
    with linked.begin() as connection:
        # As linking of actors leaves it: both reports' ministry is one.
        cluster = connection.execute(
            insert(CLUSTERS).values(kind="actor", label="Kestovian health ministry", body="{}")
        ).inserted_primary_key
        assert cluster is not None
        for item in (f"{golden[0].report.id}:a2", "r0000000000000009:a2"):
            connection.execute(insert(MEMBERS).values(cluster_seq=cluster[0], item=item))
    add(linked, later(golden[0], 9, day="2021-05-19", figure="at least 12", value=14, outlet="Later Post"), "later")
    found = {one.label: one for one in listed(linked, measure="killed")}["killed, Port Lessen"]
    ministry = next(voice for voice in found.sources if voice.source == "Kestovian health ministry")
    assert ministry.cluster == cluster[0]
    assert [(point.low, point.revision_of) for point in ministry.points] == [
        (12, None), (14, worded(golden[0], "at least 12"))
    ]  # fmt: skip


def test_a_later_higher_total_is_no_disagreement(linked: Store, golden: tuple[Report, ...]) -> None:
    with linked.connect() as connection:
        before = {(one.left.record, one.right.record) for one in disagreements(connection).items}
    add(linked, later(golden[4], 9, day="2021-05-21", figure="15", value=23, outlet="Later Post"), "later")
    with linked.connect() as connection:
        after = {(one.left.record, one.right.record) for one in disagreements(connection).items}
    assert after == before


def test_linking_again_changes_nothing(linked: Store) -> None:
    def rows(store: Store) -> list[object]:
        with store.connect() as connection:
            found = series(connection, limit=100)
            return [(one.label, told(one)) for one in found]

    before = rows(linked)
    with linked.begin() as connection:
        ledger.update(connection, every_setting(connection))
    assert sorted(map(str, rows(linked))) == sorted(map(str, before))


def test_a_new_reading_without_a_figure_takes_it_out(linked: Store, golden: tuple[Report, ...]) -> None:
    less = replace(golden[3], figures=tuple(one for one in golden[3].figures if one.id not in ("f3", "f4")))
    add(linked, less, "sample 3")
    assert listed(linked, measure="detained") == ()
    with linked.connect() as connection:
        assert connection.execute(select(func.count()).where(BLOCKS.c.key.contains("detained"))).scalar_one() == 0
        assert {one.label for one in disagreements(connection).items} == {"killed, Port Lessen"}


def test_rejected_figures_are_in_no_ledger_and_no_disagreement(linked: Store, golden: tuple[Report, ...]) -> None:
    with linked.begin() as connection:
        connection.execute(update(RECORDS).where(RECORDS.c.id == f"{golden[3].report.id}:f4").values(shown=False))
    assert [len(points_of(one)) for one in listed(linked, measure="detained")] == [1]
    with linked.connect() as connection:
        assert {one.label for one in disagreements(connection).items} == {"killed, Port Lessen"}


def test_a_report_without_a_day_is_in_no_series(store: Store, golden: tuple[Report, ...]) -> None:
    undated = replace(golden[0], report=replace(golden[0].report, published=None))
    add(store, undated, "undated")
    assert listed(store) == ()


def test_copies_add_no_voice_of_their_own(store: Store, golden: tuple[Report, ...]) -> None:
    add(store, replace(golden[4], report=replace(golden[4].report, outlet="First Post")), "first")
    add(store, later(golden[0], 8, day="2021-05-19", figure="19", value=19, outlet="Other Post"), "other")
    copy = replace(golden[4], report=replace(golden[4].report, id="r0000000000000007", outlet="Copy Post"))
    with store.begin() as connection:
        origin = connection.execute(insert(CLUSTERS).values(kind="origin", label="o", body="{}")).inserted_primary_key
        assert origin is not None
        for item, score in ((golden[4].report.id, None), (copy.report.id, 0.97)):
            connection.execute(insert(MEMBERS).values(cluster_seq=origin[0], item=item, score=score))
    before = disagreements_in(store)
    add(store, copy, "copy")
    assert disagreements_in(store) == before
    found = {one.label: one for one in listed(store, measure="killed")}["killed, Port Lessen"]
    assert {"First Post", "Copy Post"} <= {point.outlet for point in points_of(found)}


def disagreements_in(store: Store) -> int:
    with store.connect() as connection:
        return len(disagreements(connection, limit=500).items)

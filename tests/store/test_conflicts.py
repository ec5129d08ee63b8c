"""Claims and denials of the samples, and reports that contradict each other about one happening."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from onrecord.errors import StoreError
from onrecord.store import conflicts, ledger
from onrecord.store.context import settings_of
from onrecord.store.disputes import Disagreement, disagreements, sentence_in
from onrecord.store.schema import CLUSTERS, MEMBERS
from onrecord.store.selection import Selection
from onrecord.store.writing import put_report
from tests.linked import every_setting

if TYPE_CHECKING:
    from onrecord.record import Event, Report
    from onrecord.store import Store

NOW = "2021-05-21T12:00:00Z"


@pytest.fixture
def linked(filled: Store) -> Store:
    with filled.begin() as connection:
        ledger.update(connection, every_setting(connection))
        conflicts.update(connection, every_setting(connection))
    return filled


def listed(store: Store, selection: Selection | None = None, kind: str | None = None) -> tuple[Disagreement, ...]:
    with store.connect() as connection:
        return disagreements(connection, selection, kind=kind).items


def test_claims_and_denials_with_both_sides_source_words_and_date(linked: Store) -> None:
    found = listed(linked, kind="denial")
    assert [(one.left.source, one.right.source) for one in found] == [
        ("International Relief Society", "Kestovia's navy"),
        ("KPA", "Maradal"),
        ("Mira Solenc", "Aron Dessel"),
        ("Maradal", "Petar Lindo"),
        ("Nadia Corr", "Emil Varga"),
    ]
    assert (found[0].right.words, found[0].right.date) == ("The navy denied this", "2021-05-20")


@pytest.mark.parametrize(
    ("selection", "number"),
    [
        (Selection(), 8),
        (Selection(day_from="2021-05-19"), 4),
        (Selection(day_to="2021-05-17"), 2),
        (Selection(speakers=("Emil Varga",)), 1),
        (Selection(countries=("CHE",)), 0),
        (Selection(kinds=("figures",)), 3),
    ],
)
def test_disagreements_of_a_selection(linked: Store, selection: Selection, number: int) -> None:
    assert len(listed(linked, selection)) == number


def test_the_list_in_pieces_is_the_list(linked: Store) -> None:
    with linked.connect() as connection:
        found, after = [], None
        while True:
            page = disagreements(connection, after=after, limit=2)
            found += [one.id for one in page.items]
            after = page.next
            if after is None:
                break
        assert found == [one.id for one in disagreements(connection).items] and len(found) == 8
        with pytest.raises(StoreError, match="is no place in a list"):
            disagreements(connection, after="2021-05-18~x")


def test_the_sentence_around_a_place() -> None:
    text = "It rained. The mayor said 12 people came. Nobody left."
    place = text.index("12")
    assert sentence_in(text, place, place + 2).strip() == "The mayor said 12 people came."
    assert sentence_in("12", 0, 2) == "12"


def told(report: Report, number: int, outlet: str, event: Event) -> Report:
    """A report by another outlet with one event."""
    text = replace(report.report, id=f"r{number:016x}", outlet=outlet)
    return replace(report, report=text, events=(event,), figures=(), statements=(), votes=(), negotiations=())


def together(store: Store, *reports: Report) -> None:
    """The reports with their first events linked as one happening."""
    with store.begin() as connection:
        made = connection.execute(insert(CLUSTERS).values(kind="event", label="it", body="{}")).inserted_primary_key
        assert made is not None
        for report in reports:
            put = put_report(connection, report, key=report.report.id, software="tests", now=NOW)
            item = f"{report.report.id}:{report.events[0].id}"
            connection.execute(insert(MEMBERS).values(cluster_seq=made[0], item=item))
            conflicts.update(connection, settings_of(connection, [put.version_seq]))


def test_a_happening_and_the_report_that_there_was_none(store: Store, golden: tuple[Report, ...]) -> None:
    event = replace(golden[0].events[0], attributed_to=())
    first = told(golden[0], 1, "First Post", event)
    second = told(golden[0], 2, "Second Post", replace(event, polarity="negative"))
    together(store, first, second)
    found = listed(store)
    assert [(one.kind, one.label) for one in found] == [("occurrence", "Artillery fire, Port Lessen")]
    assert (found[0].left.outlet, found[0].right.outlet) == ("First Post", "Second Post")


def test_two_who_are_blamed_for_one_deed(store: Store, golden: tuple[Report, ...]) -> None:
    kestovia, maradal = "a3", "a6"
    event = replace(golden[0].events[5], attributed_to=(), figures=())
    first = told(golden[0], 1, "First Post", replace(event, actors=(kestovia,)))
    second = told(golden[0], 2, "Second Post", replace(event, actors=(maradal,)))
    together(store, first, second)
    found = listed(store)
    assert [one.kind for one in found] == ["blame"]
    assert found[0].reasons == ("the same happening", "done by Kestovia, or by Maradal")


def test_two_reports_of_one_voice_do_not_disagree(store: Store, golden: tuple[Report, ...]) -> None:
    event = replace(golden[0].events[0], attributed_to=())
    first = told(golden[0], 1, "First Post", event)
    together(store, first, told(golden[0], 2, "First Post", replace(event, polarity="negative")))
    assert listed(store) == ()


def test_linking_again_finds_each_disagreement_once(linked: Store) -> None:
    before = [(one.kind, one.left.record, one.right.record) for one in listed(linked)]
    with linked.begin() as connection:
        conflicts.update(connection, every_setting(connection))
    assert [(one.kind, one.left.record, one.right.record) for one in listed(linked)] == before

"""What a store finds records by: rows and parts, made from a report's records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record import (
    Actor,
    Ballot,
    Counted,
    Counts,
    Event,
    Figure,
    Mention,
    Negotiation,
    Place,
    Proposal,
    ProposalReply,
    Provenance,
    Report,
    ReportText,
    Statement,
    Time,
    Vote,
)
from onrecord.store.indexing import LABEL, Part, Row, day_of, parts_of, rows_of
from onrecord.text import Span, digest_of

TEXT = "On Monday the Tarn council said that the mayor opened the Lenning bridge, where 0 people were hurt."
MADE = Provenance("made up", "written for the test")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def actor(local: str, words: str) -> Actor:
    found = span(words)
    mention = Mention(found.start, found.end, found.text, "name")
    return Actor(local, words, "organization", "NOR", None, (), True, (mention,), MADE)


COUNCIL, MAYOR = actor("a1", "the Tarn council"), actor("a2", "the mayor")
DAY = Time("t1", "DATE", "2021-05", None, (span("Monday"),), MADE)
BRIDGE = Place("p1", "Lenning", 60.1, 0.0, "NOR", None, None, None, None, (span("Lenning"),), MADE)
SAID = Statement(
    "s1", "a1", None, span("said"), (span("the mayor opened the Lenning bridge"),), "indirect", "assertion", ("a2",),
    (), None, None, MADE,
)  # fmt: skip
OPENED = Event(
    "e1", "CONSULT", None, (), None, span("opened"), ("a2",), ("a1",), "p1", "t1", ("f1",), "planned", "negative",
    None, ("s1",), (span("the mayor opened"),), MADE,
)  # fmt: skip
HURT = Figure(
    "f1", 0, 0, 0, "exactly", "0", "people", "injured", Counted("people", "a2", span("people")), "p1", None, None,
    (), "actual", (span("0 people"),), MADE,
)  # fmt: skip


def report(**records: object) -> Report:
    text = ReportText("r0000000000000001", digest_of(TEXT), TEXT, published="2021-05-17T08:00:00Z")
    known = {"actors": (COUNCIL, MAYOR), "times": (DAY,), "places": (BRIDGE,), "statements": (SAID,)}
    return Report(report=text, **(known | records))  # type: ignore[arg-type]


def row(made: Report, local: str) -> Row:
    return next(one for one in rows_of(made) if one.local == local)


def roles(made: Report, local: str) -> set[tuple[str, str]]:
    return {(part.actor, part.role) for part in parts_of(made) if part.record == local}


def test_every_record_of_the_samples_has_its_row(golden: tuple[Report, ...]) -> None:
    for one in golden:
        rows = list(rows_of(one))
        assert [found.local for found in rows] == [record.id for record in one.records()]
        assert all(0 <= found.start < found.end <= len(one.report.text) for found in rows)


def test_an_events_row() -> None:
    found = row(report(events=(OPENED,), figures=(HURT,)), "e1")
    evidence = span("the mayor opened")
    assert (found.kind, found.start, found.end) == ("events", evidence.start, evidence.end)
    assert (found.label, found.type, found.modality, found.polarity) == ("opened", "CONSULT", "planned", "negative")
    assert (found.day, found.day_end) == ("2021-05-01", "2021-05-31")
    assert (found.place, found.country, found.latitude, found.longitude) == ("Lenning", "NOR", 60.1, 0.0)
    assert found.attributed


def test_a_figure_of_zero_is_one() -> None:
    found = row(report(figures=(HURT,)), "f1")
    assert (found.low, found.best, found.high, found.bound) == (0, 0, 0, "exactly")
    assert (found.type, found.unit, found.label, found.attributed) == ("injured", "people", "0", False)
    assert (found.day, found.day_end) == (None, None)


def test_a_figure_without_numbers_has_none() -> None:
    vague = replace(HURT, low=None, best=None, high=None, bound="vague")
    found = row(report(figures=(vague,)), "f1")
    assert (found.low, found.best, found.high, found.bound) == (None, None, None, "vague")


@pytest.mark.parametrize(("written", "expected"), [(10**20, 1e20), (2.5, 2.5), (10**400, None), (None, None)])
def test_a_number_is_as_the_databases_hold_it(written: float | None, expected: float | None) -> None:
    found = row(report(figures=(replace(HURT, low=written, best=written, high=written),)), "f1")
    assert (found.low, found.best, found.high) == (expected, expected, expected)


def test_a_statement_is_always_somebodys_word() -> None:
    found = row(report(), "s1")
    assert (found.label, found.type, found.attributed) == ("the mayor opened the Lenning bridge", "assertion", True)
    assert found.start == span("said").start


@pytest.mark.parametrize(("kind", "value"), [("DURATION", "P3D"), ("SET", "P1W"), ("DATE", "PAST_REF"), ("DATE", None)])
def test_a_time_that_names_no_days_has_none(kind: str, value: str | None) -> None:
    time = replace(DAY, type=kind, value=value)  # type: ignore[arg-type]
    made = report(events=(OPENED,), times=(time,), figures=(HURT,))
    assert [(one.day, one.day_end) for one in (row(made, "t1"), row(made, "e1"))] == [(None, None)] * 2


def test_a_long_label_is_cut() -> None:
    long = replace(OPENED, trigger=Span(0, 3 * LABEL, "x" * 3 * LABEL))
    assert row(report(events=(long,), figures=(HURT,)), "e1").label == "x" * LABEL


def test_a_record_that_lost_its_evidence_has_a_row_still() -> None:
    made = report(figures=(replace(HURT, evidence=()),), times=(replace(DAY, evidence=()),))
    assert (row(made, "f1").start, row(made, "f1").end) == (0, 0)
    assert row(made, "t1").label == "2021-05"


def test_who_takes_part_in_an_event_and_whose_word_it_is() -> None:
    made = report(events=(OPENED,), figures=(HURT,))
    assert roles(made, "e1") == {("a2", "actor"), ("a1", "recipient"), ("a1", "voice")}
    assert roles(made, "s1") == {("a1", "source"), ("a2", "addressee")}
    assert roles(made, "f1") == {("a2", "counted")}


def test_the_voice_is_the_innermost_statements() -> None:
    agency = replace(SAID, id="s2", source="a2", addressees=())
    chained = replace(OPENED, attributed_to=("s2", "s1"))
    made = report(events=(chained,), figures=(HURT,), statements=(replace(SAID, attributed_to=()), agency))
    assert ("a2", "voice") in roles(made, "e1")
    assert ("a1", "voice") not in roles(made, "e1")


def test_who_takes_part_in_a_vote() -> None:
    vote = Vote(
        "v1", "a1", "the bridge", ("a2",), Counts(yes=1, no=0, abstain=None, absent=None),
        (Ballot("a2", "yes"), Ballot("a1", "absent")), ("a2",), True, "actual", "t1", (), (span("council"),), MADE,
    )  # fmt: skip
    made = report(votes=(vote,))
    assert roles(made, "v1") == {("a1", "body"), ("a2", "sponsor"), ("a2", "yes"), ("a1", "absent"), ("a2", "veto")}
    assert (row(made, "v1").label, row(made, "v1").day) == ("the bridge", "2021-05-01")


def test_who_takes_part_in_talks() -> None:
    proposal = Proposal("a1", ("P10D",), (ProposalReply("a2", "positive", "s1"),))
    talks = Negotiation(
        "n1", ("a1", "a2"), ("a1",), "p1", ("the bridge", "the road"), "ongoing", (proposal,), "t1", ("s1",),
        (span("Lenning bridge"),), MADE,
    )  # fmt: skip
    made = report(negotiations=(talks,))
    assert roles(made, "n1") == {
        ("a1", "party"), ("a2", "party"), ("a1", "mediator"), ("a1", "proposer"), ("a2", "replier"), ("a1", "voice"),
    }  # fmt: skip
    assert (row(made, "n1").label, row(made, "n1").type) == ("the bridge; the road", "ongoing")


def test_who_is_no_actor_of_the_report_takes_no_part() -> None:
    made = report(events=(replace(OPENED, actors=("a9",), recipients=()),), figures=(HURT,))
    assert roles(made, "e1") == {("a1", "voice")}


def test_who_is_named_twice_takes_part_once() -> None:
    made = report(events=(replace(OPENED, actors=("a2", "a2")),), figures=(HURT,))
    assert parts_of(made).count(Part("e1", "a2", "actor")) == 1


@pytest.mark.parametrize(
    ("published", "expected"), [(None, None), ("2021-05-17", "2021-05-17"), ("2021-05-17T08:00:00Z", "2021-05-17")]
)
def test_the_day_of_publication(published: str | None, expected: str | None) -> None:
    assert day_of(published) == expected

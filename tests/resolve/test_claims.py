"""Claims beside their denials, happenings beside reports of none, and two sides blamed for one deed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.record import Actor, Provenance, Role, Statement
from onrecord.resolve.claims import Deed, clash_of, denials_in, side_of
from onrecord.text import Span

if TYPE_CHECKING:
    from onrecord.record import Report

MADE = Provenance("test", "made for a test")
MAYOR = Deed(
    id="r1:e1", report="r1", type="ASSAULT", polarity="positive", modality="actual", denied=False, source="mayor",
    sides=frozenset({"tarro"}), sufferers=frozenset(), names=("Tarrow's guard",),
)  # fmt: skip
GUARD = replace(MAYOR, id="r2:e1", report="r2", source="guard", sides=frozenset({"brenn"}), names=("Brenna's guard",))


def denials(report: Report) -> set[tuple[str, str]]:
    found = denials_in(report, {actor.id: actor.name for actor in report.actors})
    return {(one.left.partition(":")[2], one.right.partition(":")[2]) for one in found}


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        (0, {("s12", "s13")}),
        (1, {("s7", "s8")}),
        (2, set()),
        (3, {("s9", "s7")}),
        (4, {("s3", "s4")}),
        (5, {("s7", "s8")}),
    ],
)
def test_denials_of_the_samples(golden: tuple[Report, ...], sample: int, expected: set[tuple[str, str]]) -> None:
    assert denials(golden[sample]) == expected


def test_reasons_say_how_the_claim_was_found(golden: tuple[Report, ...]) -> None:
    names = {actor.id: actor.name for actor in golden[5].actors}
    assert denials_in(golden[5], names)[0].reasons == ("the denial names the claim before it: 'this'",)


def spoken(number: int, source: str, kind: str, words: str, start: int) -> Statement:
    span = Span(start, start + len(words), words)
    word = {"denial": "denied", "assertion": "said", "evaluation": "called"}[kind]
    cue = Span(start - 10, start - 10 + len(word), word)
    return Statement(
        id=f"s{number}", source=source, source_span=None, cue=cue, content=(span,), manner="indirect",
        kind=kind, addressees=(), attributed_to=(), time=None, place=None, provenance=MADE,  # type: ignore[arg-type]
    )  # fmt: skip


def told(report: Report, *statements: Statement) -> Report:
    return replace(report, statements=statements)


@pytest.mark.parametrize(
    ("claim", "kind", "denial", "found"),
    [
        ("the bridge had been closed", "denial", "the accusation", True),
        ("the bridge had been closed", "denial", "this", True),
        ("the bridge had been closed", "evaluation", 'the charge "baseless"', True),
        ("the bridge had been closed", "evaluation", "the claim interesting", False),
        ("the bridge had been closed", "evaluation", "this baseless", False),
        ("the bridge had been closed", "denial", "that the bridge had been closed", True),
        ("the bridge had been closed", "denial", "that any bridge was closed", True),
        ("the bridge had been closed", "denial", "that the tunnel had been closed", False),
        ("the bridge had not been closed", "denial", "that the bridge had been closed", False),
        ("the bridge had been closed", "denial", "the bridge", False),
        ("the bridge had been closed", "denial", "to comment", False),
        ("the bridge had been closed", "denial", "the proposal", False),
        ("the bridge had been closed", "assertion", "this", False),
    ],
)
def test_which_words_deny_a_claim(golden: tuple[Report, ...], claim: str, kind: str, denial: str, found: bool) -> None:
    first, second = golden[0].actors[1].id, golden[0].actors[2].id
    report = told(golden[0], spoken(1, first, "assertion", claim, 100), spoken(2, second, kind, denial, 180))
    assert denials(report) == ({("s1", "s2")} if found else set())


def test_nobody_denies_the_own_words_nor_what_was_said_far_before(golden: tuple[Report, ...]) -> None:
    first, second = golden[0].actors[1].id, golden[0].actors[2].id
    claim = spoken(1, first, "assertion", "the bridge had been closed", 100)
    assert denials(told(golden[0], claim, spoken(2, first, "denial", "this", 180))) == set()
    assert denials(told(golden[0], claim, spoken(2, second, "denial", "this", 900))) == set()
    assert denials(told(golden[0], claim, spoken(2, second, "denial", "this", 180))) == {("s1", "s2")}


def test_a_denial_means_the_nearest_claim_before_it(golden: tuple[Report, ...]) -> None:
    first, second, third = (golden[0].actors[place].id for place in (1, 2, 3))
    report = told(
        golden[0],
        spoken(1, first, "assertion", "the bridge had been closed", 100),
        spoken(2, third, "assertion", "the ferry had been stopped", 150),
        spoken(3, second, "denial", "this", 200),
    )
    assert denials(report) == {("s2", "s3")}


def test_a_happening_and_the_report_that_there_was_none() -> None:
    found = clash_of(MAYOR, replace(GUARD, polarity="negative"))
    assert found is not None and (found.kind, found.left, found.right) == ("occurrence", "r1:e1", "r2:e1")
    turned = clash_of(replace(GUARD, polarity="negative"), MAYOR)
    assert turned == found


def test_a_happening_and_its_denial() -> None:
    found = clash_of(MAYOR, replace(GUARD, polarity="negative", denied=True))
    assert found is not None and found.kind == "denial"


def test_two_sides_blamed_for_one_deed() -> None:
    found = clash_of(MAYOR, GUARD)
    assert found is not None and found.kind == "blame"
    assert found.reasons == ("the same happening", "done by Tarrow's guard, or by Brenna's guard")


@pytest.mark.parametrize(
    "other",
    [
        replace(GUARD, source="mayor"),
        replace(GUARD, modality="possible"),
        replace(GUARD, modality="planned", polarity="negative"),
        replace(GUARD, sides=frozenset()),
        replace(GUARD, sides=frozenset({"brenn", "tarro"})),
        replace(GUARD, type="CONSULT"),
        replace(GUARD, sufferers=frozenset({"tarro"})),
    ],
)
def test_reports_that_may_both_hold(other: Deed) -> None:
    assert clash_of(MAYOR, other) is None


def test_both_may_be_blamed_for_what_was_done_to_a_third() -> None:
    third = frozenset({"lesse"})
    assert clash_of(replace(MAYOR, sufferers=third), replace(GUARD, sufferers=third)) is not None


def test_only_violence_and_coercion_have_somebody_to_blame() -> None:
    assert clash_of(replace(MAYOR, type="CONSULT"), replace(GUARD, type="CONSULT")) is None


def actor(name: str, kind: str = "organization", **changes: object) -> Actor:
    made = Actor("a1", name, kind, None, None, (), True, (), MADE)  # type: ignore[arg-type]
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (actor("Kestovian health ministry"), {"kesto"}),
        (actor("Kestovia", "country"), {"kesto"}),
        (actor("the army"), set()),
        (actor("Police"), set()),
        (actor("About 200 residents", "people"), set()),
        (actor("Ivo Tarnec", "person"), set()),
        (actor("Ivo Tarnec", "person", roles=(Role("spokesman", "Maradali ministry"),)), {"marad"}),
        (actor("the army", country="KEN"), {"KEN"}),
    ],
)
def test_where_an_actor_belongs(given: Actor, expected: set[str]) -> None:
    assert side_of(given) == expected

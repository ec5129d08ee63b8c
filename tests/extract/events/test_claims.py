"""Who is said to have done what was told: an event of its own on somebody's word, never a fact."""

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Event, Report
from onrecord.text import Document, Part

BOMB = "A bomb exploded outside a bank in Tarrow on Monday, killing two people. "
JUDGE = "A judge was killed in Tarrow on Monday. "


def read(reader: Reader, text: str) -> Report:
    """The report of a paragraph."""
    return reader.read(Document(text, parts=(Part("paragraph", 0, len(text)),), published="2021-05-18"))


def deeds_by(report: Report, name: str) -> list[Event]:
    """The attacks that an actor of this name did, as told or as said."""
    ids = {actor.id for actor in report.actors if name in actor.name}
    return [one for one in report.events if one.type == "ASSAULT" and ids & set(one.actors)]


def word_of(report: Report, event: Event) -> str | None:
    """On whose word an event is told."""
    names = {actor.id: actor.name for actor in report.actors}
    sources = {one.id: one.source for one in report.statements}
    source = sources[event.attributed_to[0]] if event.attributed_to else None
    return names[source] if source is not None else None


@pytest.mark.parametrize(
    ("text", "source", "modality"),
    [
        (BOMB + "The River Front claimed responsibility for the attack.", "River Front", "actual"),
        (BOMB + "Police blamed the River Front for the bombing.", "Police", "actual"),
        (BOMB + "The River Front is suspected of the attack.", None, "possible"),
        (BOMB + "The police suspect the River Front of the bombing.", "The police", "possible"),
        (JUDGE + "The killing was attributed to the River Front.", None, "possible"),
        (JUDGE + "Police said the River Front was behind the murder.", "Police", "actual"),
        (JUDGE + "The River Front is believed to be responsible for the murder.", None, "possible"),
        (JUDGE + "The River Front claimed responsibility.", "River Front", "actual"),
        (JUDGE + "Police said the River Front killed the judge.", "Police", "actual"),
        (JUDGE + "The mayor accused the River Front of killing the judge.", "The mayor", "actual"),
        (JUDGE + "The crime has been blamed on the River Front.", None, "possible"),
        ("A judge was killed on Monday, apparently by the River Front.", None, "possible"),
        ("A judge was killed on Monday apparently by the River Front.", None, "possible"),
        ("A judge was killed on Monday by suspected River Front rebels.", None, "possible"),
        ("Alleged River Front rebels killed a judge on Monday.", None, "possible"),
        ("The River Front rebels are accused of killing a judge.", None, "possible"),
        ("The River Front rebels are accused of taking part in the murder of a judge.", None, "possible"),
        ("The River Front rebels are accused of participating in the kidnapping of a judge.", None, "possible"),
        ("The River Front distributed leaflets claiming responsibility for the murder of a judge.", None, "possible"),
    ],
)
def test_who_is_said_to_have_done_it_did_it_on_that_word(
    reader: Reader, text: str, source: str | None, modality: str
) -> None:
    report = read(reader, text)
    (found,) = deeds_by(report, "River Front")
    assert (word_of(report, found), found.modality) == (source, modality)
    assert all(one.attributed_to or one.modality == "possible" for one in deeds_by(report, "River Front"))


def test_a_guess_at_who_did_it_leaves_the_deed_certain_and_first(reader: Reader) -> None:
    report = read(reader, "Suspected rebels attacked a convoy near Tarrow on Monday.")
    assert [(bool(one.actors), one.modality) for one in report.events] == [(False, "actual"), (True, "possible")]


def test_who_presumably_placed_a_bomb_presumably_did_what_it_did(reader: Reader) -> None:
    report = read(reader, "A bomb presumably placed by the River Front killed a judge on Monday.")
    assert {one.modality for one in deeds_by(report, "River Front")} == {"possible"}


@pytest.mark.parametrize(
    "text",
    [
        "The suspected gunman of the River Front killed two guards in Tarrow.",
        "Police arrested three suspected River Front rebels who killed a judge on Monday.",
    ],
)
def test_what_a_suspect_of_whom_more_is_told_did_is_no_guess(reader: Reader, text: str) -> None:
    assert all(one.modality == "actual" for one in read(reader, text).events)


def test_the_ones_who_did_it_are_those_they_are_said_to_be(reader: Reader) -> None:
    report = read(reader, "Soldiers were the ones who killed two farmers in Tarrow on Monday.")
    assert len(deeds_by(report, "Soldiers")) == 1


def test_a_body_is_held_responsible_for_what_a_relative_clause_goes_back_to(reader: Reader) -> None:
    report = read(reader, "Survivors spoke of the attack in Tarrow, for which they hold the army responsible.")
    assert len(deeds_by(report, "army")) == 1


def test_the_deed_itself_keeps_the_actors_that_it_had(reader: Reader) -> None:
    report = read(reader, BOMB + "Police blamed the River Front for the bombing.")
    first, *_ = [one for one in report.events if one.type == "ASSAULT"]
    assert (first.actors, first.attributed_to) == ((), ())


def test_a_claim_names_the_deed_it_is_about(reader: Reader) -> None:
    report = read(reader, BOMB + "The River Front claimed responsibility for the attack.")
    deed, claim = [one for one in report.events if one.type == "ASSAULT"]
    assert deed.trigger in claim.evidence
    assert claim.recipients == deed.recipients
    assert (claim.place, claim.time) == (deed.place, deed.time)
    assert claim.provenance.rule == "who is said to have done it"


@pytest.mark.parametrize(
    "text",
    [
        JUDGE + "No group has claimed responsibility for the murder.",
        JUDGE + "The River Front denied responsibility for the murder.",
        JUDGE + "The mayor did not blame the River Front for the murder.",
        JUDGE + "The River Front is responsible for the roads of Tarrow.",
        JUDGE + "The man sought by the River Front in connection with the murder is at large.",
    ],
)
def test_whoever_is_not_said_to_have_done_it_did_not(reader: Reader, text: str) -> None:
    assert deeds_by(read(reader, text), "River Front") == []

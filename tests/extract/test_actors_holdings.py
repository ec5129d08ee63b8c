"""Sides that stand before what they hold or do, as actors of events."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Event, Report
from onrecord.source.plain import document_of


def sides(report: Report, event: Event) -> tuple[list[str], list[str]]:
    names = {actor.id: actor.name for actor in report.actors}
    return [names[one] for one in event.actors], [names[one] for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The air force bombed rebel positions near Tarrow.", ["The air force"], ["rebel"]),
        ("The army shelled separatist strongholds near Tarrow.", ["The army"], ["separatist"]),
        ("Gunmen attacked an army base near Tarrow.", ["Gunmen"], ["army"]),
        ("Gunmen attacked a Kenyan police station in Tarrow.", ["Gunmen"], ["Kenyan police"]),
        ("The army repelled a rebel attack on Tarrow.", ["rebel"], ["The army"]),
        ("Troops fought off an attack near Tarrow.", [], ["Troops"]),
        ("Gunmen attacked a police station in Tarrow killing four officers.", ["Gunmen"], ["police"]),
    ],
)
def test_a_side_before_what_it_holds_is_who_acts_or_suffers(
    reader: Reader, text: str, actors: list[str], recipients: list[str]
) -> None:
    report = reader.read(document_of(text))
    assert sides(report, report.events[0]) == (actors, recipients)


def test_what_comes_of_an_attack_is_done_by_the_attackers(reader: Reader) -> None:
    report = reader.read(document_of("Gunmen attacked a police station in Tarrow killing four officers."))
    assert [sides(report, one) for one in report.events if one.trigger.text == "killing"] == [
        (["Gunmen"], ["four officers"])
    ]


def test_a_side_before_its_holding_is_the_one_named_elsewhere(reader: Reader) -> None:
    report = reader.read(document_of("Jets bombed rebel positions near Tarrow. The rebels fled to Dalmora."))
    (rebels,) = [actor for actor in report.actors if actor.sector == "REB"]
    assert [mention.text for mention in rebels.mentions] == ["rebel", "The rebels"]


@pytest.mark.parametrize("text", ["The army band played near Tarrow.", "She bought a rebel flag in Tarrow."])
def test_a_side_before_another_thing_is_no_actor(reader: Reader, text: str) -> None:
    assert [actor.name for actor in reader.read(document_of(text)).actors if actor.sector in ("REB", "MIL")] == []


@pytest.mark.parametrize(
    ("text", "crowd"),
    [
        ("Thousands marched through Tarrow to demand the release of prisoners.", ["Thousands"]),
        ("Hundreds were sold in Tarrow on Monday.", []),
        ("Dozens of shops were burned in Tarrow.", []),
    ],
)
def test_a_number_is_people_where_only_people_do_it(reader: Reader, text: str, crowd: list[str]) -> None:
    report = reader.read(document_of(text))
    assert [
        actor.name for actor in report.actors if actor.provenance.rule == "a number that stands for people"
    ] == crowd

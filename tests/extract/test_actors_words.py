"""The lexicons of actors agree with each other and with the table of countries."""

from __future__ import annotations

import pytest

from onrecord.extract.actors.mentions import adjectives_of
from onrecord.extract.actors.names import organization_word
from onrecord.extract.actors.words import countries, country_of, folded, known_names, person_nouns, unaccented


def test_every_country_of_a_known_name_is_in_the_table() -> None:
    codes = {country.iso3 for country in countries()}
    assert {known.country for known in known_names().values() if known.country} <= codes


def test_every_seat_of_a_government_has_its_country() -> None:
    seats = [known for known in known_names().values() if known.seat]
    assert seats
    assert [known.id for known in seats if known.country is None] == []


@pytest.mark.parametrize(("text", "code"), [("Norway", "NOR"), ("Norwegian", "NOR"), ("Oslo", "NOR"), ("Tal", None)])
def test_a_country_is_known_by_name_adjective_and_capital(text: str, code: str | None) -> None:
    found = country_of(text)
    assert (found.iso3 if found else None) == code


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Dock Workers' Union", "union"),
        ("Ministry of Defence", "ministry of defence"),
        ("Institute for Water", "institute"),
        ("Mira Voss", None),
        ("Front", None),
    ],
)
def test_the_word_that_makes_a_name_an_organizations(name: str, phrase: str | None) -> None:
    assert organization_word(name) == phrase


def test_adjectives_of_an_unknown_country() -> None:
    assert "Kestovian" in adjectives_of("Kestovia")
    assert "Maradali" in adjectives_of("Maradal")
    assert "Kestovia" not in adjectives_of("Kestovia")
    assert adjectives_of("Tal") == frozenset()


def test_look_up_forms() -> None:
    assert folded("The  Mayor’s\nHouse") == "the mayor's house"
    assert unaccented("Zoë Brudziński") == "Zoe Brudzinski"
    assert person_nouns()["mayor"].office

"""Offices of a place are of the country that the place lies in."""

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def test_the_mayor_of_a_town_is_of_its_country(reader: Reader) -> None:
    report = reader.read(document_of("The mayor of Nairobi opened a bridge in Nairobi on Monday."))
    assert [actor.country for actor in report.actors if actor.sector == "GOV"] == ["KEN"]


def test_a_traveller_of_a_town_need_not_be(reader: Reader) -> None:
    report = reader.read(document_of("A tourist of Mombasa told the mayor in Mombasa that the bridge was closed."))
    assert {actor.name: actor.country for actor in report.actors}["A tourist of Mombasa"] is None


def test_a_body_of_a_state_is_of_the_country_in_which_the_report_is_at_home(reader: Reader) -> None:
    text = "A bridge in Mombasa, Kenya, was closed on Monday. Police said that a second one in Nairobi would follow."
    police = next(actor for actor in reader.read(document_of(text)).actors if actor.sector == "COP")
    assert police.country == "KEN"
    assert police.provenance.rule.endswith("of the country in which the report's places lie")


def test_a_report_between_countries_is_at_home_in_none(reader: Reader) -> None:
    text = "A bridge in Mombasa, Kenya, was closed on Monday. Police said that one in Kampala, Uganda, would follow."
    assert [actor.country for actor in reader.read(document_of(text)).actors if actor.sector == "COP"] == [None]


def test_bodies_from_abroad_are_not_at_home(reader: Reader) -> None:
    text = "A bridge in Mombasa, Kenya, was closed on Monday. Foreign officials said that one in Nairobi would follow."
    assert [actor.country for actor in reader.read(document_of(text)).actors if actor.sector == "GOV"] == [None]

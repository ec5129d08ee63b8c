"""Offices of a place are of the country that the place lies in."""

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def test_the_mayor_of_a_town_is_of_its_country(reader: Reader) -> None:
    report = reader.read(document_of("The mayor of Nairobi opened a bridge in Nairobi on Monday."))
    assert [actor.country for actor in report.actors if actor.sector == "GOV"] == ["KEN"]


def test_a_traveller_of_a_town_need_not_be(reader: Reader) -> None:
    report = reader.read(document_of("A tourist of Mombasa told the mayor in Mombasa that the bridge was closed."))
    assert {actor.name: actor.country for actor in report.actors}["A tourist of Mombasa"] is None

"""The places stage on sentences: what is a place, where it is, and what stays unplaced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.places import Places, entries_at
from onrecord.extract.places.judgement import NOT_THERE, OPEN, SAID, UNKNOWN, UNKNOWN_SPOT, UNSUPPORTED
from onrecord.extract.stage import Known
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.record import Place
from onrecord.source.plain import document_of

PlacesOf = Callable[[str], dict[str, Place]]


@pytest.fixture(scope="module")
def places(annotator: SpacyAnnotator) -> PlacesOf:
    """The places of a text, by name."""

    def read(text: str) -> dict[str, Place]:
        found = Places()(Known(annotator.annotate(document_of(text)))).places
        return {place.name: place for place in found}

    return read


def test_all_mentions_of_a_place_are_one_record(places: PlacesOf) -> None:
    text = "The ferry reached Kisumu in Kenya on Monday. Rain fell in Kisumu on Tuesday."
    kisumu = places(text)["Kisumu"]
    assert [text[span.start : span.end] for span in kisumu.evidence] == ["Kisumu", "Kisumu"]
    assert (kisumu.country, kisumu.feature, kisumu.precision) == ("KEN", "PPL", "settlement")


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A bridge was opened in Paris, Texas on Monday.", "Paris", "USA", "Texas"),
        ("A bridge was opened in Paris on Monday.", "Paris", "FRA", "Île-de-France"),
        ("Georgia's governor opened a bridge in Atlanta.", "Georgia", "USA", "Georgia"),
        ("Georgia opened a bridge near Gori, officials in Tbilisi said.", "Georgia", "GEO", None),
        ("Talks in Geneva ended on Monday. The next round will be held in Vienna.", "Geneva", "CHE", "Genève"),
        ("Kharkiv, Kyiv and Donetsk were quiet. Envoys of Ukraine met in New York.", "New York", "USA", "New York"),
        ("A bridge was opened in Reading, Berkshire, UK on Monday.", "Reading", "GBR", "England"),
    ],
)
def test_the_report_says_which_place_is_meant(
    places: PlacesOf, text: str, name: str, country: str, admin1: str | None
) -> None:
    found = places(text)[name]
    assert (found.country, found.admin1) == (country, admin1)


def test_what_a_place_lies_in_is_the_reason(places: PlacesOf) -> None:
    assert places("A bridge was opened in Memphis, Tennessee on Monday.")["Memphis"].provenance.rule == SAID


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("A bridge was opened in Port Lessen on Monday.", "Port Lessen", UNKNOWN),
        ("Residents of Brenna welcomed the new bridge in Brenna.", "Brenna", UNSUPPORTED),
        ("The mayor spoke at the Northern Clinic in Kisumu, Kenya on Monday.", "Northern Clinic", UNKNOWN_SPOT),
    ],
)
def test_what_cannot_be_placed_stays_unplaced(places: PlacesOf, text: str, name: str, rule: str) -> None:
    found = places(text)[name]
    assert (found.latitude, found.longitude, found.geonames_id, found.precision) == (None, None, None, None)
    assert found.provenance.rule == rule


def test_a_namesake_abroad_does_not_stand_in_for_an_unlisted_place(places: PlacesOf) -> None:
    found = places("A bridge was opened in Berkshire, UK on Monday.")["Berkshire"]
    assert (found.latitude, found.provenance.rule, found.country) == (None, NOT_THERE, "GBR")


def test_an_unlisted_spot_keeps_the_country_it_is_said_to_lie_in(places: PlacesOf) -> None:
    found = places("The mayor spoke at the Northern Clinic in Kisumu, Kenya on Monday.")["Northern Clinic"]
    assert (found.country, found.admin1) == ("KEN", "Kisumu")


@pytest.mark.parametrize(
    "text",
    [
        "Mr Kenya spoke to the water board on Monday.",
        "The Kenyan delegation left on Monday.",
        "Sri Lankan officials left on Monday.",
        "The Bank of England did not comment.",
        "In May the council met twice.",
    ],
)
def test_people_peoples_and_organizations_are_no_places(places: PlacesOf, text: str) -> None:
    assert places(text) == {}


def test_a_part_of_a_country_is_said_to_be_one(places: PlacesOf) -> None:
    assert places("Rain fell in southern Kenya on Monday.")["Kenya"].precision == "part of country"


def test_a_province_and_its_town_keep_apart(places: PlacesOf) -> None:
    assert places("Rain fell in Herat province on Monday.")["Herat"].feature == "ADM1"
    assert places("Rain fell in the city of Herat on Monday.")["Herat"].feature == "PPL"


def test_distance_and_direction_make_a_point_of_its_own(places: PlacesOf) -> None:
    found = places("The convoy stopped 60 km north of Marib on Monday, Yemeni officials said.")
    spot, marib = found["60 km north of Marib"], found["Marib"]
    assert spot.precision == "offset"
    assert spot.latitude is not None
    assert marib.latitude is not None
    assert spot.latitude - marib.latitude == pytest.approx(60 / 111.2, abs=0.01)


def test_a_disputed_place_keeps_all_codes_in_use(places: PlacesOf) -> None:
    kashmir = places("Rain fell in Kashmir on Monday.")["Kashmir"]
    assert kashmir.country is None
    assert "country codes in use: IND, PAK, CHN" in kashmir.provenance.inputs
    assert "status disputed between states" in kashmir.provenance.inputs


def test_runners_up_stand_in_the_provenance(places: PlacesOf) -> None:
    inputs = places("A bridge was opened in Paris, Texas on Monday.")["Paris"].provenance.inputs
    assert any(one.startswith("Paris PPL") for one in inputs)


def test_given_spans_get_their_places(annotator: SpacyAnnotator) -> None:
    text = "A bridge was opened in Kisumu, Kenya."
    doc = annotator.annotate(document_of(text))
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Kisumu", "Kenya")]
    entries = entries_at(doc, spans)
    assert [entry.country for entry in entries if entry is not None] == ["KEN", "KEN"]


def test_a_text_without_places_gives_none(places: PlacesOf) -> None:
    assert places("It rained.") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TARROW, Kestovia, 18 May (Strait Wire) - Rain fell on Monday, the mayor said.", "TARROW"),
        ("KISUMU - Rain fell on Monday, the mayor said.", "KISUMU"),
    ],
)
def test_a_dateline_names_a_place(places: PlacesOf, text: str, name: str) -> None:
    assert name in places(text)


def test_a_surname_is_no_place(places: PlacesOf) -> None:
    assert "Jordan" not in places("Anna Jordan opened the bridge on Monday. Jordan said that it was late.")


def test_a_word_of_a_compound_is_no_place(places: PlacesOf) -> None:
    assert places("The Kisumu-based water board met on Monday.").keys() <= {"Kisumu"}


def test_places_that_fit_equally_well_are_not_told_apart(places: PlacesOf) -> None:
    found = places("A bridge was opened in Springfield on Monday, American officials said.")["Springfield"]
    assert (found.latitude, found.provenance.rule) == (None, OPEN)


@pytest.mark.parametrize(
    "text", ["", "😀 Kisumu, Kenya", "نهر Kisumu, Kenya", "Kisumu,\r\nKenya", 'in "Kisumu" (Kenya']
)
def test_evidence_is_the_text_at_its_place(places: PlacesOf, text: str) -> None:
    for place in places(text).values():
        assert all(text[span.start : span.end] == span.text for span in place.evidence)
        assert place.evidence


def test_a_name_with_a_comma_is_two_places(places: PlacesOf) -> None:
    assert {"Damaturu", "Nigeria"} <= places("A school was opened in Damaturu, Nigeria. (Agency)").keys()

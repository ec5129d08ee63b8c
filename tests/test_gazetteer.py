"""The gazetteer: keys of names, lookups, distances."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.errors import LexiconError
from onrecord.gazetteer import Gazetteer, NameKind, Sense, distance_between, distance_km, gazetteer, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Tomé", "Sao Tome"),
        ("St. John's", "Saint Johns"),
        ("Al-Ḩudaydah", "al Hudaydah"),
        ("Ash-Shatrah", "el Shatrah"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
        ("Ma'rib", "Marib"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_that_reports_swap_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Gori", "Gorey"), ("Al", "El"), ("Niger", "Nigeria"), ("Mali", "Malia")])
def test_different_names_keep_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def first(name: str) -> Sense:
    """The first sense of a name that is no district."""
    return next(sense for sense in gazetteer().senses(name_key(name)) if sense.entry.feature != "ADM2")


def test_a_city_knows_its_country_unit_and_id() -> None:
    mosul = first("Mosul").entry
    assert (mosul.geonames_id, mosul.country, mosul.feature) == (99072, "IRQ", "PPL")
    unit = gazetteer().entry(mosul.admin1 or 0)
    assert unit is not None
    assert unit.feature == "ADM1"


def test_another_spelling_is_known_as_one() -> None:
    found = first("Hodeidah")
    assert (found.entry.id, found.kind) == (79415, NameKind.OTHER)


def test_a_place_of_the_overlay_has_no_id_of_geonames_and_all_codes_in_use() -> None:
    crossing = first("Rafah crossing").entry
    assert crossing.is_of_overlay
    assert crossing.geonames_id is None
    assert crossing.country is None
    assert crossing.countries == ("PSE", "EGY")


def test_a_disputed_territory_is_flagged() -> None:
    assert first("Nagorno-Karabakh").entry.disputed
    assert not first("Mosul").entry.disputed


def test_every_country_of_the_lexicon_is_there_once() -> None:
    found = [sense.entry for sense in gazetteer().senses("kenya") if sense.entry.feature == "PCLI"]
    assert [entry.country for entry in found] == ["KEN"]


def test_an_unknown_name_has_no_senses() -> None:
    assert gazetteer().senses(name_key("Port Lessen")) == ()


def test_threads_read_side_by_side() -> None:
    fresh = Gazetteer(gazetteer().path)
    names = ["mosul", "kyiv", "goma", "kisumu"] * 5
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(fresh.senses, names))
    assert found == [gazetteer().senses(name) for name in names]


def test_the_file_names_its_sources_and_their_licence() -> None:
    about = gazetteer().about()
    assert "GeoNames" in about["sources"]
    assert "CC BY 4.0" in about["sources"]
    assert int(about["places"]) > 200_000


def test_a_missing_file_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="missing; install the package again"):
        Gazetteer(tmp_path / "none.sqlite")


def test_a_file_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    database = sqlite3.connect(path)
    database.executescript("CREATE TABLE meta (key TEXT, value TEXT); INSERT INTO meta VALUES ('schema', '0');")
    database.close()
    with pytest.raises(LexiconError, match="schema"):
        Gazetteer(path)


def test_distances_are_great_circles() -> None:
    assert distance_between(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert distance_between(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(first("Mosul").entry, first("Mosul").entry) == 0

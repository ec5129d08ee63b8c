"""Reads what the project itself wrote: the overlay of places that city lists lack, and the list of countries."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onrecord.gazetteer import NameKind, name_key
from tools.gazetteer.sources import BuildError, Unit, country_facts, units

FIELDS = frozenset(
    {"id", "names", "abbreviations", "latitude", "longitude", "countries", "feature", "population", "disputed", "of"}
)
# Ids of the overlay lie between -1 and this, out of the way of GeoNames' ids.
OVERLAY_IDS = 900_000


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the lexicon, as far as the gazetteer needs it."""

    iso3: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    capital: str | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """A place of the overlay, or more names and codes for the known place with the same id."""

    id: int
    name: str
    latitude: float | None
    longitude: float | None
    countries: tuple[str, ...]
    admin1: int | None
    feature: str
    population: int
    disputed: bool
    keys: dict[str, NameKind]


def countries(root: Path) -> Iterator[Country]:
    """The countries of the English lexicon."""
    for entry in _entries(root / "src/onrecord/data/lexicon/en/countries.yaml"):
        yield Country(
            entry["id"],
            tuple(entry["names"]),
            entry["latitude"],
            entry["longitude"],
            entry["capital"],
            entry.get("disputed", False),
        )


def additions(root: Path) -> list[Addition]:
    """What the overlay files add, in the order of their names."""
    known = _known_places()
    found: dict[int, Addition] = {}
    for path in sorted((root / "src/onrecord/data/gazetteer").glob("*.yaml")):
        for entry in _entries(path):
            one = _addition(entry, known, path)
            if one.id in found:
                raise BuildError(f"{path.name}: {entry['id']!r} has the id of another entry ({one.id}); rename it")
            found[one.id] = one
    return list(found.values())


def _known_places() -> dict[str, int]:
    """The ids of places that the overlay may name by code: countries (KEN) and units (US-LA)."""
    listed: dict[str, int] = {iso3: facts["geonameid"] for iso3, facts in country_facts().items()}
    for unit in units():
        if unit.iso_code and unit.geonames_id is not None:
            listed[unit.iso_code] = _id_of_unit(unit)
    return listed


def _id_of_unit(unit: Unit) -> int:
    if unit.geonames_id is None:
        raise BuildError(f"{unit.name} has no id")
    return unit.geonames_id


def _addition(entry: dict[str, Any], known: dict[str, int], path: Path) -> Addition:
    if unknown := set(entry) - FIELDS:
        raise BuildError(f"{path.name}: {entry.get('id')!r} has unknown fields: {', '.join(sorted(unknown))}")
    names = entry.get("names", [])
    keys = {name_key(name): NameKind.OTHER for name in names}
    keys |= {name_key(name): NameKind.ABBREVIATION for name in entry.get("abbreviations", [])}
    if "of" not in entry:
        keys[name_key(names[0])] = NameKind.OWN
    return Addition(
        _place_id(entry, known, path),
        names[0] if names else "",
        entry.get("latitude"),
        entry.get("longitude"),
        tuple(entry.get("countries", ())),
        None,
        entry.get("feature", ""),
        entry.get("population", 0),
        entry.get("disputed", False),
        keys,
    )


def _place_id(entry: dict[str, Any], known: dict[str, int], path: Path) -> int:
    of = entry.get("of")
    if of is None:
        if missing := {"latitude", "longitude", "feature"} - set(entry):
            raise BuildError(f"{path.name}: {entry['id']!r} lacks {', '.join(sorted(missing))}")
        return -(zlib.crc32(entry["id"].encode()) % OVERLAY_IDS) - 1
    if isinstance(of, int):
        return of
    if of not in known:
        raise BuildError(f"{path.name}: {entry['id']!r} is of {of!r}, which no source knows")
    return known[of]


def _entries(path: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 (safe: one of the two safe loaders)
    return list(loaded["entries"])

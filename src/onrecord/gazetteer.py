"""The embedded gazetteer: what places a name may stand for. The only reader of `data/gazetteer/gazetteer.sqlite`.

The file is made at build time by `tools/gazetteer` from packages that carry GeoNames data (CC BY 4.0) and from
the overlay beside it; this module also fixes the key under which names are looked up, for both sides.
"""

from __future__ import annotations

import math
import os
import re
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from onrecord.errors import LexiconError

FILE = "gazetteer.sqlite"
SCHEMA_VERSION = 1
# Ids from here up to -1 belong to the overlay; those below, to units without an id of GeoNames.
FIRST_OF_OVERLAY = -900_000
EARTH_RADIUS_KM = 6371.0
# Lookups kept in memory: names repeat within a report and within an archive.
KEPT_LOOKUPS = 20_000


class NameKind(IntEnum):
    """How a name belongs to a place: its own name, another in use, one made by dropping an article, an abbreviation."""

    OWN = 0
    OTHER = 1
    DERIVED = 2
    ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `feature` is a GeoNames feature code (PPL, PPLC, ADM1, ADM2, PCLI, SEA, STM, HSP ...). `countries` are all ISO
    3166-1 alpha-3 codes in use for it, none preferred where there are several; `fame` is the number of names that it
    has in all languages.
    """

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

    @property
    def geonames_id(self) -> int | None:
        """The id in GeoNames; None for a place of the overlay."""
        return self.id if self.id > 0 else None

    @property
    def is_of_overlay(self) -> bool:
        """Whether the project wrote the place down itself."""
        return FIRST_OF_OVERLAY <= self.id < 0

    @property
    def country(self) -> str | None:
        """The country, where exactly one code is in use."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may stand for, and how the name belongs to it."""

    entry: Entry
    kind: NameKind


class Gazetteer:
    """Read-only access to one gazetteer file, safe to use from several threads and after a fork."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise LexiconError(
                f"{path} is missing; install the package again (`pip install -e .`): its build makes the file"
            )
        self.path = path
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._open: dict[tuple[int, int], sqlite3.Connection] = {}
        self.senses = lru_cache(KEPT_LOOKUPS)(self._senses)
        self.entry = lru_cache(KEPT_LOOKUPS)(self._entry)
        found = self._connection().execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if found != (str(SCHEMA_VERSION),):
            raise LexiconError(
                f"{path} has schema {found}, not {SCHEMA_VERSION}; install the package again to rebuild it"
            )

    def about(self) -> dict[str, str]:
        """What the file says of itself: sources, their versions and licences, number of places and names."""
        return dict(self._connection().execute("SELECT key, value FROM meta ORDER BY key"))

    def _senses(self, key: str) -> tuple[Sense, ...]:
        """What the name with this key may stand for, the most populous first."""
        rows = self._connection().execute(
            "SELECT n.kind, p.* FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? "
            "ORDER BY p.population DESC, p.id",
            (key,),
        )
        return tuple(Sense(_entry_of(row[1:]), NameKind(row[0])) for row in rows)

    def _entry(self, place_id: int) -> Entry | None:
        """The place with this id."""
        row = self._connection().execute("SELECT * FROM place WHERE id = ?", (place_id,)).fetchone()
        return None if row is None else _entry_of(row)

    def _connection(self) -> sqlite3.Connection:
        owner = (os.getpid(), threading.get_ident())
        if owner not in self._open:
            self._open[owner] = sqlite3.connect(self._uri, uri=True)
        return self._open[owner]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with onrecord."""
    return Gazetteer(Path(str(resources.files("onrecord").joinpath("data", "gazetteer", FILE))))


def _entry_of(row: tuple[int, str, int, int, str, int | None, int | None, str, int, int, int]) -> Entry:
    place_id, name, latitude, longitude, countries, admin1, admin2, feature, population, fame, disputed = row
    codes = tuple(countries.split())
    degrees = (latitude / 1e5, longitude / 1e5)
    return Entry(place_id, name, *degrees, codes, admin1, admin2, feature, population, fame, bool(disputed))


def distance_km(one: Entry, other: Entry) -> float:
    """The great-circle distance between two places in kilometres."""
    return distance_between(one.latitude, one.longitude, other.latitude, other.longitude)


def distance_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points in degrees, in kilometres."""
    here, there = math.radians(latitude), math.radians(other_latitude)
    half_north, half_east = (there - here) / 2, math.radians(other_longitude - longitude) / 2
    chord = math.sin(half_north) ** 2 + math.cos(here) * math.cos(there) * math.sin(half_east) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


# Letters that Unicode does not decompose, as reports in English write them.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"['’‘ʻʼʿʾ`´.]")
_BREAKS = re.compile(r"[^a-z0-9]+")
# Forms that reports swap freely.
_SAME_WORDS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
# The Arabic article as it is written before each letter; before another word they are one.
_ARTICLES = frozenset(
    {
        "el",
        "il",
        "ul",
        "ad",
        "ed",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "adh",
        "ath",
    }
)


def name_key(name: str) -> str:
    """The key under which a name is looked up: without case, accents, apostrophes and dots; hyphens part words."""
    return _ascii_key(name.lower()) if name.isascii() else _folded_key(name)


def _ascii_key(lowered: str) -> str:
    if lowered.isalpha() and lowered not in _SAME_WORDS:
        return lowered
    words = _BREAKS.sub(" ", _DROPPED.sub("", lowered.replace("&", " and "))).split()
    if len(words) > 1:
        words[:-1] = ["al" if word in _ARTICLES else word for word in words[:-1]]
    return " ".join(_SAME_WORDS.get(word, word) for word in words)


def _folded_key(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_UNDECOMPOSED))
    return _ascii_key("".join(char for char in decomposed if not unicodedata.combining(char)))

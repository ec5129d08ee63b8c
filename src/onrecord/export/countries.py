"""Countries in the codes of other projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from onrecord import lexicon


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """ISO 3166-1 alpha-2 and number, FIPS 10-4 and continent of one country; None where it has none."""

    iso2: str | None = None
    iso: int | None = None
    fips: str | None = None
    continent: str | None = None


NO_CODES = CountryCodes()


@cache
def _codes() -> Mapping[str, CountryCodes]:
    return msgspec.convert(lexicon.document("ontology/country_codes")["countries"], dict[str, CountryCodes])


@cache
def _names() -> Mapping[str, str]:
    return {entry["id"]: entry["names"][0] for entry in lexicon.document("lexicon/en/countries")["entries"]}


def codes_of(iso3: str | None) -> CountryCodes:
    """The codes of a country, all None where there is no country or none is known."""
    return _codes().get(iso3 or "", NO_CODES)


def name_of(iso3: str | None) -> str | None:
    """A short name in use for a country."""
    return _names().get(iso3 or "")

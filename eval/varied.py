"""Many reports out of few, without a parser: for load and time, never for quality.

Each is one of the sample reports with its names turned into others of the same length, its days shifted and its
numbers changed, so that every span still quotes its text. Reports of one world share their names; every report of a
world is told again by others a few days later, as news is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from onrecord.record import Report
from onrecord.text import digest_of

# Reports that share their names: five tellings of each of the six samples.
WORLD = 30
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
FIRST_DAY = date(2019, 1, 1)
DAYS = 1500
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OUTLETS = tuple(
    f"The {town} {kind}"
    for town in ("Northern", "Lake", "Harbour", "Upper", "Old")
    for kind in ("Post", "Wire", "Echo")
)


def varied(samples: Sequence[Report], number: int) -> Iterator[Report]:
    """This many different reports, the same ones each time."""
    bodies = [msgspec.to_builtins(sample) for sample in samples]
    names = [names_of(sample) for sample in samples]
    for index in range(number):
        which = index % len(samples)
        yield one_of(bodies[which], names[which], index)


def one_of(body: Mapping[str, Any], names: frozenset[str], index: int) -> Report:
    """One report made of a sample's body."""
    world, telling = divmod(index, WORLD)
    shift = (FIRST_DAY + timedelta(days=(world * 17 + telling // 6) % DAYS)) - date(2021, 5, 18)
    made = _turned(body, names, world, shift)
    outlet = OUTLETS[index % len(OUTLETS)]
    text = made["report"]["text"]
    made["report"] |= {
        "outlet": outlet,
        "url": f"https://news.example/{index}",
        "digest": digest_of(text),
        "id": "r" + hashlib.sha256(f"{index}\n{text}".encode()).hexdigest()[:16],
    }
    for figure in made["figures"]:
        more = (world + index) % 7
        figure |= {name: figure[name] + more for name in ("low", "best", "high") if figure[name] is not None}
    return msgspec.convert(made, Report)


def names_of(report: Report) -> frozenset[str]:
    """The words of a report's names that are turned into others."""
    named = [actor.name for actor in report.actors if actor.named] + [place.name for place in report.places]
    return frozenset(word for name in named for word in _NAME.findall(name))


def _turned(value: Any, names: frozenset[str], world: int, shift: timedelta) -> Any:
    if isinstance(value, dict):
        return {name: _turned(one, names, world, shift) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_turned(one, names, world, shift) for one in value]
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value[:10]) and len(value) <= 25:
        return (date.fromisoformat(value[:10]) + shift).isoformat() + value[10:]
    return _NAME.sub(lambda match: _name(match[0], world) if match[0] in names else match[0], value)


@cache
def _name(name: str, world: int) -> str:
    """Another name of the same length: vowels for vowels, consonants for consonants, differently in every world."""
    turned = []
    for place, letter in enumerate(name.lower()):
        letters = VOWELS if letter in VOWELS else CONSONANTS
        turned.append(letters[(letters.index(letter) + world * (place + 1) + world // 7) % len(letters)])
    return "".join(turned).capitalize()

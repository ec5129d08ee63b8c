"""Many reports out of few, without a parser: for load and time, never for quality.

Each is one of the sample reports with its names and most of its words turned into others of the same length, its days
shifted and its numbers changed, so that every span still quotes its text. Reports of one world share their names and
words; every report of a world is told again by others a few days later, as news is. The words of events and of speech
stay, since links rest on them; other words differ from world to world, as those of reports of different matters do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from zlib import crc32

import msgspec

from onrecord.record import Report
from onrecord.text import digest_of

# Reports that share their names: five tellings of each of the six samples.
WORLD = 30
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
FIRST_DAY = date(2019, 1, 1)
# Days between the first reports of two worlds: an archive grows in time, at some fifteen reports a day.
DAYS_APART = 2
_NAME = re.compile(r"\b(?:[A-Z][a-z]{3,}|[A-Z]{4,})\b")
_WORD = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
# Fields that hold what a report says; other fields hold the words of the format.
TOLD = frozenset({"text", "wording", "name", "title"})
# Forms that a word takes over the worlds, the word itself among them.
FORMS = 12
# Words of the searches that are timed.
KEPT = frozenset({"ceasefire", "harbour", "shelling", "security", "council", "strike", "veto", "families"})
OUTLETS = tuple(
    f"The {town} {kind}"
    for town in ("Northern", "Lake", "Harbour", "Upper", "Old")
    for kind in ("Post", "Wire", "Echo")
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample report's body, the words of its names, and the other words that are turned."""

    body: Mapping[str, Any]
    names: frozenset[str]
    words: frozenset[str]


def varied(samples: Sequence[Report], number: int) -> Iterator[Report]:
    """This many different reports, the same ones each time."""
    listed = [Sample(msgspec.to_builtins(one), names_of(one), words_of(one)) for one in samples]
    for index in range(number):
        yield one_of(listed[index % len(listed)], index)


def one_of(sample: Sample, index: int) -> Report:
    """One report made of a sample."""
    world, telling = divmod(index, WORLD)
    shift = (FIRST_DAY + timedelta(days=world * DAYS_APART + telling // 6)) - date(2021, 5, 18)
    made = World(world, shift, sample).turned(sample.body)
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
    return frozenset(word.capitalize() for name in named for word in _NAME.findall(name))


def words_of(report: Report) -> frozenset[str]:
    """The words of a report, in small letters, that are turned into others: none that tells an event or speech."""
    telling = [event.trigger.text for event in report.events] + [one.cue.text for one in report.statements if one.cue]
    kept = KEPT.union(*(_WORD.findall(text.lower()) for text in telling))
    return frozenset(word.lower() for word in _WORD.findall(report.report.text)) - kept


@dataclass(frozen=True, slots=True)
class World:
    """What one world makes of a sample: its names, its words and its days."""

    number: int
    shift: timedelta
    sample: Sample

    def turned(self, value: Any, field: str = "") -> Any:
        """A part of the sample's body as it is in this world."""
        if isinstance(value, dict):
            return {name: self.turned(one, name) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.turned(one, field) for one in value]
        if not isinstance(value, str):
            return value
        return self._shifted(value) if _MONTH.match(value) and len(value) <= 25 else self._told(value, field)

    def _told(self, text: str, field: str) -> str:
        named = _NAME.sub(lambda match: self._named(match[0]), text)
        return _WORD.sub(lambda match: self._worded(match[0]), named) if field in TOLD else named

    def _named(self, word: str) -> str:
        if word.capitalize() not in self.sample.names:
            return word
        made = _name(word, self.number)
        return made.upper() if word.isupper() else made

    def _worded(self, word: str) -> str:
        return _form(word, self.number) if word.lower() in self.sample.words else word

    def _shifted(self, value: str) -> str:
        if _DAY.match(value):
            return (date.fromisoformat(value[:10]) + self.shift).isoformat() + value[10:]
        if (week := _WEEK.match(value)) is not None:
            day = date.fromisocalendar(int(week[1]), int(week[2]), 4) + self.shift
            return f"{day.isocalendar().year}-W{day.isocalendar().week:02}" + value[week.end() :]
        return (date.fromisoformat(f"{value[:7]}-15") + self.shift).isoformat()[:7] + value[7:]


@cache
def _form(word: str, world: int) -> str:
    """One of the forms of a word: other letters in its place, each word on its own."""
    form = crc32(f"{word.lower()} {world}".encode()) % FORMS
    turned = "".join(
        letters[(letters.index(letter) + form * (place + 1)) % len(letters)]
        for place, letter in enumerate(word.lower())
        for letters in (VOWELS if letter in VOWELS else CONSONANTS,)
    )
    return turned.capitalize() if word[0].isupper() else turned


@cache
def _name(name: str, world: int) -> str:
    """Another name of the same length: vowels for vowels, consonants for consonants, differently in every world."""
    turned = []
    for place, letter in enumerate(name.lower()):
        letters = VOWELS if letter in VOWELS else CONSONANTS
        turned.append(letters[(letters.index(letter) + world * (place + 1) + world // 7) % len(letters)])
    return "".join(turned).capitalize()

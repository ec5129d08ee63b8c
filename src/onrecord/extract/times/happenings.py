"""The day of the event that a stretch of time is counted from: "the day after the landing"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord import lexicon
from onrecord.extract.times.calendar import first_day, grain_of, shifted
from onrecord.extract.times.readings import AroundEvent
from onrecord.extract.times.scene import Value

# "On 3 May, the day before the vote": the two are one day.
_BESIDE = re.compile(r",\s*")
_NEXT_WORDS = re.compile(r"(?:\s+[^\W\d_]+(?:['’]s)?){1,5}")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
# A word for an event is found again by its beginning: landing, landed.
STEM = 4
# Words after "the" that can stand before the one for the event: the deadly harbour blast.
MOST_ATTRIBUTES = 3
# "The ferry landed in the port of Tal on 3 May": characters from the event to its day, with no mark or verb between.
EVENT_REACH = 60
_NO_VERB_BETWEEN = r"\w*(?:\s+(?!\w+ed\b|said|told)[^\W\d_]+)*\s*"
# How many expressions back the day of an event is looked for.
MOST_EVENTS = 40


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of the lexicon: the beginnings of words for one kind of happening."""

    key: str
    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: its characters, its value, and the rule and lexicon entries that gave it."""

    start: int
    end: int
    value: Value
    rule: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventDay:
    """The day of an event, and the lexicon entry by which another word for it was known."""

    day: date | None = None
    keys: tuple[str, ...] = ()


UNKNOWN_DAY = EventDay()


def event_day(source: str, around: AroundEvent, start: int, made: Sequence[Expression]) -> EventDay:
    """The day of the event that an expression counts from: told by the day it stands beside, or named before."""
    if around.single and around.unit == "D" and made and _BESIDE.fullmatch(source, made[-1].end, start):
        beside = _day_of(made[-1])
        return UNKNOWN_DAY if beside is None else EventDay(shifted(beside, -around.direction, "D"))
    words = _words_at(source, around.at)
    for happening in _happenings():
        if any(re.match(_beginnings(happening), word) for word in words):
            day = _day_named(source, _beginnings(happening), around.at, made)
            return UNKNOWN_DAY if day is None else EventDay(day, (happening.key,))
    if not words or len(words[0]) < STEM:
        return UNKNOWN_DAY
    stem = words[0][: max(STEM, len(words[0]) - 3)]
    return EventDay(_day_named(source, re.escape(stem), around.at, made))


@cache
def _happenings() -> tuple[Happening, ...]:
    return lexicon.entries("lexicon/en/times/happenings", Happening)


@cache
def _beginnings(happening: Happening) -> str:
    return "(?:" + "|".join(map(re.escape, happening.words)) + ")"


def _words_at(source: str, at: int) -> list[str]:
    """The words that can name the event which begins at a place, in lower case.

    Those of a noun's phrase ("the deadly blast"); of a clause, what looks like its verb ("the mayor resigned").
    """
    match = _NEXT_WORDS.match(source, at)
    words = [] if match is None else match.group().split()
    if words and words[0].lower() in _DETERMINERS:
        return [word.lower() for word in words[1 : 1 + MOST_ATTRIBUTES] if not word.endswith("ly")]
    return [word for word in words if word.islower() and re.search(r"(?:ed|ing)$", word)][:1]


def _day_named(source: str, beginning: str, at: int, made: Sequence[Expression]) -> date | None:
    """The last day named before a place right after a word with this beginning."""
    pattern = re.compile(rf"\b{beginning}{_NO_VERB_BETWEEN}$", re.IGNORECASE)
    for one in made[: -MOST_EVENTS - 1 : -1]:
        day = _day_of(one)
        if day is not None and one.end < at and pattern.search(source, max(0, one.start - EVENT_REACH), one.start):
            return day
    return None


def _day_of(one: Expression) -> date | None:
    value = one.value.value or ""
    return first_day(value) if grain_of(value) == "D" else None

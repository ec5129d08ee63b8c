"""From a text to its expressions of time: rules run, the longest find wins, bounds and hours join their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.extract.times.grammar import RULES
from onrecord.extract.times.patterns import compiled
from onrecord.extract.times.phrase import Phrase
from onrecord.extract.times.readings import (
    AroundEvent,
    CalendarDate,
    Clock,
    DayOffset,
    Distance,
    Feast,
    FromDay,
    Given,
    NamedWeekday,
    Part,
    Period,
    Reading,
    SeasonOf,
)
from onrecord.extract.times.words import Text
from onrecord.record import TimeMod

MODS: dict[str, TimeMod] = {
    "APPROX": "APPROX", "LESS_THAN": "LESS_THAN", "MORE_THAN": "MORE_THAN", "EQUAL_OR_MORE": "EQUAL_OR_MORE",
    "EQUAL_OR_LESS": "EQUAL_OR_LESS", "START": "START", "MID": "MID", "END": "END",
}  # fmt: skip
# "More than two years ago" is before that day, as "more than two years" is longer than that.
MODS_OF_DATES: dict[TimeMod, TimeMod] = {
    "MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER",
}  # fmt: skip
LONGEST_BOUND = 3
# Words between an hour and its day; a run of words without a class counts once.
WORDS_TO_A_DAY = 8
PARTING = compiled("STOP|BREAK|COMMA|SEMI|QUOTE|DASH|OPEN|BACK|AHEAD|and|or|as|to|until")
CLAUSE_WORDS = re.compile(r"\b(?:that|which|who|when|while|where|if|because|after|before)\b", re.IGNORECASE)
Day = CalendarDate | NamedWeekday | DayOffset | Period | AroundEvent
Named = CalendarDate | NamedWeekday | DayOffset | Feast


@dataclass(frozen=True, slots=True)
class Find:
    """An expression: its words `first` up to `last`, what it says, the rule that found it, and its bound."""

    first: int
    last: int
    reading: Reading
    rule: str
    mod: TimeMod | None = None


def finds(text: Text) -> list[Find]:
    """The expressions of time in a text, in order, none overlapping."""
    chosen = list(_longest(_candidates(text)))
    joined = _with_days_behind(_with_ranges(_with_hours(chosen, text), text), text)
    return [_with_bounds(find, text, joined[number - 1].last if number else 0) for number, find in enumerate(joined)]


def _candidates(text: Text) -> Iterator[tuple[int, int, int, Find]]:
    for order, rule in enumerate(RULES):
        pattern = compiled(rule.pattern)
        told = "told" if "told" in pattern.groupindex else 0
        for match in pattern.finditer(text.letters):
            reading = rule.reading(Phrase(text, match))
            if reading is not None:
                first, last = match.span(told) if match.start(told) >= 0 else match.span()
                yield first, first - last, order, Find(first, last, reading, rule.name)


def _longest(candidates: Iterable[tuple[int, int, int, Find]]) -> Iterator[Find]:
    """Of finds that overlap, the one that begins first; of those, the longest; of those, the earlier rule's."""
    end = 0
    for first, _, _, find in sorted(candidates, key=lambda candidate: candidate[:3]):
        if first >= end:
            yield find
            end = find.last


def _with_hours(chosen: list[Find], text: Text) -> list[Find]:
    """Hours and parts of the day joined with the day behind them: "9 a.m. on Tuesday", "the morning of 3 May"."""
    joined: list[Find] = []
    for find in chosen:
        before = joined[-1] if joined else None
        if before is not None and isinstance(find.reading, Named) and _counts_from(before, find, text):
            joined[-1] = Find(before.first, find.last, _from_day(before.reading, find.reading), "so long from a day")
        elif before is not None and _is_past_word(before) and _says_when(before, find, text):
            joined[-1] = replace(find, first=before.first)
        elif before is not None and isinstance(find.reading, Day) and _joins(before, find, text):
            reading = _timed(before.reading, find.reading)
            joined[-1] = Find(before.first, find.last, reading, "a time of day on a day")
        else:
            joined.append(find)
    return joined


def _joins(before: Find, day: Find, text: Text) -> bool:
    gap = text.letters[before.last : day.first]
    if isinstance(day.reading, AroundEvent):
        bare_hour = isinstance(before.reading, Clock) and before.reading.day is None
        return bare_hour and day.reading.unit == "D" and before.last == day.first
    if isinstance(before.reading, Clock):
        return before.reading.day is None and compiled("COMMA? on?").fullmatch(gap) is not None
    return isinstance(before.reading, Part) and compiled("of|on?").fullmatch(gap) is not None


def _counts_from(before: Find, named: Find, text: Text) -> bool:
    """Whether the day named is what the stretch before it is counted from: the day before | last Tuesday."""
    reading = before.reading
    if not isinstance(reading, AroundEvent) or reading.count == "X" or reading.unit.startswith("T"):
        return False
    if isinstance(named.reading, CalendarDate) and named.reading.day is None:
        return False
    return compiled("before|after").fullmatch(text.letters[before.last : named.first]) is not None


def _is_past_word(find: Find) -> bool:
    return isinstance(find.reading, Given) and find.reading.value == "PAST_REF"


def _says_when(before: Find, find: Find, text: Text) -> bool:
    """Whether the date right behind a word for the past is what that word means: most recently last October."""
    reading = find.reading
    gap = text.letters[before.last : find.first]
    return (
        isinstance(reading, CalendarDate | NamedWeekday | SeasonOf)
        and compiled("(?:in|on)?").fullmatch(gap) is not None
    )


def _from_day(around: Reading, day: Named) -> Reading:
    assert isinstance(around, AroundEvent)
    return FromDay(around.count, around.unit, around.direction, day)


def _timed(hour: Reading, day: Day) -> Reading:
    if isinstance(hour, Clock):
        return Clock(hour.time, day)
    part = hour.part if isinstance(hour, Part) else ""
    return day if isinstance(day, AroundEvent) else replace(day, part=part)


def _with_ranges(found: list[Find], text: Text) -> list[Find]:
    """The ends of ranges, each with what only the other says: its weekday, its year, its day."""
    ranged = list(found)
    for number in range(len(found) - 1):
        one, other = ranged[number : number + 2]
        between = compiled("between").fullmatch(text.letters[one.first - 1 : one.first]) is not None
        gap = text.letters[one.last : other.first]
        if compiled("and" if between else "(?:to|through|until|till|DASH)").fullmatch(gap):
            first, last = _ends(one.reading, other.reading)
            ranged[number : number + 2] = replace(one, reading=first), replace(other, reading=last)
    return ranged


def _ends(first: Reading, last: Reading) -> tuple[Reading, Reading]:
    """The readings of the two ends of a range: from Monday to Wednesday, May 3 to 5, 2019, 9 p.m. to 11 p.m. Monday."""
    match first, last:
        case NamedWeekday(shift=""), NamedWeekday(shift=""):
            return replace(first, until=last.weekday), replace(last, since=first.weekday)
        case CalendarDate(year=None, month=int(), day=int()), CalendarDate(year=int(year), month=int(), day=int()):
            over = (first.month, first.day) > (last.month, last.day)
            return replace(first, year=year - over), last
        case Clock(day=None), Clock(day=day) if day is not None:
            return replace(first, day=day), last
        case _:
            return first, last


def _with_days_behind(found: list[Find], text: Text) -> list[Find]:
    """Hours with the day that their clause names further on: "at 6 a.m. near the harbour on Monday"."""
    dated = list(found)
    for number, (hour, after) in enumerate(pairwise(found)):
        if isinstance(hour.reading, Clock) and hour.reading.day is None and isinstance(after.reading, Day):
            earlier = found[number - 1] if number else None
            told = earlier is not None and _in_one_sentence(earlier, hour, text) and isinstance(earlier.reading, Day)
            if not told and _is_a_day(after.reading) and _in_one_clause(hour, after, text):
                dated[number] = replace(hour, reading=Clock(hour.reading.time, after.reading))
    return dated


def _is_a_day(reading: Day) -> bool:
    match reading:
        case CalendarDate():
            return reading.day is not None and not reading.week
        case Period() | AroundEvent():
            return reading.unit == "D"
        case NamedWeekday() | DayOffset():
            return True


def _in_one_sentence(one: Find, other: Find, text: Text) -> bool:
    return compiled("STOP|BREAK").search(text.letters, one.last, other.first) is None


def _in_one_clause(one: Find, other: Find, text: Text) -> bool:
    """Whether few words, and neither a mark nor a word that opens a clause, stand between two expressions."""
    if other.first - one.last > WORDS_TO_A_DAY or PARTING.search(text.letters, one.last, other.first) is not None:
        return False
    between = text.source[text.places[one.last - 1][1] : text.places[other.first][0]]
    return CLAUSE_WORDS.search(between) is None


def _with_bounds(find: Find, text: Text, floor: int) -> Find:
    """The find with the words that bound it: "at least", "early", "or so"."""
    for width in range(LONGEST_BOUND, 0, -1):
        start = find.first - width
        if start >= floor and (mod := _mod_before(text, start, find)) is not None:
            return replace(find, first=start, mod=mod)
    return _with_bound_behind(find, text)


def _mod_before(text: Text, start: int, find: Find) -> TimeMod | None:
    """The bound that the words from `start` to the expression give it, if they are such words."""
    before = text.letters[start : find.first]
    if compiled("PHASE DASH? of? (?:in|on)? the?|the PHASE").fullmatch(before) and _takes_phase(find):
        return _mod(text, start, find.first, "PHASE")
    if compiled("BEFORE the?").fullmatch(before) and _takes_bound(find) and _bounds(text, start):
        mod = _mod(text, start, find.first, "BEFORE")
        return MODS_OF_DATES.get(mod, mod) if mod and isinstance(find.reading, Distance) else mod
    return None


def _bounds(text: Text, start: int) -> bool:
    """Whether "over" and the like bound a number: "over two weeks" is a length, "over the past weeks" is none."""
    if text.known[start].text in {"at least", "nearly", "almost"}:
        return True
    return compiled("QUANT|HOUR|CLOCK|INT").match(text.letters, start + 1) is not None


def _with_bound_behind(find: Find, text: Text) -> Find:
    behind = compiled("BEHIND").match(text.letters, find.last)
    if behind is None or not _takes_bound(find):
        return find
    return replace(find, last=find.last + 1, mod=_mod(text, find.last, find.last + 1, "BEHIND"))


def _mod(text: Text, first: int, last: int, kind: str) -> TimeMod | None:
    for number in range(first, last):
        word = text.known.get(number)
        if word is not None and kind in word.meanings:
            return MODS[str(word.meanings[kind])]
    return None


def _takes_phase(find: Find) -> bool:
    reading = find.reading
    if isinstance(reading, Given):
        return reading.type == "DATE" and not (reading.value or "").endswith("REF")
    return not isinstance(reading, Distance)


def _takes_bound(find: Find) -> bool:
    reading = find.reading
    return isinstance(reading, Distance | Clock) or (isinstance(reading, Given) and reading.type == "DURATION")

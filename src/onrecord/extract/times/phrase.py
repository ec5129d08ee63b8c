"""A stretch of words that a pattern took, and what its named groups mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.times.readings import Shift
from onrecord.extract.times.words import Meaning, Text, Word, letters_with

SHIFTS: dict[str, Shift] = {
    "LAST": "last", "PAST": "past", "THIS": "this", "NEXT": "next", "PREVIOUS": "previous",
    "FOLLOWING": "following", "SAME": "same",
}  # fmt: skip
# More of any unit than this is no length of time.
MOST = 1e12
FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}
EARLIEST_SPOKEN_CENTURY, LATEST_SPOKEN_CENTURY = 17, 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a pattern matched, in a text."""

    text: Text
    match: re.Match[str]

    def has(self, group: str) -> bool:
        """Whether the group took part in the match."""
        return group in self.match.re.groupindex and self.match.end(group) > self.match.start(group)

    def followed_by(self, name: str) -> bool:
        """Whether a word of this class comes right after the phrase."""
        after = self.text.letters[self.match.end() : self.match.end() + 1]
        return bool(after) and after in letters_with(name)

    def words(self, group: str | int = 0) -> list[Word]:
        """The words of a group that have a meaning of their own."""
        if isinstance(group, str) and not self.has(group):
            return []
        start, end = self.match.span(group)
        known = self.text.known
        return [known[number] for number in range(start, end) if number in known]

    def preceded_by(self, *names: str) -> bool:
        """Whether a word of one of these classes comes right before the phrase."""
        start = self.match.start()
        before = self.text.letters[start - 1 : start]
        return bool(before) and any(before in letters_with(name) for name in names)

    def word_before(self) -> str:
        """The known word right before the phrase, in lower case; empty where there is none."""
        word = self.text.known.get(self.match.start() - 1)
        return "" if word is None else word.text

    def in_a_name(self) -> bool:
        """Whether the phrase begins with a capital and a capitalized word follows it: the Daily Post."""
        source, places = self.text.source, self.text.places
        start, end = places[self.match.start()][0], places[self.match.end() - 1][1]
        return source[start].isupper() and source[end : end + 1] == " " and source[end + 1 : end + 2].isupper()

    def is_a_title(self) -> bool:
        """Whether a quotation mark is before the phrase and all its words have capitals: ABC's "This Week"."""
        words = self.words()
        return self.preceded_by("QUOTE", "APOS") and all(self.text.source[word.start].isupper() for word in words)

    def plural(self, group: str) -> bool:
        """Whether the group's word is one of many: years, centuries."""
        return self.words(group)[0].text.endswith("s")

    def value(self, kind: str, group: str | int = 0) -> Meaning | None:
        """The meaning of the first word of this kind in the group."""
        return next((word.meanings[kind] for word in self.words(group) if kind in word.meanings), None)

    def code(self, kind: str, group: str | int = 0) -> str:
        """The meaning as a code: a unit, a season, a part of the day; empty where there is none."""
        found = self.value(kind, group)
        return "" if found is None else str(found)

    def shift(self, group: str = "shift") -> Shift:
        """Which way the group points, from its words."""
        if not self.has(group):
            return ""
        return next((SHIFTS[kind] for word in self.words(group) for kind in word.meanings if kind in SHIFTS), "the")

    def day(self, group: str = "day") -> int | None:
        """The day of the month that the group gives."""
        for word in self.words(group):
            for kind in ("DAY", "NTH", "ORD", "INT"):
                if kind in word.meanings:
                    found = word.meanings[kind]
                    return found if isinstance(found, int) else int(re.sub(r"\D", "", found))
        return None

    def year(self, group: str = "year") -> int | None:
        """The year that the group gives; two digits with an apostrophe are read as 1930 to 2029."""
        if not self.has(group):
            return None
        for word in self.words(group):
            if "SHORTYEAR" in word.meanings:
                short = int(word.text[1:])
                return short + (1900 if short >= 30 else 2000)
            if "YEAR" in word.meanings or "OLDYEAR" in word.meanings or "INT" in word.meanings:
                return int(word.text)
        return self.spoken_year(group)

    def spoken_year(self, group: str) -> int | None:
        """The year said in words: nineteen ninety-six."""
        numbers = [int(word.meanings["CARD"]) for word in self.words(group) if "CARD" in word.meanings]
        if len(numbers) < 2 or numbers[1] < 10 or not EARLIEST_SPOKEN_CENTURY <= numbers[0] <= LATEST_SPOKEN_CENTURY:
            return None
        return numbers[0] * 100 + sum(numbers[1:])

    def number(self, group: str = "count") -> float | None:
        """The number in the group; 1 for "a" and "an", None where it is vague or beyond all time."""
        current, seen = 0.0, False
        for word in self.words(group):
            meanings = word.meanings
            if "VAGUE" in meanings:
                return None
            if "SCALE" in meanings:
                current = (current or 1) * int(meanings["SCALE"])
                seen = True
            elif "FRACTION" in meanings:
                current, seen = current + FRACTIONS[word.text], True
            elif found := next((meanings[k] for k in ("CARD", "INT", "COUPLE", "FOURDIGITS") if k in meanings), None):
                current, seen = current + int(found), True
            elif "AMOUNT" in meanings:
                current, seen = current + float(word.text.replace(",", "")), True
        if not seen:
            return 1.0
        return current if current <= MOST else None

    def count(self, group: str = "count") -> str:
        """The number as text: X where it is vague, 1 where the group is not there."""
        found = self.number(group)
        return "X" if found is None else repr(found)

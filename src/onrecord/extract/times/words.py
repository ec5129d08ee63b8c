"""A report's text as words with classes: what the grammar of time reads in place of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import lexicon

FILES = (
    "months", "weekdays", "seasons", "parts_of_day", "units", "numbers", "ordinals", "holidays", "hijri",
    "deixis", "references", "repeats", "bounds", "phases", "tense",
)  # fmt: skip
Meaning = int | str

UNKNOWN = "."
# Function words that patterns name by themselves, in lower case.
JOINTS = frozenset(
    "a an the of in on at and or to by for from with between through during until till since within into as per its"
    " their his no ad ah bc bce ce fiscal more additional another term old after before than when ended ending"
    " season one day days week month months quarter year years time times once twice trading working"
    " o'clock early late full whole entire ahead up back long business straight consecutive comparable corresponding throughout other over into after such".split()
)
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<ISO>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))"
    r"|(?P<SLASHED>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<FRACTION>[1-3]/[2-4](?!\d)|[½¼¾])"
    r"|(?P<CLOCK>\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<DECADE>(?:1\d|20)\d0['’`]?s\b|['’`]?[2-9]0['’`]?s\b)"
    r"|(?P<NTH>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<AMOUNT>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)"
    r"|(?P<SHORTYEAR>['’`]\d{2}\b(?!['’]))"
    r"|(?P<digits>\d+)"
    r"|(?P<POSS>['’](?:s|ll)\b)"
    r"|(?P<BREAK>\n[ \t\r]*\n\s*)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "_": "DASH", ".": "STOP", "!": "STOP", "?": "STOP",
    "'": "APOS", "’": "APOS", "/": "SLASH", "(": "OPEN", ")": "CLOSE", ";": "SEMI", '"': "QUOTE", "%": "PERCENT",
}  # fmt: skip
# Characters that, right beside a number, make it money, a label or a part of another number.
_GLUE_BEFORE = frozenset("$£€¥#.,/&@+:")
_GLUE_AFTER = frozenset("%/$°")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """An entry of the time lexicon: words of one or more kinds, and what they mean to the grammar."""

    key: str
    id: str
    kind: str | tuple[str, ...]
    words: tuple[str, ...]
    value: int | str = ""
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word can be: its classes with their meanings, its letter, and the entries that say so."""

    meanings: Mapping[str, Meaning]
    keys: Mapping[str, str]
    capital: bool
    letter: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of the text and its classes."""

    start: int
    end: int
    text: str
    meanings: Mapping[str, Meaning]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as words: a letter for the classes of each, where each stands, and those that have classes."""

    source: str
    letters: str
    places: tuple[tuple[int, int], ...]
    known: Mapping[int, Word]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that begin with one word: a pattern for what follows it, and the sense of each alternative."""

    tails: re.Pattern[str]
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicon made ready: single words, phrases by their first word, and the letters of all classes."""

    single: Mapping[str, Sense]
    phrases: Mapping[str, Phrases]
    letters: Mapping[frozenset[str], str]

    def letters_with(self, name: str) -> str:
        """Every letter that stands for a set of classes with this one in it."""
        return "".join(letter for classes, letter in self.letters.items() if name in classes)


_NUMBER_CLASSES = tuple(
    frozenset(classes.split())
    for classes in (
        "ISO", "SLASHED", "FRACTION", "CLOCK", "DECADE", "NTH", "AMOUNT", "SHORTYEAR", "POSS", "BREAK", "FUTURE",
        "INT", "INT DAY", "INT DAY HOUR", "INT HOUR", "INT YEAR", "INT OLDYEAR", "FOURDIGITS", "AHEAD POSS", "BACK",
    )
)  # fmt: skip


@cache
def vocabulary() -> Vocabulary:
    """The time lexicon, loaded once."""
    meanings: dict[str, dict[str, tuple[Meaning, str]]] = {}
    capital: set[str] = set()
    for name in FILES:
        for entry in lexicon.entries(f"lexicon/en/times/{name}", TimeWord):
            kinds = (entry.kind,) if isinstance(entry.kind, str) else entry.kind
            for text in map(str.lower, entry.words):
                meanings.setdefault(text, {}).update({kind: (entry.value, entry.key) for kind in kinds})
                if entry.capital:
                    capital.add(text)
    for joint in JOINTS:
        meanings.setdefault(joint, {})[joint] = (joint, "")
    return _arranged(meanings, capital)


def _arranged(meanings: Mapping[str, Mapping[str, tuple[Meaning, str]]], capital: set[str]) -> Vocabulary:
    letters: dict[frozenset[str], str] = {}
    marks = (frozenset([name]) for name in _MARKS.values())
    for classes in (*map(frozenset, meanings.values()), *_NUMBER_CLASSES, *marks):
        letters.setdefault(classes, chr(0xE000 + len(letters)))
    single: dict[str, Sense] = {}
    phrases: dict[str, dict[str, Sense]] = {}
    for text, known in meanings.items():
        values = {kind: value for kind, (value, _) in known.items()}
        keys = {kind: key for kind, (_, key) in known.items() if key}
        sense = Sense(values, keys, text in capital, letters[frozenset(known)])
        first = _TOKEN.match(text)
        if first is None or first.end() == len(text) or text.endswith("."):
            single[text] = sense
        else:
            phrases.setdefault(first.group(), {})[text[first.end() :]] = sense
    return Vocabulary(single, {first: _phrases(tails) for first, tails in phrases.items()}, letters)


def _phrases(tails: Mapping[str, Sense]) -> Phrases:
    longest_first = sorted(tails, key=lambda tail: -len(tail))
    patterns = (re.escape(tail).replace(r"\ ", r"\s+").replace("'", "['’]") for tail in longest_first)
    alternatives = "|".join(f"({pattern})" for pattern in patterns)
    return Phrases(re.compile(f"(?:{alternatives})(?!\\w)", re.IGNORECASE), tuple(tails[tail] for tail in longest_first))


def read(text: str) -> Text:
    """The text as words with classes; a run of words without one is a single unknown."""
    single, phrases = vocabulary().single, vocabulary().phrases
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    known: dict[int, Word] = {}
    passed = 0
    sense: Sense | None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < passed:
            continue
        kind = match.lastgroup
        if kind == "word":
            lower = match.group().lower()
            if lower not in single and lower not in phrases and lower not in _SHORTENED and lower[-2:] != "ed":
                if letters and letters[-1] is not UNKNOWN:
                    letters.append(UNKNOWN)
                    places.append((start, end))
                continue
            end, sense = _sense(text, start, end, lower)
        else:
            sense = _of_number(text, start, end, kind or "")
        passed = end
        if sense is not None and (sense.keys or kind != "word" or "BACK" in sense.meanings):
            known[len(letters)] = Word(start, end, text[start:end].lower(), sense.meanings, sense.keys)
        letters.append(UNKNOWN if sense is None else sense.letter)
        places.append((start, end))
    return Text(text, "".join(letters), tuple(places), known)


_SHORTENED = frozenset("a p jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split())


def _word_end(text: str, start: int, end: int, lower: str) -> int:
    """Where a word ends when the full stop that shortens it counts."""
    if lower in {"a", "p"}:
        if text[end : end + 2].lower() == ".m":
            return end + 3 if text[end + 2 : end + 3] == "." else end + 2
        return end
    return end + 1 if lower in _SHORTENED and text[end : end + 1] == "." else end


def _sense(text: str, start: int, end: int, lower: str) -> tuple[int, Sense | None]:
    """Where the longest phrase or the word that stands here ends, and what it means."""
    vocab = vocabulary()
    phrases = vocab.phrases.get(lower)
    if phrases is not None and (match := phrases.tails.match(text, end)):
        sense = phrases.senses[(match.lastindex or 1) - 1]
        if not sense.capital or text[start].isupper():
            return match.end(), sense
    end = _word_end(text, start, end, lower)
    alone = vocab.single.get(text[start:end].lower()) or vocab.single.get(lower)
    if alone is not None:
        return end, None if alone.capital and not text[start].isupper() else alone
    return end, _plain("BACK", "BACK") if lower.endswith("ed") and len(lower) > 4 else None


def _of_number(text: str, start: int, end: int, kind: str) -> Sense | None:
    """What a number or a mark can be in an expression of time."""
    lower = text[start:end].lower()
    if kind == "mark":
        name = _MARKS.get(lower)
        return _plain(name, lower) if name else None
    if kind == "POSS":
        return _plain("AHEAD POSS" if lower.endswith("ll") else "POSS", lower)
    if kind == "BREAK":
        return _plain(kind, "")
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (before and before in _GLUE_BEFORE) or (after and after in _GLUE_AFTER) or after.isalpha():
        return None
    return _plain(_digit_classes(lower), int(lower[:9])) if kind == "digits" else _plain(kind, lower)


@lru_cache(maxsize=4096)
def _plain(classes: str, value: Meaning) -> Sense:
    names = frozenset(classes.split())
    return Sense(dict.fromkeys(names, value), {}, False, vocabulary().letters[names])


def _digit_classes(digits: str) -> str:
    number = int(digits)
    if len(digits) == 4:
        if 1900 <= number <= 2099:
            return "INT YEAR"
        return "INT OLDYEAR" if 1000 <= number <= 1899 else "FOURDIGITS"
    if number <= 24:
        return "INT DAY HOUR" if number else "INT HOUR"
    return "INT DAY" if number <= 31 else "INT"

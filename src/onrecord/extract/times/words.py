"""A report's text as words with classes: what the grammar of time reads in place of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    """
    a additional after ah ahead an and another as at before between business by comparable consecutive day during
    ended ending entire fiscal for from full high his in into its long more o'clock of old on once or other over per
    since straight super the their through till times to trading twice until whole within working year
    """.split()  # noqa: SIM905 (a block of words reads better than a list of quoted ones)
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
# "5am" and "8:30pm" need no space.
_MERIDIAN = re.compile(r"[ap]m\b", re.IGNORECASE)
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
    shortened: frozenset[str]
    first_words: frozenset[str]
    joints: Mapping[str, str]


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
                meanings.setdefault(text, {}).update(dict.fromkeys(kinds, (entry.value, entry.key)))
                if entry.capital:
                    capital.add(text)
    for joint in JOINTS:
        meanings.setdefault(joint, {})[joint] = (joint, "")
    return _arranged(meanings, capital)


@cache
def letters_with(name: str) -> str:
    """Every letter that stands for a set of classes with this one in it."""
    return "".join(letter for classes, letter in vocabulary().letters.items() if name in classes)


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
    # "a" and "p" begin "a.m." and "p.m.", whose full stops the token pattern splits off.
    shortened = frozenset(text[:-1] for text in meanings if text.endswith("."))
    first_words = frozenset({*single, *phrases, *shortened, "a", "p"})
    made = {first: _phrases(tails) for first, tails in phrases.items()}
    begun = {*made, *shortened}
    joints = {word: sense.letter for word, sense in single.items() if not sense.keys and word not in begun}
    return Vocabulary(single, made, letters, shortened, first_words, joints)


def _phrases(tails: Mapping[str, Sense]) -> Phrases:
    longest_first = sorted(tails, key=lambda tail: -len(tail))
    patterns = (re.escape(tail).replace(r"\ ", r"\s+").replace("'", "['’]") for tail in longest_first)
    alternatives = "|".join(f"({pattern})" for pattern in patterns)
    pattern = re.compile(f"(?:{alternatives})(?!\\w)", re.IGNORECASE)
    return Phrases(pattern, tuple(tails[tail] for tail in longest_first))


def read(text: str, starts: Sequence[int] = ()) -> Text:
    """The text as words with classes; a run of words without one is a single unknown.

    No expression runs across one of the places where a part of the text starts.
    """
    first_words, joints = vocabulary().first_words, vocabulary().joints
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    known: dict[int, Word] = {}
    passed = 0
    waiting = iter((*starts, len(text) + 1))
    next_start = next(waiting)
    breaks = _plain("BREAK", "")
    sense: Sense | None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < passed:
            continue
        kind = match.lastgroup
        if start >= next_start:
            next_start = next(one for one in waiting if one > start)
            known[len(letters)] = Word(start, start, "", breaks.meanings, {})
            letters.append(breaks.letter)
            places.append((start, start))
        if kind == "word":
            lower = match.group().lower()
            unknown = lower not in first_words and lower[-2:] != "ed"
            if unknown or lower in joints:
                if not unknown or letters[-1:] != [UNKNOWN]:
                    letters.append(joints.get(lower, UNKNOWN))
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


def _word_end(text: str, start: int, end: int, lower: str) -> int:
    """Where a word ends when the full stop that shortens it counts."""
    if lower in {"a", "p"}:
        if text[end : end + 2].lower() == ".m":
            return end + 3 if text[end + 2 : end + 3] == "." else end + 2
        return end
    return end + 1 if lower in vocabulary().shortened and text[end : end + 1] == "." else end


def _sense(text: str, start: int, end: int, lower: str) -> tuple[int, Sense | None]:
    """Where the longest phrase or the word that stands here ends, and what it means."""
    vocab = vocabulary()
    phrases = vocab.phrases.get(lower)
    if phrases is not None and (match := phrases.tails.match(text, end)):
        sense = phrases.senses[(match.lastindex or 1) - 1]
        if not sense.capital or text[start].isupper():
            return match.end(), sense
    long_end = _word_end(text, start, end, lower)
    for stop in (long_end, end):
        alone = vocab.single.get(text[start:stop].lower())
        if alone is not None and (text[start].isupper() or not alone.capital):
            return stop, alone
    return end, _plain("BACK", "BACK") if _is_past_form(text[start:end]) else None


def _is_past_form(word: str) -> bool:
    """Whether a word has the form of a past tense: "opened", but not "United", "indeed" or "red"."""
    return word.islower() and len(word) > 4 and word.endswith("ed") and (not word.endswith("eed") or word == "agreed")


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
    if before.isalnum() or (before and before in _GLUE_BEFORE) or (after and after in _GLUE_AFTER):
        return None
    if after.isalpha() and not (kind in {"digits", "CLOCK"} and _MERIDIAN.match(text, end)):
        return None
    if kind == "digits" and len(lower) > MOST_DIGITS:
        return None
    return _plain(_digit_classes(lower), int(lower)) if kind == "digits" else _plain(kind, lower)


@lru_cache(maxsize=4096)
def _plain(classes: str, value: Meaning) -> Sense:
    names = frozenset(classes.split())
    return Sense(dict.fromkeys(names, value), {}, False, vocabulary().letters[names])


# A longer number counts no units of time.
MOST_DIGITS = 9


def _digit_classes(digits: str) -> str:
    number = int(digits)
    if len(digits) == 4:
        if 1900 <= number <= 2099:
            return "INT YEAR"
        return "INT OLDYEAR" if 1000 <= number <= 1899 else "FOURDIGITS"
    if number <= 24:
        return "INT DAY HOUR" if number else "INT HOUR"
    return "INT DAY" if number <= 31 else "INT"

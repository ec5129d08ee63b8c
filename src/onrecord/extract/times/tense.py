"""Whether the sentence around an expression looks ahead or back, by the nearest word that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.extract.times.finding import Find
from onrecord.extract.times.patterns import compiled
from onrecord.extract.times.words import Text, Word

# Characters before and after an expression that are searched for a sign of tense; a sentence's end stops the search.
# eval times, value F1 on TimeBank / AQUAINT: 40 → 82.3 / 76.3, 80 → 82.4 / 76.8, 120 and 200 → 82.5 / 76.8.
TENSE_REACH = 120
# "He will oppose Wednesday's ruling": what belongs to a day is mostly over, whatever the verb says.
# eval times, value F1 on AQUAINT: 12 → 76.8, 120 → 76.6.
REACH_OF_POSSESSIVES = 12
Sign = tuple[int, tuple[str, ...]]


# "Will be held", "to set": what has the form of a past tense is none after these.
_NO_PAST_AFTER = re.compile(r"\b(?:be|to|will|would|could|can|may|might|must|should|not)\s+$", re.IGNORECASE)
# "The mayor could not be reached Wednesday" tells of what was tried; "could be reached" may lie ahead.
_NOT_ABLE = re.compile(r"\b(?:neither|nor|not|none|no|nobody|never|only)\b[^.!?;]*$", re.IGNORECASE)
_NOT = re.compile(r"(?:\s+(?:not|never|only)|n['’]t)\b")
REACH_OF_NEGATION = 60
_SHORTENED = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|St|vs?|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Maj|Rev|Prof|Pres)$")
LONGEST_TITLE = 6
_HAD = re.compile(r"\bhad\s+(?:been\s+)?$")
# "By Thursday" is a limit that lies ahead if the sentence so far demands or supposes something.
_LIMIT = re.compile(r"\b(by|until|till|before)\s+$")


def tense_at(text: Text, find: Find) -> Sign:
    """+1 where the nearest sign of tense before the expression looks ahead, -1 where it looks back; its lexicon keys.

    Twice as much where the expression opens the sentence: no other verb stands between it and its own. Signs after
    the expression count where the sentence has none before it; 0 where there is none at all.
    """
    start, end = text.places[find.first][0], text.places[find.last - 1][1]
    after_word = text.known.get(find.last)
    reach = REACH_OF_POSSESSIVES if after_word is not None and "POSS" in after_word.meanings else TENSE_REACH
    left = list(_sentence_part(text, range(find.first - 1, -1, -1), lambda word: start - word.end <= reach))
    limit = _LIMIT.search(text.source, max(0, start - 10), start)
    if limit is not None and (ahead := _first_before_limit(text, left, delays=limit[1] in {"until", "till"})):
        return ahead
    right = _sentence_part(text, range(find.last, len(text.letters)), lambda word: word.start - end <= reach)
    way, keys = _first_sign(text, left) or _first_sign(text, right) or (0, ())
    return way * (2 if _opens_sentence(text, find) else 1), keys


def _opens_sentence(text: Text, find: Find) -> bool:
    """Whether a sentence begins with the expression, perhaps after "in" or "on"."""
    first = find.first - 1 if compiled("in|on|by|since").match(text.letters, find.first - 1) else find.first
    before = text.known.get(first - 1)
    return first <= 0 or (before is not None and not {"STOP", "BREAK"}.isdisjoint(before.meanings))


def _sentence_part(text: Text, numbers: Iterable[int], near: Callable[[Word], bool]) -> Iterator[Word]:
    """The known words from an expression to the end of its sentence or of the reach, nearest first."""
    for number in numbers:
        word = text.known.get(number)
        if word is None:
            continue
        if not near(word) or "BREAK" in word.meanings or ("STOP" in word.meanings and _ends(text, word)):
            return
        yield word


def _ends(text: Text, stop: Word) -> bool:
    """Whether a full stop ends a sentence and does not shorten a title or a name."""
    return _SHORTENED.search(text.source, max(0, stop.start - LONGEST_TITLE), stop.start) is None


def _first_before_limit(text: Text, words: Iterable[Word], *, delays: bool) -> Sign | None:
    """What makes a limit lie ahead: a demand, a supposition or, before "until", a delay not itself long past."""
    kinds = ("DEMAND", "AHEAD", "DELAY") if delays else ("DEMAND", "AHEAD")
    for word in words:
        kind = next((kind for kind in kinds if kind in word.meanings), None)
        if kind is not None and not (kind == "DELAY" and _HAD.search(text.source, max(0, word.start - 12), word.start)):
            return _sign(1, word, kind)
    return None


def _first_sign(text: Text, words: Iterable[Word]) -> Sign | None:
    for word in words:
        if "AHEAD" in word.meanings and text.source[word.start - 1 : word.start] != "-":
            return _sign(-1 if _is_past_inability(text, word) else 1, word, "AHEAD")
        if "BACK" in word.meanings and not _NO_PAST_AFTER.search(text.source, max(0, word.start - 12), word.start):
            return _sign(-1, word, "BACK")
    return None


def _is_past_inability(text: Text, word: Word) -> bool:
    """Whether "could" stands with a negation: what could not be done was tried."""
    if "ABLE" not in word.meanings:
        return False
    before = text.source[max(0, word.start - REACH_OF_NEGATION) : word.start]
    return _NOT.match(text.source, word.end) is not None or _NOT_ABLE.search(before) is not None


def _sign(way: int, word: Word, kind: str) -> Sign:
    return way, (word.keys[kind],) if kind in word.keys else ()

"""Whether the sentence around an expression looks ahead or back, by the nearest word that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.extract.times.finding import Find
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
# "By Thursday" is a limit that lies ahead if the sentence so far demands or supposes something.
_LIMIT = re.compile(r"\b(?:by|until|till|before)\s+$")


def tense_at(text: Text, find: Find) -> Sign:
    """+1 where the nearest sign of tense before the expression looks ahead, -1 where it looks back; its lexicon keys.

    Signs after the expression count where the sentence has none before it; 0 where there is none at all.
    """
    start, end = text.places[find.first][0], text.places[find.last - 1][1]
    after_word = text.known.get(find.last)
    reach = REACH_OF_POSSESSIVES if after_word is not None and "POSS" in after_word.meanings else TENSE_REACH
    left = list(_sentence_part(text, range(find.first - 1, -1, -1), lambda word: start - word.end <= reach))
    if _LIMIT.search(text.source, max(0, start - 10), start):
        for word in left:
            if "DEMAND" in word.meanings or "AHEAD" in word.meanings:
                return _sign(1, word, "DEMAND" if "DEMAND" in word.meanings else "AHEAD")
    right = _sentence_part(text, range(find.last, len(text.letters)), lambda word: word.start - end <= reach)
    return _first_sign(text, left) or _first_sign(text, right) or (0, ())


def _sentence_part(text: Text, numbers: Iterable[int], near: Callable[[Word], bool]) -> Iterator[Word]:
    """The known words from an expression to the end of its sentence or of the reach, nearest first."""
    for number in numbers:
        word = text.known.get(number)
        if word is None:
            continue
        if not near(word) or "STOP" in word.meanings or "BREAK" in word.meanings:
            return
        yield word


def _first_sign(text: Text, words: Iterable[Word]) -> Sign | None:
    for word in words:
        if "AHEAD" in word.meanings and text.source[word.start - 1 : word.start] != "-":
            return _sign(1, word, "AHEAD")
        if "BACK" in word.meanings and not _NO_PAST_AFTER.search(text.source, max(0, word.start - 12), word.start):
            return _sign(-1, word, "BACK")
    return None


def _sign(way: int, word: Word, kind: str) -> Sign:
    return way, (word.keys[kind],) if kind in word.keys else ()

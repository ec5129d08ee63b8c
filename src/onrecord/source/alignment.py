"""The way back from an extracted article to the characters of its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from onrecord.source.markup import unread_and_tags
from onrecord.text import OffsetMap

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Characters compared at once when a block is sought on the page: long enough to be rare, short enough to survive
# an inline tag or a footnote mark in the middle of a paragraph.
PROBE = 24
SHORTEST_PROBE = 8


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible characters of a page without white space, and where each stands in the markup."""

    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, page: str) -> PageText:
        """The visible characters of this page; an entity stands where its ampersand stands."""
        letters: list[str] = []
        places: list[int] = []
        at = 0
        for start, end in unread_and_tags(page):
            _add(page, at, start, letters, places)
            at = end
        _add(page, at, len(page), letters, places)
        return cls("".join(letters), tuple(places))


def _add(page: str, start: int, end: int, letters: list[str], places: list[int]) -> None:
    at = start
    while at < end:
        entity = ENTITY.match(page, at, end) if page[at] == "&" else None
        characters = unescape(entity.group()) if entity else page[at]
        for character in characters:
            if not character.isspace():
                letters.append(character)
                places.append(at)
        at = entity.end() if entity else at + 1


def aligned(text: str, page: PageText) -> OffsetMap:
    """The offset map from a text to its page; stretches that cannot be found on the page are in no run.

    The text's letters are matched in order: where they stop agreeing, the next place is sought where a probe of the
    text occurs, first after the last match, then anywhere (a title may stand behind its article in the markup).
    """
    wanted = [offset for offset, character in enumerate(text) if not character.isspace()]
    letters = "".join(text[offset] for offset in wanted)
    places: list[tuple[int, int]] = []
    at, cursor = 0, 0
    while at < len(letters):
        found = _found(letters, at, page.letters, cursor)
        if found is None:
            at += 1
            continue
        while at < len(letters) and found < len(page.letters) and letters[at] == page.letters[found]:
            places.append((wanted[at], page.places[found]))
            at, found = at + 1, found + 1
        cursor = found
    return OffsetMap(_runs(places))


def _found(letters: str, at: int, page: str, cursor: int) -> int | None:
    if page[cursor : cursor + SHORTEST_PROBE] == letters[at : at + SHORTEST_PROBE] and cursor < len(page):
        return cursor
    probe = letters[at : at + PROBE]
    if len(probe) < SHORTEST_PROBE:
        return None
    found = page.find(probe, cursor)
    if found < 0:
        found = page.find(probe)
    return None if found < 0 else found


def _runs(places: list[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    runs: list[tuple[int, int, int]] = []
    for offset, place in places:
        if runs and offset - runs[-1][0] == place - runs[-1][1] == runs[-1][2]:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((offset, place, 1))
    return tuple(runs)

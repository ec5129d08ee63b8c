"""Stretches of a page that nobody reads: comments, scripts, styles. Found in one pass, however hostile the page.

A regular expression such as `<script.*?</script>` looks to the end of the page for every opening tag that has no
closing one: a page of 400 kB with 50,000 of them took it minutes. Here a missing end is looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMES = ("script", "style", "template", "noscript", "svg")
OPENING = re.compile(rf"<!--|<(?:{'|'.join(NAMES)})\b", re.IGNORECASE)
OPENING_OR_TAG = re.compile(rf"{OPENING.pattern}|<[^<>]*>", re.IGNORECASE)
TAG_END = re.compile(r"[^<>]*>")
CLOSING = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in NAMES} | {"!--": re.compile("-->")}


def unread(page: str) -> Iterator[tuple[int, int]]:
    """Where comments, scripts and the like start and end; one that does not end is no such stretch."""
    return _stretches(page, OPENING)


def unread_and_tags(page: str) -> Iterator[tuple[int, int]]:
    """Where all that is not visible text starts and ends: comments, scripts and the like, and every tag."""
    return _stretches(page, OPENING_OR_TAG)


def without_unread(page: str) -> str:
    """The page without its comments, scripts and the like."""
    kept, at = [], 0
    for start, end in unread(page):
        kept.append(page[at:start])
        at = end
    return "".join((*kept, page[at:]))


def _stretches(page: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    endless: set[str] = set()
    at = 0
    while (found := pattern.search(page, at)) is not None:
        name = found.group()[1:].lower()
        end = found.end()
        if name in CLOSING:
            closing = None if name in endless else CLOSING[name].search(page, end)
            if closing is not None:
                end = closing.end()
            else:
                endless.add(name)
                tag = TAG_END.match(page, end) if pattern is OPENING_OR_TAG else None
                if tag is None:
                    at = end
                    continue
                end = tag.end()
        yield found.start(), end
        at = end

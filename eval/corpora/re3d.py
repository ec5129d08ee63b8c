"""re3d: quantity and temporal spans of documents on Syria and Iraq, of which only each span's surroundings are here.

Each row brings some 60 characters before and after its span. Rows of one document whose surroundings overlap are laid
over each other to one longer passage, so that a passage holds all that was annotated in it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.result import present
from eval.spans import Stretch

BEFORE = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with its gold spans, in the passage's own characters; `start` is its place there."""

    doc: str
    start: int
    text: str
    quantities: tuple[Stretch, ...]
    temporals: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    text: str
    kind: str
    gold: Stretch


def passages(data: Path, limit: int | None) -> tuple[Passage, ...]:
    """The passages that hold at least one quantity, in the order of documents and places."""
    lines = present(data / "figures" / "quantity_temporal.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(passages_of(map(json.loads, lines)))[:limit]


def passages_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[Passage]:
    """The passages that these rows make up."""
    by_doc: defaultdict[str, list[_Window]] = defaultdict(list)
    for row in rows:
        by_doc[row["doc"]].append(_window(row))
    for doc in sorted(by_doc):
        for group in _grouped(sorted(by_doc[doc], key=lambda window: (window.start, window.gold))):
            found = _passage(doc, group)
            if found.quantities:
                yield found


def _window(row: Mapping[str, Any]) -> _Window:
    """The row's surroundings with their place; where the span is not where it should stand, its first occurrence is."""
    text, value = row["ctx"], row["value"]
    place = min(BEFORE, row["begin"])
    if text[place : place + len(value)] != value:
        place = text.index(value)
    return _Window(row["begin"] - place, text, row["type"], (row["begin"], row["begin"] + len(value)))


def _grouped(windows: Iterable[_Window]) -> Iterator[list[_Window]]:
    """Windows whose text agrees where they overlap, together."""
    group: list[_Window] = []
    for window in windows:
        if group and not _agree(group, window):
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _laid(group: list[_Window]) -> str:
    text = group[0].text
    for window in group[1:]:
        text += window.text[max(0, group[0].start + len(text) - window.start) :]
    return text


def _agree(group: list[_Window], window: _Window) -> bool:
    laid = _laid(group)
    shared = laid[window.start - group[0].start :]
    return len(shared) > 0 and window.text[: len(shared)] == shared[: len(window.text)]


def _passage(doc: str, group: list[_Window]) -> Passage:
    start = group[0].start

    def gold(kind: str) -> tuple[Stretch, ...]:
        return tuple(sorted({(w.gold[0] - start, w.gold[1] - start) for w in group if w.kind == kind}))

    return Passage(doc, start, _laid(group), gold("Quantity"), gold("Temporal"))

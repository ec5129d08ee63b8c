"""One number for a figure, as a named project would take it: applied on request, never stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from onrecord import lexicon
from onrecord.errors import RecordError
from onrecord.record import Figure

WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A project's way from a figure to one number, with the source that says so."""

    title: str
    rule: str
    source: str
    takes: tuple[Literal["low", "best", "high"], ...]
    words: Mapping[str, int]


@cache
def readings() -> Mapping[str, Reading]:
    """Every reading, by its name."""
    return msgspec.convert(lexicon.document("ontology/readings")["readings"], dict[str, Reading])


def read_as(figure: Figure, name: str) -> float | int | None:
    """The number that the named reading gives a figure, or None; raises RecordError for a name there is not."""
    reading = readings().get(name)
    if reading is None:
        raise RecordError(f"no reading is named {name!r}; readings are {', '.join(sorted(readings()))}")
    for place in reading.takes:
        value: float | int | None = getattr(figure, place)
        if value is not None:
            return value
    known = [word for word in WORD.findall(figure.wording.lower()) if word in reading.words]
    return reading.words[known[-1]] if known else None

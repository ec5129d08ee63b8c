"""A figure in the making: a quantity with its group and measure, before parts, place and time are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.measures import Measured
from onrecord.extract.figures.quantities import Number, Quantity
from onrecord.language import Sentence
from onrecord.record import Bound
from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a figure within its sentence; `part_of` is the place of another draft in the report's list."""

    start: int
    end: int
    low: Number | None
    best: Number | None
    high: Number | None
    bound: Bound
    unit: str
    group: Group
    sentence: Sentence
    rule: str
    measured: Measured | None = None
    scope: Literal["total", "part", "increment"] | None = None
    part_of: int | None = None
    keys: tuple[str, ...] = ()
    name: Span | None = None
    anaphoric: bool = False

    @property
    def measure(self) -> str | None:
        """The measure's name."""
        return self.measured.measure if self.measured is not None else None


def draft_of(quantity: Quantity, group: Group, measured: Measured | None, unit: str, sentence: Sentence) -> Draft:
    """The draft of a quantity written with a number word."""
    rule = measured.rule if measured is not None else "a number of something, without a measure"
    scope = quantity.scope or ("total" if measured is not None and measured.total else None)
    return Draft(
        quantity.start, quantity.end, quantity.low, quantity.best, quantity.high, quantity.bound,
        unit, group, sentence, rule, measured, scope, None, quantity.keys,
    )  # fmt: skip

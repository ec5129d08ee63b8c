"""What an expression of time is anchored to: the report's day, what was named before it, the tense of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from onrecord.extract.times import calendar
from onrecord.extract.times.readings import CalendarDate, Numbered, Period, Reading
from onrecord.record import TimeMod, TimeType

# Characters from a named day within which an hour without a day, or "the following week", is taken to go by it;
# farther off it stays open.
# eval times, value F1 on TimeBank / AQUAINT: 200 → 82.4 / 76.6, 500 or more → 82.5 / 76.8.
NEAR = 500


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 type and value; None where the report gives nothing to work the value out from."""

    type: TimeType
    value: str | None
    mod: TimeMod | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What anchors an expression: the report's day, the value last named, and the years of dates named before.

    `tense` is +1 where the sentence looks ahead (+2: clearly), -1 where it looks back, 0 for neither; `event` is the
    day of the event that the expression counts from. `at` is where the expression stands, `focus_at` and `day_at`
    where the value and the day last named do.
    """

    report: date | None
    focus: str | None = None
    day: date | None = None
    quarter: str | None = None
    years: Mapping[tuple[int, int | None], int] = field(default_factory=lambda: MappingProxyType({}))
    tense: int = 0
    event: date | None = None
    at: int = 0
    focus_at: int | None = None
    day_at: int | None = None

    def after(self, reading: Reading, value: Value) -> Scene:
        """The scene for what follows an expression with this value."""
        if value.value is None or value.type not in {"DATE", "TIME"}:
            return self
        grain = calendar.grain_of(value.value)
        if grain is None:
            return self
        years = self.years
        if isinstance(reading, CalendarDate) and reading.month is not None and grain in {"D", "M"}:
            years = {**years, (reading.month, reading.day): int(value.value[:4])}
        quarter = value.value if self._is_talked_of(reading, grain) else self.quarter
        scene = replace(self, focus=value.value, focus_at=self.at, quarter=quarter, years=years)
        return replace(scene, day=calendar.first_day(value.value), day_at=self.at) if grain == "D" else scene

    def _is_talked_of(self, reading: Reading, grain: str) -> bool:
        """Whether a value is the quarter that figures without a date belong to: a recent one, named as such."""
        if grain != "Q" or not isinstance(reading, Numbered | Period):
            return False
        return isinstance(reading, Period) or (reading.year is None and not reading.year_shift) or self.quarter is None

    @property
    def focus_day(self) -> date | None:
        """The first day of the value last named, or the report's day."""
        return (calendar.first_day(self.focus) if self.focus else None) or self.report

    @property
    def focus_at_hand(self) -> date | None:
        """The first day of the value last named; None where that is far off in the text."""
        return None if self._is_far(self.focus_at) else self.focus_day

    @property
    def day_at_hand(self) -> date | None:
        """The day that an hour without a day is on; None where the day last named is far off in the text."""
        return None if self._is_far(self.day_at) else self.last_day

    def _is_far(self, place: int | None) -> bool:
        """Whether what stands at a place is too far off to be meant; the report's own day, at no place, never is."""
        return place is not None and self.at - place > NEAR

    @property
    def last_day(self) -> date | None:
        """The day last named, or the report's day."""
        return self.day or self.report

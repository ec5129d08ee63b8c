"""The stage that reads events: who did what to whom, in PLOVER's types, on whose word and how real."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.events.reading import Reading
from onrecord.extract.stage import Found, Known

__all__ = ["Events"]


@dataclass(frozen=True, slots=True)
class Events:
    """Reads the events of a report, and joins figures to the events whose people they count.

    What is not likely to be an event of public life is left out, unless it `keeps_all` that reads like one.
    """

    name: str = "events"
    needs: tuple[str, ...] = ("actors", "statements", "figures", "times", "places")
    makes: tuple[str, ...] = ("events", "figures", "actors")
    keeps_all: bool = False

    def __call__(self, known: Known) -> Found:
        """The events of the report, and the figures that belong to one, with it filled in."""
        return Reading(self, known).found(keeps_all=self.keeps_all)

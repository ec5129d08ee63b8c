"""The stage that reads negotiations: parties, mediators, venue, topics, stage, proposals and replies."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.negotiations.reading import Reading
from onrecord.extract.stage import Found, Known

__all__ = ["Negotiations"]


@dataclass(frozen=True, slots=True)
class Negotiations:
    """Reads the negotiations of a report, one record for each track of talks."""

    name: str = "negotiations"
    needs: tuple[str, ...] = ("actors", "statements", "times", "places")
    makes: tuple[str, ...] = ("negotiations",)

    def __call__(self, known: Known) -> Found:
        """The negotiations of the report."""
        return Found(negotiations=Reading(self, known).negotiations())

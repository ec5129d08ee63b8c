"""The stage that reads negotiations: talks as one record a track, with proposals and the replies to them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.negotiations.reading import Reading
from onrecord.extract.stage import Found, Known

__all__ = ["Negotiations"]


@dataclass(frozen=True, slots=True)
class Negotiations:
    """Reads the talks that a report tells of: who, where, how far, what was proposed and who took it how."""

    name: str = "negotiations"
    needs: tuple[str, ...] = ("times", "places", "actors", "statements", "events")
    makes: tuple[str, ...] = ("negotiations", "actors")

    def __call__(self, known: Known) -> Found:
        """The negotiations of a report, in the order of the text, and the countries that only they make actors."""
        return Reading(self, known).records()

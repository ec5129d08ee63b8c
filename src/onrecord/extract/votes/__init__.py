"""The stage that reads votes: body, motion, sponsors, tally, who voted how, vetoes, outcome."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.stage import Found, Known
from onrecord.extract.votes.reading import votes_in

__all__ = ["Votes"]


@dataclass(frozen=True, slots=True)
class Votes:
    """Reads the votes of a report; sentences that go on about one vote are one record."""

    name: str = "votes"
    needs: tuple[str, ...] = ("times", "actors", "statements")
    makes: tuple[str, ...] = ("votes",)

    def __call__(self, known: Known) -> Found:
        """The votes of the report."""
        return Found(votes=votes_in(self, known))

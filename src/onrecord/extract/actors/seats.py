"""Of which country an office or body of a state is, where its own words do not say: by the places of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.actors.chains import Chain
from onrecord.extract.actors.words import folded
from onrecord.record import Place, Sector

# Sectors of offices and bodies of a state: the mayor or police of a town are of the country it lies in.
OF_STATE: frozenset[Sector | None] = frozenset({"GOV", "LEG", "COP", "JUD"})
LARGE = frozenset({"PCLI", "CONT", "RGN"})
# Words of bodies that need not be of the country where they are.
ABROAD = frozenset({"foreign", "international", "multinational", "allied", "western", "european", "african", "asian"})
# Share of the places within countries that must lie in one country for a report to be at home there.
HOME_SHARE = 0.8


@dataclass(frozen=True)
class Seats:
    """The places of a report, asked for the country of a body that stands in one of them, or in all of them."""

    places: Sequence[Place]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The country of each place, by its names in the report; none for a name of places in several countries."""
        found: dict[str, set[str]] = {}
        for place in self.places:
            for span in place.evidence if place.country is not None else ():
                found.setdefault(span.text, set()).add(str(place.country))
        return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}

    @cached_property
    def home(self) -> str | None:
        """The one country in which a report is at home: named itself or by two places, nearly all others lie in it."""
        within = Counter[str]()
        named = Counter[str]()
        for place in self.places:
            if place.country is not None:
                named[place.country] += 1
                within[place.country] += 0 if place.feature in LARGE else len(place.evidence)
        if not within.total():
            return None
        country, mentions = within.most_common(1)[0]
        alone = mentions >= HOME_SHARE * within.total()
        return country if alone and named[country] > 1 else None

    def of(self, chain: Chain, sector: Sector | None) -> tuple[str | None, str | None]:
        """The country of a body or office of a state, and the rule that gave it."""
        if sector not in OF_STATE:
            return None, None
        owners = [one.affiliation for one in chain.mentions if one.affiliation is not None]
        seated = next((self.by_name[place] for place in owners if place in self.by_name), None)
        if seated is not None:
            return seated, "of the country of the place that it is of"
        if self.home is None or owners or (chain.is_named and chain.kind == "organization") or _is_from_abroad(chain):
            return None, None
        return self.home, "of the country in which the report's places lie"


def _is_from_abroad(chain: Chain) -> bool:
    words = {word for one in chain.mentions for word in folded(one.name or "").replace("-", " ").split()}
    return bool(words & ABROAD)

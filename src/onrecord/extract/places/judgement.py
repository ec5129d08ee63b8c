"""Whether the likeliest place is likely enough to go on record; what cannot be placed stays unplaced, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.places.choice import Candidate, Choice, contains
from onrecord.extract.places.mentions import Mention
from onrecord.gazetteer import Entry

# A settlement with fewer people is placed only where the report supports it: a report about an invented or unlisted
# place of the same name does not. Set on the even-numbered articles of LGL and TR-News.
KNOWN_ALONE = 300_000
FAMOUS = 50  # names in all languages
SUPPORTED = 3.0
RUNNERS_UP = 3


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a name is put: an entry or None, under a rule in words, with the runners-up and their scores."""

    entry: Entry | None
    rule: str
    others: tuple[str, ...] = ()


def placing_of(
    key: str, listed: Sequence[Mention], choice: Choice | None, chosen: dict[str, Choice], mentions: Sequence[Mention]
) -> Placing:
    """Where the report's mentions of one name are put."""
    best = choice.best if choice is not None else None
    if choice is None or best is None:
        return Placing(None, "no place of this name is known")
    others = tuple(map(_named, choice.candidates[1 : 1 + RUNNERS_UP]))
    for outer in (mentions[mention.inside] for mention in listed if mention.inside is not None):
        around = chosen.get(outer.key)
        if around is not None and around.best is not None and contains(around.best.entry, best.entry):
            return Placing(best.entry, "the report says which country or unit it lies in", others)
    if best.support >= SUPPORTED:
        return Placing(best.entry, "it lies where the report's other places and countries are", others)
    if _is_well_known(best.entry):
        return Placing(best.entry, "the best known place of this name, and nothing in the report speaks for another", others)
    return Placing(None, "places of this name are known, but nothing in the report speaks for one of them", (_named(best), *others))


def _is_well_known(entry: Entry) -> bool:
    if entry.is_of_overlay or entry.feature in ("PCLI", "PPLC"):
        return True
    return entry.population >= KNOWN_ALONE or entry.fame >= FAMOUS


def _named(candidate: Candidate) -> str:
    """A candidate as provenance lists it: name, country and score."""
    entry = candidate.entry
    return f"{entry.name} {entry.feature} {'/'.join(entry.countries) or '-'} {candidate.score:.1f}"

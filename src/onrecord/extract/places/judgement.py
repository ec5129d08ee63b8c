"""Whether the likeliest place is likely enough to go on record; else the name stays unplaced, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.places.choice import Candidate, Choice, contains, outers
from onrecord.extract.places.mentions import Mention
from onrecord.gazetteer import Entry, distance_km

# A lesser settlement is placed only where the report supports it: else a report of an invented or unlisted place
# would land on a namesake. Set on the even-numbered articles of LGL and TR-News: lower gains recall on local news only.
KNOWN_ALONE = 300_000  # people
FAMOUS = 50  # names in all languages
SUPPORTED = 2.5
RUNNERS_UP = 3
# Two places apart whose scores differ by less than this cannot be told apart. LGL, even articles: 0 to 1.0 raises
# precision from 89.2 to 90.5 at the same F1.
MARGIN = 1.0
APART_KM = 161.0

SAID = "the report says which country or unit it lies in"
AGREES = "it lies where the report's other places and countries are"
BEST_KNOWN = "the best known place of this name, and nothing in the report speaks for another"
UNKNOWN = "no place of this name is known"
UNKNOWN_SPOT = "no place of this name is known; the report says what it lies in or near"
NOT_THERE = "places of this name are known, but none in the country or unit that the report says it lies in"
OPEN = "several places of this name fit the report equally well"
UNSUPPORTED = "places of this name are known, but nothing in the report speaks for one of them"


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a name is put: an entry or None, under a rule in words, with the runners-up and their scores.

    `around` is the placed country, unit or town that the report says an unknown place lies in or near.
    """

    entry: Entry | None
    rule: str
    others: tuple[str, ...] = ()
    around: Entry | None = None


def placings(mentions: Sequence[Mention], chosen: Mapping[str, Choice], *, known: bool = False) -> dict[str, Placing]:
    """Where each name of the report is put, by key; `known` says that each is sure to be a place of the gazetteer."""
    found: dict[str, Placing] = {}
    for mention in mentions:
        if mention.key not in found:
            same = [other for other in mentions if other.key == mention.key]
            found[mention.key] = _placing(same, mentions, chosen, known=known)
    return found


def _placing(
    same: Sequence[Mention], mentions: Sequence[Mention], chosen: Mapping[str, Choice], *, known: bool
) -> Placing:
    choice = chosen.get(same[0].key)
    around = _around(same, mentions, chosen)
    if choice is None or choice.best is None:
        return Placing(None, UNKNOWN_SPOT, around=around[0]) if around else Placing(None, UNKNOWN)
    best = choice.best
    others = tuple(map(_named, choice.candidates[1 : 1 + RUNNERS_UP]))
    if any(contains(outer, best.entry) for outer in around):
        return Placing(best.entry, SAID, others)
    known = known or _is_well_known(best.entry)
    if not known and (elsewhere := next((outer for outer in around if outer.feature in ("PCLI", "ADM1")), None)):
        return Placing(None, NOT_THERE, (_named(best), *others), around=elsewhere)
    if not known and _is_open(choice.candidates):
        return Placing(None, OPEN, (_named(best), *others))
    if best.support >= SUPPORTED:
        return Placing(best.entry, AGREES, others)
    if known:
        return Placing(best.entry, BEST_KNOWN, others)
    return Placing(None, UNSUPPORTED, (_named(best), *others))


def _around(same: Sequence[Mention], mentions: Sequence[Mention], chosen: Mapping[str, Choice]) -> list[Entry]:
    """The likeliest places for what the mentions are said to lie in."""
    keys = dict.fromkeys(outer.key for mention in same for outer in outers(mention, mentions))
    bests = [chosen[key].best for key in keys if key in chosen]
    return [best.entry for best in bests if best is not None]


def _is_open(candidates: Sequence[Candidate]) -> bool:
    """Whether a place elsewhere fits the report as well as the best one does."""
    best, *others = candidates
    return any(
        best.score - other.score < MARGIN and distance_km(best.entry, other.entry) > APART_KM
        for other in others[:RUNNERS_UP]
    )


def _is_well_known(entry: Entry) -> bool:
    if entry.is_of_overlay or entry.feature in ("PCLI", "PPLC"):
        return True
    return entry.population >= KNOWN_ALONE or entry.fame >= FAMOUS


def _named(candidate: Candidate) -> str:
    """A candidate as provenance lists it: name, feature, country and score."""
    entry = candidate.entry
    return f"{entry.name} {entry.feature} {'/'.join(entry.countries) or '-'} {candidate.score:.1f}"

"""Which of the places that a name may stand for is meant: the whole report votes, by country, unit and distance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.places.mentions import Mention
from onrecord.gazetteer import Entry, NameKind, Sense, distance_km

# Scores are in the manner of log-odds: one more is about three times likelier. All were set by hand on the
# even-numbered articles of LGL and TR-News (eval/places with given spans), in halves and wholes.
# OVERSHADOWED was set on examples: those articles hardly have such names.
KIND = {NameKind.OWN: 0.0, NameKind.OTHER: -3.0, NameKind.DERIVED: -3.5, NameKind.ABBREVIATION: -1.0}
FEATURE = {"PCLI": 8.0, "CONT": 8.0, "ADM1": 2.0, "PPLC": 3.0, "ADM2": -1.0}
PEOPLE = 1.0  # for each tenfold of people
FAME = 0.5  # for each doubling of its names in all languages
OVERLAY = 9.0  # what the project wrote down itself, it wrote because reports name it
OVERLAY_PEOPLED = 3.0  # the least for its people to count on top
TWIN = 4.0  # taken from a unit that bears the name of its main town
MAIN_TOWN = 0.15  # of a unit's people
OVERSHADOWED = 8.0  # taken from a small town that has the name of a world city, and not as its own
WORLD_CITY = 1_000_000  # people
WORLD_FAME = 50  # names in all languages
SMALL_TOWN = 100_000  # people
UNIT_FITS = 4.0  # "province" beside the name of a province
IN_COUNTRY = 6.0  # at most, as the votes for its country grow
IN_ADMIN1 = 5.0  # at most, as the votes for its unit grow
IN_DISTRICT = 2.5  # a district and a town of it, both named
CAPITAL = 3.0  # at most, for the capital of a country that the report names
NEAR = 3.0  # at most, for lying beside another place of the report
NEAR_KM = 200.0
CONTAINED = 12.0  # "X, Y" where Y holds X
CONTAINS = 8.0  # the same for Y
ROUNDS = 3
# How many candidates of a name are weighed: the most likely before the report is asked.
WEIGHED = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean, with its score and what the score rests on."""

    entry: Entry
    score: float
    support: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means in this report: candidates, the best first."""

    key: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate, if there is any."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the report with all its mentions, and the places they are said to lie in."""

    key: str
    senses: tuple[Sense, ...]
    features: frozenset[str]
    inside: frozenset[str]
    holds: frozenset[str]
    mentions: int


def choices(mentions: Sequence[Mention], countries: dict[str, float]) -> dict[str, Choice]:
    """What each name of the report means; `countries` are those named by other words than places, with weights."""
    names = {name.key: name for name in _names(mentions) if name.senses}
    priors = {key: _priors(name) for key, name in names.items()}
    scores = priors
    for _ in range(ROUNDS):
        scores = {key: _scored(name, priors[key], _Votes(scores, countries, key, names)) for key, name in names.items()}
    return {key: _choice(key, scores[key], priors[key]) for key in names}


def _names(mentions: Sequence[Mention]) -> Iterable[Name]:
    of_key: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        of_key[mention.key].append(mention)
    held: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for outer in outers(mention, mentions):
            held[outer.key].add(mention.key)
    for key, listed in of_key.items():
        senses = max((mention.senses for mention in listed), key=len)
        features = frozenset(feature for mention in listed for feature in mention.features)
        inside = frozenset(outer.key for mention in listed for outer in outers(mention, mentions))
        yield Name(key, senses, features, inside, frozenset(held[key]), len(listed))


def outers(mention: Mention, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The places that a mention is said to lie in, the nearest first: "Reading, Berkshire, UK" has two."""
    seen = {mention.first}
    while mention.inside is not None:
        mention = mentions[mention.inside]
        if mention.first in seen:
            return
        seen.add(mention.first)
        yield mention


Scores = list[tuple[Entry, float]]


def _priors(name: Name) -> Scores:
    less = dict.fromkeys(() if name.features else _units_with_town(name.senses), TWIN)
    less |= dict.fromkeys(_overshadowed(name.senses), OVERSHADOWED)
    scored = [(sense.entry, _prior(sense, name) - less.get(sense.entry.id, 0.0)) for sense in name.senses]
    scored.sort(key=lambda pair: -pair[1])
    return scored[:WEIGHED]


def _units_with_town(senses: Sequence[Sense]) -> set[int]:
    """The units that bear the name of a main town of theirs: without "province" beside it, the name is the town's."""
    people = {sense.entry.id: sense.entry.population for sense in senses if sense.entry.feature in ("ADM1", "ADM2")}
    return {
        unit
        for sense in senses
        if sense.entry.feature.startswith("PPL")
        for unit in (sense.entry.admin1, sense.entry.admin2)
        if unit in people and sense.entry.population >= MAIN_TOWN * people[unit]
    }


def _overshadowed(senses: Sequence[Sense]) -> Iterator[int]:
    """The small towns for which a report would use another name: who writes "New York" does not mean Niu-York."""
    if any(sense.entry.population >= WORLD_CITY and sense.entry.fame >= WORLD_FAME for sense in senses):
        for sense in senses:
            if sense.kind is not NameKind.OWN and sense.entry.population < SMALL_TOWN:
                yield sense.entry.id


def _prior(sense: Sense, name: Name) -> float:
    entry = sense.entry
    if entry.is_of_overlay:
        score = max(OVERLAY, OVERLAY_PEOPLED + PEOPLE * math.log10(entry.population + 10))
    else:
        score = KIND[sense.kind] + FEATURE.get(entry.feature, 0.0) + PEOPLE * math.log10(entry.population + 10)
        score += FAME * math.log2(entry.fame + 1)
    if name.features and entry.feature in name.features:
        score += UNIT_FITS
    return score


class _Votes:
    """What the other names of the report say about countries, units and neighbourhood."""

    def __init__(
        self, scores: dict[str, Scores], countries: dict[str, float], key: str, names: dict[str, Name]
    ) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float, countries)
        self.admin1: defaultdict[int, float] = defaultdict(float)
        self.districts: set[int] = set()
        self.districts_of_towns: set[int] = set()
        self.places: list[Entry] = []
        self.around = [entry for outer in names[key].inside for entry, _ in scores.get(outer, [])]
        self.held = [entry for inner in names[key].holds for entry, _ in scores.get(inner, [])]
        for other, scored in scores.items():
            if not (other.startswith(key) or key.startswith(other)):
                self._add(scored, math.log2(1 + names[other].mentions))

    def _add(self, scored: Scores, weight: float) -> None:
        best = scored[0][1]
        shares = [(entry, math.exp(score - best)) for entry, score in scored[:5]]
        whole = sum(share for _, share in shares)
        for entry, share in shares:
            part = weight * share / whole
            for code in entry.countries:
                self.countries[code] += part / len(entry.countries)
            unit = entry.id if entry.feature == "ADM1" else entry.admin1
            if unit is not None:
                self.admin1[unit] += part
        for entry, _ in scored:
            if entry.feature == "ADM2":
                self.districts.add(entry.id)
            elif entry.admin2 is not None:
                self.districts_of_towns.add(entry.admin2)
        if scored[0][0].feature.startswith("PPL") or scored[0][0].feature == "ADM2":
            self.places.append(scored[0][0])


def _scored(name: Name, priors: Scores, votes: _Votes) -> Scores:
    scored = [(entry, prior + _support(entry, votes)) for entry, prior in priors]
    scored.sort(key=lambda pair: (-pair[1], pair[0].id))
    return scored


def _support(entry: Entry, votes: _Votes) -> float:
    support = IN_COUNTRY * _saturated(max((votes.countries[code] for code in entry.countries), default=0.0))
    if entry.feature == "PPLC":
        support += CAPITAL * _saturated(votes.countries[entry.countries[0]])
    unit = entry.id if entry.feature == "ADM1" else entry.admin1
    if unit is not None:
        support += IN_ADMIN1 * _saturated(votes.admin1[unit])
    if entry.id in votes.districts_of_towns or entry.admin2 in votes.districts:
        support += IN_DISTRICT
    if votes.places and entry.feature != "PCLI":
        nearest = min(distance_km(entry, other) for other in votes.places)
        support += NEAR * math.exp(-nearest / NEAR_KM)
    if any(contains(outer, entry) for outer in votes.around):
        support += CONTAINED
    if any(contains(entry, inner) for inner in votes.held):
        support += CONTAINS
    return support


def _saturated(votes: float) -> float:
    return votes / (votes + 1.0)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether a country or unit holds another place."""
    if outer.id == inner.id:
        return False
    match outer.feature:
        case "PCLI":
            return inner.feature != "PCLI" and outer.countries[0] in inner.countries
        case "ADM1":
            return inner.admin1 == outer.id
        case "ADM2":
            return inner.admin2 == outer.id
        case _:
            return False


def _choice(key: str, scores: Scores, priors: Scores) -> Choice:
    before = {entry.id: score for entry, score in priors}
    candidates = (Candidate(entry, score, score - before[entry.id]) for entry, score in scores)
    return Choice(key, tuple(candidates))

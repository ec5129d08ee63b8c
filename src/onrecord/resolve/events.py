"""The same happening across reports: type, time, place, participants and figures. A missed link is preferred.

Two events of one type are compared feature by feature; each agreement and each difference has a worth in points and a
sentence. Some differences forbid a link whatever else agrees: another type, another day, another place, a plan beside
an act. A report that a thing did not happen may stand with those that it did: that is what a disagreement is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.gazetteer import distance_between
from onrecord.resolve.day_numbers import gap, iso
from onrecord.resolve.happening import Count, Happening, Party, Spot
from onrecord.resolve.judged import Edge, Group, Judged, grouped

# Points a link needs, and those that count as certain. Of pairs of our events in ECB+ topics 1 to 35 (eval/linking.py),
# 2.6 links 308 rightly and 88 wrongly, 3.0 225 and 38, 3.4 162 and 12; of Wikinews 2019 and 2020 8 of 8 rightly.
NEEDED, CERTAIN = 3.4, 7.0
# Points that reports without any date need, where both use one word: no day can speak for them. ECB+, whose texts are
# undated: 3.4 gives a CoNLL F1 of 47.9 at a B-cubed precision of 98.0, 2.6 58.8 at 94.4, 2.2 63.3 at 92.7;
# of these the one that is surer, and still above the rule that one word is one event (57.6).
NEEDED_UNDATED = 2.6
# Both sides act: who is named first says nothing.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
NEAR_KM, FAR_KM = 30.0, 60.0
# Days of a bucket in which events are looked for; an event is looked for in its own and the two beside it.
BUCKET = 8
# A time longer than this does not say when; the report's day does, if it lies within.
LONG = 10
# A report tells of what happened up to so many days before it, and perhaps a day after (time zones).
TOLD_LATER, TOLD_EARLIER, TOLD_SOON = 7, 1, 2
REPORTS_APART = 3
# Events whose keys are remembered: those of one day's news are compared with each other again and again.
REMEMBERED = 8192
# Names of a report under which its events are found: the first ones, which a report of the same matter would have too.
LEADING_NAMES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of comparison: its worth (negative where it speaks against), in words, and whether it is telling.

    A telling agreement is one that few other happenings would share. None for the worth forbids a link.
    """

    worth: float | None
    words: str
    is_telling: bool = False


def same_happening(one: Happening, other: Happening) -> Edge[str] | None:
    """Whether two events of different reports are one happening, how surely, and why; None where they are not."""
    if one.version == other.version or one.type != other.type or one.is_real != other.is_real:
        return None
    if on_other_days(one, other):
        return None
    # In one order, whichever is asked about first: the sentences name the one before the other.
    one, other = sorted((one, other), key=lambda event: event.id)
    points, words, telling = 0.0, [], False
    for finding in findings(one, other):
        if finding.worth is None:
            return None
        points += finding.worth
        telling = telling or finding.is_telling
        words.append(finding.words)
    if points < needed(one, other) or not telling:
        return None
    return Edge(one.id, other.id, round(min(1.0, points / CERTAIN), 3), tuple(word for word in words if word))


def on_other_days(one: Happening, other: Happening) -> bool:
    """Whether the days alone forbid a link: asked first, since most events that share a key are of other days."""
    if one.days is not None and other.days is not None:
        return gap(one.days, other.days) > 1
    if one.days is None and other.days is None:
        return None not in (one.published, other.published) and _reported_apart(one, other) > REPORTS_APART
    dated, undated = (one, other) if one.days is not None else (other, one)
    return _is_far(dated, undated.published)


def needed(one: Happening, other: Happening) -> float:
    """The points that a link between the two needs."""
    undated = all(event.days is None and event.published is None for event in (one, other))
    return NEEDED_UNDATED if undated and one.word == other.word else NEEDED


def findings(one: Happening, other: Happening) -> Iterator[Finding]:
    """Every point on which the two can be compared."""
    yield from _manner(one, other)
    yield from _time(one, other)
    if one.spot is not None and other.spot is not None:
        yield _place(one.spot, other.spot)
    yield from _parties(one, other)
    yield from _figures(one.counts, other.counts)
    shared = len(set(one.names) & set(other.names))
    if shared:
        share = shared / min(len(one.names), len(other.names))
        worth = min(1.6, 0.35 * shared) * (0.5 + share / 2)
        yield Finding(worth, f"the reports share {_number(shared, 'name')}", shared >= 3 and share >= 0.25)


def _manner(one: Happening, other: Happening) -> Iterator[Finding]:
    if one.word == other.word:
        yield Finding(0.8, f"both say {one.label!r}" if one.label == other.label else "both use the same word")
    if one.mode is not None and other.mode is not None:
        same = one.mode == other.mode
        yield Finding(0.4 if same else -0.8, "of the same mode" if same else f"{one.mode} and {other.mode}")
    if one.is_denied != other.is_denied:
        yield Finding(-0.5, "one report says that it did not happen")


def _time(one: Happening, other: Happening) -> Iterator[Finding]:
    if one.days is not None and other.days is not None:
        yield _own_days(one, other)
    elif one.days is not None or other.days is not None:
        dated, undated = (one, other) if one.days is not None else (other, one)
        yield from _told(dated, undated.published)
    elif one.published is not None and other.published is not None:
        apart = _reported_apart(one, other)
        worth = None if apart > REPORTS_APART else 0.8 - 0.2 * apart
        yield Finding(worth, "reported on the same day" if apart == 0 else f"reported {_number(apart, 'day')} apart")


def _reported_apart(one: Happening, other: Happening) -> int:
    return abs((one.published or 0) - (other.published or 0))


def _own_days(one: Happening, other: Happening) -> Finding:
    assert one.days is not None and other.days is not None
    apart = gap(one.days, other.days)
    longest = max(one.days[1] - one.days[0], other.days[1] - other.days[0])
    if apart > 1:
        return Finding(None, "on different days")
    if longest > LONG:
        return Finding(0.3, "the times given overlap")
    if apart == 1:
        return Finding(0.8, "a day apart, as reports from two time zones may be")
    return Finding(1.5, f"both on {iso(one.days[0])}" if longest == 0 else "the times given overlap")


def _is_far(dated: Happening, published: int | None) -> bool:
    """Whether an event's own days are too far from another's report for it to tell of them."""
    if dated.days is None or published is None:
        return False
    return dated.days[0] > published + TOLD_EARLIER or dated.days[1] < published - TOLD_LATER


def _told(dated: Happening, published: int | None) -> Iterator[Finding]:
    assert dated.days is not None
    if published is None:
        return
    if _is_far(dated, published):
        yield Finding(None, "the day is not near the other report's")
    elif dated.days[1] - dated.days[0] > LONG:
        yield Finding(0.1, "the time given takes in the other report's day")
    elif dated.days[1] >= published - TOLD_SOON:
        yield Finding(0.7, "the other report came out within two days")
    else:
        yield Finding(0.2, "the other report came out within a week")


def _place(one: Spot, other: Spot) -> Finding:
    name = " ".join(word.capitalize() for word in one.words)
    if (one.number is not None and one.number == other.number) or (one.words and one.words == other.words):
        return Finding(0.5 if one.is_wide else 2.0, f"both in {name}", not one.is_wide)
    if one.country and other.country and one.country != other.country:
        return Finding(None, "in different countries")
    if one.is_wide or other.is_wide:
        return Finding(0.4, "the one place lies in the other") if one.country == other.country else Finding(0.0, "")
    if None not in (one.latitude, one.longitude, other.latitude, other.longitude):
        return _distance(one, other)
    if set(one.words) <= set(other.words) or set(other.words) <= set(one.words):
        return Finding(1.2, "the places have one name", True)
    return Finding(-2.0, "the places have different names")


def _distance(one: Spot, other: Spot) -> Finding:
    if one.unit and one.unit == other.unit and (one.words == (one.unit,) or other.words == (other.unit,)):
        return Finding(0.6, "the one place lies in the other")
    apart = distance_between(one.latitude or 0, one.longitude or 0, other.latitude or 0, other.longitude or 0)
    if apart <= NEAR_KM:
        return Finding(1.2, f"{apart:.0f} km from each other", True)
    return Finding(None if apart > FAR_KM else -1.5, f"{apart:.0f} km from each other")


def _parties(one: Happening, other: Happening) -> Iterator[Finding]:
    if one.type in MUTUAL:
        sides = [((*one.actors, *one.recipients), (*other.actors, *other.recipients), "the parties")]
    else:
        sides = [(one.actors, other.actors, "who did it"), (one.recipients, other.recipients, "whom it was done to")]
    countries = 0
    for left, right, role in sides:
        best, who = _likeness(left, right)
        if best > 0:
            countries += best == COUNTRY
            yield Finding(best * 1.6, f"{role}: {who}", best >= PERSON)
        elif any(party.keys for party in left) and any(party.keys for party in right):
            yield Finding(-1.2, f"{role}: {left[0].label} and {right[0].label}")
    if one.type in MUTUAL and _unmatched(*sides[0][:2]) and _unmatched(sides[0][1], sides[0][0]):
        yield Finding(-1.5, "each with a party that the other does not have")
    if countries == 2 or (one.type in MUTUAL and len(_shared_countries(one, other)) >= 2):
        yield Finding(0.5, "between the same two countries", True)
    crossed = max(_likeness(one.actors, other.recipients)[0], _likeness(one.recipients, other.actors)[0])
    if one.type not in MUTUAL and crossed >= COUNTRY:
        yield Finding(-1.5, "the other way round")


NAMED, PERSON, COUNTRY, OF_COUNTRY, NOUN = 1.0, 0.7, 0.6, 0.35, 0.3
# Nouns that any report may use of anybody.
ANYBODY = frozenset({"people", "peopl", "person", "man", "men", "woman", "women", "civilian", "one", "them"})


def _likeness(left: Iterable[Party], right: Sequence[Party]) -> tuple[float, str]:
    """How surely some participant of one side is some participant of the other, and who."""
    found = [(_alike(one, other), one.label) for one in left for other in right]
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))


def _unmatched(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether a named participant of the left is none of the right."""
    return any(party.keys and all(_alike(party, other) == 0 for other in right) for party in left)


def _alike(one: Party, other: Party) -> float:
    if set(one.keys) & set(other.keys):
        return COUNTRY if one.is_country and other.is_country else NAMED
    if one.surname and one.surname == other.surname:
        return PERSON if not (one.country and other.country and one.country != other.country) else 0.0
    if one.country and one.country == other.country and (one.is_country or other.is_country):
        return OF_COUNTRY
    if one.noun and one.noun == other.noun and one.noun not in ANYBODY:
        return NOUN
    return 0.0


def _shared_countries(one: Happening, other: Happening) -> set[str]:
    def countries(side: Happening) -> set[str]:
        return {party.country for party in (*side.actors, *side.recipients) if party.country}

    return countries(one) & countries(other)


def _figures(left: Sequence[Count], right: Sequence[Count]) -> Iterator[Finding]:
    for one in left:
        for other in right:
            if one.measure == other.measure:
                yield _figure(one, other)
                return


def _figure(one: Count, other: Count) -> Finding:
    if one.low is not None and one.low == other.low and one.high == other.high:
        return Finding(0.9 if one.low >= 3 else 0.4, f"both have {one.low:g} {one.measure}", one.low >= 5)
    if _overlap(one, other):
        return Finding(0.4, f"the numbers of {one.measure} go together")
    return Finding(-0.4, f"the numbers of {one.measure} differ")


def _overlap(one: Count, other: Count) -> bool:
    lowest = max(one.low if one.low is not None else 0.0, other.low if other.low is not None else 0.0)
    highest = [bound for bound in (one.high, other.high) if bound is not None]
    return not highest or lowest <= min(highest)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# --- looking up and grouping ----------------------------------------------------------------------------------------


def bucket_of(one: Happening) -> int | None:
    """The stretch of days in which an event is looked for; None for one that nothing dates."""
    days = one.days
    if days is not None and (days[1] - days[0] <= LONG or one.published is None):
        return days[0] // BUCKET
    if one.published is None:
        return None
    if days is not None and not days[0] <= one.published <= days[1]:
        return days[0] // BUCKET
    return one.published // BUCKET


def evidence_keys(one: Happening) -> list[str]:
    """What a link can rest on, as keys without a day: spot, named participants, pairs of countries, numbers, names."""
    found = [f"{one.word} {name}" for name in one.names[:LEADING_NAMES]]
    if one.spot is not None and not one.spot.is_wide:
        found.append(f"at {' '.join(one.spot.words)}")
        if one.spot.latitude is not None and one.spot.longitude is not None:
            found.append(f"near {one.spot.latitude:.0f} {one.spot.longitude:.0f}")
    parties = (*one.actors, *one.recipients)
    found += [f"with {key}" for party in parties if not party.is_country for key in party.keys]
    found += [f"surname {party.surname}" for party in parties if party.surname]
    countries = sorted({party.country for party in parties if party.country and party.keys})
    found += [f"between {a} {b}" for place, a in enumerate(countries) for b in countries[place + 1 :]]
    found += [
        f"count {count.low:g} {count.measure}" for count in one.counts if count.low is not None and count.low >= 5
    ]
    return sorted(set(found))


@lru_cache(maxsize=REMEMBERED)
def stored_keys(one: Happening) -> frozenset[str]:
    """The keys under which an event is found."""
    return _keys(one, (bucket_of(one),))


@lru_cache(maxsize=REMEMBERED)
def sought_keys(one: Happening) -> frozenset[str]:
    """The keys under which the events that may be the same are looked for: those of its days and of the days beside."""
    own = bucket_of(one)
    return _keys(one, (own,) if own is None else (own - 1, own, own + 1))


def _keys(one: Happening, buckets: Sequence[int | None]) -> frozenset[str]:
    evidence, kind = evidence_keys(one), _kind(one)
    return frozenset(f"{kind} {bucket} {key}" for bucket in buckets for key in evidence)


def _kind(one: Happening) -> str:
    return one.type if one.is_real else f"{one.type}?"


def event_groups(events: Sequence[Happening], judged: Judged) -> list[Group[str]]:
    """The happenings that these events are of."""
    by_id = {one.id: one for one in events}
    edges = [
        Edge(left, right, 2.0, ("judged to be the same",))
        for left, right in sorted(judged.same)
        if left in by_id and right in by_id
    ]
    stored = [stored_keys(one) for one in events]
    sought = [sought_keys(one) for one in events]
    for place, one in enumerate(events):
        met = (number for number in range(place) if not sought[number].isdisjoint(stored[place]))
        edges += [edge for number in met if (edge := same_happening(one, events[number])) is not None]

    def apart(left: str, right: str) -> bool:
        if (left, right) in judged.different or (right, left) in judged.different:
            return True
        return left.partition(":")[0] == right.partition(":")[0] or forbidden(by_id[left], by_id[right])

    order = {item: place for place, item in enumerate(sorted(by_id))}
    return grouped(by_id, edges, order=lambda item: order[item], apart=apart)


def forbidden(one: Happening, other: Happening) -> bool:
    """Whether something about the two forbids a link whatever else agrees."""
    if one.type != other.type or one.is_real != other.is_real:
        return True
    return any(finding.worth is None for finding in findings(one, other))

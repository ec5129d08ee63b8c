"""Tracks of talks: which negotiation records belong to one board, and the deadlines that a report sets for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.record import Negotiation, Report, Time
from onrecord.resolve.counts import days_of, key_of_place
from onrecord.resolve.series import days_between

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s|\n\n")
# Days without a report after which talks of the same parties are other talks.
PAUSE = 45
# Parties, topics and venues that a track remembers: beyond them, one more report costs no more.
KEPT = 16


@dataclass(frozen=True, slots=True)
class TrackWords:
    """The tables of `ontology/track_words`."""

    plain: frozenset[str]
    before: frozenset[str]
    asked: frozenset[str]


@cache
def track_words() -> TrackWords:
    """The words of talks and motions, read once."""
    table = lexicon.document("ontology/track_words")
    return TrackWords(**{name: frozenset(words.split()) for name, words in table.items() if name != "about"})


@dataclass(frozen=True, slots=True)
class Talks:
    """What one report tells of talks, as it is compared: parties and mediators by key, topics by word."""

    id: str
    day: str
    parties: frozenset[str]
    mediators: frozenset[str]
    topics: frozenset[str]
    venue: str | None


@dataclass(frozen=True, slots=True)
class Track:
    """What is known of a track so far."""

    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    topics: tuple[str, ...]
    venues: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which a report says that something is asked of the parties; `time` is the local id of its time."""

    day: str
    value: str
    words: str
    time: str


def talks_of(negotiation: Negotiation, report: Report, day: str, sources: Mapping[str, str]) -> Talks:
    """A negotiation of a report as it is compared; `sources` gives actors' keys by their ids."""
    places = {place.id: place for place in report.places}
    venue = places.get(negotiation.place) if negotiation.place is not None else None
    return Talks(
        id=f"{report.report.id}:{negotiation.id}",
        day=day,
        parties=frozenset(sources.get(local, local) for local in negotiation.parties),
        mediators=frozenset(sources.get(local, local) for local in negotiation.mediators),
        topics=words_of(" ".join(negotiation.topics)),
        venue=key_of_place(venue.name) if venue is not None else None,
    )


def words_of(text: str) -> frozenset[str]:
    """The words of substance of a topic or motion, in lower case."""
    return frozenset(word for word in WORD.findall(text.lower()) if word not in track_words().plain and len(word) > 2)


def keys_of(talks: Talks) -> tuple[str, ...]:
    """The keys under which a track of these talks is looked for: each party, else each mediator, else the record."""
    parties = tuple(f"track|{party}" for party in sorted(talks.parties or talks.mediators))
    return parties[:KEPT] or (f"track|{talks.id}",)


def fit_of(talks: Talks, track: Track) -> tuple[float, tuple[str, ...]] | None:
    """How well talks fit a track, and why: two parties in common, or one with the same mediator, venue or topic."""
    apart = (
        0
        if track.first <= talks.day <= track.last
        else min(days_between(talks.day, d) for d in (track.first, track.last))
    )
    shared = talks.parties & set(track.parties)
    if apart > PAUSE or not (shared or talks.mediators & set(track.mediators)):
        return None
    also = tuple(_also(talks, track))
    topics_differ = bool(talks.topics) and bool(track.topics) and not talks.topics & set(track.topics)
    others = _party_of_other_talks(talks, track)
    if (topics_differ and not also) or (others and not talks.topics & set(track.topics)):
        return None
    if len(shared) >= 2:
        return min(1.0, 0.8 + 0.1 * len(also)), (f"{len(shared)} parties in common", *also)
    if also:
        return min(1.0, 0.4 + 0.2 * len(also)), ("one party in common" if shared else "the mediator in common", *also)
    return None


def _party_of_other_talks(talks: Talks, track: Track) -> bool:
    """Whether each side has two parties or more and they share fewer than two: A with B is not A with C."""
    return len(talks.parties) >= 2 and len(track.parties) >= 2 and len(talks.parties & set(track.parties)) < 2


def _also(talks: Talks, track: Track) -> Iterator[str]:
    """What they have in common beside parties."""
    if talks.mediators & set(track.mediators):
        yield "the same mediator"
    if talks.venue is not None and talks.venue in track.venues:
        yield "the same venue"
    common = talks.topics & set(track.topics)
    if common:
        yield f"the same topic: {', '.join(sorted(common))}"


def begun_by(talks: Talks) -> Track:
    """The track that talks begin."""
    return joined(Track((), (), (), (), talks.day, talks.day), talks)


def joined(track: Track, talks: Talks) -> Track:
    """The track with what one more report tells."""
    venues = frozenset({talks.venue} if talks.venue is not None else ())
    return replace(
        track,
        parties=_with(track.parties, talks.parties),
        mediators=_with(track.mediators, talks.mediators),
        topics=_with(track.topics, talks.topics),
        venues=_with(track.venues, venues),
        first=min(track.first, talks.day),
        last=max(track.last, talks.day),
    )


def _with(known: tuple[str, ...], new: frozenset[str]) -> tuple[str, ...]:
    return (*known, *sorted(new - set(known)))[:KEPT]


def deadlines_of(report: Report, day: str) -> tuple[Deadline, ...]:
    """The times to come by which, in the sentence around them, parties are to reply, agree or sign."""
    return tuple(
        deadline for time in report.times if (deadline := _deadline(time, report.report.text, day)) is not None
    )


def _deadline(time: Time, text: str, day: str) -> Deadline | None:
    days = days_of(time.value)
    if days is None or time.value is None or days[1] < day:
        return None
    span = time.evidence[0]
    start, end = _sentence(span.start, span.end, text)
    before = [word.lower() for word in WORD.findall(text[start : span.start])][-1:]
    if not track_words().before & set(before):
        return None
    if not track_words().asked & {word.lower() for word in WORD.findall(text[start:end])}:
        return None
    return Deadline(days[1], time.value, " ".join(text[start:end].split()), time.id)


def _sentence(start: int, end: int, text: str) -> tuple[int, int]:
    """The bounds of the sentence around a place, by its punctuation."""
    ends = [found.end() for found in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return (ends[-1] if ends else 0), (after.start() + 1 if after is not None else len(text))

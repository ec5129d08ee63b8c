"""A figure made ready to be set beside other reports' figures: what, whom, where, from when until when, by whom."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from onrecord.record import Bound, Event, Figure, Place, Report, Time
from onrecord.resolve.groups import group_of, toll_words
from onrecord.text import Span

DAY = re.compile(r"^\d{4}-\d\d-\d\d")
MONTH = re.compile(r"^\d{4}-\d\d$")
WORD = re.compile(r"[\w'’-]+")
# What stands up to three words behind a number: "1,000 deaths per day".
RATE = re.compile(r"(?:\s+[\w'’-]+){0,2}?\s+(?P<word>per)\b|\s+(?P<a>a|each|every)\s+(?:day|week|month|year)\b", re.I)
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s")
BROAD_FEATURES = ("PCL", "ADM1", "TERR", "RGN", "CONT")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a figure holds. `key` is the name as it is compared; `broad` is a country or province."""

    name: str
    key: str
    country: str | None
    latitude: float | None
    longitude: float | None
    broad: bool
    said: bool  # by the figure or its event; otherwise it is the only place of what was told before  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when a figure counts: `start` is None where it is not said; `closed` is a day told as such."""

    start: str | None
    until: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of one report, as it is compared. `source` is the claimant's key; `event` an event cluster.

    `answers` is the figure that it names as the number of the same thing: "the ministry puts the number at 112".
    """

    id: str
    report: str
    measure: str
    unit: str
    group: str
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    scope: str | None
    scene: Scene | None
    period: Period
    source: str
    event: int | None
    revises: bool
    answers: str | None = None


@dataclass(frozen=True)
class Setting:
    """A report with what is known of it across reports: the keys of its actors and outlet, the clusters of its events.

    `is_copy` is true of a near-identical text of an earlier report, which adds no voice of its own.
    """

    report: Report
    day: str
    sources: Mapping[str, str]
    outlet: str
    events: Mapping[str, int]
    is_copy: bool = False

    @cached_property
    def times(self) -> Mapping[str, Time]:
        """The report's times by id."""
        return {time.id: time for time in self.report.times}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The report's places by id."""
        return {place.id: place for place in self.report.places}

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The report's events by id."""
        return {event.id: event for event in self.report.events}

    @cached_property
    def states(self) -> frozenset[str]:
        """The names of the countries that act in the report: where one is a place, it is a broad one."""
        return frozenset(key_of_place(actor.name) for actor in self.report.actors if actor.kind == "country")

    def source_of(self, attributed_to: Sequence[str]) -> str:
        """The key of the innermost claimant, or of the outlet where the report speaks for itself."""
        if not attributed_to:
            return self.outlet
        innermost = next((s for s in self.report.statements if s.id == attributed_to[0]), None)
        if innermost is None or innermost.source is None:
            return f"{self.report.report.id}:{attributed_to[0]}"
        return self.sources.get(innermost.source, f"{self.report.report.id}:{innermost.source}")


def counts_of(setting: Setting) -> tuple[Count, ...]:
    """Every figure of the report that belongs in a toll: of a tolled measure, said to be so, with a value or words."""
    text = setting.report.report.text
    return tuple(
        _count(figure, setting)
        for figure in setting.report.figures
        if is_tolled(figure) and not _is_rate(figure.evidence[0], text)
    )


def is_tolled(figure: Figure) -> bool:
    """Whether a figure counts an outcome that reports keep a toll of, and is said to have come about."""
    words = toll_words()
    return (
        figure.measure is not None
        and (figure.measure in words.growing or figure.measure in words.standing)
        and figure.modality == "actual"
        and figure.polarity == "positive"
    )


def _count(figure: Figure, setting: Setting) -> Count:
    assert figure.measure is not None
    counted = figure.counted.text if figure.counted is not None else None
    return Count(
        id=f"{setting.report.report.id}:{figure.id}",
        report=setting.report.report.id,
        measure=figure.measure,
        unit=figure.unit,
        group=group_of(counted, figure.unit),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        bound=figure.bound,
        scope=figure.scope,
        scene=scene_of(figure, setting),
        period=period_of(figure, setting),
        source=setting.source_of(figure.attributed_to),
        event=setting.events.get(figure.event) if figure.event is not None else None,
        revises=_is_revising(figure, setting.report.report.text),
        answers=_answered(figure, setting),
    )


def key_of_place(name: str) -> str:
    """A place's name as it is compared: lower case, without punctuation at its ends."""
    return " ".join(WORD.findall(name.lower().removeprefix("the ")))


def scene_of(figure: Figure, setting: Setting) -> Scene | None:
    """Where the figure holds: its own place, its event's, the whole's that it is part of, or the only one before it."""
    said = _said_place(figure, setting)
    if said is not None:
        return said
    for earlier in (_places_of_figures(figure, setting), _places_of_events(figure, setting)):
        scenes = {scene.key: scene for scene in earlier}
        if len(scenes) == 1:
            return replace(next(iter(scenes.values())), said=False)
        if scenes:
            return None
    return None


def _said_place(figure: Figure, setting: Setting) -> Scene | None:
    whole = next((f for f in setting.report.figures if f.id == figure.part_of), None)
    event = setting.by_id.get(figure.event) if figure.event is not None else None
    ids = [holder.place for holder in (figure, event, whole) if holder is not None]
    return next((scene for local in ids if (scene := _scene(local, setting)) is not None), None)


def _scene(place_id: str | None, setting: Setting) -> Scene | None:
    """The scene at a place; a building without coordinates is none, since its town is not said."""
    place = setting.places.get(place_id) if place_id is not None else None
    if place is None or (place.latitude is None and any("facilities/" in given for given in place.provenance.inputs)):
        return None
    key = key_of_place(place.name)
    broad = (place.feature or "").startswith(BROAD_FEATURES) or key in setting.states
    return Scene(place.name, key, place.country, place.latitude, place.longitude, broad=broad, said=True)


def _places_of_figures(figure: Figure, setting: Setting) -> Iterator[Scene]:
    """The places of the figures of the same measure told before this one."""
    for other in setting.report.figures:
        if other.measure == figure.measure and other.evidence[0].start < figure.evidence[0].start:
            found = _said_place(other, setting)
            if found is not None:
                yield found


def _places_of_events(figure: Figure, setting: Setting) -> Iterator[Scene]:
    """The places of the events told before the figure that its measure may be the outcome of."""
    for event in setting.report.events:
        fits = figure.measure in toll_words().events.get(event.type, ())
        if fits and event.trigger.start < figure.evidence[0].start:
            found = _scene(event.place, setting)
            if found is not None:
                yield found


def period_of(figure: Figure, setting: Setting) -> Period:
    """The time that the figure counts; a running toll counts until the day of the report."""
    event = setting.by_id.get(figure.event) if figure.event is not None else None
    ids = [holder.time for holder in (figure, event) if holder is not None and holder.time is not None]
    time = setting.times.get(ids[0]) if ids else None
    days = days_of(time.value) if time is not None else None
    if time is None or days is None or days[0] > setting.day:
        return Period(None, _told_on(figure, setting), closed=False)
    before = _words_before(time.evidence[0].start, setting.report.report.text)
    if before & toll_words().since:
        return Period(days[0], setting.day, closed=False)
    if figure.scope == "total" or before & toll_words().until:
        return Period(None, min(days[1], setting.day), closed=False)
    return Period(days[0], min(days[1], setting.day), closed=True)


def _told_on(figure: Figure, setting: Setting) -> str:
    """The day on which the claimant gave the number, else the day of the report."""
    told = next((one for one in setting.report.statements if one.id in figure.attributed_to[:1]), None)
    time = setting.times.get(told.time) if told is not None and told.time is not None else None
    days = days_of(time.value) if time is not None else None
    return min(days[1], setting.day) if days is not None else setting.day


def days_of(value: str | None) -> tuple[str, str] | None:
    """The first and last day of a TIMEX3 value, or None where it names no day or month."""
    if value is None:
        return None
    try:
        if DAY.match(value):
            day = date.fromisoformat(value[:10]).isoformat()
            return day, day
        if MONTH.match(value):
            last = monthrange(int(value[:4]), int(value[5:]))[1]
            return date.fromisoformat(f"{value}-01").isoformat(), f"{value}-{last:02d}"
    except ValueError:
        # 30 February: written so, but no day of any year.
        return None
    return None


def _words_before(start: int, text: str) -> frozenset[str]:
    """The word before a place in the text, in lower case; none where the text begins there."""
    words = WORD.findall(text[max(0, start - 30) : start].lower())
    return frozenset(words[-1:])


def _is_rate(span: Span, text: str) -> bool:
    """Whether a number is one of a rate or of a change: "six per 100,000", "rising by 1,000 a day"."""
    before = WORD.findall(text[max(0, span.start - 20) : span.start].lower())[-1:]
    behind = RATE.match(text, span.end)
    return bool(toll_words().by & set(before)) or behind is not None


def _answered(figure: Figure, setting: Setting) -> str | None:
    """The figure whose words are evidence of this one too."""
    text, number = setting.report.report.text, figure.evidence[0].start
    # What it counts stands in an earlier sentence, beside the number that is told there.
    told = [span for span in figure.evidence[1:] if SENTENCE_END.search(text, span.end, max(span.end, number))]
    for other in setting.report.figures:
        is_before = other.evidence[0].start < number
        if is_before and any(span.overlaps(theirs) for span in told for theirs in other.evidence[1:]):
            return f"{setting.report.report.id}:{other.id}"
    return None


def _is_revising(figure: Figure, text: str) -> bool:
    """Whether the words right around the figure say that an earlier number is taken back or carried on."""
    start, end = figure.evidence[0].start, figure.evidence[0].end
    around = text[max(0, start - 60) : end + 20]
    return bool(toll_words().revising & set(WORD.findall(around.lower())))

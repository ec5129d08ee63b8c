"""Figure series: which toll a figure belongs to, and which figure of a source takes the place of which.

A toll is what several figures count: one measure and group at one place, of one happening or running on from a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.resolve.counts import Count, Scene
from onrecord.resolve.groups import PEOPLE

# Days without a figure after which a new one begins a new toll; two reports' "since Sunday" may differ by a day, as
# may the day of a night's happening.
GAP, SLACK = 7, 1
# A report may give a number of what happened so many days before it.
TOLD = 31
# In one country many are arrested, a few at a time; so many are one toll.
LARGE = 100
# Places of one name closer than this are one (degrees; about ten kilometres).
NEAR = 0.1
# The last word of each source that a toll remembers, and the event clusters: enough for a toll of many voices, and few
# enough that what one more figure costs does not grow.
VOICES, HAPPENINGS = 24, 12


@dataclass(frozen=True, slots=True)
class Toll:
    """What is known of a series so far: what it counts, where and when, and the newest count of each source."""

    measure: str
    unit: str
    group: str
    scene: Scene | None
    start: str | None  # the day from which a running toll counts, where a report says it
    first: str
    last: str
    closed: bool  # every figure so far is of one day, told as such
    events: tuple[int, ...] = ()
    standing: tuple[Count, ...] = ()  # oldest first  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a figure fits a toll, 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


def keys_of(count: Count) -> tuple[str, ...]:
    """The keys under which a toll of this figure is looked for: its place and its happening, where it has them."""
    what = f"{count.measure}|{count.unit}"
    keys = [f"toll|{what}|{count.scene.key}"] if count.scene is not None else []
    if count.scene is not None and count.scene.latitude is not None and count.scene.longitude is not None:
        keys.append(f"toll|{what}|{count.scene.latitude:.1f}|{count.scene.longitude:.1f}")
    if count.event is not None:
        keys.append(f"toll|{what}|event {count.event}")
    return tuple(keys)


def fit_of(count: Count, toll: Toll) -> Fit | None:
    """Whether the figure belongs to the toll: same measure and group, same happening or same place and time."""
    if (count.measure, count.unit, count.group) != (toll.measure, toll.unit, toll.group):
        return None
    what = f"{count.measure}, {count.group}"
    if count.event is not None and count.event in toll.events:
        return Fit(1.0, (f"same measure and group: {what}", "the same happening"))
    if count.scene is None or toll.scene is None or not same_scene(count.scene, toll.scene):
        return None
    if not _same_time(count, toll) and not _told_together(count, toll):
        return None
    if count.scene.broad and not _runs_on(count):
        return None
    score = 0.9 if count.scene.said else 0.7
    place = (
        f"same place: {name_of(count.scene)}"
        if count.scene.said
        else f"the only place told before: {name_of(count.scene)}"
    )
    return Fit(score, (f"same measure and group: {what}", place, _when(count)))


def same_scene(left: Scene, right: Scene) -> bool:
    """Whether two reports' places are one: by name or coordinates, of one country where both have one."""
    if left.broad != right.broad or (None not in (left.country, right.country) and left.country != right.country):
        return False
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return left.key == right.key
    assert left.latitude is not None and right.latitude is not None
    assert left.longitude is not None and right.longitude is not None
    return abs(left.latitude - right.latitude) <= NEAR and abs(left.longitude - right.longitude) <= NEAR


def days_between(left: str, right: str) -> int:
    """The days from one ISO day to another, never negative."""
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)


def _same_time(count: Count, toll: Toll) -> bool:
    start, until = count.period.start, count.period.until
    if count.period.closed and toll.closed:
        apart = count.event is not None and bool(toll.events)
        return not apart and min(days_between(until, day) for day in (toll.first, toll.last)) <= SLACK
    if start is not None and not count.period.closed and toll.start is not None:
        return days_between(start, toll.start) <= SLACK and until >= toll.first
    if start is not None:
        return _gap(start, until, toll) <= SLACK
    return _gap(until, until, toll) <= GAP


def _runs_on(count: Count) -> bool:
    """Whether a figure of a whole country is of a running toll: it says from when on, or is large."""
    number = next((value for value in (count.low, count.best, count.high) if value is not None), 0)
    return (count.period.start is not None and not count.period.closed) or number >= LARGE


def _told_together(count: Count, toll: Toll) -> bool:
    """Whether the report that gives this number without a day gave one for the toll already."""
    return count.period.start is None and any(known.report == count.report for known in toll.standing)


def _gap(first: str, last: str, toll: Toll) -> int:
    """The days between a stretch of time and the toll's, 0 where they overlap."""
    if last < toll.first:
        return days_between(last, toll.first)
    return days_between(first, toll.last) if first > toll.last else 0


def _when(count: Count) -> str:
    if count.period.closed:
        return f"of {count.period.until}"
    since = f"since {count.period.start}, " if count.period.start is not None else ""
    return f"{since}as of {count.period.until}"


def begun_by(count: Count) -> Toll:
    """The toll that a figure begins."""
    first = count.period.start or count.period.until
    empty = Toll(count.measure, count.unit, count.group, count.scene, None, first, first, closed=True)
    return joined(empty, count)


def joined(toll: Toll, count: Count) -> Toll:
    """The toll with one more figure."""
    first = count.period.start or count.period.until
    running = count.period.start if not count.period.closed else None
    events = (*toll.events, count.event) if count.event is not None and count.event not in toll.events else toll.events
    return replace(
        toll,
        scene=toll.scene if toll.scene is not None else count.scene,
        start=min(filter(None, (toll.start, running)), default=None),
        first=min(toll.first, first),
        last=max(toll.last, count.period.until),
        closed=toll.closed and count.period.closed,
        events=events[-HAPPENINGS:],
        standing=_standing(toll.standing, count),
    )


def _standing(before: Sequence[Count], count: Count) -> tuple[Count, ...]:
    """The newest count of each source; what is added to an earlier number or is part of one stands for none."""
    if count.scope == "increment" or (count.scope == "part" and count.group == PEOPLE):
        return tuple(before)
    earlier = [known for known in before if known.source == count.source]
    if any(known.period.until > count.period.until for known in earlier):
        return tuple(before)
    return (*(known for known in before if known.source != count.source), count)[-VOICES:]


def best_of(count: Count, tolls: Iterable[tuple[int, Toll]]) -> tuple[int, Fit] | None:
    """The toll that the figure fits best, by its number, or None; of equal ones the newest, then the lowest number."""
    fits = [(fit, toll.last, number) for number, toll in tolls if (fit := fit_of(count, toll)) is not None]
    if not fits:
        return None
    fit, _, number = max(fits, key=lambda found: (found[0].score, found[1], -found[2]))
    return number, fit


def label_of(toll: Toll) -> str:
    """What a list calls the toll: "children killed, Port Lessen"."""
    group = "" if toll.group == PEOPLE else f"{toll.group} "
    return f"{group}{toll.measure}, {name_of(toll.scene)}"


def name_of(scene: Scene | None) -> str:
    """What a list calls a scene."""
    return name_of_place(scene.name) if scene is not None else "place not given"


def name_of_place(name: str) -> str:
    """A place's name without a dateline's capitals, which are no part of it."""
    return name.title() if name.isupper() and len(name) > 3 else name

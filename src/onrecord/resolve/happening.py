"""An event as it is compared across reports: small, self-contained, and made from its own report alone.

Participants are compared by the keys that put actors into clusters (`resolve/identity.py`), not by the clusters
themselves: an event's links then do not hang on which reports were read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import msgspec

from onrecord.record import Actor, Event, Figure, Place, Report
from onrecord.resolve.day_numbers import Days, day_number, days_of
from onrecord.resolve.identity import ActorForm, forms_of, keys_of
from onrecord.resolve.names import WORD, Words, name_words, stem

# Places that are no spot: being in one says little of where a thing happened.
WIDE = frozenset({"country", "area", "part of country", "part of area"})
# Names of a report that are kept to tell whether another one is on the same matter, and letters of the hash of each.
NAMES_KEPT, LETTERS = 24, 6


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where an event took place: the gazetteer's number where there is one, the name's words, and what it lies in."""

    number: int | None
    words: tuple[str, ...]
    country: str | None
    unit: str | None
    latitude: float | None
    longitude: float | None
    is_wide: bool


class Party(msgspec.Struct, frozen=True, array_like=True):
    """A participant: the keys of who it is, its country, and the noun for one that is not named.

    `is_country` is for a country itself; `surname` for a person.
    """

    keys: tuple[str, ...]
    country: str
    noun: str
    is_country: bool
    surname: str
    label: str


class Count(msgspec.Struct, frozen=True, array_like=True):
    """A figure of an event: what is counted, and between which bounds."""

    measure: str
    low: float | None
    high: float | None


class Happening(msgspec.Struct, frozen=True, array_like=True):
    """An event record with what is compared of it. `days` are its own; `published` is its report's day."""

    id: str
    type: str
    mode: str | None
    is_real: bool
    is_denied: bool
    word: str
    days: Days | None
    published: int | None
    spot: Spot | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    counts: tuple[Count, ...]
    names: tuple[str, ...]
    label: str

    @property
    def version(self) -> str:
        """The id of the report's version."""
        return self.id.partition(":")[0]


def happenings_of(report: Report) -> list[Happening]:
    """The events of a report, as they are compared."""
    forms = forms_of(report)
    names = report_names(report, forms)
    return [happening_of(event, report, forms, names) for event in report.events]


def happening_of(event: Event, report: Report, forms: Mapping[str, ActorForm], names: tuple[str, ...]) -> Happening:
    """One event of a report, with the forms of the report's actors and its names."""
    times = {one.id: one for one in report.times}
    actors = {one.id: one for one in report.actors}
    place = next((one for one in report.places if one.id == event.place), None)
    own = times.get(event.time or "")
    countries = frozenset(form.name for form in forms.values() if form.family == "country")
    return Happening(
        id=f"{report.report.id}:{event.id}",
        type=event.type,
        mode=event.mode,
        is_real=event.modality == "actual",
        is_denied=event.polarity == "negative",
        word=word_of(event.trigger.text),
        days=days_of(own.value) if own is not None else None,
        published=day_number(report.report.published),
        spot=spot_of(place, countries) if place is not None else None,
        actors=tuple(party_of(actors[one], forms.get(one)) for one in event.actors),
        recipients=tuple(party_of(actors[one], forms.get(one)) for one in event.recipients),
        counts=tuple(counts_of(figure for figure in report.figures if figure.id in event.figures)),
        names=names,
        label=event.trigger.text,
    )


def word_of(trigger: str) -> str:
    """The stem of a trigger's weightiest word: the longest, the first of equals."""
    return stem(max(WORD.findall(trigger), key=len, default=""))


def spot_of(place: Place, countries: frozenset[Words]) -> Spot:
    """A place, as it is compared; `countries` are the words of names that the report gives to countries."""
    words = name_words(place.name)
    return Spot(
        place.geonames_id,
        words,
        place.country,
        place.admin1,
        place.latitude,
        place.longitude,
        place.precision in WIDE or words in countries,
    )


def party_of(actor: Actor, form: ActorForm | None) -> Party:
    """A participant, as it is compared."""
    words = name_words(actor.name)
    return Party(
        keys=tuple(keys_of(form)) if form is not None else (),
        country=(form.owner or (" ".join(form.name) if form.family == "country" else ""))
        if form
        else actor.country or "",
        noun="" if form is not None or not words else stem(words[-1]),
        is_country=form is not None and form.family == "country",
        surname=form.name[-1] if form is not None and form.family == "person" else "",
        label=actor.name,
    )


def counts_of(figures: Iterable[Figure]) -> Iterator[Count]:
    """The figures with a measure and at least one bound; a best number alone is both bounds."""
    for one in figures:
        low = one.low if one.low is not None else one.best
        high = one.high if one.high is not None else one.best
        if one.measure is not None and one.polarity == "positive" and (low is not None or high is not None):
            # As they come back from a store, so that an event is equal to itself.
            yield Count(one.measure, None if low is None else float(low), None if high is None else float(high))


def report_names(report: Report, forms: Mapping[str, ActorForm]) -> tuple[str, ...]:
    """Hashes of the first names of a report that are no country's: persons, bodies and spots, in their order."""
    found: dict[str, int] = {}
    for actor in report.actors:
        form = forms.get(actor.id)
        if form is not None and form.family != "country":
            for key in keys_of(form):
                found.setdefault(key, actor.mentions[0].start)
    for place in report.places:
        if place.precision not in WIDE:
            found.setdefault(f"place {' '.join(name_words(place.name))}", place.evidence[0].start)
    kept = sorted(found, key=lambda key: (found[key], key))[:NAMES_KEPT]
    return tuple(blake2b(key.encode(), digest_size=LETTERS // 2).hexdigest() for key in kept)

"""The figures of events: each with the event whose people it counts, and with that event's day and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.record import Event, Figure


def of_events(figures: Iterable[Figure], events: Sequence[Event]) -> Iterator[Figure]:
    """The figures that an event owns, as that event settles them; the others are left out."""
    owner = {figure: event for event in reversed(events) for figure in event.figures}
    for figure in figures:
        if figure.id in owner and figure.event is None:
            yield _settled(figure, owner[figure.id])


def _settled(figure: Figure, event: Event) -> Figure:
    """A figure with the time and place of its event, where its own words tell none, and no more real than the event."""
    taken = [kind for kind in ("time", "place") if getattr(figure, kind) is None and getattr(event, kind) is not None]
    rule = "; ".join((figure.provenance.rule, *(f"{kind} of its event" for kind in taken)))
    return replace(
        figure,
        event=event.id,
        time=figure.time or event.time,
        place=figure.place or event.place,
        modality=event.modality if figure.modality == "actual" else figure.modality,
        provenance=replace(figure.provenance, rule=rule),
    )

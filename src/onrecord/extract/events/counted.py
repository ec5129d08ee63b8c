"""The figures of events: each with the event whose people it counts, and with that event's day."""

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
    """A figure with the time of its event, where its own words tell none, and no more real than the event.

    The event's place is not taken over: where it comes from the sentence at large, it is too often another's.
    """
    rule = figure.provenance.rule
    if figure.time is None and event.time is not None:
        rule = f"{rule}; time of its event"
    return replace(
        figure,
        event=event.id,
        time=figure.time or event.time,
        modality=event.modality if figure.modality == "actual" else figure.modality,
        provenance=replace(figure.provenance, rule=rule),
    )

"""Whether an event or figure is told as a fact: the forms that have no room for doubt or attribution take nothing else.

Other projects' event tables state that something happened. What a report tells as planned, threatened, possible or
denied, or on the word of one side only, does not become such a row; the loss report says what was left out and why.
"""

from __future__ import annotations

from typing import Final

from onrecord.export.selected import Selected
from onrecord.record import Actor, Event, Figure, Statement

# Sectors that are no side in a conflict by their office: reporters, doctors, aid workers, teachers, residents, farmers,
# refugees. Courts, unions, churches and organizations of states can be; whoever takes part in the event itself is one.
OUTSIDE_SECTORS: Final = frozenset({"JRN", "MED", "NGO", "EDU", "CVL", "REF", "AGR"})
# What a source puts forward as so; a demand, threat, denial, accusation or belief is not.
CLAIMING: Final = frozenset({"assertion", "estimate"})
SIDES: Final = frozenset({"government", "armed_group", "country"})


def unreal(record: Event | Figure) -> str | None:
    """Why a record is not told as having happened, or None where it is."""
    if record.modality != "actual":
        return f"told as {record.modality}, not as having happened"
    return "told as not having happened" if record.polarity == "negative" else None


def partial(selected: Selected, record: Event | Figure, matter: Event | None = None) -> str | None:
    """Why a record rests on the word of a side (or of nobody known), or None where it does not.

    `matter` is the event that a figure belongs to: those who take part in it are sides.
    """
    event = record if isinstance(record, Event) else matter
    taking_part = {*event.actors, *event.recipients} if event is not None else set()
    for statement in selected.statements(record.attributed_to):
        if statement.kind not in CLAIMING:
            return f"carried only by a source's {statement.kind}"
        if statement.source is not None and statement.source in taking_part:
            return "carried only by the word of someone who takes part in it"
        if not _outside(selected, statement):
            return "carried only by the word of a side, or of a source that is not known to be none"
    return None


def _outside(selected: Selected, statement: Statement) -> bool:
    source = selected.words.record(statement.source or "")
    if not isinstance(source, Actor) or source.kind in SIDES:
        return False
    return source.kind == "publisher" or source.sector in OUTSIDE_SECTORS


def attributed(record: Event | Figure) -> str | None:
    """Why a record cannot stand in a form that names no source, or None where it is in the publisher's own voice."""
    return "carried by a source's word, and the form has no field for the source" if record.attributed_to else None


def sources(selected: Selected, record: Event | Figure) -> str:
    """Who carries a record, the innermost source first."""
    return ", ".join(selected.words.voice(one) for one in selected.statements(record.attributed_to))


def counted_of(selected: Selected, event: Event, measure: str) -> list[Figure]:
    """The figures of a measure that count an event as a whole: neither parts of another figure nor increments."""
    found = [
        figure
        for figure in selected.report.figures
        if figure.measure == measure and (figure.id in event.figures or figure.event == event.id)
    ]
    return [one for one in found if one.scope in (None, "total") and one.part_of is None and one.unit == "people"]

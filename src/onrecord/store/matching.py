"""Finding a record again: by its kind and its characters, so that what was said of it outlives a re-reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Actor, Event, Figure, Negotiation, Place, Record, Statement, Time, Vote
from onrecord.text import Span

KIND_OF: dict[type[Record], str] = {
    Actor: "actors", Statement: "statements", Event: "events", Figure: "figures",
    Time: "times", Place: "places", Vote: "votes", Negotiation: "negotiations",
}  # fmt: skip
TYPE_OF: dict[str, type[Record]] = {kind: made for made, kind in KIND_OF.items()}

# Of the characters of either, the share that two spans must have in common to be the same one, read in two ways.
# Below a half, the shorter of two neighbours would do as well.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Target:
    """Which record is meant: its id in the reading that was looked at, and the characters that tell it."""

    local: str
    start: int
    end: int
    text: str


def kind_of(record: Record) -> str:
    """The record's kind, as `record.KINDS` names it."""
    return KIND_OF[type(record)]


def target_of(record: Record) -> Target:
    """What a record is found again by."""
    key = key_spans(record)[0]
    return Target(record.id, key.start, key.end, key.text)


def matched(records: Iterable[Record], target: Target) -> str | None:
    """The id of the record, of one kind, that is meant; None where there is none or where it could be several.

    First a record with the very same characters, then the one with most of them in common. The id alone decides only
    among records that fit equally well: another version of the software numbers its records anew.
    """
    scored = [(share, record.id) for record in records if (share := _share(record, target)) > 0.0]
    if not scored:
        return None
    best = max(share for share, _ in scored)
    fitting = [local for share, local in scored if share == best]
    if target.local in fitting and (best >= ALIKE or len(scored) == 1):
        return target.local
    return fitting[0] if best >= ALIKE and len(fitting) == 1 else None


def key_spans(record: Record) -> tuple[Span, ...]:
    """The characters that tell a record from its neighbours: one stretch, but an actor has as many as mentions."""
    match record:
        case Actor():
            names = sorted(record.mentions, key=lambda one: one.level != "name")
            return tuple(Span(one.start, one.end, one.text) for one in names)
        case Statement():
            return record.content
        case Event():
            return (record.trigger,)
        case Figure():
            return tuple(sorted(record.evidence, key=lambda one: one.text != record.wording))
        case Time() | Place() | Vote() | Negotiation():
            return record.evidence


def _share(record: Record, target: Target) -> float:
    """How much of the target's characters a record's have in common with it, 0 to 1."""
    spans = key_spans(record)
    # An actor's later mentions are as good as its first; of other records only the first span tells them.
    return max(
        (_common(one, target) for one in (spans if isinstance(record, Actor) else spans[:1])),
        default=0.0,
    )


def _common(span: Span, target: Target) -> float:
    shared = min(span.end, target.end) - max(span.start, target.start)
    if shared <= 0:
        return 0.0
    return shared / (max(span.end, target.end) - min(span.start, target.start))

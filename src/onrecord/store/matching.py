"""Finding a record again: by its kind and its characters, so that what was said of it outlives a re-reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.integrity import spans_of
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


# Spans beside the first that are kept of a record, to tell it from others that begin with the same characters.
BESIDE = 12
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Target:
    """Which record is meant: its id in the reading that was looked at, and the characters that tell it.

    Several records can stand in the same characters: two statements in one sentence, two talks. `beside` are the
    record's further spans, and of `twins` records with all of their spans in common it is the one numbered `twin`.
    """

    local: str
    start: int
    end: int
    text: str
    beside: tuple[Stretch, ...] = ()
    twin: int = 0
    twins: int = 0


def kind_of(record: Record) -> str:
    """The record's kind, as `record.KINDS` names it."""
    return KIND_OF[type(record)]


def target_of(record: Record, among: Iterable[Record] = ()) -> Target:
    """What a record is found again by, `among` these of its kind."""
    key = key_spans(record)[0]
    twins = [one.id for one in _in_order(among) if _beside(one) == _beside(record)]
    place = twins.index(record.id) if record.id in twins else 0
    return Target(record.id, key.start, key.end, key.text, _beside(record), place, len(twins))


def matched(records: Iterable[Record], target: Target) -> str | None:
    """The id of the record, of one kind, that is meant; None where there is none or where it could be several.

    First a record with the very same characters, then the one with most of them in common; among records that begin
    with the same characters the one whose other spans are the same. The id alone decides only among records that fit
    equally well: another version of the software numbers its records anew. What a person added has an id for good.
    """
    scored = [(share, record) for record in records if (share := _share(record, target)) > 0.0]
    if not scored:
        return None
    best = max(share for share, _ in scored)
    fitting = [record for share, record in scored if share == best]
    known = [record.id for record in fitting]
    if target.local in known and (_is_added(target.local) or not target.twins) and (best >= ALIKE or len(scored) == 1):
        return target.local
    if best < ALIKE:
        return target.local if known == [target.local] and len(scored) == 1 else None
    return known[0] if len(known) == 1 else _twin(fitting, target)


def _twin(fitting: Iterable[Record], target: Target) -> str | None:
    """Of records that begin with the same characters, the one that is meant."""
    likeness = [(_likeness(record, target), record) for record in _in_order(fitting)]
    best = max((share for share, _ in likeness), default=0.0)
    alike = [record.id for share, record in likeness if share == best]
    if len(alike) == 1:
        return alike[0]
    if best == 1.0 and len(alike) == target.twins:
        return alike[target.twin]
    return target.local if target.local in alike else None


def _in_order(records: Iterable[Record]) -> list[Record]:
    """The records that were read, as they are numbered: as they stand in the text, whatever people did to them."""
    read = (record for record in records if not _is_added(record.id))
    return sorted(read, key=lambda one: (len(one.id), one.id))


def _is_added(local: str) -> bool:
    return local.startswith("x")


def _beside(record: Record) -> tuple[Stretch, ...]:
    return tuple(dict.fromkeys((one.start, one.end) for one in spans_of(record)))[:BESIDE]


def _likeness(record: Record, target: Target) -> float:
    """How many of their spans a record and the one that is meant have in common, 0 to 1."""
    spans = set(_beside(record))
    return len(spans & set(target.beside)) / max(len(spans | set(target.beside)), 1)


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

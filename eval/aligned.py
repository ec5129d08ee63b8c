"""Gold and found records of one report, matched by their places, so that ids of one can be read in the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.matching import one_to_one
from eval.spans import Extent, extent, iou, overlap, shared
from onrecord.record import KINDS, Actor, Event, Figure, Negotiation, Place, Record, Report, Statement, Time, Vote
from onrecord.text import Span

# The least overlap at which two statements are the same one; smaller overlaps are often a statement and one inside it.
SAME_STATEMENT = 0.5


@dataclass(frozen=True, slots=True)
class Aligned:
    """Pairs of positions (gold, found) for each kind, and for each gold id the id of its partner."""

    pairs: Mapping[str, tuple[tuple[int, int], ...]]
    ids: Mapping[str, str]

    def translated(self, ids: Sequence[str]) -> tuple[str | None, ...]:
        """The found ids that stand for these gold ids; None for one without a partner."""
        return tuple(self.ids.get(one) for one in ids)


def aligned(gold: Report, found: Report) -> Aligned:
    """The pairs of all kinds."""
    pairs: dict[str, tuple[tuple[int, int], ...]] = {}
    ids: dict[str, str] = {}
    for kind in KINDS:
        golden: Sequence[Record] = getattr(gold, kind)
        others: Sequence[Record] = getattr(found, kind)
        pairs[kind] = tuple(one_to_one(golden, others, fit))
        ids.update({golden[one].id: others[two].id for one, two in pairs[kind]})
    return Aligned(pairs, ids)


def fit(gold: Record, found: Record) -> float:
    """How well two records of one kind are the same one, by their places; 0 where they are not."""
    match gold, found:
        case Actor(), Actor():
            return iou(_mentions(gold), _mentions(found))
        case Statement(), Statement():
            same = iou(_extent(gold.content), _extent(found.content))
            return same if same >= SAME_STATEMENT else 0.0
        case Event(), Event():
            return _event_fit(gold, found)
        case Figure() | Time(), Figure() | Time():
            return iou(_extent(gold.evidence[:1]), _extent(found.evidence[:1]))
        case Place() | Vote() | Negotiation(), Place() | Vote() | Negotiation():
            return iou(_extent(gold.evidence), _extent(found.evidence))
        case _:
            raise TypeError(f"{type(gold).__name__} and {type(found).__name__} are not records of one kind")


def _event_fit(gold: Event, found: Event) -> float:
    """1 for the same trigger, less where the found trigger lies in gold's further mentions; the type decides ties."""
    trigger = _extent([found.trigger])
    type_ = 0.25 if gold.type == found.type else 0.0
    if overlap(_extent([gold.trigger]), trigger):
        return 1.0 + type_
    return 0.25 + type_ if type_ and shared(_extent(gold.evidence[1:]), trigger) else 0.0


def place_of(record: Record) -> Extent:
    """Where a record stands, for its key."""
    match record:
        case Actor():
            return _mentions(record)
        case Statement():
            return _extent(record.content)
        case Event():
            return _extent([record.trigger])
        case _:
            return _extent(record.evidence[:1])


def _mentions(actor: Actor) -> Extent:
    return extent((mention.start, mention.end) for mention in actor.mentions)


def _extent(spans: Sequence[Span]) -> Extent:
    return extent((span.start, span.end) for span in spans)

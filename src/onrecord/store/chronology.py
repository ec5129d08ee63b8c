"""Timelines: the dated records of a selection in lanes, one for each actor or place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, FromClause, String, and_, cast, func, select

from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS, VERSIONS
from onrecord.store.selection import COUNTED, RecordRow, Selection, newest_seqs
from onrecord.store.tolls import OWN_COLUMNS

LaneKind = Literal["actor", "place"]
# Whose lane a record is drawn in: who acts, speaks, votes or talks, not whom it is done to.
IN_LANE = ("actor", "source", "body", "party", "voice")
# Kinds that are drawn: a place or an actor is no happening.
DRAWN = ("events", "figures", "statements", "votes", "negotiations")
PER_LANE = 200
# Dated records, the newest, among which the lanes are chosen and drawn: beyond them no timeline can be read. As a rule
# there are more among those that are looked at anyway.
WINDOW = 2000


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: an actor across reports (or of one report) or a place, and its dated records, oldest first."""

    id: str
    label: str
    total: int
    items: tuple[RecordRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The fullest lanes, and how many records of the selection (its newest, of a large one) have no own day."""

    lanes: tuple[Lane, ...]
    undated: int


def timeline(
    connection: Connection,
    selection: Selection | None = None,
    *,
    lane: LaneKind = "actor",
    lanes: int = 12,
    per_lane: int = PER_LANE,
) -> Timeline:
    """The records of a selection that have a day of their own, in lanes; of each lane the newest ones.

    Of a large selection the newest dated records are drawn; `total` counts among these.
    """
    chosen, drawn = selection or Selection(), RECORDS.c.kind.in_(DRAWN)
    looked_at = connection.execute(newest_seqs(connection, chosen, COUNTED, drawn).add_columns(RECORDS.c.day)).all()
    dated = [seq for seq, day in looked_at if day is not None]
    undated = len(looked_at) - len(dated)
    if len(dated) < WINDOW and len(looked_at) == COUNTED:
        older = newest_seqs(connection, chosen, WINDOW, drawn, RECORDS.c.day.is_not(None))
        dated = list(connection.execute(older).scalars())
    days = _days_by_lane(connection, lane, dated[:WINDOW])
    fullest = sorted(days.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:lanes]
    drawn_seqs = {key: [seq for _, seq in sorted(found)[-per_lane:]] for key, found in fullest}
    labels = _labels(connection, lane, [key for key, _ in fullest])
    rows = _rows(connection, sorted({seq for seqs in drawn_seqs.values() for seq in seqs}))
    shown = tuple(
        Lane(key, labels.get(key, key), len(found), tuple(rows[seq] for seq in drawn_seqs[key]))
        for key, found in fullest
    )
    return Timeline(shown, undated)


def _days_by_lane(connection: Connection, lane: LaneKind, seqs: Sequence[int]) -> Mapping[str, set[tuple[str, int]]]:
    """What each lane holds of these records, as day and row: all lanes at once, since each query reads all of them."""
    placed, key = _keyed(lane)
    # Asked for by themselves: within the larger query the databases would find them again for every lane.
    dated = (RECORDS.c.seq.in_(seqs), key.is_not(None))
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in connection.execute(
        select(key.label("key"), RECORDS.c.day, RECORDS.c.seq).select_from(placed).where(*dated)
    ):
        found[row.key].add((row.day, row.seq))
    return found


def _keyed(lane: LaneKind) -> tuple[FromClause, ColumnElement[Any]]:
    """The records joined with what their lane is told by, and that: an actor's cluster or record, or a place's name."""
    if lane == "place":
        return RECORDS, RECORDS.c.place
    actor = RECORDS.alias("actor")
    joined = (
        RECORDS.join(PARTICIPANTS, and_(PARTICIPANTS.c.record_seq == RECORDS.c.seq, PARTICIPANTS.c.role.in_(IN_LANE)))
        .join(actor, actor.c.seq == PARTICIPANTS.c.actor_seq)
        .outerjoin(MEMBERS, MEMBERS.c.item == actor.c.id)
    )
    return joined, func.coalesce(cast(MEMBERS.c.cluster_seq, String), actor.c.id)


def _rows(connection: Connection, seqs: Sequence[int]) -> Mapping[int, RecordRow]:
    """The records that are drawn, by row; one that lies in several lanes is read once."""
    columns = (*OWN_COLUMNS, VERSIONS.c.title, VERSIONS.c.outlet, VERSIONS.c.url, VERSIONS.c.id.label("version_id"))
    query = select(*columns).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq).where(RECORDS.c.seq.in_(seqs))
    return {row.seq: row for row in connection.execute(query)}


def _labels(connection: Connection, lane: LaneKind, keys: Sequence[str]) -> Mapping[str, str]:
    """What the lanes are called; a place is called by its key."""
    if lane == "place":
        return {}
    numbers, ids = [int(key) for key in keys if ":" not in key], [key for key in keys if ":" in key]
    clusters = connection.execute(select(CLUSTERS.c.seq, CLUSTERS.c.label).where(CLUSTERS.c.seq.in_(numbers)))
    singles = connection.execute(select(RECORDS.c.id, RECORDS.c.label).where(RECORDS.c.id.in_(ids)))
    return {str(row.seq): row.label for row in clusters} | {row.id: row.label or row.id for row in singles}

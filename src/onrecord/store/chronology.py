"""Timelines: the dated records of a selection in lanes, one for each actor or place."""

from __future__ import annotations

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
# Dated records, the newest, among which the lanes are chosen and drawn: beyond them no timeline can be read.
WINDOW = 4000


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
    newest = newest_seqs(connection, chosen, WINDOW, drawn, RECORDS.c.day.is_not(None))
    placed, key = _keyed(lane)
    # Asked for by themselves: within the larger query the databases would find them again for every lane.
    dated = [RECORDS.c.seq.in_(connection.execute(newest).scalars().all()), key.is_not(None)]
    total = func.count(RECORDS.c.seq.distinct())
    counted = select(key.label("key"), total.label("total")).select_from(placed).where(*dated).group_by(key)
    fullest = connection.execute(counted.order_by(total.desc(), key).limit(lanes)).all()
    labels = _labels(connection, lane, [row.key for row in fullest])
    shown = tuple(
        Lane(
            row.key,
            labels.get(row.key, row.key),
            row.total,
            _items(connection, (placed, key), dated, row.key, per_lane),
        )
        for row in fullest
    )
    looked_at = newest_seqs(connection, chosen, COUNTED, drawn).subquery()
    without = select(func.count()).where(RECORDS.c.seq.in_(select(looked_at.c.seq)), RECORDS.c.day.is_(None))
    return Timeline(shown, int(connection.execute(without).scalar_one()))


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


def _items(
    connection: Connection,
    keyed: tuple[FromClause, ColumnElement[Any]],
    conditions: Sequence[ColumnElement[bool]],
    wanted: str,
    limit: int,
) -> tuple[RecordRow, ...]:
    joined, key = keyed
    seqs = (
        select(RECORDS.c.seq, RECORDS.c.day).distinct().select_from(joined).where(*conditions, key == wanted)
        .order_by(RECORDS.c.day.desc(), RECORDS.c.seq.desc()).limit(limit).subquery()
    )  # fmt: skip
    columns = (*OWN_COLUMNS, VERSIONS.c.title, VERSIONS.c.outlet, VERSIONS.c.url, VERSIONS.c.id.label("version_id"))
    rows = connection.execute(
        select(*columns)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(RECORDS.c.seq.in_(select(seqs.c.seq)))
        .order_by(RECORDS.c.day, RECORDS.c.seq)
    )
    return tuple(rows.all())


def _labels(connection: Connection, lane: LaneKind, keys: Sequence[str]) -> Mapping[str, str]:
    """What the lanes are called; a place is called by its key."""
    if lane == "place":
        return {}
    numbers, ids = [int(key) for key in keys if ":" not in key], [key for key in keys if ":" in key]
    clusters = connection.execute(select(CLUSTERS.c.seq, CLUSTERS.c.label).where(CLUSTERS.c.seq.in_(numbers)))
    singles = connection.execute(select(RECORDS.c.id, RECORDS.c.label).where(RECORDS.c.id.in_(ids)))
    return {str(row.seq): row.label for row in clusters} | {row.id: row.label or row.id for row in singles}

"""Networks of actors over a selection: who acts on whom, and who speaks of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, Select, String, and_, cast, func, not_, select

from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS
from onrecord.store.selection import Selection, newest_seqs

Layer = Literal["acts", "speaks"]
# An actor's label, kind and country.
Named: TypeAlias = tuple[str, str | None, str | None]
# Roles of one end of an edge and the other, by layer: doers and those it is done to; voices and those they speak of.
ENDS: Mapping[Layer, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "acts": (("actor",), ("recipient",)),
    "speaks": (("voice", "source"), ("actor", "recipient", "addressee")),
}
# Records named with an edge: enough to open it, not all there are.
EXAMPLES = 10
# The newest events (and statements) of a selection that are drawn: beyond them no network can be read.
WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class Node:
    """An actor across reports, or of one report where it is not linked; `weight` counts its records on edges."""

    id: str
    label: str
    kind: str | None
    country: str | None
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor did to another or said of it: `type` is the event's type, or the kind of what is spoken of.

    `attributed` edges stand on somebody's word alone; where publishers tell it in their own voice too, that is an edge
    of its own.
    """

    source: str
    target: str
    type: str
    attributed: bool
    weight: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them, the heaviest first; `left_out` counts the edges beyond the limit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(
    connection: Connection, selection: Selection | None = None, *, layer: Layer = "acts", limit: int = 500
) -> Network:
    """Who acts on whom, or speaks of whom, in the records of a selection; of a large one, in its newest."""
    pairs = _pairs(connection, selection if selection is not None else Selection(), layer).subquery("pairs")
    of = (pairs.c.source, pairs.c.target, pairs.c.type, pairs.c.attributed)
    grouped = select(
        *of, func.count().label("weight"), func.aggregate_strings(pairs.c.record, " ").label("records")
    ).group_by(*of)
    rows = connection.execute(grouped.order_by(func.count().desc(), *of).limit(limit)).all()
    total = connection.execute(select(func.count()).select_from(grouped.subquery())).scalar_one()
    edges = tuple(
        Edge(
            row.source, row.target, row.type, row.attributed, row.weight, tuple(sorted(row.records.split())[:EXAMPLES])
        )
        for row in rows
    )
    return Network(_nodes(connection, edges), edges, int(total) - len(edges))


def _pairs(connection: Connection, selection: Selection, layer: Layer) -> Select[Any]:
    """A row for each record and pair of actors in it: the keys of both, the record's type and id."""
    first, second = PARTICIPANTS.alias("first"), PARTICIPANTS.alias("second")
    from_, to = ENDS[layer]
    joined, source = _keyed(
        RECORDS.join(first, and_(first.c.record_seq == RECORDS.c.seq, first.c.role.in_(from_))), first, "source"
    )
    joined, target = _keyed(
        joined.join(second, and_(second.c.record_seq == RECORDS.c.seq, second.c.role.in_(to))), second, "target"
    )
    kinds = ("events",) if layer == "acts" else ("events", "statements")
    # Who says that another said it speaks of neither's addressees.
    passed_on = and_(RECORDS.c.kind == "statements", first.c.role == "voice")
    # What was only planned, and what did not happen, is no act of one on another; what was said of it was said.
    newest = newest_seqs(connection, selection, WINDOW, RECORDS.c.kind.in_(kinds)).subquery()
    where = [RECORDS.c.seq.in_(select(newest.c.seq)), source != target, not_(passed_on)]
    if layer == "acts":
        where.append(RECORDS.c.polarity == "positive")
    if layer == "acts" and not selection.modalities:
        where.append(RECORDS.c.modality == "actual")
    return (
        select(
            source.label("source"), target.label("target"),
            func.coalesce(RECORDS.c.type, RECORDS.c.kind).label("type"), RECORDS.c.attributed.label("attributed"),
            RECORDS.c.id.label("record"),
        )
        .select_from(joined)
        .where(*where)
    )  # fmt: skip


def _keyed(joined: FromClause, participant: FromClause, name: str) -> tuple[FromClause, ColumnElement[str]]:
    """The join with an end's actor added, and the key of that actor: its cluster's number, else its record's id."""
    actor, member = RECORDS.alias(f"{name}_actor"), MEMBERS.alias(f"{name}_member")
    more = joined.join(actor, actor.c.seq == participant.c.actor_seq).outerjoin(member, member.c.item == actor.c.id)
    return more, func.coalesce(cast(member.c.cluster_seq, String), actor.c.id)


def _nodes(connection: Connection, edges: Sequence[Edge]) -> tuple[Node, ...]:
    """The actors at the ends of edges, the heaviest first."""
    weights: defaultdict[str, int] = defaultdict(int)
    for edge in edges:
        weights[edge.source] += edge.weight
        weights[edge.target] += edge.weight
    shown = {**_clusters(connection, weights), **_single(connection, weights)}
    nodes = (Node(key, *shown[key], weight) for key, weight in weights.items() if key in shown)
    return tuple(sorted(nodes, key=lambda node: (-node.weight, node.label, node.id)))


def _clusters(connection: Connection, keys: Iterable[str]) -> dict[str, Named]:
    """Label, kind and country of linked actors, by the number of the cluster."""
    numbers = [int(key) for key in keys if ":" not in key]
    query = select(CLUSTERS.c.seq, CLUSTERS.c.label, CLUSTERS.c.type, CLUSTERS.c.country)
    rows = connection.execute(query.where(CLUSTERS.c.seq.in_(numbers)))
    return {str(row.seq): (row.label, row.type, row.country) for row in rows}


def _single(connection: Connection, keys: Iterable[str]) -> dict[str, Named]:
    """Label, kind and country of actors of one report, by the record's id."""
    ids = [key for key in keys if ":" in key]
    query = select(RECORDS.c.id, RECORDS.c.label, RECORDS.c.type, RECORDS.c.country).where(RECORDS.c.id.in_(ids))
    return {row.id: (row.label or "", row.type, row.country) for row in connection.execute(query)}

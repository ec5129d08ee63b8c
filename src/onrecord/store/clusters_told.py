"""The clusters of a store as they are shown: what is one across reports, in how many outlets, from how many texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from onrecord.errors import StoreError
from onrecord.store.judgements import JUDGED
from onrecord.store.linking_origins import origins
from onrecord.store.schema import CLUSTERS, MEMBERS, RECORDS, VERSIONS


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """What is one across reports: how many records it holds, in how many outlets, and how many texts they go back to.

    `origins` is None for clusters too large to look at each of their texts.
    """

    id: int
    kind: str
    label: str
    type: str | None
    country: str | None
    day: str | None
    day_end: str | None
    size: int
    outlets: int
    origins: int | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A record (or, of an origin, a report) in a cluster: how surely, why, and where it stands."""

    item: str
    score: float | None
    reasons: tuple[str, ...]
    label: str | None
    title: str | None
    outlet: str | None
    day: str | None


# The largest cluster whose texts are looked at one by one.
LOOKED_INTO = 500


def clusters(
    connection: Connection, kind: str | None = None, *, name: str | None = None, record: str | None = None,
    limit: int = 20,
) -> tuple[ClusterRow, ...]:  # fmt: skip
    """The clusters of more than one record, the largest first; with `record`, those that it is in, whatever their size.

    `name` is a part of the label.
    """
    if kind is not None and kind not in JUDGED:
        raise StoreError(f"{kind!r} is no kind of cluster; there are {', '.join(JUDGED)}")
    size = func.count().label("size")
    query = (
        select(CLUSTERS, size)
        .join(MEMBERS, MEMBERS.c.cluster_seq == CLUSTERS.c.seq)
        .group_by(CLUSTERS.c.seq)
        .order_by(size.desc(), CLUSTERS.c.label, CLUSTERS.c.seq)
        .limit(limit)
    )
    if kind is not None:
        query = query.where(CLUSTERS.c.kind == kind)
    if name is not None:
        query = query.where(CLUSTERS.c.label.icontains(name, autoescape=True))
    if record is None:
        query = query.having(size > 1)
    else:
        here = select(MEMBERS.c.cluster_seq).where(MEMBERS.c.item == record)
        query = query.where(CLUSTERS.c.seq.in_(here))
    return tuple(_row(connection, row) for row in connection.execute(query).all())


def members(connection: Connection, seqs: Iterable[int], *, limit: int = 500) -> dict[int, list[MemberRow]]:
    """The members of each of these clusters, by the day of their report."""
    found = {}
    for seq in seqs:
        query = (
            select(MEMBERS, RECORDS.c.label, VERSIONS.c.title, VERSIONS.c.outlet, VERSIONS.c.day)
            .join(RECORDS, RECORDS.c.id == MEMBERS.c.item, isouter=True)
            .join(VERSIONS, (VERSIONS.c.seq == RECORDS.c.version_seq) | (VERSIONS.c.id == MEMBERS.c.item), isouter=True)
            .where(MEMBERS.c.cluster_seq == seq)
            .order_by(VERSIONS.c.day, MEMBERS.c.item)
            .limit(limit)
        )
        found[seq] = [_member(row) for row in connection.execute(query)]
    return found


def cluster_of(connection: Connection, item: str) -> int:
    """The number of the cluster that a record, or a report, is in."""
    rows = connection.execute(select(MEMBERS.c.cluster_seq).where(MEMBERS.c.item == item)).scalars().all()
    if not rows:
        raise StoreError(f"{item} is in no cluster; `onrecord clusters DB` lists them, `onrecord link DB` makes them")
    return int(rows[0])


def _row(connection: Connection, row: Row[Any]) -> ClusterRow:
    outlets, texts = _told_in(connection, row.seq)
    return ClusterRow(
        row.seq, row.kind, row.label, row.type, row.country, row.day, row.day_end, row.size, outlets, texts
    )


def _told_in(connection: Connection, seq: int) -> tuple[int, int | None]:
    """In how many outlets the reports of a cluster stand, and how many texts they go back to."""
    items = connection.execute(select(MEMBERS.c.item).where(MEMBERS.c.cluster_seq == seq)).scalars()
    versions = {item.partition(":")[0] for item in items}
    if len(versions) > LOOKED_INTO:
        joined = MEMBERS.join(RECORDS, RECORDS.c.id == MEMBERS.c.item)
        outlets = select(func.count(func.distinct(RECORDS.c.outlet))).select_from(joined)
        return connection.execute(outlets.where(MEMBERS.c.cluster_seq == seq)).scalar_one(), None
    found = origins(connection, versions)
    return len({outlet for one in found for outlet in one.outlets}), len(found)


def _member(row: Row[Any]) -> MemberRow:
    values: Mapping[str, Any] = dict(row._mapping)
    return MemberRow(
        item=values["item"], score=values["score"],
        reasons=tuple(msgspec.json.decode(values["reasons"], type=list[str])),
        label=values["label"], title=values["title"], outlet=values["outlet"], day=values["day"],
    )  # fmt: skip

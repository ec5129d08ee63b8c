"""Rows of the store as the reports that lists show: records counted, where the text comes from, what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from onrecord.store.schema import CORRECTIONS, MEMBERS, RECORDS, VERSIONS
from onrecord.store.search import snippets
from onrecord.store.selection import ReportRow
from onrecord.web.records import batches, clusters_of
from onrecord.web.shapes import OriginShown, PieceShown, ReportShown


def shown(connection: Connection, rows: Sequence[ReportRow], words: str | None) -> list[ReportShown]:
    """These rows as reports, in their order, with what was found of the words that were searched for."""
    seqs, ids = [row.seq for row in rows], [row.id for row in rows]
    counts, reviews = counts_of(connection, seqs), reviews_of(connection, seqs)
    origins, reviewed = origins_of(connection, ids), reviewed_among(connection, ids)
    found = snippets(connection, words, seqs) if words is not None else {}
    return [
        ReportShown(
            id=row.id, title=row.title, outlet=row.outlet, url=row.url, published=row.published, added=row.added,
            state="reviewed" if row.id in reviewed else "read",
            counts=counts.get(row.seq, {}), reviews=reviews.get(row.seq, {}), origin=origins.get(row.id),
            snippet=[PieceShown(text=text, hit=hit) for text, hit in found.get(row.seq, [])],
        )
        for row in rows
    ]  # fmt: skip


def counts_of(connection: Connection, version_seqs: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many records of each kind each version has, those that were rejected left out."""
    query = select(RECORDS.c.version_seq, RECORDS.c.kind, func.count()).group_by(RECORDS.c.version_seq, RECORDS.c.kind)
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for batch in batches(version_seqs):
        for seq, kind, count in connection.execute(query.where(RECORDS.c.version_seq.in_(batch), RECORDS.c.shown)):
            found[seq][kind] = count
    return found


def reviews_of(connection: Connection, version_seqs: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many records of each version people accepted, rejected, edited, merged or added, where they did."""
    looked_at = RECORDS.c.state != "machine"
    query = select(RECORDS.c.version_seq, RECORDS.c.state, func.count()).where(looked_at)
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for batch in batches(version_seqs):
        of_batch = query.where(RECORDS.c.version_seq.in_(batch)).group_by(RECORDS.c.version_seq, RECORDS.c.state)
        for seq, state, count in connection.execute(of_batch):
            found[seq][state] = count
    return found


def origins_of(connection: Connection, version_ids: Sequence[str]) -> dict[str, OriginShown]:
    """What each version shares its text with: where one agency's report stands in several papers."""
    clusters = clusters_of(connection, version_ids, "origin")
    query = (
        select(MEMBERS.c.cluster_seq, MEMBERS.c.item, VERSIONS.c.outlet)
        .outerjoin(VERSIONS, VERSIONS.c.id == MEMBERS.c.item)
        .order_by(MEMBERS.c.cluster_seq, VERSIONS.c.seq)
    )
    members: defaultdict[int, list[str | None]] = defaultdict(list)
    for batch in batches(sorted(set(clusters.values()))):
        for row in connection.execute(query.where(MEMBERS.c.cluster_seq.in_(batch))):
            members[row.cluster_seq].append(row.outlet)
    return {
        version: OriginShown(
            id=seq, size=len(members[seq]), outlets=list(dict.fromkeys(one for one in members[seq] if one is not None))
        )
        for version, seq in clusters.items()
    }


def reviewed_among(connection: Connection, version_ids: Sequence[str]) -> set[str]:
    """Those of these versions that somebody corrected or accepted something in."""
    query = select(CORRECTIONS.c.version_id).distinct()
    return {
        one
        for batch in batches(version_ids)
        for one in connection.execute(query.where(CORRECTIONS.c.version_id.in_(batch))).scalars()
    }

"""What linking knows of a report when its figures, claims, talks and votes are set beside others'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, or_, select

from onrecord.record import Report
from onrecord.resolve.counts import Setting
from onrecord.store.loading import reports_of
from onrecord.store.schema import (
    BEHIND_LOCAL,
    BLOCKS,
    CLUSTERS,
    CORRECTIONS,
    DISAGREEMENTS,
    JUDGEMENTS,
    MEMBERS,
    READINGS,
    RECORDS,
    VERSIONS,
)

# Statements asked for every report are built once.
_VERSIONS = (
    select(VERSIONS.c.seq, VERSIONS.c.id, VERSIONS.c.day, VERSIONS.c.outlet)
    .where(VERSIONS.c.seq.in_(bindparam("seqs", expanding=True)), VERSIONS.c.day.is_not(None))
    .order_by(VERSIONS.c.seq)
)
_HOMES = (
    select(CLUSTERS.c.kind, MEMBERS.c.item, MEMBERS.c.cluster_seq, MEMBERS.c.score)
    .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
    .where(MEMBERS.c.item.in_(bindparam("items", expanding=True)))
)
_READINGS = (
    select(func.count())
    .select_from(VERSIONS.join(READINGS, READINGS.c.version_seq == VERSIONS.c.seq))
    .where(VERSIONS.c.id == bindparam("version"))
)
_CORRECTED = select(CORRECTIONS.c.seq).where(CORRECTIONS.c.version_id == bindparam("version")).limit(1)
# Whether a figure or vote of a version was judged; beside a version's records, see `BEHIND_LOCAL`.
_JUDGED = (
    select(JUDGEMENTS.c.seq)
    .where(
        JUDGEMENTS.c.kind.in_(("toll", "motion")),
        or_(*(JUDGEMENTS.c[side].between(bindparam("version"), bindparam("last")) for side in ("left", "right"))),
    )
    .limit(1)
)
# A record of a version that is in a cluster of a kind; the kind is no bare column, lest all of the kind be looked at.
_LINKED = (
    select(MEMBERS.c.item)
    .select_from(VERSIONS)
    .join(RECORDS, RECORDS.c.version_seq == VERSIONS.c.seq)
    .join(MEMBERS, MEMBERS.c.item == RECORDS.c.id)
    .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
    .where(VERSIONS.c.id == bindparam("version"), CLUSTERS.c.kind.concat("") == bindparam("kind"))
    .limit(1)
)


def settings_of(connection: Connection, version_seqs: Sequence[int]) -> Iterator[Setting]:
    """The reports of these versions with what is linked already, in order; those without a day are left out.

    Without a day of publication nothing in a report can be said to be earlier or later than another's.
    """
    if not version_seqs:
        return
    rows = connection.execute(_VERSIONS, {"seqs": version_seqs}).all()
    reports = {report.report.id: report for report in reports_of(connection, [row.id for row in rows])}
    for row in rows:
        if row.id in reports:
            yield _setting(connection, reports[row.id], row.day, row.outlet)


def _setting(connection: Connection, report: Report, day: str, outlet: str | None) -> Setting:
    version = report.report.id
    ids = [*(actor.id for actor in report.actors), *(event.id for event in report.events)]
    items = [version, *(f"{version}:{local}" for local in ids)]
    found = connection.execute(_HOMES, {"items": items}).all()
    local = len(version) + 1
    actors = {row.item[local:]: f"actor {row.cluster_seq}" for row in found if row.kind == "actor"}
    return Setting(
        report=report,
        day=day,
        sources={actor.id: actors.get(actor.id, f"{version}:{actor.id}") for actor in report.actors},
        outlet=f"outlet {outlet}" if outlet is not None else f"report {version}",
        events={row.item[local:]: row.cluster_seq for row in found if row.kind == "event"},
        # The first member of a cluster has no score: there was nothing to compare it with.
        is_copy=any(row.kind == "origin" and row.score is not None for row in found),
    )


def forget(connection: Connection, version: str, kind: str) -> list[int]:
    """Take what an earlier linking of a version put into clusters of a kind out of them; those it leaves changed.

    A cluster without members is gone with its keys.
    """
    linked = connection.execute(_LINKED, {"version": version, "kind": kind}).first() is not None
    if not linked and _readings(connection, version) < 2:
        return []
    here = _of_version(connection, MEMBERS.c.item, version)
    homes = connection.execute(select(MEMBERS.c.cluster_seq).distinct().where(here)).scalars().all()
    if not homes:
        return []
    of_kind = select(CLUSTERS.c.seq).where(CLUSTERS.c.seq.in_(homes), CLUSTERS.c.kind == kind)
    changed = connection.execute(of_kind).scalars().all()
    connection.execute(delete(MEMBERS).where(here, MEMBERS.c.cluster_seq.in_(changed)))
    kept = set(connection.execute(select(MEMBERS.c.cluster_seq).where(MEMBERS.c.cluster_seq.in_(changed))).scalars())
    for seq in sorted(set(changed) - kept):
        connection.execute(delete(BLOCKS).where(BLOCKS.c.cluster_seq == seq))
        connection.execute(delete(CLUSTERS).where(CLUSTERS.c.seq == seq))
    return sorted(kept)


def forget_disagreements(connection: Connection, version: str, *kinds: str) -> None:
    """Take back the disagreements of these kinds in which an earlier linking of a version had a side."""
    if not _was_changed(connection, version):
        # Its disagreements would be found again as they are.
        return
    sides = [_of_version(connection, side, version) for side in (DISAGREEMENTS.c.left, DISAGREEMENTS.c.right)]
    connection.execute(delete(DISAGREEMENTS).where(DISAGREEMENTS.c.kind.in_(kinds), or_(*sides)))


def _was_changed(connection: Connection, version: str) -> bool:
    """Whether a version was read more than once, corrected, or judged to count or vote on something else."""
    if _readings(connection, version) > 1:
        return True
    if connection.execute(_CORRECTED, {"version": version}).first() is not None:
        return True
    return connection.execute(_JUDGED, {"version": version, "last": version + BEHIND_LOCAL}).first() is not None


def _readings(connection: Connection, version: str) -> int:
    return int(connection.execute(_READINGS, {"version": version}).scalar_one())


def _of_version(connection: Connection, column: ColumnElement[str], version: str) -> ColumnElement[bool]:
    """Whether a column names a record of a version; of one read more than once, also one that is there no more."""
    if _readings(connection, version) > 1:
        return column.startswith(f"{version}:", autoescape=True)
    linked = ("figures", "statements", "events", "votes", "negotiations")
    joined = RECORDS.join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    query = select(RECORDS.c.id).select_from(joined).where(VERSIONS.c.id == version, RECORDS.c.kind.in_(linked))
    return column.in_(connection.execute(query).scalars().all())

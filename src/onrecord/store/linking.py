"""Linking as reports come in: each new reading once, in order, and what people judged or corrected since.

`link_new` goes through the readings that were not linked yet. Of each it finds the texts, actors and events that are
the same as others' through the keys of `blocks`, and hands it on to the ledger, the disagreements and the boards. Which
texts, actors and events are together hangs on what is in the store alone, so that `rebuild`, or taking the reports in
one by one or all at once, comes to the same clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from onrecord.resolve.judged import Judged
from onrecord.store import boards, conflicts, ledger, vote_conflicts
from onrecord.store.context import settings_of
from onrecord.store.linking_actors import link_actors
from onrecord.store.linking_events import link_events
from onrecord.store.linking_origins import Origin, link_origin, origins
from onrecord.store.linking_rows import AT_ONCE, judged_of
from onrecord.store.loading import reports_of
from onrecord.store.numbering import restart
from onrecord.store.relinking import dirty_versions, settled
from onrecord.store.schema import BLOCKS, CLUSTERS, DISAGREEMENTS, FACTS, JUDGEMENTS, MEMBERS, READINGS, VERSIONS

__all__ = ["Linked", "Origin", "link_new", "origins", "rebuild"]

# Facts of the store: the last reading and the last judgement that linking knows, and when it last ran.
READ, JUDGED, WHEN = "linked", "judged", "linked at"


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of linking did: the reports that were linked, new and anew."""

    reports: int

    def __str__(self) -> str:
        return f"{self.reports} report" + ("" if self.reports == 1 else "s")


@dataclass(frozen=True, slots=True)
class _Version:
    seq: int
    id: str
    is_current: bool


def link_new(connection: Connection, now: str) -> Linked:
    """Link what is new since the last run: readings in their order, then corrected and judged reports anew."""
    read = _fact(connection, READ)
    judging = _Judging(connection)
    linked = []
    for version in _read_since(connection, read):
        _link(connection, version, judging)
        linked.append(version.id)
    anew = sorted({*dirty_versions(connection), *_judged_since(connection, _fact(connection, JUDGED))})
    for version in _versions(connection, [one for one in anew if one not in set(linked)]):
        _link(connection, version, judging)
        linked.append(version.id)
    settled(connection, anew)
    _put_fact(connection, READ, str(_last(connection, READINGS.c.seq)))
    _put_fact(connection, JUDGED, str(_last(connection, JUDGEMENTS.c.seq)))
    _put_fact(connection, WHEN, now)
    return Linked(len(linked))


def rebuild(connection: Connection, now: str | None = None) -> Linked:
    """Forget all that is derived and link every report anew; `now` is the time of the last run where none is given."""
    when = connection.execute(select(FACTS.c.value).where(FACTS.c.name == WHEN)).scalar()
    for table in (DISAGREEMENTS, MEMBERS, BLOCKS, CLUSTERS):
        connection.execute(delete(table))
    restart(connection, CLUSTERS.name, DISAGREEMENTS.name)
    connection.execute(delete(FACTS).where(FACTS.c.name.in_((READ, JUDGED))))
    return link_new(connection, now or when or "")


def unlinked(connection: Connection) -> list[str]:
    """The ids of the versions that were read or corrected since they were linked."""
    last = connection.execute(select(FACTS.c.value).where(FACTS.c.name == READ)).scalar()
    read = [version.id for version in _read_since(connection, int(last or 0))]
    return [*read, *dirty_versions(connection)]


class _Judging:
    """What people said of each kind, looked up once a run."""

    def __init__(self, connection: Connection) -> None:
        self.origins: Judged = judged_of(connection, "origin")
        self.actors: Judged = judged_of(connection, "actor")
        self.events: Judged = judged_of(connection, "event")


def _link(connection: Connection, version: _Version, judging: _Judging) -> None:
    """Link one version as it stands now, after taking out what other versions of its report had put there."""
    for other in _others(connection, version):
        link_origin(connection, other, None, judging.origins)
        link_actors(connection, other, None, judging.actors)
        link_events(connection, other, None, judging.events)
    report = next(iter(reports_of(connection, [version.id])), None) if version.is_current else None
    link_origin(connection, version.id, report, judging.origins)
    link_actors(connection, version.id, report, judging.actors)
    link_events(connection, version.id, report, judging.events)
    if report is not None:
        settings = list(settings_of(connection, [version.seq]))
        # Tallies are compared within the motions that the boards make.
        for update_of in (ledger.update, conflicts.update, boards.update, vote_conflicts.update):
            update_of(connection, settings)


def _others(connection: Connection, version: _Version) -> list[str]:
    own = select(VERSIONS.c.report_seq).where(VERSIONS.c.seq == version.seq).scalar_subquery()
    query = select(VERSIONS.c.id).where(VERSIONS.c.report_seq == own, VERSIONS.c.seq != version.seq)
    return list(connection.execute(query.where(~VERSIONS.c.is_current).order_by(VERSIONS.c.seq)).scalars())


def _read_since(connection: Connection, last: int) -> list[_Version]:
    """The versions of the current readings since this one, in the order of reading."""
    rows = connection.execute(
        select(VERSIONS.c.seq, VERSIONS.c.id, VERSIONS.c.is_current)
        .select_from(READINGS.join(VERSIONS, VERSIONS.c.seq == READINGS.c.version_seq))
        .where(READINGS.c.seq > last, READINGS.c.is_current, VERSIONS.c.is_current)
        .order_by(READINGS.c.seq)
    )
    return [_Version(row.seq, row.id, row.is_current) for row in rows]


def _judged_since(connection: Connection, last: int) -> Iterator[str]:
    """The versions whose records were judged since this judgement."""
    for row in connection.execute(select(JUDGEMENTS.c.left, JUDGEMENTS.c.right).where(JUDGEMENTS.c.seq > last)):
        yield row.left.partition(":")[0]
        yield row.right.partition(":")[0]


def _versions(connection: Connection, ids: list[str]) -> Iterable[_Version]:
    found = []
    for start in range(0, len(ids), AT_ONCE):
        query = select(VERSIONS.c.seq, VERSIONS.c.id, VERSIONS.c.is_current).where(
            VERSIONS.c.id.in_(ids[start : start + AT_ONCE])
        )
        found += [_Version(row.seq, row.id, row.is_current) for row in connection.execute(query)]
    return sorted(found, key=lambda one: one.seq)


def _last(connection: Connection, column: ColumnElement[int]) -> int:
    return int(connection.execute(select(func.max(column))).scalar() or 0)


def _fact(connection: Connection, name: str) -> int:
    found = connection.execute(select(FACTS.c.value).where(FACTS.c.name == name).with_for_update()).scalar()
    return 0 if found is None else int(found)


def _put_fact(connection: Connection, name: str, value: str) -> None:
    changed = connection.execute(update(FACTS).where(FACTS.c.name == name).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(FACTS).values(name=name, value=value))

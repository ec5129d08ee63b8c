"""Giving out: a selection of a store's records as what the writers of `export` take. Joins `store` and `export`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from onrecord.export.selected import Selected
from onrecord.store.loading import reports_of
from onrecord.store.schema import CLUSTERS, MEMBERS, RECORDS, VERSIONS
from onrecord.store.selection import Selection, record_conditions, version_ids

# Reports whose records are looked up, and that are kept in memory, at once.
AT_ONCE = 100


def selected_from(connection: Connection, selection: Selection) -> Iterator[Selected]:
    """The reports of a selection with the records chosen from each, in the order in which the reports came."""
    waiting = _versions(connection, selection)
    for first in range(0, len(waiting), AT_ONCE):
        wanted = waiting[first : first + AT_ONCE]
        chosen, clusters = _chosen(connection, selection, wanted), _clusters(connection, wanted)
        for report in reports_of(connection, wanted):
            here = report.report.id
            yield Selected(report, frozenset(chosen.get(here, ())), clusters.get(here, {}))


def _versions(connection: Connection, selection: Selection) -> list[str]:
    """The reports to give out: those with a fitting record, and where no record is asked for, those with none too."""
    if not selection.asks_for_records() and selection.day_from is None and selection.day_to is None:
        return version_ids(connection, selection)
    fitting = (
        select(RECORDS.c.version_seq)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(*record_conditions(connection, selection))
    )
    query = select(VERSIONS.c.id).where(VERSIONS.c.seq.in_(fitting)).order_by(VERSIONS.c.seq)
    return list(connection.execute(query).scalars())


def _chosen(connection: Connection, selection: Selection, wanted: list[str]) -> Mapping[str, set[str]]:
    rows = connection.execute(
        select(VERSIONS.c.id, RECORDS.c.local)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(*record_conditions(connection, selection), VERSIONS.c.id.in_(wanted))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.id].add(row.local)
    return found


def _clusters(connection: Connection, wanted: list[str]) -> Mapping[str, Mapping[str, str]]:
    """The number of the cluster that each record belongs to, by report and local id."""
    rows = connection.execute(
        select(VERSIONS.c.id, RECORDS.c.local, CLUSTERS.c.seq)
        .join(RECORDS, RECORDS.c.version_seq == VERSIONS.c.seq)
        .join(MEMBERS, MEMBERS.c.item == RECORDS.c.id)
        .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        .where(VERSIONS.c.id.in_(wanted))
        .order_by(CLUSTERS.c.seq)
    )
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row.id].setdefault(row.local, str(row.seq))
    return found

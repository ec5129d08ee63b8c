"""What the reports of a selection come to: how many, of how many outlets, going back to how many texts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from onrecord.store.linking import unlinked
from onrecord.store.linking_origins import KIND
from onrecord.store.schema import CLUSTERS, CORRECTIONS, MEMBERS, VERSIONS
from onrecord.store.selection import Selection, count_of_reports, report_conditions


@dataclass(frozen=True, slots=True)
class ReportTotals:
    """Reports, the outlets they stood in, the texts they go back to, and those that people reviewed.

    A report that was not linked yet counts as a text of its own.
    """

    reports: int
    outlets: int
    origins: int
    reviewed: int


def report_totals(connection: Connection, selection: Selection) -> ReportTotals:
    """The totals of the reports of a selection."""
    if selection == Selection() and not unlinked(connection):
        return ReportTotals(
            reports=count_of_reports(connection, selection),
            # Of all versions: an index has them, and a newer version seldom stands in another outlet.
            outlets=_number(connection, select(func.count(VERSIONS.c.outlet.distinct()))),
            origins=_number(connection, select(func.count()).where(CLUSTERS.c.kind == KIND)),
            reviewed=_reviewed(connection, selection),
        )
    chosen = _chosen(connection, selection).subquery()
    counted = select(
        func.count(), func.count(chosen.c.outlet.distinct()),
        func.count(MEMBERS.c.cluster_seq), func.count(MEMBERS.c.cluster_seq.distinct()),
    ).select_from(chosen.outerjoin(MEMBERS, MEMBERS.c.item == chosen.c.id))  # fmt: skip
    # A version's id is an item of origins only: of other clusters, records are.
    reports, outlets, linked, texts = connection.execute(counted).one()
    return ReportTotals(reports, outlets, reports - linked + texts, _reviewed(connection, selection))


def _chosen(connection: Connection, selection: Selection) -> Select[str, str | None]:
    return select(VERSIONS.c.id, VERSIONS.c.outlet).where(*report_conditions(connection, selection))


def _reviewed(connection: Connection, selection: Selection) -> int:
    """How many of these reports somebody accepted or changed something in."""
    ids = select(CORRECTIONS.c.version_id).distinct()
    chosen = _chosen(connection, selection).where(VERSIONS.c.id.in_(ids)).subquery()
    return _number(connection, select(func.count()).select_from(chosen))


def _number(connection: Connection, query: Select[int]) -> int:
    return int(connection.execute(query).scalar_one())

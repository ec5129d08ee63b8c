"""Reports: lists of a selection, and one report with its versions, records and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, select

from onrecord.store import selection as store
from onrecord.store.loading import report_of
from onrecord.store.report_totals import report_totals
from onrecord.store.schema import RECORDS, VERSIONS
from onrecord.web.callers import Here, Reader
from onrecord.web.corrections import CorrectionShown, corrections_in
from onrecord.web.etags import Cached
from onrecord.web.problems import not_found, responses
from onrecord.web.records import clusters_of
from onrecord.web.reports import shown
from onrecord.web.selecting import Paged, Selected
from onrecord.web.shapes import ReportShown

router = APIRouter(prefix="/reports", tags=["reports"], dependencies=[Cached])
ReportId = Annotated[
    str,
    Path(pattern=r"^[A-Za-z0-9_-]{1,20}$", description="The id of a report's version.", examples=["rff78446f348a0b8e"]),
]
# Which clusters the records of a kind belong to.
CLUSTER_OF = {
    "actors": "actor", "events": "event", "figures": "toll", "negotiations": "track", "votes": "motion",
}  # fmt: skip


class ReportList(BaseModel):
    """Reports of the selection, newest first; `total` comes with the first piece only."""

    items: list[ReportShown]
    next: str | None
    total: int | None


class TotalsShown(BaseModel):
    """Reports of a selection, the outlets they stood in, the texts they go back to, and how many were reviewed."""

    model_config = ConfigDict(json_schema_extra={"example": {"reports": 12, "outlets": 9, "origins": 2, "reviewed": 3}})

    reports: int
    outlets: int
    origins: int = Field(description="An agency's text in nine papers is one.")
    reviewed: int


class VersionShown(BaseModel):
    """One text that a report has had."""

    id: str
    number: int
    added: str
    is_current: bool


class RecordNamed(BaseModel):
    """What a reader needs to know of a record beside its body: its state, and what it belongs to across reports."""

    id: str
    local: str
    kind: str
    state: str
    label: str | None
    cluster: int | None


class ReportWhole(BaseModel):
    """A report as corrections have left it, with its versions, the states of its records, and the corrections."""

    model_config = ConfigDict(json_schema_extra={"description": "The report is an object in the format onrecord/1."})

    report: dict[str, Any] = Field(
        description="The report in the format onrecord/1, as `onrecord schema` describes it."
    )
    versions: list[VersionShown]
    records: list[RecordNamed]
    corrections: list[CorrectionShown]


@router.get("", responses=responses(400, 401, 403, 422))
def list_reports(serving: Here, caller: Reader, wanted: Paged) -> ReportList:
    """List reports of the selection, newest first; with a search, each with the stretch that was found."""
    selection = wanted.selection()
    with serving.store.connect() as connection:
        page = store.report_rows(connection, selection, after=wanted.after, limit=wanted.limit)
        total = store.count_of_reports(connection, selection) if wanted.after is None else None
        return ReportList(items=shown(connection, page.items, wanted.q), next=page.next, total=total)


@router.get("/totals", responses=responses(401, 403, 422))
def get_totals(serving: Here, caller: Reader, wanted: Selected) -> TotalsShown:
    """Tell what the reports of the selection come to: how many, of how many outlets, going back to how many texts."""
    with serving.store.connect() as connection:
        return TotalsShown(**asdict(report_totals(connection, wanted.selection())))


@router.get("/{report}", responses=responses(401, 403, 404, 422))
def get_report(serving: Here, caller: Reader, report: ReportId) -> ReportWhole:
    """Give one report whole."""
    with serving.store.connect() as connection:
        versions = _versions(connection, report)
        if not versions:
            raise not_found("report", report)
        return ReportWhole(
            report=msgspec.to_builtins(report_of(connection, report)),
            versions=versions,
            records=_records(connection, report),
            corrections=corrections_in(connection, report),
        )


def _versions(connection: Connection, version_id: str) -> list[VersionShown]:
    """All versions of the report that this version belongs to, oldest first."""
    of_report = select(VERSIONS.c.report_seq).where(VERSIONS.c.id == version_id).scalar_subquery()
    rows = connection.execute(
        select(VERSIONS.c.id, VERSIONS.c.number, VERSIONS.c.added, VERSIONS.c.is_current)
        .where(VERSIONS.c.report_seq == of_report)
        .order_by(VERSIONS.c.number)
    )
    return [VersionShown(**row._mapping) for row in rows]


def _records(connection: Connection, version_id: str) -> list[RecordNamed]:
    rows = connection.execute(
        select(RECORDS.c.id, RECORDS.c.local, RECORDS.c.kind, RECORDS.c.state, RECORDS.c.label)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(VERSIONS.c.id == version_id)
        .order_by(RECORDS.c.seq)
    ).all()
    clusters = _clusters(connection, [(row.kind, row.id) for row in rows])
    return [RecordNamed(**row._mapping, cluster=clusters.get(row.id)) for row in rows]


def _clusters(connection: Connection, records: Sequence[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, cluster in CLUSTER_OF.items():
        found |= clusters_of(connection, [record for of_kind, record in records if of_kind == kind], cluster)
    return found

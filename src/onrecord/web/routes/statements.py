"""Who said what: statements of the selection with their words, speakers and addressees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from onrecord.record import Report, Statement
from onrecord.store import selection as store
from onrecord.store.loading import reports_of
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.records import shown
from onrecord.web.selecting import PagedQuery
from onrecord.web.shapes import ParticipantShown, RecordShown, SpanShown

router = APIRouter(prefix="/statements", tags=["statements"], dependencies=[Cached])


class StatementsQuery(PagedQuery):
    """A selection of statements; fewer at once than of other records, since each comes with all its words."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.")


class StatementShown(RecordShown):
    """A statement: its words, who said it to whom, how, and the words that stand for the source where none is named."""

    content: list[SpanShown]
    content_text: str
    cue: SpanShown | None
    manner: str | None
    source: ParticipantShown | None
    source_text: str | None
    addressees: list[ParticipantShown]
    within: list[str] = Field(description="The statements that carry this one, innermost first.")


class StatementList(BaseModel):
    """Statements of the selection, newest first; `total` comes with the first piece only."""

    items: list[StatementShown]
    next: str | None
    total: int | None


@router.get("", responses=responses(400, 401, 403, 422))
def list_statements(serving: Here, caller: Reader, wanted: Annotated[StatementsQuery, Query()]) -> StatementList:
    """List statements of the selection with their words."""
    selection = wanted.selection_of("statements")
    with serving.store.connect() as connection:
        page = store.record_rows(connection, selection, after=wanted.after, limit=wanted.limit)
        total = store.count_of_records(connection, selection) if wanted.after is None else None
        items = statements_of(connection, shown(connection, page.items))
    return StatementList(items=items, next=page.next, total=total)


def statements_of(connection: Connection, records: Sequence[RecordShown]) -> list[StatementShown]:
    """These records as statements, with the words that their reports have for them."""
    versions = list(dict.fromkeys(one.report.id for one in records))
    bodies = {report.report.id: _statements(report) for report in reports_of(connection, versions)}
    return [_shown(one, bodies.get(one.report.id, {}).get(one.local)) for one in records]


def _statements(report: Report) -> dict[str, Statement]:
    return {one.id: one for one in report.statements}


def _shown(record: RecordShown, body: Statement | None) -> StatementShown:
    spans = body.content if body is not None else ()
    cue = body.cue if body is not None else None
    source = body.source_span if body is not None else None
    return StatementShown(
        **record.model_dump(),
        content=[SpanShown(start=one.start, end=one.end, text=one.text) for one in spans],
        content_text=" … ".join(one.text for one in spans) if spans else record.label or "",
        cue=SpanShown(start=cue.start, end=cue.end, text=cue.text) if cue is not None else None,
        manner=body.manner if body is not None else None,
        source=next((one for one in record.participants if one.role == "source"), None),
        source_text=source.text if source is not None else None,
        addressees=[one for one in record.participants if one.role == "addressee"],
        within=[f"{record.report.id}:{one}" for one in body.attributed_to] if body is not None else [],
    )

"""Corrections: made, listed, and the history of one record."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select

from onrecord.errors import ConflictError, CorrectionError
from onrecord.store.corrections import ANY, Asked, correct
from onrecord.store.history import history
from onrecord.store.schema import CORRECTIONS, VERSIONS
from onrecord.web.callers import Here, Reader, Reviewer
from onrecord.web.corrections import CorrectionShown, shown, shown_correction
from onrecord.web.etags import Cached
from onrecord.web.json_given import JsonObject
from onrecord.web.problems import ProblemError, not_found, responses
from onrecord.web.records import row_of
from onrecord.web.routes.records import RecordId
from onrecord.web.selecting import Kind, Word

router = APIRouter(tags=["corrections"])
Local = Annotated[str, StringConstraints(pattern=r"^(r[0-9a-f]{4,18}:)?[a-z]+[0-9]+$", max_length=32)]
CorrectionId = Annotated[str, StringConstraints(pattern=r"^c[0-9a-f]{16}$")]


class SpanAsked(BaseModel):
    """Characters of the report's text, in code points, half-open."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[int, Field(ge=0, le=2**31)]
    end: Annotated[int, Field(ge=0, le=2**31)]


class Change(BaseModel):
    """What the action needs: fields (edit, add), span (add), others (merge), parts (split), undone (undo)."""

    model_config = ConfigDict(extra="forbid")

    fields: Annotated[JsonObject, Field(max_length=40)] = Field(default_factory=dict)
    span: SpanAsked | None = None
    others: Annotated[list[Local], Field(max_length=50)] = Field(default_factory=list)
    parts: Annotated[list[JsonObject], Field(max_length=20)] = Field(default_factory=list)
    undone: CorrectionId | None = None


class CorrectionAsked(BaseModel):
    """A correction as it is asked for.

    `expected` is the id of the newest correction of the record that the reviewer saw, null for none: where another
    came between, nothing is changed (409). Without `expected` that is not looked at.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "report": "rff78446f348a0b8e", "record": "f2", "action": "edit", "body": {"fields": {"low": 12}},
                    "reason": "the text says at least 12", "expected": None,
                },
                {"report": "rff78446f348a0b8e", "record": "e1", "action": "reject", "expected": None},
                {
                    "report": "rff78446f348a0b8e", "record": None, "kind": "actors", "action": "add",
                    "body": {"span": {"start": 317, "end": 326}, "fields": {"kind": "country"}},
                },
            ]
        },
    )  # fmt: skip

    report: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}$")]
    record: Local | None = None
    kind: Kind | None = None
    action: Literal["accept", "reject", "edit", "merge", "split", "add", "undo"]
    body: Change | None = None
    reason: Annotated[str, StringConstraints(max_length=2000)] | None = None
    expected: CorrectionId | None = None


class CorrectionMade(BaseModel):
    """The correction that was kept, and the record that it concerns."""

    correction: CorrectionShown
    record: str


class CorrectionList(BaseModel):
    """Corrections, newest first, and what to ask for to get older ones."""

    items: list[CorrectionShown]
    next: str | None


class HistoryEntry(BaseModel):
    """A correction of a record, whether it stands, was undone, or does not fit the present reading, and why not."""

    correction: CorrectionShown
    standing: Literal["stands", "undone", "does not fit"]
    why: str | None


class History(BaseModel):
    """All corrections of a record, oldest first; `newest` is what the next one is to expect."""

    items: list[HistoryEntry]
    newest: str | None


class CorrectionsQuery(BaseModel):
    """Which corrections are wanted."""

    model_config = ConfigDict(extra="forbid")

    report: Word | None = None
    author: Word | None = None
    after: Annotated[int, Field(ge=1, le=2**53)] | None = None
    limit: int = Field(50, ge=1, le=500)


@router.post("/corrections", status_code=201, responses=responses(400, 401, 403, 404, 409, 413, 422, 429))
def make_correction(serving: Here, caller: Reviewer, asked: Annotated[CorrectionAsked, Body()]) -> CorrectionMade:
    """Correct a record; nothing is overwritten, and every correction can be undone."""
    expected = asked.expected if "expected" in asked.model_fields_set else ANY
    with serving.store.begin() as connection:
        known = connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id == asked.report)).first()
        if known is None:
            raise not_found("report", asked.report)
        try:
            kept = correct(connection, _asked(asked, caller.name), now=serving.clock(), expected=expected)
        except ConflictError as error:
            raise ProblemError(409, str(error)) from error
        except CorrectionError as error:
            raise ProblemError(422, str(error)) from error
    return CorrectionMade(correction=shown_correction(kept.correction), record=f"{asked.report}:{kept.record}")


@router.get("/corrections", dependencies=[Cached], responses=responses(401, 403, 422))
def list_corrections(serving: Here, caller: Reader, wanted: Annotated[CorrectionsQuery, Query()]) -> CorrectionList:
    """List corrections, newest first."""
    query = select(CORRECTIONS).order_by(CORRECTIONS.c.seq.desc()).limit(wanted.limit + 1)
    if wanted.report is not None:
        query = query.where(CORRECTIONS.c.version_id == wanted.report)
    if wanted.author is not None:
        query = query.where(CORRECTIONS.c.author == wanted.author)
    if wanted.after is not None:
        query = query.where(CORRECTIONS.c.seq < wanted.after)
    with serving.store.connect() as connection:
        rows = connection.execute(query).all()
    kept = rows[: wanted.limit]
    return CorrectionList(
        items=[shown(row) for row in kept], next=str(kept[-1].seq) if len(rows) > wanted.limit else None
    )


@router.get("/records/{record}/history", dependencies=[Cached], responses=responses(401, 403, 404, 422))
def record_history(serving: Here, caller: Reader, record: RecordId) -> History:
    """Tell what people did to a record."""
    with serving.store.connect() as connection:
        if row_of(connection, record) is None:
            raise not_found("record", record)
        entries = history(connection, record)
    items = [
        HistoryEntry(correction=shown_correction(one.correction), standing=one.standing, why=one.why) for one in entries
    ]
    return History(items=items, newest=items[-1].correction.id if items else None)


def _asked(given: CorrectionAsked, author: str) -> Asked:
    """What was asked for, by local ids; an id across reports must be of this report."""
    body = given.body if given.body is not None else Change()
    return Asked(
        action=given.action,
        version_id=given.report,
        author=author,
        record=_local(given.record, given.report) if given.record is not None else None,
        kind=given.kind,
        span=(body.span.start, body.span.end) if body.span is not None else None,
        fields=body.fields,
        others=tuple(_local(one, given.report) for one in body.others),
        parts=tuple(body.parts),
        undone=body.undone,
        reason=given.reason,
    )


def _local(record: str, report: str) -> str:
    version_id, colon, local = record.rpartition(":")
    if colon and version_id != report:
        raise ProblemError(422, f"{record} is no record of {report}")
    return local

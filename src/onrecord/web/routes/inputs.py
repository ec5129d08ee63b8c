"""Taking in: texts, addresses and files, and the inputs that could not be read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from onrecord.store.schema import INPUTS, VERSIONS
from onrecord.web.callers import Here, Reader, Reviewer
from onrecord.web.etags import Cached
from onrecord.web.given import BODY, Given, GivenAddress, GivenFiles, GivenText, given_of
from onrecord.web.problems import ProblemError, not_found, responses
from onrecord.web.routes.jobs import Accepted, shown
from onrecord.web.selecting import Cursor

router = APIRouter(tags=["taking in"])
Seq = Annotated[int, Path(ge=1, le=2**53, description="The number of an input.", examples=[1])]


class InputShown(BaseModel):
    """One thing that was taken up: where it stood, what became of it, and why not."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "seq": 7, "location": "uploaded:4f2a19c03b77/empty.txt", "media": "text", "state": "failed",
                "error": "empty.txt: its text is empty", "attempts": 1, "added": "2021-05-18T09:30:00.000Z",
                "report": None,
            }
        }
    )  # fmt: skip

    seq: int
    location: str
    media: str
    state: Literal["waiting", "read", "known", "failed"]
    error: str | None
    attempts: int
    added: str
    report: str | None


class InputList(BaseModel):
    """Inputs, newest first, and what to ask for to get older ones."""

    items: list[InputShown]
    next: str | None


class InputsQuery(BaseModel):
    """Which inputs are wanted."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["waiting", "read", "known", "failed"] | None = None
    after: Cursor | None = None
    limit: int = Field(50, ge=1, le=500)


@router.post(
    "/reports", status_code=202, openapi_extra=BODY, responses=responses(400, 401, 403, 413, 415, 422, 429, 503)
)
async def take_in(serving: Here, caller: Reviewer, request: Request) -> Accepted:
    """Take in a text, the page or feed at an address, or files; the job tells how it goes."""
    given = await given_of(request)
    job = await run_in_threadpool(
        serving.jobs.add, serving.taking.task(given), kind="take in", label=_label(given), by=caller.name
    )
    return Accepted(job=shown(job))


@router.get("/inputs", dependencies=[Cached], responses=responses(400, 401, 403, 422))
def list_inputs(serving: Here, caller: Reader, wanted: Annotated[InputsQuery, Query()]) -> InputList:
    """List what was taken up, newest first."""
    columns = (column for column in INPUTS.c if column.name not in ("raw", "hints", "digest", "version_seq"))
    query = (
        select(*columns, VERSIONS.c.id.label("report"))
        .outerjoin(VERSIONS, VERSIONS.c.seq == INPUTS.c.version_seq)
        .order_by(INPUTS.c.seq.desc())
        .limit(wanted.limit + 1)
    )
    if wanted.state is not None:
        query = query.where(INPUTS.c.state == wanted.state)
    if wanted.after is not None:
        query = query.where(INPUTS.c.seq < _place(wanted.after))
    with serving.store.connect() as connection:
        rows = connection.execute(query).all()
    items = [InputShown(**row._mapping) for row in rows[: wanted.limit]]
    return InputList(items=items, next=str(items[-1].seq) if len(rows) > wanted.limit else None)


@router.post("/inputs/{seq}/retry", status_code=202, responses=responses(401, 403, 404, 409, 422, 429, 503))
def retry_input(serving: Here, caller: Reviewer, seq: Seq) -> Accepted:
    """Read a failed input again."""
    with serving.store.connect() as connection:
        row = connection.execute(select(INPUTS.c.state, INPUTS.c.location).where(INPUTS.c.seq == seq)).one_or_none()
    if row is None:
        raise not_found("input", seq)
    if row.state != "failed":
        raise ProblemError(409, f"input {seq} did not fail; it is {row.state}")
    job = serving.jobs.add(serving.taking.again(seq), kind="retry", label=row.location, by=caller.name)
    return Accepted(job=shown(job))


def _place(after: str) -> int:
    if not after.isdecimal() or len(after) > 15:
        raise ProblemError(400, f"{after[:60]!r} is no place in a list; give the `next` of the piece before")
    return int(after)


def _label(given: Given) -> str:
    match given:
        case GivenText():
            return given.title or given.text.strip()[:60].replace("\n", " ")
        case GivenAddress():
            return given.url
        case GivenFiles():
            more = f" and {len(given.files) - 1} more" if len(given.files) > 1 else ""
            return given.files[0].name + more

"""Jobs: what the worker does, did and will do, and its progress as server-sent events."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from onrecord.web.callers import Here, Reader
from onrecord.web.jobs import Job, events_of
from onrecord.web.problems import not_found, responses

router = APIRouter(prefix="/jobs", tags=["jobs"])
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="The id of a job.", examples=["0123456789abcdef"])]
EVENTS = {"text/event-stream": {"schema": {"type": "string"}}}
EXAMPLE: dict[str, Any] = {
    "id": "0123456789abcdef", "kind": "take in", "label": "morning.html", "by": "ada", "state": "running",
    "created": "2021-05-18T09:30:00.000Z", "ended": None, "done": 1, "failed": 0, "total": 3, "error": None,
    "outcomes": [{"location": "morning.html", "state": "new report", "report": "rff78446f348a0b8e", "error": None}],
}  # fmt: skip


class OutcomeShown(BaseModel):
    """What became of one thing that a job took up."""

    location: str
    state: str
    report: str | None
    error: str | None


class JobShown(BaseModel):
    """A job as it stands; `total` is null while nobody knows how much there is to do."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE})

    id: str
    kind: str
    label: str
    by: str
    created: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    done: int
    failed: int
    total: int | None
    outcomes: list[OutcomeShown]
    error: str | None
    ended: str | None


class JobList(BaseModel):
    """The jobs that are still known, newest first."""

    items: list[JobShown]


class Accepted(BaseModel):
    """Work that was taken on: the job that tells how it goes."""

    model_config = ConfigDict(json_schema_extra={"example": {"job": EXAMPLE}})

    job: JobShown


def shown(job: Job) -> JobShown:
    """A job as the interface shows it."""
    return JobShown.model_validate(asdict(job))


@router.get("", responses=responses(401, 403))
def list_jobs(serving: Here, caller: Reader) -> JobList:
    """List the jobs, newest first."""
    return JobList(items=[shown(job) for job in serving.jobs.all()])


@router.get("/{job}", responses=responses(401, 403, 404, 422))
def get_job(serving: Here, caller: Reader, job: JobId) -> JobShown:
    """Tell how a job stands."""
    found = serving.jobs.get(job)
    if found is None:
        raise not_found("job", job)
    return shown(found)


@router.get(
    "/{job}/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        **responses(401, 403, 404, 422),
    },
)
async def follow_job(serving: Here, caller: Reader, job: JobId) -> Response:
    """Follow a job: `progress` events with the job as JSON, then one `end` event."""
    if serving.jobs.get(job) is None:
        raise not_found("job", job)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events_of(serving.jobs, job), media_type="text/event-stream", headers=headers)

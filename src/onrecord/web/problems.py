"""Errors as problem+json (RFC 9457): one form for everything that goes wrong, whoever notices it."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from onrecord.errors import OnrecordError

MEDIA = "application/problem+json"
LOG = logging.getLogger("onrecord.web")
RETRY_SECONDS = 2


class Fault(BaseModel):
    """One thing that is wrong in a request: where, and what."""

    where: str
    what: str


class Problem(BaseModel):
    """What went wrong with a request, and what would work."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is no report r00"}
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default_factory=list)


class ProblemError(OnrecordError):
    """A request that cannot be answered: its status, what is wrong, and what would work."""

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


class InvalidError(ProblemError):
    """A request whose form is right and whose values are not."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(422, "; ".join(f"{one.where}: {one.what}" for one in faults[:3]))
        self.faults = tuple(faults[:20])


def not_found(what: str, key: object) -> ProblemError:
    """The problem that something asked for by its key is not there."""
    return ProblemError(404, f"there is no {what} {str(key)[:80]!r}")


def problem_response(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, errors: Sequence[Fault] = ()
) -> Response:
    """A response that tells a problem."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors))
    # Control and lone surrogate characters of what was asked for are escaped, so that the answer is always UTF-8.
    content = json.dumps(body.model_dump(), ensure_ascii=True)
    return Response(content, status, media_type=MEDIA, headers={"Cache-Control": "no-store", **(headers or {})})


def tell_problems(app: FastAPI) -> None:
    """Have every error of the application told as a problem."""
    app.add_exception_handler(ProblemError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(OperationalError, _unreachable)
    app.add_exception_handler(OnrecordError, _wrong)
    app.add_exception_handler(Exception, _unforeseen)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The description of these problem answers, for a route."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    if error.status == HTTPStatus.NOT_MODIFIED:
        return Response(status_code=error.status, headers=error.headers)
    faults = error.faults if isinstance(error, InvalidError) else ()
    return problem_response(error.status, error.detail, headers=error.headers, errors=faults)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(where=".".join(str(step) for step in one["loc"]), what=str(one["msg"])) for one in error.errors()]
    told = InvalidError(faults)
    return problem_response(told.status, told.detail, errors=told.faults)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = {
        404: f"there is nothing at {request.url.path[:200]}",
        405: f"{request.method} is not possible at {request.url.path[:200]}",
    }.get(error.status_code, str(error.detail))
    return problem_response(error.status_code, detail, headers=error.headers)


async def _unreachable(request: Request, error: Exception) -> Response:
    LOG.error("the store did not answer %s %r: %s", request.method, request.url.path, error)
    return problem_response(
        503, "the store is busy or cannot be reached; try again", headers={"Retry-After": str(RETRY_SECONDS)}
    )


async def _wrong(_: Request, error: Exception) -> Response:
    return problem_response(400, str(error))


async def _unforeseen(request: Request, error: Exception) -> Response:
    LOG.error("no answer to %s %r", request.method, request.url.path, exc_info=error)
    return problem_response(500, "the server could not answer; its log says why")

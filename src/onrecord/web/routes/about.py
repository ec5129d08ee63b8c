"""The server itself: is it well, who am I to it, what does it count."""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from onrecord.store.schema import REPORTS
from onrecord.store.tokens import Role
from onrecord.web.callers import COOKIE, Here, Reader, bearer_of
from onrecord.web.metrics import MEDIA
from onrecord.web.problems import responses
from onrecord.web.serving import Serving

router = APIRouter(tags=["server"])
COOKIE_SECONDS = 30 * 24 * 3600


class Health(BaseModel):
    """Whether the server answers and can read its store."""

    model_config = ConfigDict(json_schema_extra={"example": {"status": "ok", "version": "0.1.0"}})

    status: Literal["ok"]
    version: str


class Me(BaseModel):
    """The caller: the name under which corrections are kept, and what the role allows."""

    model_config = ConfigDict(json_schema_extra={"example": {"name": "Ada", "role": "reviewer", "tokens": True}})

    name: str
    role: Role
    tokens: bool = Field(description="Whether this server wants tokens.")


class SessionRequest(BaseModel):
    """A token to be kept in a cookie that no script can read, for the page."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=200, examples=["onrecord_4f2a19c03b77e1d0_..."])]


@router.get("/health", responses=responses(503))
def health(serving: Here) -> Health:
    """Tell whether the server can read its store; needs no token."""
    _reports(serving)
    return Health(status="ok", version=version_of("onrecord"))


@router.get("/me", responses=responses(401, 403))
def me(serving: Here, caller: Reader) -> Me:
    """Tell who the caller is."""
    return Me(name=caller.name, role=caller.role, tokens=serving.binding.wants_tokens)


@router.post("/session", responses=responses(400, 401, 403, 413, 422, 429))
def open_session(serving: Here, request: Request, response: Response, session: Annotated[SessionRequest, Body()]) -> Me:
    """Keep a token in a cookie of the browser."""
    caller = bearer_of(serving, session.token)
    response.set_cookie(
        COOKIE, session.token, max_age=COOKIE_SECONDS, path="/api", httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return Me(name=caller.name, role=caller.role, tokens=serving.binding.wants_tokens)


@router.delete("/session", status_code=204, responses=responses(403, 429))
def end_session(response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path="/api", httponly=True, samesite="strict")


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {MEDIA: {"schema": {"type": "string"}}}}, **responses(401, 403)},
)
def metrics(serving: Here, caller: Reader) -> Response:
    """Tell what the server counts, in Prometheus' form."""
    serving.metrics.reports.set(_reports(serving))
    serving.metrics.jobs.set(serving.jobs.unended())
    return Response(serving.metrics.text(), media_type=MEDIA)


def _reports(serving: Serving) -> int:
    with serving.store.connect() as connection:
        return connection.execute(select(func.count()).select_from(REPORTS)).scalar_one()

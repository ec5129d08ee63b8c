"""The application: routes, guards and the page put together around one store."""

from __future__ import annotations

import getpass
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import resources
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from onrecord.web.answers import Answers, Remembering
from onrecord.web.built import BUILT_PAGE, serve_page
from onrecord.web.etags import Changes, GivenBeforeError, given_before
from onrecord.web.first_looks import PREFIX
from onrecord.web.guards import CrossSiteGuard, HostGuard, SecurityHeaders
from onrecord.web.jobs import Jobs
from onrecord.web.limits import Allowance, RateLimit, SizeLimit
from onrecord.web.metrics import Counting, Metrics
from onrecord.web.problems import Problem, tell_problems
from onrecord.web.routes import ROUTERS
from onrecord.web.serving import Binding, Limits, Serving
from onrecord.web.taking import Taking

if TYPE_CHECKING:
    from onrecord.store.store import Store

DESCRIPTION = """What news reports put on record, over HTTP.

Every record is attributed to its source and pinned to the characters it came from. Offsets are Unicode code points.
Lists come in pieces: ask again with `after` set to the `next` of the last piece, until `next` is null.
Answers have weak ETags. Errors are problem+json (RFC 9457).
"""


def utc_now() -> str:
    """The time now, as ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make_app(
    store: Store,
    taking: Taking,
    *,
    binding: Binding = Binding(),  # noqa: B008 (frozen)
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    page: Path = BUILT_PAGE,
    clock: Callable[[], str] = utc_now,
) -> FastAPI:
    """The application that serves a store; the caller closes the store after it."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        jobs = Jobs(waiting=limits.waiting_jobs, clock=clock)
        changes = Changes(store)
        app.state.serving = Serving(
            store, binding, limits, local_name(), clock, changes, answers, jobs, metrics, taking
        )
        jobs.start()
        try:
            yield
        finally:
            jobs.stop()
            changes.close()

    metrics, answers = Metrics(), Answers()
    app = FastAPI(
        title="onrecord",
        version=version_of("onrecord"),
        description=DESCRIPTION,
        openapi_url=f"{PREFIX}/openapi.json",
        # Their pages load scripts from elsewhere; the description itself is there for any viewer.
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    tell_problems(app)
    app.add_exception_handler(GivenBeforeError, given_before)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    serve_page(app, page)
    _complete_description(app)
    app.add_middleware(Remembering, answers=answers)
    _guard(app, binding, limits, metrics)
    return app


def local_name() -> str:
    """The name under which the local user's corrections are kept."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container may run under a number that no name belongs to.
        return "local"


def _guard(app: FastAPI, binding: Binding, limits: Limits, metrics: Metrics) -> None:
    """Put the guards before the routes; what is added last stands first."""
    app.add_middleware(SizeLimit, largest=limits.body)
    app.add_middleware(CrossSiteGuard)
    app.add_middleware(RateLimit, allowance=Allowance(limits.rate, limits.burst))
    if binding.host_names is not None:
        app.add_middleware(HostGuard, names=binding.host_names)
    else:
        app.add_middleware(GZipMiddleware, minimum_size=2048, compresslevel=4)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Counting, metrics=metrics)


def examples() -> dict[str, Any]:
    """Answers on the sample reports, cut short, by the schema that they are examples of."""
    found: dict[str, Any] = json.loads(resources.files("onrecord.web").joinpath("examples.json").read_bytes())
    return found


def _complete_description(app: FastAPI) -> None:
    """Put the problem form into the description, where the routes' answers point to it, and examples of answers."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        schema = described()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= own.pop("$defs") | {"Problem": own}
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for name, example in examples().items():
            schemas[name]["example"] = example
        return schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to change the description

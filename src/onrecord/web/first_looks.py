"""What the page asks first, asked by the server itself when it starts: nobody waits for the first counting.

On 20,000 reports the first answer to such a question takes 60 to 170 ms more than later ones (eval/page_speed).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Scope

from onrecord.web.serving import Binding

# Set in a request's scope where the server itself asks; no client can set it.
OWN = "onrecord.own_question"
PREFIX = "/api/v1"
PAUSE_S = 1.5
# The questions of each view over everything in the store, as the page words them.
OPENED_FIRST = ("/reports", "/reports/totals", "/inputs?state=failed")
QUESTIONS = (
    *OPENED_FIRST,
    "/reports?limit=1",
    "/statements?limit=100",
    "/facets?kind=statements",
    "/timeline?lane=actor&per_lane=100",
    "/facets",
    "/map",
    "/figures?reading=none",
    "/facets?kind=figures",
    "/disagreements",
    "/network?layer=acts",
)


async def ask_first(app: ASGIApp, binding: Binding, pause: float = PAUSE_S) -> None:
    """Ask every question once, one after another; what goes wrong is told when somebody else asks it.

    Behind the questions of the view that a browser opens at once, there is a `pause` in seconds in which it may do so.
    """
    for question in QUESTIONS:
        if question == QUESTIONS[len(OPENED_FIRST)]:
            await asyncio.sleep(pause)
        with suppress(Exception):
            await _ask(app, binding, PREFIX + question)


async def _ask(app: ASGIApp, binding: Binding, question: str) -> None:
    path, _, query = question.partition("?")
    host = binding.address.partition("//")[2].rstrip("/")
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", host.encode()), (b"accept", b"application/json")],
        "client": ("onrecord", 0),
        "server": (binding.host, binding.port),
        OWN: True,
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        return

    await app(scope, receive, send)

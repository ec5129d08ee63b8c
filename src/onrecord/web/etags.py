"""ETags: whether what a client holds is still what the store would answer."""

from __future__ import annotations

import hashlib
import secrets
import threading
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request, Response
from sqlalchemy import text

from onrecord.web.answers import ETAG
from onrecord.web.callers import Caller, reader_of, serving_of
from onrecord.web.problems import ProblemError

if TYPE_CHECKING:
    from onrecord.store.store import Store

CACHE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


class Changes:
    """Tells whether anything was written to a store since, by this process or by another.

    SQLite counts, for each connection, the commits of all others: one connection that never writes sees them all.
    PostgreSQL names the transactions that a snapshot sees. Neither count says anything across two runs of the server,
    so a random number goes with it.
    """

    _QUERIES = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}  # noqa: RUF012

    def __init__(self, store: Store) -> None:
        self._query = text(self._QUERIES[store.engine.dialect.name])
        self._connection = store.engine.connect()
        self._nonce = secrets.token_hex(8)
        self._lock = threading.Lock()

    def mark(self) -> str:
        """A text that stays the same as long as nothing is written."""
        with self._lock:
            count = self._connection.execute(self._query).scalar_one()
            self._connection.rollback()
        return f"{self._nonce}:{count}"

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self._connection.close()


class GivenBeforeError(ProblemError):
    """The answer was given before and still holds; not a fault, but the same way out of a route."""

    def __init__(self, etag: str, body: bytes) -> None:
        super().__init__(200, "given before", headers={"ETag": etag, **CACHE})
        self.body = body


class UnchangedError(ProblemError):
    """What the client holds still holds; not a fault, but the same way out of a route."""

    def __init__(self, etag: str) -> None:
        super().__init__(304, "unchanged", headers={"ETag": etag, **CACHE})


def unchanged(request: Request, response: Response, caller: Annotated[Caller, Depends(reader_of)]) -> None:
    """Put the ETag on the answer; leaves the route early where the client holds it, or it was given before."""
    serving = serving_of(request)
    etag = etag_of(serving.changes.mark(), str(request.url.path), str(request.url.query), caller.role)
    if _holds(request.headers.get("if-none-match", ""), etag):
        raise UnchangedError(etag)
    body = serving.answers.get(etag)
    if body is not None:
        raise GivenBeforeError(etag, body)
    setattr(request.state, ETAG, etag)
    response.headers["ETag"] = etag
    for name, value in CACHE.items():
        response.headers[name] = value


async def given_before(_: Request, error: Exception) -> Response:
    """The answer that was given before."""
    assert isinstance(error, GivenBeforeError)
    return Response(error.body, media_type="application/json", headers=error.headers)


def etag_of(*parts: str) -> str:
    """A weak ETag for an answer that depends on these."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:24]}"'


def _holds(given: str, etag: str) -> bool:
    strong = etag.removeprefix("W/")
    return given.strip() == "*" or any(one.strip().removeprefix("W/") == strong for one in given.split(","))


Cached = Depends(unchanged)

"""How much a client may send and how often it may ask."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import problem_response

# What a request counts for; the rest counts for one.
COSTS = {
    ("POST", "/api/v1/reports"): 5,
    ("GET", "/api/v1/export"): 10,
    ("GET", "/api/v1/export/loss"): 10,
    ("POST", "/api/v1/links/rebuild"): 50,
}
CLIENTS_KEPT = 10_000


class _TooLargeError(HTTPException):
    """More bytes came than are allowed; an HTTP error, since whoever reads the body lets only those pass."""


class SizeLimit:
    """Refuses bodies over a size, by what they say and by what comes."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count its bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        detail = f"a request may have {self.largest} bytes at most; send many reports in parts"
        refusal = problem_response(413, detail, headers={"Connection": "close"})
        told = Headers(scope=scope).get("content-length", "")
        if told.isdecimal() and int(told) > self.largest:
            await refusal(scope, receive, send)
            return
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.largest:
                raise _TooLargeError(413, detail)
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except _TooLargeError:
            if started:
                raise
            await refusal(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a client has left, and when that was counted."""

    left: float
    at: float

    def filled(self, now: float, rate: float, burst: int) -> Bucket:
        """The bucket after the time since then."""
        return Bucket(min(float(burst), self.left + (now - self.at) * rate), now)


class Allowance:
    """Counts what each client asks for: `burst` at once, then `rate` a second; forgets who was silent longest."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str, cost: float) -> float:
        """Take `cost` from the client's bucket: 0 if it was there, else the seconds until it will be."""
        with self._lock:
            now = self.clock()
            known = self._buckets.pop(client, Bucket(float(self.burst), now)).filled(now, self.rate, self.burst)
            enough = known.left >= cost
            self._buckets[client] = Bucket(known.left - cost, now) if enough else known
            while len(self._buckets) > CLIENTS_KEPT:
                self._buckets.popitem(last=False)
            return 0.0 if enough else (cost - known.left) / self.rate


class RateLimit:
    """Refuses clients that ask too often; a client is an address."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self.app = app
        self.allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if the client has something left."""
        if scope["type"] == "http":
            wait = self.allowance.wait(_client(scope), COSTS.get((scope["method"], scope["path"]), 1))
            if wait > 0:
                seconds = str(ceil(wait))
                detail = f"too many requests; try again in {seconds} s"
                await problem_response(429, detail, headers={"Retry-After": seconds})(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else "unknown"

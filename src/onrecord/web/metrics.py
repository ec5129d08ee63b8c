"""What the server counts about itself, in Prometheus' form."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA = CONTENT_TYPE_LATEST
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one server; each has a registry of its own, so that two servers in one process do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("onrecord_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "onrecord_request_seconds", "Seconds to the last byte.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.running = Gauge("onrecord_requests_running", "Requests being answered.", registry=self.registry)
        self.jobs = Gauge("onrecord_jobs", "Jobs that wait or run.", registry=self.registry)
        self.reports = Gauge("onrecord_reports", "Reports in the store.", registry=self.registry)

    def text(self) -> bytes:
        """All counts in the form that Prometheus reads."""
        return generate_latest(self.registry)


class Counting:
    """Counts and times every request by its route, not by its path: a path may be anything."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self.metrics.running.track_inprogress():
            try:
                await self.app(scope, receive, noted)
            finally:
                # Versions of FastAPI differ in whether a route knows its router's prefix.
                route = str(getattr(scope.get("route"), "path", "none")).removeprefix("/api/v1")
                self.metrics.seconds.labels(route).observe(time.perf_counter() - started)
                self.metrics.requests.labels(_method(scope), route, str(status)).inc()


def _method(scope: Scope) -> str:
    known = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"}
    return str(scope["method"]) if scope["method"] in known else "other"

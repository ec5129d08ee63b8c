"""A server that runs: its socket, its start, its end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from dataclasses import replace

import uvicorn
from fastapi import FastAPI

from onrecord.errors import ServingError
from onrecord.web.serving import Binding

First = Callable[[], Coroutine[None, None, None]]
# A client that is slower than this to close is let go.
SECONDS_TO_CLOSE = 5
# How long a line may be silent. Clients drop a silent line after 5 seconds (httpx) or more; a server that drops it at
# the same moment cuts off a request on its way.
SECONDS_SILENT = 15
MOST_AT_ONCE = 500


class _Server(uvicorn.Server):
    """A server that says when it answers, and then asks itself what the page will ask."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None], first: First | None) -> None:
        super().__init__(config)
        self.when_ready = when_ready
        self.first = first
        self.asking: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self.when_ready()
            self.asking = asyncio.create_task(self.first()) if self.first is not None else None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ask no more, then end."""
        if self.asking is not None:
            self.asking.cancel()
            await asyncio.gather(self.asking, return_exceptions=True)
        await super().shutdown(sockets)


def bound(binding: Binding) -> tuple[socket.socket, Binding]:
    """A socket bound to the address, and the address with its real port; raises ServingError where it is taken."""
    host = binding.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for asyncio turns off Nagle's waiting (40 ms an answer) only for sockets that name it.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, binding.port))
    except (OSError, OverflowError) as error:
        made.close()
        wrong = getattr(error, "strerror", None) or error
        raise ServingError(f"{binding.host}:{binding.port} cannot be used: {wrong}; choose another --port") from error
    return made, replace(binding, port=made.getsockname()[1])


def server_of(app: FastAPI, when_ready: Callable[[], None], first: First | None = None) -> uvicorn.Server:
    """A server for the application; `run(sockets=[...])` runs it, `should_exit` ends it.

    `first` is what it does beside answering once it answers: see `onrecord.web.first_looks`.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Who a client is, is told by its socket alone.
        proxy_headers=False,
        timeout_keep_alive=SECONDS_SILENT,
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
        limit_concurrency=MOST_AT_ONCE,
        ws="none",
    )
    return _Server(config, when_ready, first)

"""Answers that were given already: kept until the store changes, so that the same question costs its work once.

Counting over all records of a large store takes longer than drawing what was counted; people go back and forth between
a few views, and several people look at the same ones.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Bytes of all answers kept, and of the largest that is kept.
KEPT = 64 * 1024 * 1024
LARGEST = 4 * 1024 * 1024
# Where in a request's state its ETag stands for this middleware; absent where the answer is not to be kept.
ETAG = "answer_etag"


class Answers:
    """Bodies of JSON answers by their ETag, which no two states of the store share; the longest unused go first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._size = kept, 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, etag: str) -> bytes | None:
        """The body with this ETag, where it is still kept."""
        with self._lock:
            found = self._bodies.get(etag)
            if found is not None:
                self._bodies.move_to_end(etag)
            return found

    def put(self, etag: str, body: bytes) -> None:
        """Keep a body."""
        with self._lock:
            self._size += len(body) - len(self._bodies.pop(etag, b""))
            self._bodies[etag] = body
            while self._size > self._kept:
                self._size -= len(self._bodies.popitem(last=False)[1])


class Remembering:
    """Keeps the JSON answers of routes that have an ETag."""

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self.app = app
        self.answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and keep the answer as it goes out."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        pieces: list[bytes] = []
        keeps = False

        async def noted(message: Message) -> None:
            nonlocal keeps
            if message["type"] == "http.response.start":
                is_json = Headers(raw=message["headers"]).get("content-type") == "application/json"
                keeps = message["status"] == 200 and is_json and ETAG in state
            elif keeps:
                pieces.append(message.get("body", b""))
                if not message.get("more_body", False) and sum(map(len, pieces)) <= LARGEST:
                    self.answers.put(state[ETAG], b"".join(pieces))
            await send(message)

        await self.app(scope, receive, noted)

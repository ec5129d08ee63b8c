"""From a writer that wants a file to a response that wants pieces: a thread writes, the response takes them."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import BinaryIO, cast

from fastapi.concurrency import run_in_threadpool

from onrecord.errors import OnrecordError

PIECE = 64 * 1024
# Pieces that wait to be taken: a client that is slow holds the writer back, not the memory.
WAITING = 8
LOOK_SECONDS = 0.5
# A client that takes nothing for this long is gone.
PATIENCE_SECONDS = 60.0


class GoneError(OnrecordError):
    """Nobody takes what is written any more."""


class Pipe(io.RawIOBase):
    """A file that can only be written to, in order; what is written comes out of `take` in pieces."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: queue.Queue[bytes | BaseException | None] = queue.Queue(WAITING)
        self._held = bytearray()
        self._left = threading.Event()

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, given: object) -> int:
        """Hold the bytes until there is a piece of them."""
        raw = bytes(cast("bytes", given))
        self._held += raw
        if len(self._held) >= PIECE:
            self._pass_on()
        return len(raw)

    def end(self, error: BaseException | None = None) -> None:
        """Say that nothing more comes, or why."""
        if error is None and self._held:
            self._pass_on()
        self._put(error)

    def leave(self) -> None:
        """Say that nobody takes any more; the writer's next piece raises GoneError."""
        self._left.set()

    def take(self) -> bytes | None:
        """The next piece, None at the end; raises what the writer raised."""
        found = self._queue.get()
        if isinstance(found, BaseException):
            raise found
        return found

    def _pass_on(self) -> None:
        self._put(bytes(self._held))
        self._held.clear()

    def _put(self, piece: bytes | BaseException | None) -> None:
        waited = 0.0
        while not self._left.is_set() and waited < PATIENCE_SECONDS:
            try:
                self._queue.put(piece, timeout=LOOK_SECONDS)
            except queue.Full:
                waited += LOOK_SECONDS
            else:
                return
        raise GoneError("nobody takes what is written")


async def written_by(write: Callable[[BinaryIO], object], done: Callable[[], None]) -> AsyncIterator[bytes]:
    """What a writer writes, piece by piece; `done` is called when the writer has ended, however it ended."""
    pipe = Pipe()

    def work() -> None:
        try:
            write(cast("BinaryIO", pipe))
            pipe.end()
        except GoneError:
            pass
        except BaseException as error:  # noqa: BLE001 (it is raised again where the pieces are taken)
            with suppress(GoneError):
                pipe.end(error)
        finally:
            done()

    threading.Thread(target=work, name="onrecord-export", daemon=True).start()
    try:
        while (piece := await run_in_threadpool(pipe.take)) is not None:
            yield piece
    finally:
        pipe.leave()

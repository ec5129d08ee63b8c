"""How much an archive may unpack: counted over all that is in it, however deep."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.errors import SourceError

# Bytes that one argument (a zip, a gz, a WARC) may unpack to: a week of a large crawl; enough for 10^6 articles.
LARGEST_UNPACKED = 8_000_000_000
# Above this many bytes, what unpacks to more than `STEEPEST` times its size is a bomb: deflate reaches 1,032 to 1,
# the 329 real pages of the tests at most 21 to 1.
HARMLESS = 8_000_000
STEEPEST = 200
CHUNK = 65_536


@dataclass(slots=True)
class Budget:
    """A count of the bytes that may still be unpacked; the one thing here that changes, since it is a count."""

    name: str
    left: int = LARGEST_UNPACKED
    spent: int = field(default=0, init=False)

    def spend(self, number: int) -> None:
        """Count these bytes; raises SourceError where they are more than is left."""
        self.spent += number
        if self.spent > self.left:
            raise SourceError(f"{self.name}: unpacks to more than {self.left:,} bytes; unpack it and give its parts")


def check_ratio(name: str, packed: int, unpacked: int) -> None:
    """Raise SourceError where so few bytes become so many that they can only be meant to fill a disk."""
    if unpacked > HARMLESS and unpacked > STEEPEST * max(packed, 1):
        raise SourceError(
            f"{name}: unpacks to more than {STEEPEST} times its size, as bombs do; unpack it yourself if you trust it"
        )


class Gunzipped(io.RawIOBase):
    """The bytes that a gzip stream of one or more members unpacks to, as a stream that never holds much of them."""

    def __init__(self, packed: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._packed, self._budget = packed, budget
        self._inflate = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._read, self._made = 0, 0
        self._started = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next bytes; raises SourceError where the stream is broken or a bomb."""
        made = self._next(len(buffer))
        buffer[: len(made)] = made
        return len(made)

    def _next(self, most: int) -> bytes:
        while True:
            if self._inflate.eof and not self._restart():
                return b""
            if not self._waiting:
                self._waiting = self._packed.read(CHUNK)
                self._read += len(self._waiting)
                if not self._waiting:
                    return self._ended()
            made = self._inflated(most)
            self._started = True
            if made:
                self._made += len(made)
                self._budget.spend(len(made))
                check_ratio(self._budget.name, self._read, self._made)
                return made

    def _inflated(self, most: int) -> bytes:
        try:
            made = self._inflate.decompress(self._waiting, most)
        except zlib.error as error:
            raise SourceError(
                f"{self._budget.name}: its gzip data breaks off or is damaged after {self._made:,} bytes; get it again"
            ) from error
        self._waiting = self._inflate.unconsumed_tail or self._inflate.unused_data
        return made

    def _restart(self) -> bool:
        """Whether another member follows; zeros and blanks after the last are padding."""
        while not self._waiting.lstrip(b"\x00"):
            self._waiting = self._packed.read(CHUNK)
            self._read += len(self._waiting)
            if not self._waiting:
                return False
        self._waiting = self._waiting.lstrip(b"\x00")
        self._inflate = zlib.decompressobj(wbits=31)
        self._started = False
        return True

    def _ended(self) -> bytes:
        if self._started and not self._inflate.eof:
            raise SourceError(
                f"{self._budget.name}: its gzip data breaks off after {self._made:,} bytes; get the file again"
            )
        return b""

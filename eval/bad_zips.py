"""Zip files that are broken, hostile or not what they seem, around one good report."""

from __future__ import annotations

import io
import struct
import zipfile

from eval.hostile_server import PARAGRAPH

GOOD = f"Bridge closed\n\nTAL, 3 March 2021 - {PARAGRAPH}\n\n{PARAGRAPH}\n".encode()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return target.getvalue()


def nested(depth: int) -> bytes:
    """A report in a zip in a zip, and so on."""
    raw = zipped(("a.txt", GOOD))
    for _ in range(depth - 1):
        raw = zipped(("inner.zip", raw))
    return raw


def linked() -> bytes:
    """A zip whose member is a symbolic link."""
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return target.getvalue()


def flagged(offset: int, value: bytes) -> bytes:
    """A zip with bytes of its member's entry in the directory changed."""
    raw = bytearray(zipped(("a.txt", GOOD)))
    start = raw.index(b"PK\x01\x02") + offset
    raw[start : start + len(value)] = value
    return bytes(raw)


def understated() -> bytes:
    """A zip whose directory says that its bomb has ten bytes."""
    raw = bytearray(zipped(("a.txt", b"\0" * 20_000_000)))
    start = raw.index(b"PK\x01\x02") + 24
    raw[start : start + 4] = struct.pack("<I", 10)
    return bytes(raw)


def repeated(entries: int) -> bytes:
    """A zip whose directory names one member many times."""
    raw = zipped(("a.txt", GOOD))
    start, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    directory = raw[start:end] * entries
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), start, 0)
    return raw[:start] + directory + tail


def crowded(entries: int) -> bytes:
    """A zip with a directory of very many members that are not there (ZIP64 tells how many)."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 5) + bytes(16) + b"a.txt"
    directory = entry * entries
    zip64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, len(directory), 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(directory), 1)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return directory + zip64 + locator + tail

"""Zip archives: their members one after another, none written to disk under its own name.

Refused: members that unpack to a bomb, that are encrypted, that are links, whose names lead out of the archive; an
archive with too many members or nested too deep. What is refused is named; the other members go on.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

from onrecord.errors import SourceError
from onrecord.source.budget import CHUNK, Budget, check_ratio
from onrecord.source.files import Unread

MOST_MEMBERS = 200_000
# An archive in an archive in an archive; WACZ in a zip is two.
DEEPEST_NESTING = 3
# Members up to this size are unpacked in memory, larger ones into an unnamed file.
IN_MEMORY = 16_000_000


class Member(NamedTuple):
    """A file in a zip: its name in it and its bytes, to be read before the next member is taken."""

    name: str
    stream: BinaryIO


def members_of(packed: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Unread]:
    """The files of a zip in the order it lists them, or why one of them is refused."""
    try:
        archive = zipfile.ZipFile(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, EOFError) as error:
        raise SourceError(f"{name}: is no zip that can be opened ({error}); get the file again") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MOST_MEMBERS:
            raise SourceError(f"{name}: has {len(infos):,} members, more than {MOST_MEMBERS:,}; split it")
        only_archives = is_wacz([info.filename for info in infos])
        for info in infos:
            if _is_hidden(info.filename) or (only_archives and not info.filename.startswith("archive/")):
                continue
            yield from _member(archive, info, name, budget)


def is_wacz(names: list[str]) -> bool:
    """Whether a zip with these members is a WACZ: a package's description beside archives."""
    return "datapackage.json" in names and any(name.startswith("archive/") for name in names)


def _is_hidden(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Iterator[Member | Unread]:
    location = f"{name}!/{info.filename}"
    try:
        _check(info, location)
        unpacked = _unpacked(archive, info, location, budget)
    except SourceError as error:
        if budget.spent > budget.left:
            raise
        yield Unread(location, str(error))
        return
    with closing(unpacked):
        yield Member(info.filename, unpacked)


def _check(info: zipfile.ZipInfo, location: str) -> None:
    path = PurePosixPath(info.orig_filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\x00" in info.orig_filename:
        raise SourceError(f"{location}: its name leads out of the archive; it is not read")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise SourceError(f"{location}: is a link to another file; give that file")
    if info.flag_bits & 0x1:
        raise SourceError(f"{location}: is encrypted; unpack it with its password and give its files")
    check_ratio(location, info.compress_size, info.file_size)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, location: str, budget: Budget) -> BinaryIO:
    """The member's bytes, counted as they are made: what a member says of its own size is not believed."""
    target = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 (the caller closes it)
    made = 0
    try:
        with archive.open(info) as source:
            while chunk := source.read(CHUNK):
                made += len(chunk)
                budget.spend(len(chunk))
                check_ratio(location, info.compress_size, made)
                target.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        target.close()
        raise SourceError(f"{location}: cannot be unpacked ({error}); get the archive again") from error
    except SourceError:
        target.close()
        raise
    target.seek(0)
    return target

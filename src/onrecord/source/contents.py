"""What is in a file, a stream or a fetched page: told by its first bytes, then by its name, and taken apart."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Literal, cast

from onrecord.errors import OnrecordError, SourceError
from onrecord.source.archive import items_of_archive
from onrecord.source.budget import Budget, Gunzipped
from onrecord.source.feed import feed_of, root_of
from onrecord.source.files import LARGEST, SUFFIXES, Unread, one_line
from onrecord.source.html import is_html
from onrecord.source.items import Hints, Item, Media, Taken
from onrecord.source.opml import links_of_opml
from onrecord.source.table import Columns, items_of_csv, items_of_json, items_of_lines, items_of_parquet
from onrecord.source.zipped import DEEPEST_NESTING, IN_MEMORY, members_of

Kind = Literal["zip", "gzip", "archive", "parquet", "feed", "opml", "csv", "lines", "json", "report"]

HEAD = 16_384
# The most that is read from a pipe, in bytes: it is held in memory.
LARGEST_PIPED = 64_000_000
NOTHING = Hints()
GIVEN_NONE = Columns()
# Office documents are zips too; they are refused by name where they are read as a report.
ZIPS = frozenset({".zip", ".wacz"})
BY_SUFFIX: dict[str, Kind] = {
    ".csv": "csv", ".tsv": "csv", ".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".parquet": "parquet",
    ".opml": "opml", ".rss": "feed", ".atom": "feed", ".warc": "archive", ".arc": "archive",
    ".zip": "zip", ".wacz": "zip", ".gz": "gzip",
}  # fmt: skip
# What is taken from folders and zips: the files of reports, and what may hold several.
TAKEN = SUFFIXES | frozenset({*BY_SUFFIX, ".xml"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a source: its columns, when its reports were published, and how deep it lies."""

    columns: Columns = GIVEN_NONE
    published: str | None = None
    depth: int = 0
    budget: Budget = field(default_factory=lambda: Budget("input"))


def taken_from_path(path: Path, known: Known) -> Iterator[Taken]:
    """What is in a file, or in all files of a folder; what cannot be read is named and the others go on."""
    location = str(path.absolute())
    if path.is_dir():
        found = False
        for one in _files_in(path):
            found = True
            yield from taken_from_path(one, known)
        if not found:
            yield Unread(location, f"{location}: holds no file that could be a report; give text, HTML or archives")
        return
    try:
        with path.open("rb") as stream:
            known = replace(known, budget=Budget(location))
            if stream.seekable():
                yield from taken_from(stream, location, known)
            else:
                yield from _taken_from_pipe(stream, location, known)
    except OSError as error:
        yield Unread(location, f"{path}: cannot be read: {error.strerror or error}")


def _taken_from_pipe(stream: BinaryIO, location: str, known: Known) -> Iterator[Taken]:
    """What comes through a pipe (`<(command)` in a shell), which can be read only once."""
    raw = stream.read(LARGEST_PIPED + 1)
    if len(raw) > LARGEST_PIPED:
        yield Unread(location, f"{location}: has more than {LARGEST_PIPED:,} bytes; save it to a file and give that")
        return
    yield from taken_from_bytes(raw, location, known)


def _files_in(folder: Path) -> Iterator[Path]:
    inside = (one for one in folder.rglob("*") if one.suffix.lower() in TAKEN and one.is_file())
    yield from sorted(one for one in inside if not any(part.startswith(".") for part in one.relative_to(folder).parts))


def taken_from_bytes(raw: bytes, location: str, known: Known, *, hints: Hints = NOTHING) -> Iterator[Taken]:
    """What is in these bytes, as `taken_from`."""
    with io.BytesIO(raw) as stream:
        yield from taken_from(stream, location, known, hints=hints)


def taken_from(stream: BinaryIO, location: str, known: Known, *, hints: Hints = NOTHING) -> Iterator[Taken]:
    """What is in a stream that can be read twice; a refusal becomes an `Unread` after what came before."""
    try:
        for taken in _taken(stream, location, known, hints):
            yield _told(taken, known.published)
    except OnrecordError as error:
        yield Unread(location, one_line(error))


def _told(taken: Taken, published: str | None) -> Taken:
    """A refusal on one line; anything else with the date of publication that the caller gives."""
    if isinstance(taken, Unread):
        return replace(taken, error=one_line(taken.error))
    if published is None:
        return taken
    return replace(taken, hints=replace(taken.hints, published=published))


def kind_of(head: bytes, location: str) -> Kind:
    """What a file is: by its first bytes where they say it, else by its name."""
    suffix = Path(location.partition("?")[0].partition("#")[0]).suffix.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and (suffix in ZIPS or suffix not in BY_SUFFIX):
        return "zip" if suffix in ZIPS or _is_plain_zip(head) else "report"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"WARC/", b"filedesc://")):
        return "archive"
    if head.startswith(b"PAR1"):
        return "parquet"
    match root_of(head):
        case "opml":
            return "opml"
        case "rss" | "feed" | "rdf" | "channel":
            return "feed"
        case _:
            return BY_SUFFIX.get(suffix, _by_first_mark(head, suffix))


def media_of(page: bytes) -> Media:
    """Whether what was fetched is a page or plain text: what its sender calls it is often wrong."""
    return "html" if is_html(page[:HEAD].replace(b"\x00", b"").decode("latin-1")) else "text"


def _is_plain_zip(head: bytes) -> bool:
    """Whether a zip is none of the office documents, which start with parts of these names."""
    return not any(mark in head[:200] for mark in (b"[Content_Types].xml", b"mimetype", b"_rels/", b"META-INF/"))


def _by_first_mark(head: bytes, suffix: str) -> Kind:
    """JSON without a suffix (standard input): one object or a list, or one object a line."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in ("", ".txt") and start[:1] in (b"{", b"[") and b'"' in start[:200]:
        first = start.split(b"\n", 1)[0].rstrip()
        return "lines" if first.startswith(b"{") and first.endswith(b"}") else "json"
    return "report"


def _taken(  # noqa: C901 (a line a kind)
    stream: BinaryIO, location: str, known: Known, hints: Hints
) -> Iterable[Taken]:
    head = stream.read(HEAD)
    stream.seek(0)
    kind = kind_of(head, location)
    match kind:
        case "zip":
            return _of_zip(stream, location, known)
        case "gzip":
            return _of_gzip(stream, location, known, hints)
        case "archive":
            return items_of_archive(stream, location, known.budget)
        case "parquet":
            return items_of_parquet(stream, location, known.columns)
        case "csv":
            return items_of_csv(stream, location, known.columns)
        case "lines":
            return items_of_lines(stream, location, known.columns)
        case "json":
            return items_of_json(_whole(stream, location), location, known.columns)
        case "feed":
            return feed_of(_whole(stream, location), hints.url or location).taken
        case "opml":
            return links_of_opml(_whole(stream, location), location)
        case "report":
            return (Item(location, media_of(head) if hints.url else "text", _whole(stream, location), hints),)


def _whole(stream: BinaryIO, location: str) -> bytes:
    """All bytes of what is one report or one feed; raises SourceError beyond the limit of one."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise SourceError(f"{location}: has more than the {LARGEST:,} bytes of one report; split it")
    return raw


def _of_zip(stream: BinaryIO, location: str, known: Known) -> Iterator[Taken]:
    if known.depth >= DEEPEST_NESTING:
        raise SourceError(f"{location}: lies more than {DEEPEST_NESTING} archives deep; unpack the outer ones")
    inner = replace(known, depth=known.depth + 1)
    for member in members_of(stream, location, known.budget):
        if isinstance(member, Unread):
            yield member
        elif Path(member.name).suffix.lower() in TAKEN:
            yield from taken_from(member.stream, f"{location}!/{member.name}", inner)


def _of_gzip(stream: BinaryIO, location: str, known: Known, hints: Hints) -> Iterator[Taken]:
    """What a gzip stream unpacks to, told by its name without the suffix; archives are unpacked as they are read."""
    if known.depth >= DEEPEST_NESTING:
        raise SourceError(f"{location}: lies more than {DEEPEST_NESTING} archives deep; unpack the outer ones")
    unpacked = io.BufferedReader(Gunzipped(stream, known.budget), HEAD)
    if unpacked.peek(HEAD)[:12].startswith((b"WARC/", b"filedesc://")):
        stream.seek(0)
        yield from items_of_archive(stream, location, known.budget)
        return
    inner = replace(known, depth=known.depth + 1)
    with closing(cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))) as target:
        shutil.copyfileobj(unpacked, target)
        target.seek(0)
        yield from taken_from(target, location.removesuffix(".gz"), inner, hints=hints)

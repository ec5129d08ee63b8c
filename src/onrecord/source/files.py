"""Files, folders and standard input: each becomes a document, or an error that names it; the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnrecordError, SourceError
from onrecord.source.decode import decoded
from onrecord.source.html import document_of_page, is_html
from onrecord.source.plain import document_of
from onrecord.text import Document

# The largest file read as one report, in bytes; the longest of 400 real articles with all its markup has 2.1 MB.
LARGEST = 8_000_000
# The longest text read as one report, in characters: about 300 pages of print.
LONGEST_TEXT = 1_000_000
SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".md", ""})


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read as a report, and why."""

    name: str
    error: str


def one_line(error: object) -> str:
    """A message on one line that a terminal can show: names in archives and answers of servers may hold anything."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in str(error)).split())


def paths_of(given: Iterable[Path]) -> Iterator[Path]:
    """The files given, and those of every folder given, in the order of their names; hidden files are left out."""
    for path in given:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in SUFFIXES)
            yield from sorted(one for one in inside if not any(part.startswith(".") for part in one.parts))
        else:
            yield path


def document_of_file(path: Path, *, published: str | None = None) -> Document:
    """The document of one file; raises SourceError naming the file and what would work."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SourceError(f"{path}: is a folder; its files are read when the folder is given as it is")
        if size > LARGEST:
            raise SourceError(f"{path}: has {size:,} bytes, more than the {LARGEST:,} of one report; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    return document_of_bytes(raw, str(path), published=published)


def document_of_bytes(raw: bytes, name: str, *, published: str | None = None) -> Document:
    """The document of these bytes, plain text or HTML; raises SourceError under the name given."""
    if len(raw) > LARGEST:
        raise SourceError(f"{name}: has {len(raw):,} bytes, more than the {LARGEST:,} of one report; split it")
    read = decoded(raw, name)
    if is_html(read.text):
        return document_of_page(read.text, name, published=published, warnings=read.warnings)
    if len(read.text) > LONGEST_TEXT:
        raise SourceError(
            f"{name}: has {len(read.text):,} characters, more than {LONGEST_TEXT:,}; split it into reports"
        )
    return document_of(read.text, published=published, warnings=read.warnings)


def documents_of(paths: Iterable[Path], *, published: str | None = None) -> Iterator[tuple[Path, Document | Unread]]:
    """Each file with its document, or with the reason why it has none."""
    for path in paths:
        try:
            yield path, document_of_file(path, published=published)
        except OnrecordError as error:
            yield path, Unread(str(path), str(error))

"""What taking in yields: one thing to read, with what is known of it; a link to fetch; or a refusal.

An item becomes a document in one of these ways, told apart by its media. `text` and `html` are whole files and pages,
`fragment` is the markup of an article without its page (a feed's entry), `row` the text of a table's row, `ninjs` a
JSON object; a `link` is an address whose page could not be fetched so far.
Where a title is known that the text does not hold, it becomes the first line of the document, as it is for pages.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal, get_args

from onrecord.errors import SourceError
from onrecord.source.decode import decoded
from onrecord.source.files import LARGEST, LONGEST_TEXT, Unread, document_of_bytes
from onrecord.source.fragment import document_of_fragment
from onrecord.source.html import document_of_page, is_html
from onrecord.source.plain import document_of
from onrecord.text import Document, OffsetMap, Part

Media = Literal["text", "html", "fragment", "row", "ninjs", "link"]
MEDIA: tuple[str, ...] = get_args(Media)
# Where a page names its encoding in its own first bytes.
CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a report beside its bytes; `key` is an identifier that its sender gives it."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    charset: str | None = None
    key: str | None = None

    def over(self, other: Hints) -> Hints:
        """These hints, and the other's where these are silent."""
        return Hints(
            **{
                name: getattr(other, name) if getattr(self, name) is None else getattr(self, name)
                for name in Hints.__slots__
            }
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: its bytes as they came, and where they stood."""

    location: str
    media: Media
    raw: bytes
    hints: Hints = Hints()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes."""
        return "sha256:" + hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that has to be fetched: a page with a report, or a feed that a list names."""

    url: str
    hints: Hints = Hints()
    is_feed: bool = False


Taken = Item | Link | Unread


@dataclass(frozen=True, slots=True)
class Read:
    """A document with the text its offset map leads back to, where it has one."""

    document: Document
    original: str | None = None


def read_of(item: Item) -> Read:
    """The document of an item; raises SourceError naming the item and what would work."""
    if len(item.raw) > LARGEST:
        raise SourceError(
            f"{item.location}: has {len(item.raw):,} bytes, more than the {LARGEST:,} of one report; split it"
        )
    with _mishaps_named(item.location):
        match item.media:
            case "text" | "html":
                read = _read_of_file(item)
            case "fragment":
                read = _read_of_fragment(item)
            case "row":
                read = _read_of_row(item)
            case "ninjs":
                read = _read_of_ninjs(item)
            case "link":
                raise SourceError(f"{item.location}: has not been fetched; `onrecord retry` fetches it")
    if len(read.document.text) > LONGEST_TEXT:
        raise SourceError(
            f"{item.location}: has an article of {len(read.document.text):,} characters, more than {LONGEST_TEXT:,}; "
            "split it into reports"
        )
    return replace(read, document=_hinted(read.document, item.hints))


@contextmanager
def _mishaps_named(location: str) -> Iterator[None]:
    """A parser that nests too deep for Python is the input's fault, not a bug."""
    try:
        yield
    except RecursionError as error:
        raise SourceError(f"{location}: nests too deep to be read; give its text as plain text") from error


def _read_of_file(item: Item) -> Read:
    charset = item.hints.charset or _named_charset(item.raw)
    told = _told(item.raw, charset)
    if told is None and not _is_page(item):
        document = document_of_bytes(item.raw, item.location, published=item.hints.published)
        return Read(document, decoded(item.raw, item.location).text if document.offsets is not None else None)
    read = decoded(item.raw, item.location) if told is None else None
    text, warnings = (told or "", ()) if read is None else (read.text, read.warnings)
    if item.media == "html" or is_html(text):
        document = document_of_page(
            text, item.location, published=item.hints.published, url=item.hints.url, warnings=warnings
        )
        return Read(document, text)
    return Read(_plain(text, item, warnings))


def _is_page(item: Item) -> bool:
    return item.media == "html" or item.hints.url is not None


def _told(raw: bytes, charset: str | None) -> str | None:
    """The text in the encoding that the sender names, where it is not UTF-8 and fits; a wrong name is no harm."""
    if charset is None:
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode(charset)
        except (UnicodeDecodeError, LookupError):
            return None
        return text if "\x00" not in text else None
    return None


def _named_charset(raw: bytes) -> str | None:
    found = CHARSET.search(raw, 0, HEAD_BYTES)
    return found[1].decode("ascii") if found else None


def _plain(text: str, item: Item, warnings: tuple[str, ...] = ()) -> Document:
    if len(text) > LONGEST_TEXT:
        raise SourceError(
            f"{item.location}: has {len(text):,} characters, more than {LONGEST_TEXT:,}; split it into reports"
        )
    return document_of(text, published=item.hints.published, url=item.hints.url, warnings=warnings)


def _read_of_fragment(item: Item) -> Read:
    markup = decoded(item.raw, item.location).text
    return Read(document_of_fragment(markup, item.location, title=item.hints.title), markup)


def _read_of_row(item: Item) -> Read:
    text = item.raw.decode("utf-8", "surrogatepass")
    if not text.strip():
        raise SourceError(f"{item.location}: its text is empty; give a row with a report in it")
    if is_html(text):
        return Read(document_of_page(text, item.location, url=item.hints.url), text)
    document = _plain(text, item)
    return _titled(document, item.hints.title) if item.hints.title else Read(document)


def _read_of_ninjs(item: Item) -> Read:
    from onrecord.source.ninjs import body_of

    body = body_of(item.raw, item.location)
    if body.is_markup:
        return Read(document_of_fragment(body.text, item.location, title=item.hints.title), body.text)
    document = _plain(body.text, item)
    return _titled(document, item.hints.title) if item.hints.title else Read(document)


def _titled(document: Document, title: str) -> Read:
    """The document with its title as first line, unless its text starts with it; the map leads back to the text."""
    text = document.text
    if text.lstrip().casefold().startswith(title.casefold()):
        return Read(document)
    shift = len(title) + 2
    parts = (part for part in document.parts if part.kind != "title")
    moved = tuple(Part(part.kind, part.start + shift, part.end + shift) for part in parts)
    made = Document(
        f"{title}\n\n{text}",
        (Part("title", 0, len(title)), *moved),
        title=title,
        outlet=document.outlet,
        url=document.url,
        byline=document.byline,
        published=document.published,
        offsets=OffsetMap(((shift, 0, len(text)),)),
        warnings=document.warnings,
    )
    return Read(made, text)


def _hinted(document: Document, hints: Hints) -> Document:
    """The document with what is known beside its bytes; that stands above what the bytes say of themselves."""
    return replace(
        document,
        title=hints.title or document.title,
        outlet=hints.outlet or document.outlet,
        url=hints.url or document.url,
        byline=hints.byline or document.byline,
        published=hints.published or document.published,
        language=hints.language or document.language,
    )

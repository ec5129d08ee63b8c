"""RSS and Atom feeds (through feedparser): each entry with its full text is an item, each other a link to its page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from onrecord.errors import SourceError
from onrecord.source.files import LARGEST, Unread
from onrecord.source.fragment import text_of_markup
from onrecord.source.items import Hints, Item, Link, Taken

# The first element of a feed, after declarations and comments; what stands before it may be long.
ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*"
    # Atomic: what is a comment is never tried as part of a longer one, which would take time without end.
    rb"(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*"
    rb"<(?:[A-Za-z_][\w.-]*:)?(?P<name>rss|feed|RDF|opml|channel)\b",
    re.DOTALL | re.IGNORECASE,
)
ROOT_WITHIN = 16_384
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
MOST_ENTRIES = 10_000
# The least text, in characters, with which an entry's own text is taken for the whole report where it is called a
# summary and the feed links to a page; a paragraph of 1,500 characters is longer than feeds' teasers are.
FULL_TEXT = 1_500


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title and what its entries give, in the order of the feed."""

    title: str | None
    taken: tuple[Taken, ...]


def root_of(raw: bytes) -> str | None:
    """The name of the first element, in lower case, where it is one of a feed or a list of feeds; else None."""
    head = raw[:ROOT_WITHIN]
    found = ROOT.match(head.replace(b"\x00", b"") if b"\x00" in head else head)
    return found["name"].decode("ascii").lower() if found else None


def refuse_entities(raw: bytes, name: str) -> None:
    """Raise SourceError where XML declares entities of its own: they expand, or read other files."""
    if ENTITY.search(raw.replace(b"\x00", b"") if b"\x00" in raw else raw):
        raise SourceError(f"{name}: declares entities of its own, which are not expanded; give it without a DOCTYPE")


def feed_of(raw: bytes, name: str, *, media_type: str | None = None) -> Feed:
    """The feed in these bytes; raises SourceError, naming it, where there is none. `name` is its address or path."""
    if len(raw) > LARGEST:
        raise SourceError(f"{name}: has {len(raw):,} bytes, more than the {LARGEST:,} of a feed; split it")
    refuse_entities(raw, name)
    found = _parsed(raw, name, media_type)
    entries = dict.get(found, "entries") or []
    if not found.get("version") and not entries:
        raise SourceError(f"{name}: is no feed that can be read; give RSS or Atom")
    if not entries:
        raise SourceError(f"{name}: is a feed without entries; nothing is taken in from it")
    about: dict[str, Any] = found.get("feed") or {}
    title = _clean(dict.get(about, "title"))
    language = _clean(dict.get(about, "language"))
    taken = tuple(_entries(entries[:MOST_ENTRIES], name, Hints(outlet=title, language=language)))
    return Feed(title, taken)


def _parsed(raw: bytes, name: str, media_type: str | None) -> Any:
    import feedparser

    headers = {"content-location": name} if name.startswith(("http://", "https://")) else {}
    if media_type:
        headers["content-type"] = media_type
    try:
        # A stream, never a text: feedparser opens texts that look like an address or a file.
        return feedparser.parse(io.BytesIO(raw), response_headers=headers)
    except Exception as error:  # (feedparser lets errors of many kinds through from what it calls)
        raise SourceError(f"{name}: is no feed that can be read ({type(error).__name__}: {error})") from error


def _entries(entries: list[Any], name: str, about: Hints) -> Iterator[Taken]:
    for number, entry in enumerate(entries, start=1):
        link = _address(dict.get(entry, "link"))
        identifier = _clean(dict.get(entry, "id"))
        hints = Hints(
            title=_clean(dict.get(entry, "title")),
            outlet=_clean(dict.get(dict.get(entry, "source") or {}, "title")),
            url=link,
            byline=_clean(dict.get(entry, "author")),
            published=_moment(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")),
            key=f"{name}#{identifier}" if identifier and not link else None,
        ).over(about)
        own = _own_text(entry, has_page=link is not None)
        if own is not None:
            media, text = own
            place = link or f"{name}#{identifier or f'entry-{number}'}"
            yield Item(place, "fragment" if media == "html" else "row", text.encode("utf-8", "surrogatepass"), hints)
        elif link is not None:
            yield Link(link, hints)
        else:
            place = f"{name}#entry-{number}"
            yield Unread(place, f"{place}: holds neither a text nor an address in http or https; it is passed over")


def _own_text(entry: Any, *, has_page: bool) -> tuple[str, str] | None:
    """The entry's full text and whether it is HTML; None where it has only a summary and a page to be fetched."""
    contents = [one for one in dict.get(entry, "content") or [] if (one.get("value") or "").strip()]
    if contents:
        longest = max(contents, key=lambda one: len(one["value"]))
        return ("text" if longest.get("type") == "text/plain" else "html"), longest["value"]
    summary = dict.get(entry, "summary") or ""
    if not summary.strip() or (has_page and len(text_of_markup(summary)) < FULL_TEXT):
        return None
    detail = dict.get(entry, "summary_detail") or {}
    return ("text" if detail.get("type") == "text/plain" else "html"), summary


def _clean(value: object) -> str | None:
    text = text_of_markup(value) if isinstance(value, str) else ""
    return text or None


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and value.lower().startswith(("http://", "https://")) else None


def _moment(value: struct_time | None) -> str | None:
    """A moment in UTC as ISO 8601; feeds hold years such as 0 and 10000, which are none."""
    if value is None:
        return None
    try:
        return datetime(*value[:6], tzinfo=UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError):
        return None

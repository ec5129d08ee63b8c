"""News items in IPTC's ninjs, versions 2 and 3, and 1 where its names still fit.

2 writes `versioncreated` and `contenttype`, 3 `versionCreated` and `contentType`; both keep headlines and bodies as
lists with roles. What is not read (subjects, places, associations, rights) stays in the bytes that are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.errors import SourceError
from onrecord.source.files import Unread
from onrecord.source.items import Hints, Item

# Markup is read before plain text where an item has both: only its tags tell one paragraph from the next.
PLAIN = ("text/plain",)
MARKUP = ("text/html", "application/xhtml+xml", "text/xml")
UNUSABLE = ("withheld", "canceled", "cancelled")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a news item, and whether it is markup."""

    text: str
    is_markup: bool


def is_ninjs(value: object) -> bool:
    """Whether a JSON value looks like a news item: an object with a uri and a body or a headline."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("uri"), str)
        and not _names(value).isdisjoint({"bodies", "body_text", "body_html", "body_xhtml", "headlines", "headline"})
    )


def item_of_ninjs(value: dict[str, Any], location: str) -> Item | Unread:
    """The news item as one thing to read, or why it is none."""
    known = {name.lower(): field for name, field in value.items()}
    status = known.get("pubstatus")
    if isinstance(status, str) and status.lower() in UNUSABLE:
        return Unread(location, f"{location}: its sender marks it {status.lower()}; it is not taken in")
    if _body(known) is None:
        kind = known.get("type") if isinstance(known.get("type"), str) else "unknown"
        return Unread(location, f"{location}: is of type {kind} and has no body of text; give items of type text")
    return Item(location, "ninjs", msgspec.json.encode(value), _hints(known))


def body_of(raw: bytes, location: str) -> Body:
    """The body of a news item's bytes; raises SourceError, naming it, where it has none."""
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"{location}: is not JSON: {error}; give a ninjs object") from error
    body = _body({name.lower(): field for name, field in value.items()}) if isinstance(value, dict) else None
    if body is None:
        raise SourceError(f"{location}: holds no body of text; give a ninjs object of type text")
    return body


def _names(value: dict[str, Any]) -> set[str]:
    return {name.lower() for name in value}


def _hints(known: dict[str, Any]) -> Hints:
    uri = _text(known.get("uri"))
    is_address = uri is not None and uri.lower().startswith(("http://", "https://"))
    return Hints(
        title=_headline(known),
        outlet=_text(known.get("source")) or _text(known.get("copyrightholder")),
        url=uri if is_address else None,
        byline=_text(known.get("by")) or _text(known.get("byline")),
        published=_text(known.get("versioncreated")) or _text(known.get("firstcreated")),
        language=_text(known.get("language")),
        key=uri,
    )


def _headline(known: dict[str, Any]) -> str | None:
    listed = [one for one in _objects(known.get("headlines")) if _text(one.get("value"))]
    main = [one for one in listed if one.get("role") == "main"]
    return _text((main or listed)[0]["value"]) if listed else _text(known.get("headline"))


def _body(known: dict[str, Any]) -> Body | None:
    """The body by content type, markup first; the older versions' `body_text` and `body_html` after it."""
    listed = [
        (str(one.get("contenttype") or "text/plain").split(";")[0].strip().lower(), text)
        for one in _objects(known.get("bodies"))
        if (text := _text(one.get("value")))
    ]
    for kinds, is_markup in ((MARKUP, True), (PLAIN, False)):
        if found := [text for kind, text in listed if kind in kinds]:
            return Body(found[0], is_markup)
    for name, is_markup in (("body_html", True), ("body_xhtml", True), ("body_text", False)):
        if text := _text(known.get(name)):
            return Body(text, is_markup)
    return None


def _objects(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [{name.lower(): field for name, field in one.items()} for one in value if isinstance(one, dict)]


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None

"""News items in ninjs 2 and 3: fields of both spellings, bodies with roles, what is not to be used."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.source.files import Unread
from onrecord.source.items import Item, read_of
from onrecord.source.ninjs import is_ninjs, item_of_ninjs

TWO: dict[str, Any] = {
    "uri": "urn:newsml:wire.example:20210303:1",
    "versioncreated": "2021-03-03T16:02:28+02:00",
    "pubstatus": "usable",
    "copyrightholder": "Strait Wire",
    "language": "en",
    "by": "Mira Tal",
    "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge closed"}],
    "bodies": [
        {"role": "plain", "contenttype": "text/plain", "value": "The board closed it. The mayor said so."},
        {"role": "html", "contenttype": "text/html", "value": "<p>The board closed it.</p><p>The mayor said so.</p>"},
    ],
}
THREE: dict[str, Any] = {
    "uri": "https://wire.example/items/1",
    "versionCreated": "2021-03-03T14:02:28Z",
    "headlines": [{"value": "Bridge closed"}],
    "bodies": [{"contentType": "text/plain", "value": "The board closed it."}],
}


def test_version_two_reads_its_markup_and_keeps_its_uri_as_key() -> None:
    item = item_of_ninjs(TWO, "wire.json")
    assert isinstance(item, Item)
    hints = item.hints
    assert (hints.key, hints.url, hints.title) == (TWO["uri"], None, "Bridge closed")
    assert (hints.outlet, hints.byline, hints.published) == ("Strait Wire", "Mira Tal", "2021-03-03T16:02:28+02:00")
    document = read_of(item).document
    assert document.text == "Bridge closed\n\nThe board closed it.\n\nThe mayor said so."
    assert (document.outlet, document.byline, document.published) == (hints.outlet, hints.byline, hints.published)


def test_version_three_spells_its_fields_in_its_own_way() -> None:
    item = item_of_ninjs(THREE, "wire.json")
    assert isinstance(item, Item)
    assert (item.hints.url, item.hints.published) == (THREE["uri"], "2021-03-03T14:02:28Z")
    read = read_of(item)
    assert read.document.text == "Bridge closed\n\nThe board closed it."
    assert read.original == "The board closed it."


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pubstatus": "canceled"}, "marks it canceled"),
        ({"pubStatus": "Withheld", "pubstatus": None}, "marks it withheld"),
        ({"bodies": [], "type": "picture"}, "is of type picture and has no body of text"),
        ({"bodies": None}, "is of type unknown and has no body of text"),
    ],
)
def test_what_is_not_to_be_used_is_not_taken(changed: dict[str, Any], words: str) -> None:
    taken = item_of_ninjs({name: value for name, value in {**TWO, **changed}.items() if value is not None}, "w.json")
    assert isinstance(taken, Unread)
    assert words in taken.error


def test_rows_of_tables_are_no_news_items() -> None:
    assert is_ninjs(TWO)
    assert is_ninjs({"uri": "x", "headline": "y"})
    assert not is_ninjs({"uri": "x", "text": "y"})
    assert not is_ninjs({"headline": "y"})
    assert not is_ninjs(["uri"])

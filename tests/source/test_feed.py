"""Feeds and lists of feeds: entries with their text, entries that are only links, and what they say of themselves."""

from __future__ import annotations

import pytest

from onrecord.errors import SourceError
from onrecord.source.feed import feed_of, root_of
from onrecord.source.files import Unread
from onrecord.source.items import Item, Link, read_of
from onrecord.source.opml import links_of_opml

TEXT = "<p>The water board closed the old bridge.</p><p>The mayor said so &amp; left.</p><script>track()</script>"
LONG = "A long summary. " * 10
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River Post</title><language>en-GB</language>
<item><title>Bridge &lt;b&gt;closed&lt;/b&gt;</title><link>http://river.example/bridge?utm_source=rss</link>
 <dc:creator>Mira Tal</dc:creator><pubDate>Wed, 03 Mar 2021 08:00:00 +0200</pubDate><description>Short.</description>
 <content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Only a teaser</title><link>/teaser</link><description>Read on.</description></item>
<item><title>No link</title><guid isPermaLink="false">tag:7</guid><description>{LONG}</description></item>
<item><title>Nothing</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Council</title><entry><title>Vote</title>
<id>urn:1</id><link href="https://council.example/vote"/><updated>2021-03-03T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Vote</h2><p>Seven voted for it.</p></div></content>
</entry></feed>"""


def test_an_entry_with_its_text_is_an_item() -> None:
    first, *_ = feed_of(RSS.encode(), "http://river.example/feed").taken
    assert isinstance(first, Item)
    assert first.location == "http://river.example/bridge?utm_source=rss"
    hints = first.hints
    assert (hints.title, hints.outlet, hints.byline) == ("Bridge closed", "River Post", "Mira Tal")
    assert (hints.published, hints.language) == ("2021-03-03T06:00:00Z", "en-GB")
    document = read_of(first).document
    assert document.text == "Bridge closed\n\nThe water board closed the old bridge.\n\nThe mayor said so & left."
    assert [part.kind for part in document.parts] == ["title", "paragraph", "paragraph"]
    assert document.published == "2021-03-03T06:00:00Z"


def test_the_way_leads_back_to_the_entrys_markup() -> None:
    first, *_ = feed_of(RSS.encode(), "http://river.example/feed").taken
    assert isinstance(first, Item)
    read = read_of(first)
    assert read.document.offsets is not None
    assert read.original is not None
    at = read.document.text.index("mayor")
    found = read.document.offsets.original_span(at, at + 5)
    assert found is not None
    assert read.original[found[0] : found[1]] == "mayor"


def test_an_entry_with_a_teaser_is_a_link_and_one_without_anything_is_named() -> None:
    _, teaser, own, nothing = feed_of(RSS.encode(), "http://river.example/feed").taken
    assert isinstance(teaser, Link)
    assert (teaser.url, teaser.hints.title) == ("http://river.example/teaser", "Only a teaser")
    assert isinstance(own, Item)
    assert (own.location, own.hints.key) == ("http://river.example/feed#tag:7", "http://river.example/feed#tag:7")
    assert isinstance(nothing, Unread)
    assert "entry-4" in nothing.error


def test_atom_gives_its_content_and_its_only_date() -> None:
    (entry,) = feed_of(ATOM.encode(), "council.atom").taken
    assert isinstance(entry, Item)
    assert (entry.hints.published, entry.hints.outlet) == ("2021-03-03T10:00:00Z", "Council")
    document = read_of(entry).document
    assert document.text == "Vote\n\nSeven voted for it."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (RSS.encode(), "rss"),
        (ATOM.encode(), "feed"),
        (RSS.encode("utf-16"), "rss"),
        (b"\xef\xbb\xbf<!-- a --><rdf:RDF xmlns='x'>", "rdf"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE opml [<!ENTITY a 'b'>]>\n<opml>", "opml"),
        (b"<html><body><rss></body></html>", None),
        (b"The rss said so.", None),
        (b"", None),
    ],
)
def test_feeds_are_told_by_their_first_element(raw: bytes, expected: str | None) -> None:
    assert root_of(raw) == expected


def test_years_that_are_none_are_no_dates() -> None:
    raw = RSS.replace("2021 08:00:00", "10021 08:00:00").encode()
    first, *_ = feed_of(raw, "feed").taken
    assert isinstance(first, Item)
    assert first.hints.published is None


def test_a_list_names_its_feeds_once_each_in_order() -> None:
    raw = b"""<opml version="1.0"><body><outline text="News"><outline text="River" xmlUrl="http://river.example/f"/>
    <outline title="Council" text="c" xmlUrl=" https://council.example/f "/><outline xmlUrl="http://river.example/f"/>
    <outline xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    links = list(links_of_opml(raw, "feeds.opml"))
    assert [link.url for link in links] == ["http://river.example/f", "https://council.example/f"]
    assert all(link.is_feed for link in links)
    assert links[1].hints.outlet == "Council"


def test_entities_are_refused_before_a_parser_sees_them() -> None:
    raw = b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>&x;</body></opml>'
    with pytest.raises(SourceError, match="declares entities"):
        list(links_of_opml(raw, "feeds.opml"))
    with pytest.raises(SourceError, match="declares entities"):
        feed_of(raw.replace(b"opml", b"rss"), "feed.rss")

"""Watching feeds: what is new, what was not changed, what failed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from eval.hostile_server import PARAGRAPH, Site
from onrecord.intake.watching import Seen, Watch
from onrecord.store.schema import FEEDS
from tests.intake.conftest import Taking
from tests.intake.light import NOW, now


def feed(site: Site, *titles: str, etag: str = '"1"') -> str:
    """A feed with an entry for each title; its address."""
    entries = "".join(
        f"<item><title>{title}</title><guid>http://river.example/{title}</guid>"
        f"<description>{title} {PARAGRAPH * 15}</description></item>"
        for title in titles
    )
    body = f"<rss version='2.0'><channel><title>River Post</title>{entries}</channel></rss>".encode()
    return site.page("/feed", body, ETag=etag, Last_Modified="Wed, 03 Mar 2021 08:00:00 GMT")


def look(taking: Taking, *feeds: str) -> list[Seen]:
    """What one look at the feeds comes to."""
    watch = Watch(taking.store, taking.gathering(), now, taking.said.append)
    return list(watch.looked_at(feeds))


def test_new_entries_are_taken_in_and_old_ones_are_not(taking: Taking, site: Site) -> None:
    (first,) = look(taking, feed(site, "one", "two"))
    assert first.tally is not None
    assert first.tally.new == 2
    assert [outcome.state for outcome in taking.read()] == ["new report"] * 2
    (second,) = look(taking, feed(site, "three", "one", "two", etag='"2"'))
    assert second.tally is not None
    assert (second.tally.new, second.tally.there) == (1, 2)


def test_a_feed_that_was_not_changed_is_not_read_again(taking: Taking, site: Site) -> None:
    url = feed(site, "one")
    look(taking, url)
    site.answers["/feed"] = (304, {}, b"")
    assert look(taking, url) == [Seen(url)]
    sent = site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "Wed, 03 Mar 2021 08:00:00 GMT")
    with taking.store.connect() as connection:
        row = connection.execute(select(FEEDS)).one()
    assert (row.url, row.title, row.etag, row.fetched, row.error) == (url, "River Post", '"1"', NOW, None)


def test_a_feed_that_fails_is_noted_and_the_others_go_on(taking: Taking, site: Site) -> None:
    url = feed(site, "one")
    gone = site.url("/gone")
    failed, seen = look(taking, gone, url)
    assert "answered 404" in str(failed.error)
    assert seen.tally is not None
    with taking.store.connect() as connection:
        errors = {row.url: row.error for row in connection.execute(select(FEEDS.c.url, FEEDS.c.error))}
    assert "answered 404" in str(errors[gone])
    assert errors[url] is None


def test_lists_of_feeds_are_opened_from_files_and_addresses(taking: Taking, site: Site, tmp_path: Path) -> None:
    url = feed(site, "one")
    body = f"<opml><body><outline xmlUrl='{url}'/></body></opml>"
    path = tmp_path / "feeds.opml"
    path.write_text(body, encoding="utf-8")
    (seen,) = look(taking, str(path))
    assert seen.url == url
    (listed,) = look(taking, site.page("/list", body.encode()))
    assert listed.tally is not None
    assert listed.tally.there == 1


def test_what_is_no_feed_is_named(taking: Taking, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Feeds to read.", encoding="utf-8")
    wrong, missing = look(taking, str(path), str(tmp_path / "none.opml"))
    assert "is no list of feeds" in str(wrong.error)
    assert "cannot be read" in str(missing.error)
    assert len(taking.said) == 2

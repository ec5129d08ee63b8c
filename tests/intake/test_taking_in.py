"""From what is given to reports in a store: what is one report, what is a version, what fails, what goes on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from eval.bad_zips import zipped
from eval.hostile_server import PAGE, PARAGRAPH, Site
from onrecord.intake import Reading, queued, refetched, wake_failed
from onrecord.intake.run import LINKED_AFTER
from onrecord.pipeline.serial import Failed
from onrecord.record import Report
from onrecord.source.contents import Known
from onrecord.store.loading import report_of
from onrecord.store.schema import INPUTS, VERSIONS
from onrecord.store.verify import verify
from onrecord.text import Document
from tests.intake.conftest import Taking
from tests.intake.light import SOFTWARE, light_reading, now, report_text

Write = Callable[[str, str | bytes], Path]


def several(written: Write, number: int) -> Path:
    """A folder with this many reports."""
    return {written(f"{one}.txt", report_text(one)).parent for one in range(number)}.pop()


def test_a_folder_is_taken_in_and_the_same_again_is_nothing_new(taking: Taking, written: Write) -> None:
    paths = [written(f"{number}.txt", report_text(number)) for number in range(3)]
    assert taking.add(paths[0].parent) == {"new report": 3}
    assert taking.report_keys() == [str(path) for path in paths]
    assert taking.find(paths[0].parent).there == 3
    assert taking.add(paths[0].parent) == {}
    assert [(state, kept) for _, state, kept, _ in taking.inputs()] == [("read", False)] * 3


def test_a_changed_report_becomes_a_new_version_and_changed_back_the_old_one(taking: Taking, written: Write) -> None:
    path = written("a.txt", report_text(1))
    taking.add(path)
    written("a.txt", report_text(2))
    assert taking.add(path) == {"new version": 1}
    assert taking.current(str(path)) == (2, report_text(2))
    written("a.txt", report_text(1))
    assert taking.add(path) == {"known": 1}
    assert taking.current(str(path)) == (1, report_text(1))
    assert len(taking.report_keys()) == 1
    with taking.store.connect() as connection:
        assert list(verify(connection)) == []


def test_a_copy_in_another_place_is_the_same_report(taking: Taking, written: Write) -> None:
    first = written("a.txt", report_text(1))
    assert taking.add(first, written("b/copy.txt", report_text(1))) == {"new report": 1, "known": 1}
    written("a.txt", report_text(2))
    assert taking.add(first) == {"new version": 1}
    assert taking.add(written("c/copy.txt", report_text(1))) == {"known": 1}
    assert taking.current(str(first))[0] == 2  # a copy of the older text says nothing about what is current


def test_one_text_in_two_outlets_is_two_reports(taking: Taking, written: Write) -> None:
    rows = [{"text": report_text(1), "source": outlet} for outlet in ("River Post", "Hill Echo")]
    path = written("t.jsonl", "\n".join(json.dumps(row) for row in rows))
    assert taking.add(path) == {"new report": 2}
    other = [{"text": report_text(2), "url": f"http://{name}.example/a"} for name in ("river", "hill")]
    assert taking.add(written("u.jsonl", "\n".join(json.dumps(row) for row in other))) == {"new report": 2}


def test_an_address_is_one_report_however_it_is_written(taking: Taking, written: Write) -> None:
    urls = ("http://river.example/a", "HTTP://River.example:80/a?utm_source=x#top")
    rows = [{"text": report_text(number), "url": url} for number, url in enumerate(urls)]
    path = written("t.jsonl", "\n".join(json.dumps(row) for row in rows))
    assert taking.add(path) == {"new report": 1, "new version": 1}
    assert taking.report_keys() == ["http://river.example/a"]


def test_what_standard_input_holds_is_known_by_its_text(taking: Taking) -> None:
    assert taking.add("-", stdin=report_text(1).encode()) == {"new report": 1}
    assert taking.add("-", stdin=report_text(2).encode()) == {"new report": 1}
    assert taking.add("-", stdin=report_text(1).encode()) == {}
    assert all(key.startswith("sha256:") for key in taking.report_keys())


def test_a_page_keeps_the_way_back_to_its_markup(taking: Taking, site: Site) -> None:
    url = site.page("/bridge")
    assert taking.add(url) == {"new report": 1}
    with taking.store.connect() as connection:
        row = connection.execute(select(VERSIONS)).one()
        report = report_of(connection, row.id)
    assert report.report.url == url
    assert (row.title, row.offsets is not None, row.original is not None) == ("Bridge closed", True, True)


def test_archives_in_archives_are_taken_apart(taking: Taking, written: Write) -> None:
    inner = zipped(("deep/b.txt", report_text(2).encode()), ("c.csv", b"text\nThe mayor said so on 3 March 2021.\n"))
    raw = zipped(("a.txt.gz", gzip.compress(report_text(1).encode())), ("inner.zip", inner), ("picture.png", b"x"))
    path = written("all.zip", raw)
    assert taking.add(path) == {"new report": 3}
    assert [key.removeprefix(str(path)) for key in taking.report_keys()] == [
        "!/a.txt", "!/inner.zip!/deep/b.txt", "!/inner.zip!/c.csv#row-1",
    ]  # fmt: skip


def test_what_fails_is_kept_with_its_reason_and_retried(taking: Taking, written: Write) -> None:
    good, bad = written("a.txt", report_text(1)), written("bad.txt", b"%PDF-1.7")

    def failing(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        yield from (Failed(document, "KeyError: 'x'") for document in documents)

    taking.reading = Reading(failing, SOFTWARE)
    assert taking.add(good, bad) == {"failed": 2}
    assert [(state, kept) for _, state, kept, _ in taking.inputs()] == [("failed", True)] * 2
    assert "KeyError" in str(taking.inputs()[0][3])
    assert "is a PDF" in str(taking.inputs()[1][3])
    assert taking.find(good).failed_before == 1
    good.unlink()
    taking.reading = light_reading()
    with taking.store.begin() as connection:
        assert wake_failed(connection) == 2
    assert [outcome.state for outcome in taking.read()] == ["new report", "failed"]
    with taking.store.connect() as connection:
        assert list(connection.execute(select(INPUTS.c.attempts)).scalars()) == [2, 2]


def test_a_text_that_breaks_the_reader_fails_alone(taking: Taking, written: Write) -> None:
    light = light_reading()

    def breaking(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        batch = list(documents)
        if any("bridge 2 " in document.text for document in batch):
            raise MemoryError("no room")
        yield from light.outcomes(batch)

    taking.reading = Reading(breaking, SOFTWARE)
    folder = several(written, 5)
    written("1b.txt", b"")
    assert taking.add(folder) == {"new report": 4, "failed": 2}
    errors = [error for _, _, _, error in taking.inputs() if error]
    assert "is empty" in errors[0]
    assert "MemoryError: no room" in errors[1]


def test_a_run_that_ends_early_goes_on_where_it_was(taking: Taking, written: Write) -> None:
    folder = several(written, 4)
    light = light_reading()

    def interrupted(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        for number, report in enumerate(light.outcomes(documents)):
            if number == 2:
                raise KeyboardInterrupt
            yield report

    taking.reading = Reading(interrupted, SOFTWARE)
    with pytest.raises(KeyboardInterrupt):
        taking.add(folder)
    assert [state for _, state, _, _ in taking.inputs()] == ["read", "read", "waiting", "waiting"]
    taking.reading = light
    assert taking.add(folder) == {"new report": 2}


def test_reports_are_linked_as_they_come_and_at_the_end(taking: Taking, written: Write) -> None:
    linked: list[int] = []

    def link(connection: Connection, moment: str) -> None:
        assert moment == now()
        linked.append(len(connection.execute(select(VERSIONS.c.seq)).all()))

    taking.reading = Reading(light_reading().outcomes, SOFTWARE, link)
    lines = "\n".join(json.dumps({"text": report_text(number)}) for number in range(LINKED_AFTER + 3))
    taking.add(written("many.jsonl", lines))
    assert linked == [LINKED_AFTER, LINKED_AFTER + 3]


def test_a_feed_gives_its_texts_and_the_pages_it_links_to(taking: Taking, site: Site) -> None:
    site.page("/linked")
    long = f"<p>{PARAGRAPH}</p>" * 20
    items = (
        f"<item><title>Whole</title><link>{site.url('/whole')}</link><description><![CDATA[{long}]]></description></item>"
        f"<item><title>Linked</title><link>{site.url('/linked')}</link><description>Short.</description></item>"
        f"<item><title>Gone</title><link>{site.url('/gone')}</link><description>Short.</description></item>"
    )
    feed = site.page("/feed", f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode())
    assert taking.add(feed) == {"new report": 2}
    assert taking.report_keys() == [site.url("/whole"), site.url("/linked")]
    assert any("/gone: answered 404" in line for line in taking.said)
    asked = len(site.asked)
    taking.add(feed)
    assert [path for path, _ in site.asked[asked:]] == ["/feed", "/gone"]  # what was taken in is not fetched again


def test_a_list_of_feeds_is_followed(taking: Taking, site: Site, written: Write) -> None:
    entry = f"<item><title>A</title><description>{PARAGRAPH * 20}</description></item>"
    feed = site.page("/feed", f"<rss version='2.0'><channel><title>Post</title>{entry}</channel></rss>".encode())
    path = written("feeds.opml", f"<opml><body><outline xmlUrl='{feed}'/><outline xmlUrl='{feed}2'/></body></opml>")
    assert taking.add(path) == {"new report": 1}
    assert any("/feed2: answered 404" in line for line in taking.said)


def test_an_address_that_could_not_be_fetched_is_retried(taking: Taking, site: Site) -> None:
    url = site.url("/late")
    assert taking.find(url).unfetched == 1
    assert taking.inputs() == [(url, "failed", True, f"{url}: answered 404; check the address, or try again later")]
    for found in (404, 200):
        if found == 200:
            site.page("/late")
        for tally in queued(taking.store, refetched(taking.store, taking.fetcher), now, taking.said.append):
            assert (tally.new, tally.unfetched) == ((1, 0) if found == 200 else (0, 1))
    assert [outcome.state for outcome in taking.read()] == ["new report"]
    assert [state for _, state, _, _ in taking.inputs()] == ["read"]


def test_a_date_that_is_given_stands_above_all_others(taking: Taking, written: Write) -> None:
    taking.known = Known(published="2020-01-01")
    taking.add(written("a.txt", report_text(1)), written("b.html", PAGE))
    with taking.store.connect() as connection:
        assert list(connection.execute(select(VERSIONS.c.day)).scalars()) == ["2020-01-01"] * 2


def test_a_front_page_is_no_reports_address(taking: Taking, written: Write) -> None:
    marked = PAGE.replace(b"<head>", b"<head><link rel='canonical' href='http://river.example/'>")
    paths = [written(f"{name}.html", marked.replace(b"old bridge", name.encode())) for name in ("a", "b")]
    assert taking.add(*paths) == {"new report": 2}
    assert taking.report_keys() == [str(path) for path in paths]
    named = marked.replace(b"river.example/", b"river.example/bridge?utm_source=x")
    assert taking.add(written("c.html", named)) == {"new report": 1}
    assert taking.report_keys()[-1] == "http://river.example/bridge"

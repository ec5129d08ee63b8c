"""Web archives and zips: the pages in them, and the limits on what they unpack to."""

from __future__ import annotations

import gzip
import io

import pytest

from eval.bad_made import warc_record
from eval.bad_zips import GOOD, zipped
from eval.hostile_server import PAGE
from onrecord.errors import SourceError
from onrecord.source.archive import items_of_archive
from onrecord.source.budget import Budget, Gunzipped
from onrecord.source.contents import Known, kind_of, taken_from_bytes
from onrecord.source.files import Unread
from onrecord.source.items import Item, read_of
from onrecord.source.zipped import Member, members_of


def budget(left: int = 10_000_000) -> Budget:
    """A budget of this many bytes."""
    return Budget("x", left)


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_are_items_under_their_addresses(packed: bool) -> None:
    records = [warc_record(), warc_record(media="image/png"), warc_record(b"The mayor said so.", media="text/plain")]
    raw = b"".join(gzip.compress(record) for record in records) if packed else b"".join(records)
    page, text = list(items_of_archive(io.BytesIO(raw), "crawl.warc", budget()))
    assert isinstance(page, Item)
    assert (page.media, page.raw, page.hints.url) == ("html", PAGE, "http://river.example/bridge")
    assert page.location == "crawl.warc#1 http://river.example/bridge"
    assert page.hints.published is None  # when it was captured is not when it was published
    assert isinstance(text, Item)
    assert (text.media, text.location.split()[0]) == ("text", "crawl.warc#3")


def test_one_gzip_stream_around_all_records_is_read_too() -> None:
    raw = gzip.compress(warc_record() * 3)
    assert len(list(items_of_archive(io.BytesIO(raw), "crawl.warc.gz", budget()))) == 3


def test_the_encoding_that_the_headers_name_is_used() -> None:
    page = PAGE.replace(b"the mayor", "Bürgermeister Müller".encode("iso-8859-2"))
    raw = warc_record(page, media="text/html; charset=ISO-8859-2")
    (item,) = items_of_archive(io.BytesIO(raw), "crawl.warc", budget())
    assert isinstance(item, Item)
    assert "Bürgermeister Müller" in read_of(item).document.text


def test_a_wacz_gives_its_archives_and_nothing_else() -> None:
    raw = zipped(
        ("datapackage.json", b"{}"), ("pages/pages.jsonl", b'{"text": "no"}\n'), ("archive/a.warc", warc_record())
    )
    (item,) = taken_from_bytes(raw, "crawl.wacz", Known(budget=budget()))
    assert isinstance(item, Item)
    assert item.location == "crawl.wacz!/archive/a.warc#1 http://river.example/bridge"


def test_a_refused_member_does_not_stop_the_others() -> None:
    raw = zipped(("../up.txt", GOOD), (".hidden.txt", GOOD), ("__MACOSX/a.txt", GOOD), ("folder/a.txt", GOOD))
    refused, member = list(members_of(io.BytesIO(raw), "x.zip", budget()))
    assert isinstance(refused, Unread)
    assert "x.zip!/../up.txt: its name leads out" in refused.error
    assert isinstance(member, Member)
    assert member.name == "folder/a.txt"


def test_the_budget_counts_over_all_members() -> None:
    raw = zipped(("a.txt", GOOD), ("b.txt", GOOD))
    with pytest.raises(SourceError, match="unpacks to more than"):
        list(members_of(io.BytesIO(raw), "x.zip", budget(len(GOOD) + 1)))


def test_gzip_members_follow_one_another_and_padding_is_passed_over() -> None:
    raw = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512
    assert io.BufferedReader(Gunzipped(io.BytesIO(raw), budget())).read() == b"one two"


@pytest.mark.parametrize("cut", [5, 15, 40])
def test_a_gzip_stream_that_breaks_off_says_so(cut: int) -> None:
    raw = gzip.compress(GOOD)[:cut]
    with pytest.raises(SourceError, match="breaks off"):
        io.BufferedReader(Gunzipped(io.BytesIO(raw), budget())).read()


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"PK\x03\x04", "a.zip", "zip"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "a.docx", "report"),
        (b"\x1f\x8b", "a.txt", "gzip"),
        (b"WARC/1.0", "a", "archive"),
        (b"PAR1", "a.bin", "parquet"),
        (b"<rss>", "a.txt", "feed"),
        (b"<?xml version='1.0'?><opml>", "a.xml", "opml"),
        (b"text", "a.csv", "csv"),
        (b'{"text": "x"}\n{"text": "y"}', "standard input", "lines"),
        (b'[\n{"text": "x"}]', "standard input", "json"),
        (b"{curly} words", "a.txt", "report"),
        (b"The mayor said so.", "a.txt", "report"),
        (b"<html>", "a.html", "report"),
    ],
)
def test_what_a_file_is_is_told_by_its_first_bytes_then_its_name(head: bytes, name: str, expected: str) -> None:
    assert kind_of(head, name) == expected

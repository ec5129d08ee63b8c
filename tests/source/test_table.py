"""Tables with a report a row: columns given and known, CSV, JSON, Parquet, and news items among the lines."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pytest

from eval.bad_made import parquet
from onrecord.errors import SourceError
from onrecord.source.files import Unread
from onrecord.source.items import Item, read_of
from onrecord.source.table import Columns, iso_of, items_of_csv, items_of_json, items_of_lines, items_of_parquet

KNOWN = Columns()


def items(found: Iterator[Item | Unread]) -> list[Item]:
    """All of them, which must be items."""
    listed = list(found)
    assert all(isinstance(one, Item) for one in listed), listed
    return [one for one in listed if isinstance(one, Item)]


def test_known_names_of_columns_are_understood() -> None:
    raw = b"URL,Date,Title,Text,source\nhttp://a.example/1,2021-03-03,Bridge,The bridge closed.,River Post\n"
    (item,) = items(items_of_csv(io.BytesIO(raw), "t.csv", KNOWN))
    assert item.location == "t.csv#row-1"
    assert item.raw == b"The bridge closed."
    hints = item.hints
    assert (hints.url, hints.published, hints.title, hints.outlet) == (
        "http://a.example/1", "2021-03-03", "Bridge", "River Post",
    )  # fmt: skip


def test_the_title_is_the_first_line_and_the_way_leads_back_to_the_cell() -> None:
    raw = b"title,text\nBridge closed,The mayor said so.\n"
    (item,) = items(items_of_csv(io.BytesIO(raw), "t.csv", KNOWN))
    read = read_of(item)
    assert read.document.text == "Bridge closed\n\nThe mayor said so."
    assert [part.kind for part in read.document.parts] == ["title", "paragraph"]
    assert read.original == "The mayor said so."
    assert read.document.offsets is not None
    assert read.document.offsets.original_span(15, 18) == (0, 3)


def test_a_title_that_the_text_starts_with_is_not_said_twice() -> None:
    raw = b'title,text\nBridge closed,"Bridge closed\n\nThe mayor said so."\n'
    (item,) = items(items_of_csv(io.BytesIO(raw), "t.csv", KNOWN))
    read = read_of(item)
    assert read.document.text == "Bridge closed\n\nThe mayor said so."
    assert read.original is None


def test_given_columns_stand_above_known_ones() -> None:
    raw = b"text;lead;day\nlong;short;3 March 2021\n"
    columns = Columns.of("body=lead, published=day")
    (item,) = items(items_of_csv(io.BytesIO(raw), "t.csv", columns))
    assert (item.raw, item.hints.published) == (b"short", "2021-03-03")


@pytest.mark.parametrize(
    ("mapping", "words"),
    [("body", "is no FIELD=COLUMN"), ("words=text", "fields are body"), ("body=", "is no FIELD=COLUMN")],
)
def test_a_mapping_that_is_none_is_refused(mapping: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        Columns.of(mapping)


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SourceError, match=r"has no column lead; its columns are title, text"):
        list(items_of_csv(io.BytesIO(b"title,text\na,b\n"), "t.csv", Columns.of("body=lead")))


def test_rows_with_an_identifier_keep_their_place() -> None:
    raw = b"id,text\n17,one\n0,two\n"
    found = items(items_of_csv(io.BytesIO(raw), "t.csv", KNOWN))
    assert [item.location for item in found] == ["t.csv#17", "t.csv#0"]


def test_a_bad_row_is_named_and_the_others_go_on() -> None:
    raw = b"title,text\na,one\nb\nc,\nd,two\n"
    found = list(items_of_csv(io.BytesIO(raw), "t.csv", KNOWN))
    assert [type(one) for one in found] == [Item, Unread, Unread, Item]
    assert "t.csv#row-2" in found[1].error  # type: ignore[union-attr]


def test_long_cells_line_ends_and_marks_of_utf_16_are_read() -> None:
    text = "word " * 40_000 + '"quoted"\r\nand on'
    raw = ("title\ttext\r\nBridge\t" + '"' + text.replace('"', '""') + '"\r\n').encode("utf-16")
    (item,) = items(items_of_csv(io.BytesIO(raw), "t.tsv", KNOWN))
    assert item.raw.decode() == text


def test_json_lines_hold_rows_and_news_items() -> None:
    news = {"uri": "urn:n:1", "headlines": [{"value": "Vote"}], "bodies": [{"value": "Seven voted."}]}
    lines = [{"text": "One.", "date": "2021-03-03T08:00:00+00:00"}, news]
    raw = b"\xef\xbb\xbf" + b"\n\n".join(json.dumps(line).encode() for line in lines)
    row, item = items(items_of_lines(io.BytesIO(raw), "t.jsonl", KNOWN))
    assert (row.media, row.location, row.hints.published) == ("row", "t.jsonl#line-1", "2021-03-03T08:00:00+00:00")
    assert (item.media, item.location, item.hints.key) == ("ninjs", "t.jsonl#line-3", "urn:n:1")


def test_a_json_file_is_one_object_or_a_list() -> None:
    assert [item.location for item in items(items_of_json(b'{"text": "One."}', "t.json", KNOWN))] == ["t.json"]
    found = items(items_of_json(b'[{"text": "One."}, {"text": "Two."}]', "t.json", KNOWN))
    assert [item.location for item in found] == ["t.json#row-1", "t.json#row-2"]


def test_parquet_gives_its_rows_with_real_dates() -> None:
    from datetime import date

    raw = parquet(text=["One.", "Two."], published=[date(2021, 3, 3), None], extra=[1, 2])
    first, second = items(items_of_parquet(io.BytesIO(raw), "t.parquet", KNOWN))
    assert (first.raw, first.hints.published) == (b"One.", "2021-03-03")
    assert (second.location, second.hints.published) == ("t.parquet#row-2", None)


def test_without_its_reader_parquet_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"onrecord\[parquet\]"):
        list(items_of_parquet(io.BytesIO(b"PAR1"), "t.parquet", KNOWN))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-03-03", "2021-03-03"),
        ("2021-03-03 08:00:00", "2021-03-03T08:00:00"),
        ("2021-03-03T08:00:00Z", "2021-03-03T08:00:00+00:00"),
        ("Wednesday, 3 March 2021", "2021-03-03"),
        ("3/4/2021", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_become_iso_or_none(cell: str, expected: str | None) -> None:
    assert iso_of(cell) == expected

"""Tables with a report a row: CSV, TSV, JSON lines, a JSON list, Parquet; which column holds what is given or known.

A row's place is the file's with `#row-3` (the first row of data is 1; in JSON lines, the line), or with the row's
identifier where a column holds one, so that rows which move in a newer table stay the same reports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, BinaryIO

import msgspec

from onrecord.errors import SourceError
from onrecord.source.dates import date_in
from onrecord.source.files import LARGEST, Unread
from onrecord.source.items import Hints, Item
from onrecord.source.ninjs import is_ninjs, item_of_ninjs

# What a column may hold, and the names it goes by where the caller names none. The first that is there is taken.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "body": ("body", "text", "content", "article", "maintext", "fulltext", "full_text", "body_text", "html"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication", "source_domain", "domain"),
    "url": ("url", "link", "source_url"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date", "pubdate", "date_publish", "published_at", "publication_date"),
    "language": ("language", "lang"),
    "id": ("id", "uuid"),
}
ROWS_AT_ONCE = 256
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field; those given stand above the names that are known."""

    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, mapping: str | None) -> Columns:
        """The columns that `body=text,published=date` names; raises SourceError for anything else."""
        if mapping is None:
            return cls()
        pairs = [tuple(part.strip() for part in pair.split("=", 1)) for pair in mapping.split(",") if pair.strip()]
        for pair in pairs:
            if len(pair) != 2 or not pair[1] or pair[0] not in FIELDS:
                raise SourceError(
                    f"--map {mapping!r}: {'='.join(pair)!r} is no FIELD=COLUMN; fields are {', '.join(FIELDS)}"
                )
        return cls(tuple((pair[0], pair[1]) for pair in pairs))

    def among(self, columns: Sequence[str], name: str) -> dict[str, str]:
        """The column of each field among a table's columns; raises SourceError where the text has none."""
        missing = [column for _, column in self.given if column not in columns]
        if missing:
            raise SourceError(f"{name}: has no column {', '.join(missing)}; its columns are {_listed(columns)}")
        by_name = {column.strip().lower(): column for column in reversed(columns)}
        known = {
            field: by_name[found]
            for field, names in FIELDS.items()
            if (found := next((one for one in names if one in by_name), None)) is not None
        }
        chosen = {**known, **dict(self.given)}
        if "body" not in chosen:
            raise SourceError(
                f"{name}: has no column that is known to hold a report's text; its columns are {_listed(columns)}; "
                "name it with --map body=COLUMN"
            )
        return chosen


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns[:20]) + (" ..." if len(columns) > 20 else "") if columns else "none"


def items_of_csv(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Item | Unread]:
    """A report for each row of a CSV or TSV table with a header."""
    text = io.TextIOWrapper(stream, encoding=_encoding(stream), newline="")
    csv.field_size_limit(LARGEST)  # one limit for the whole interpreter; its own, 131,072, is less than an article
    try:
        rows = csv.reader(text, delimiter=_delimiter(text), strict=True)
        header = next(rows, None)
        if not header:
            raise SourceError(f"{name}: is empty; give a table with a header")
        chosen = columns.among(header, name)
        for number, row in enumerate(rows, start=1):
            if row:
                yield _row_of_csv(header, row, chosen, f"{name}#row-{number}", name)
    except csv.Error as error:
        raise SourceError(f"{name}: is no CSV that can be read to its end ({error}); save it again as CSV") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: is not {error.encoding} throughout; what came before is taken in; save it again as UTF-8"
        ) from error
    finally:
        text.detach()


def _encoding(stream: BinaryIO) -> str:
    mark = stream.read(4)
    stream.seek(0)
    if mark[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "utf-8-sig"


def _delimiter(text: io.TextIOWrapper) -> str:
    """The mark that stands most often in the header line; a comma where none does."""
    header = text.readline(1_000_000)
    text.seek(0)
    return max(DELIMITERS, key=header.count)


def _row_of_csv(
    header: Sequence[str], row: Sequence[str], chosen: Mapping[str, str], place: str, name: str
) -> Item | Unread:
    if len(row) != len(header):
        return Unread(place, f"{place}: has {len(row)} cells where the header has {len(header)}; mend the row")
    return _item(dict(zip(header, row, strict=True)), chosen, place, name)


def items_of_lines(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Item | Unread]:
    """A report for each line of a file of JSON objects: rows of a table, or news items in ninjs."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        place = f"{name}#line-{number}"
        if len(line) > LARGEST:
            raise SourceError(f"{place}: is longer than the {LARGEST:,} bytes of one report; the rest is not read")
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _item_of_object(line.removeprefix(b"\xef\xbb\xbf"), columns, place, name)


def _item_of_object(raw: bytes, columns: Columns, place: str, name: str) -> Item | Unread:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Unread(place, f"{place}: is not JSON: {error}; mend the line")
    except RecursionError:
        return Unread(place, f"{place}: its JSON nests too deep to be read; mend the line")
    return item_of_value(value, columns, place, name)


def item_of_value(value: object, columns: Columns, place: str, name: str) -> Item | Unread:
    """The report of one JSON object, a row or a news item."""
    if not isinstance(value, dict):
        return Unread(place, f"{place}: is no JSON object; give one object a report")
    if is_ninjs(value):
        return item_of_ninjs(value, place)
    try:
        chosen = columns.among([str(column) for column in value], place)
    except SourceError as error:
        return Unread(place, str(error))
    return _item(value, chosen, place, name)


def items_of_json(raw: bytes, name: str, columns: Columns) -> Iterator[Item | Unread]:
    """The reports of a JSON file: one object, or a list of them."""
    try:
        value = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{name}: is not JSON: {error}; give one object, a list of objects, or a line each"
        ) from error
    except RecursionError as error:
        raise SourceError(f"{name}: its JSON nests too deep to be read; give objects that are flat") from error
    if not isinstance(value, list):
        yield item_of_value(value, columns, name, name)
        return
    if not value:
        raise SourceError(f"{name}: is an empty list; give a list of objects")
    for number, one in enumerate(value, start=1):
        yield item_of_value(one, columns, f"{name}#row-{number}", name)


def items_of_parquet(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Item | Unread]:
    """A report for each row of a Parquet file; raises SourceError where the reader for it is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise SourceError(
            f"{name}: is Parquet, which needs an extra that is not installed; pip install 'onrecord[parquet]'"
        ) from error
    try:
        table = parquet.ParquetFile(stream)
        chosen = columns.among(table.schema_arrow.names, name)
        wanted = sorted(set(chosen.values()))
        number = 0
        for batch in table.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield _item(row, chosen, f"{name}#row-{number}", name)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(f"{name}: is no Parquet that can be read to its end ({first}); get the file again") from error


def _item(row: Mapping[str, Any], chosen: Mapping[str, str], place: str, name: str) -> Item | Unread:
    body = row.get(chosen["body"])
    if not isinstance(body, str) or not body.strip():
        return Unread(place, f"{place}: its column {chosen['body']!r} holds no text; give a row with a report in it")
    values = {field: _cell(row.get(column)) for field, column in chosen.items() if field not in ("body", "published")}
    identifier = values.pop("id", None)
    hints = replace(Hints(**values), published=_day(row.get(chosen.get("published", ""))))
    return Item(
        f"{name}#{identifier}" if identifier else place, "row", body.encode("utf-8", "surrogatepass"), _plausible(hints)
    )


def _plausible(hints: Hints) -> Hints:
    """An address that is none is no address."""
    is_address = hints.url is not None and hints.url.lower().startswith(("http://", "https://"))
    return hints if is_address else replace(hints, url=None)


def _cell(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(value: object) -> str | None:
    """A date as ISO 8601: as it stands where it is one, else the one full date in the cell, else none."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return iso_of(value) if isinstance(value, str) else None


def iso_of(value: str) -> str | None:
    """The date or date-time that a text holds, as ISO 8601; "3/4/2021" is two dates at once and so is none."""
    text = value.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return date_in(text)

"""Real input in bulk: nothing raises, no offset is false."""

from __future__ import annotations

import csv
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.integrity import problems
from onrecord.pipeline import Reader
from onrecord.record import Report
from onrecord.source.files import document_of_bytes
from onrecord.source.plain import document_of
from onrecord.text import Document
from tests.source.test_html import real_pages

STORY = re.compile(r"<REUTERS\b.*?</REUTERS>", re.DOTALL)
BODY = re.compile(r"<TEXT[^>]*>(.*?)</TEXT>", re.DOTALL)
TAGS = re.compile(r"</?(?:TITLE|DATELINE|BODY|AUTHOR)[^>]*>")


def wikinews(data: Path) -> Iterator[Document]:
    """All Wikinews articles as plain text."""
    csv.field_size_limit(10_000_000)
    for year in ("2019", "2020"):
        with (data / "reports" / f"wikinews_{year}.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield document_of(row["text"], title=row["title"], url=row["url"], published=row["date"])


def reuters(data: Path, count: int) -> Iterator[Document]:
    """The first stories of the newswire, control characters and all."""
    with tarfile.open(data / "reports" / "reuters21578_sgm.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".sgm") else None
            if file is None:
                continue
            for story in STORY.findall(file.read().decode("latin-1")):
                if count == 0:
                    return
                if (body := BODY.search(story)) is not None:
                    count -= 1
                    yield document_of(TAGS.sub("\n", body[1]))


def faults(reader: Reader, documents: Iterator[Document]) -> tuple[list[str], int]:
    """What went wrong with these documents, and how many records they gave."""
    found: list[str] = []
    records = 0
    for outcome in reader.outcomes(documents):
        if isinstance(outcome, Report):
            records += len(outcome.records())
            found += problems(outcome)
        else:
            found.append(f"{outcome.document.url or outcome.document.text[:60]!r}: {outcome.error}")
    return found, records


@pytest.mark.slow
def test_every_wikinews_article_is_read(reader: Reader, data: Path) -> None:
    found, records = faults(reader, wikinews(data))
    assert found == []
    assert records > 295


@pytest.mark.slow
def test_every_page_is_read(reader: Reader, data: Path) -> None:
    found, records = faults(reader, (document_of_bytes(raw, name) for name, raw in real_pages(data)))
    assert found == []
    assert records > 329


@pytest.mark.slow
def test_five_hundred_newswire_stories_are_read(reader: Reader, data: Path) -> None:
    found, records = faults(reader, reuters(data, 500))
    assert found == []
    assert records > 500

"""Wikinews of 2019 and 2020: 295 whole reports."""

import csv
from dataclasses import dataclass
from pathlib import Path

from eval.result import present
from onrecord.source.plain import document_of
from onrecord.text import Document

YEARS = (2019, 2020)


@dataclass(frozen=True, slots=True)
class Story:
    """One report as the corpus holds it."""

    url: str
    published: str
    title: str
    text: str

    def document(self) -> Document:
        """The report's text as a document that knows its title, date and address."""
        return document_of(self.text, published=self.published, url=self.url, title=self.title)


def stories(data: Path, limit: int | None) -> tuple[Story, ...]:
    """The reports of both years, in the order of the files."""
    found: list[Story] = []
    for year in YEARS:
        with present(data / "reports" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as rows:
            found += [Story(row["url"], row["date"], row["title"], row["text"]) for row in csv.DictReader(rows)]
    return tuple(found[:limit])

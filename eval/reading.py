"""The one place where the evaluation calls onrecord: texts in, reports out, every text parsed once."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.pipeline import Reader
from onrecord.record import Report
from onrecord.source.plain import document_of
from onrecord.text import Document, Part

LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


@cache
def reader() -> Reader:
    """The reader that all kinds share."""
    return Reader()


def reports(texts: Sequence[str], *, published: Sequence[str | None] | None = None) -> list[Report]:
    """The report of each text, read as a plain-text file is read."""
    dates = published if published is not None else [None] * len(texts)
    return reports_of(document_of(text, published=date) for text, date in zip(texts, dates, strict=True))


def reports_of(documents: Iterable[Document]) -> list[Report]:
    """The report of each document, in order."""
    return list(reader().read_all(documents))


def reports_of_passages(texts: Sequence[str]) -> list[Report]:
    """The report of each text, read as running sentences: no line of it is a title or a heading."""
    return reports_of(passage(text) for text in texts)


def passage(text: str) -> Document:
    """A document of which every line is a paragraph."""
    lines = ((match.start(), match.end()) for match in LINE.finditer(text))
    return Document(text, parts=tuple(Part("paragraph", start, end) for start, end in lines))

"""The one place where the evaluation calls onrecord: texts in, reports out, every text parsed once."""

from collections.abc import Sequence
from functools import cache

from onrecord.pipeline import Reader
from onrecord.record import Report
from onrecord.source.plain import document_of
from onrecord.text import Document, Part


@cache
def reader() -> Reader:
    """The reader that all kinds share."""
    return Reader()


def reports(texts: Sequence[str], *, published: Sequence[str | None] | None = None) -> list[Report]:
    """The report of each text, read as a plain-text file is read."""
    dates = published if published is not None else [None] * len(texts)
    documents = (document_of(text, published=date) for text, date in zip(texts, dates, strict=True))
    return list(reader().read_all(documents))


def reports_of_passages(texts: Sequence[str]) -> list[Report]:
    """The report of each text, read as running sentences: no line of it is a title or a heading."""
    return list(reader().read_all(passage(text) for text in texts))


def passage(text: str) -> Document:
    """A document that is one paragraph from end to end; of no part at all where the text is empty."""
    return Document(text, parts=(Part("paragraph", 0, len(text)),) if text else ())

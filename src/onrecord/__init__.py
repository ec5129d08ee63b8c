"""Reads news reports and puts on record who said what, who did what to whom, where, when and how many."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.pipeline import Reader
    from onrecord.record import Report

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(text: str, *, published: str | None = None) -> Report:
    """What a report in plain text puts on record; `published` is its ISO 8601 date, where known.

    The first call loads the language pipeline (about a second); later calls use it again.
    """
    from onrecord.source.plain import document_of

    return _reader().read(document_of(text, published=published))


@cache
def _reader() -> Reader:
    from onrecord.pipeline import Reader

    return Reader()

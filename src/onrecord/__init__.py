"""Reads news reports and puts on record who said what, who did what to whom, where, when and how many."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.archive import Archive
    from onrecord.pipeline import Reader
    from onrecord.record import Report

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]


def read(text: str, *, published: str | None = None) -> Report:
    """What a report in plain text puts on record; `published` is its ISO 8601 date, where known.

    The first call loads the language pipeline (about a second); later calls use it again.
    """
    from onrecord.source.plain import document_of

    return _reading()[0].read(document_of(text, published=published))


def open(address: str | Path, *, create: bool = False) -> Archive:  # noqa: A001 (onrecord.open reads as what it does)
    """The archive in this file or at this `postgresql://` address; `create` makes a new one where there is none."""
    from onrecord.archive import Archive
    from onrecord.store import open_store

    return Archive(open_store(address, create=create), reading=_reading)


@cache
def _reading() -> tuple[Reader, str]:
    """The reader, and the software that it is, as a store keeps it."""
    from onrecord.language.spacy_adapter import SpacyAnnotator
    from onrecord.pipeline import Reader

    annotator = SpacyAnnotator()
    return Reader(annotator=annotator), f"onrecord {__version__}, {annotator.version}"

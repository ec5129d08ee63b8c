"""The one place where the evaluation calls onrecord: texts in, reports out, every text parsed once.

`upto` names a kind of record: only the stages up to the last that makes it are run, since later ones do not change it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.events import Events
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.pipeline import STAGES, Reader
from onrecord.record import Report
from onrecord.source.plain import document_of
from onrecord.text import Document, Part

LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


@cache
def annotator() -> SpacyAnnotator:
    """The language layer that all readers share."""
    return SpacyAnnotator()


@cache
def reader(upto: str | None = None) -> Reader:
    """A reader of the stages up to the last that makes this kind; of all stages where no kind is named."""
    last = max((place for place, stage in enumerate(STAGES) if upto in stage.makes), default=len(STAGES))
    return Reader(annotator=annotator(), stages=STAGES[: last + 1])


def reports(
    texts: Sequence[str], *, published: Sequence[str | None] | None = None, upto: str | None = None
) -> list[Report]:
    """The report of each text, read as a plain-text file is read."""
    dates = published if published is not None else [None] * len(texts)
    documents = (document_of(text, published=date) for text, date in zip(texts, dates, strict=True))
    return reports_of(documents, upto=upto)


def reports_of_passages(texts: Sequence[str], *, upto: str | None = None) -> list[Report]:
    """The report of each text, read as running sentences: no line of it is a title or a heading."""
    return reports_of((passage(text) for text in texts), upto=upto)


def reports_of_all_events(texts: Sequence[str]) -> list[Report]:
    """The report of each text, read as running sentences, with all that reads like an event, likely or not."""
    stages = tuple(replace(stage, keeps_all=True) if isinstance(stage, Events) else stage for stage in STAGES)
    return list(Reader(annotator=annotator(), stages=stages).read_all(passage(text) for text in texts))


def reports_of(documents: Iterable[Document], *, upto: str | None = None) -> list[Report]:
    """The report of each document, in order."""
    return list(reader(upto).read_all(documents))


def passage(text: str) -> Document:
    """A document of which every line is a paragraph."""
    lines = ((match.start(), match.end()) for match in LINE.finditer(text))
    return Document(text, parts=tuple(Part("paragraph", start, end) for start, end in lines))

"""The serial runner: documents to reports, one after another, in one process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from onrecord.extract.stage import Found, Known, Stage
from onrecord.language import AnnotatedDocument
from onrecord.language.spacy_adapter import DEFAULT_PIPELINE, SpacyAnnotator
from onrecord.pipeline.compose import STAGES, checked
from onrecord.record import PartRecord, Report, ReportText
from onrecord.text import Document


class Annotator(Protocol):
    """Anything that annotates documents with tokens, sentences and names."""

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents annotated, in order."""
        ...


class Reader:
    """Reads documents into reports: annotates them, then runs the stages in their order."""

    def __init__(
        self,
        *,
        annotator: Annotator | None = None,
        stages: Sequence[Stage] = STAGES,
        pipeline: str = DEFAULT_PIPELINE,
    ) -> None:
        self.stages = checked(stages)
        self.annotator = annotator if annotator is not None else SpacyAnnotator(pipeline)

    def read(self, document: Document) -> Report:
        """All that one document puts on record."""
        return next(self.read_all([document]))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Report]:
        """What each document puts on record, in order; a lazy input stays lazy."""
        for doc in self.annotator.annotate_all(documents):
            yield self.read_annotated(doc)

    def read_annotated(self, doc: AnnotatedDocument) -> Report:
        """What a document that is already annotated puts on record."""
        known = Known(doc)
        for stage in self.stages:
            known = known.plus(stage(known))
        return report_of(doc.document, known.found)


def report_of(document: Document, found: Found) -> Report:
    """The report object of a document and the records found in it."""
    return Report(
        report=_report_text(document),
        actors=found.actors,
        statements=found.statements,
        events=found.events,
        figures=found.figures,
        times=found.times,
        places=found.places,
        votes=found.votes,
        negotiations=found.negotiations,
        warnings=(*document.warnings, *found.warnings),
    )


def _report_text(document: Document) -> ReportText:
    return ReportText(
        id=_report_id(document),
        digest=document.digest,
        text=document.text,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        byline=document.byline,
        published=document.published,
        language=document.language,
        parts=tuple(PartRecord(part.kind, part.start, part.end) for part in document.parts),
    )


def _report_id(document: Document) -> str:
    """The same text from the same place gets the same id; the same text from elsewhere another."""
    identity = "\n".join((document.digest, document.url or "", document.outlet or "", document.published or ""))
    return "r" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]

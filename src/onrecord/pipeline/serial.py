"""The serial runner: documents to reports, one after another, in one process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.errors import PipelineError
from onrecord.extract.stage import Found, Known, Stage
from onrecord.integrity import checked_report
from onrecord.language import AnnotatedDocument
from onrecord.language.spacy_adapter import DEFAULT_PIPELINE, SpacyAnnotator
from onrecord.pipeline.compose import STAGES, checked
from onrecord.record import KINDS, PartRecord, Report, ReportText
from onrecord.text import Document


class Annotator(Protocol):
    """Anything that annotates documents with tokens, sentences and names."""

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents annotated, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that a stage could not read, and why."""

    document: Document
    error: str


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

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Report | Failed]:
        """Like `read_all`, but a document that a stage fails on gives a `Failed`, and the others go on."""
        for doc in self.annotator.annotate_all(documents):
            try:
                yield self.read_annotated(doc)
            except Exception as error:  # noqa: BLE001 (a fault in one report must not lose the others)
                yield Failed(doc.document, f"{type(error).__name__}: {error}")

    def read_annotated(self, doc: AnnotatedDocument) -> Report:
        """What a document that is already annotated puts on record."""
        known = Known(doc)
        for stage in self.stages:
            known = known.plus(_promised(stage, stage(known)))
        return checked_report(report_of(doc.document, known.found))


def _promised(stage: Stage, found: Found) -> Found:
    """What the stage found, if it made nothing but the kinds it names."""
    others = [kind for kind in KINDS if kind not in stage.makes and getattr(found, kind)]
    if others:
        raise PipelineError(
            f"stage {stage.name!r} made {', '.join(others)}, but says it makes {', '.join(stage.makes)}"
        )
    return found


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

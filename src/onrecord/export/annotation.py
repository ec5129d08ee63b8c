"""Records as W3C Web Annotations: each says which characters of which text it rests on, by position and by quotation.

Positions count code points of the report's text, as the recommendation asks (section 4.2.5), not UTF-16 units; they
are places in the text that was read, which is not the page's markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Review, Selected
from onrecord.integrity import evidence_of
from onrecord.record import Mention, Record
from onrecord.text import Span

CODEBOOK: Final = "Web Annotation Data Model, W3C Recommendation 23 February 2017"
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
NO_SPAN: Final = "an annotation needs a place in a text, and the record has none"
CLUSTERS: Final = "an annotation is about one text"


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one page of annotations, one for each record, with a target for each span that it rests on."""
    losses = Losses()
    out.write(b'{"@context":"%s","id":"urn:onrecord:annotations","type":"AnnotationPage","items":[' % CONTEXT.encode())
    between = b"\n"
    for one in losses.through(selected):
        for kind, record in one.records():
            if not evidence_of(record):
                losses.record(kind, NO_SPAN, one.id(record.id))
                continue
            out.write(between + msgspec.json.encode(_annotation(one, kind, record)))
            between = b",\n"
            losses.wrote(kind)
            if one.cluster(record.id) is not None:
                losses.field(kind, "cluster", CLUSTERS, one.id(record.id))
    out.write(b"\n]}\n")
    return losses.report("annotation", CODEBOOK)


def _annotation(one: Selected, kind: str, record: Record) -> dict[str, Any]:
    targets = [_target(one, span) for span in evidence_of(record)]
    return {
        "id": f"urn:onrecord:{one.id(record.id)}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": "onrecord"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": kind.removesuffix("s")},
            {
                "type": "TextualBody", "purpose": "describing", "format": "text/plain",
                "value": one.words.summary(record),
            },
            {
                "type": "TextualBody", "purpose": "classifying", "format": "application/json",
                "value": msgspec.json.encode(record).decode(),
            },
            *_assessed(one.review(record.id)),
        ],
        "target": targets if len(targets) > 1 else targets[0],
    }  # fmt: skip


def _assessed(review: Review | None) -> list[dict[str, Any]]:
    """What people made of the record, as a body of its own whose creators they are."""
    if review is None:
        return []
    creators = [{"type": "Person", "name": name} for name in review.by]
    return [
        {
            "type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": review.state,
            "creator": creators if len(creators) > 1 else creators[0], "modified": review.at,
        }
    ]  # fmt: skip


def _target(one: Selected, span: Span | Mention) -> dict[str, Any]:
    about = one.report.report
    source = {
        "id": f"urn:onrecord:{about.id}", "type": "Text", "format": "text/plain", "language": about.language,
        **({"canonical": about.url} if about.url is not None else {}),
    }  # fmt: skip
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": about.text[max(0, span.start - AROUND) : span.start],
                "suffix": about.text[span.end : span.end + AROUND],
            },
        ],
    }

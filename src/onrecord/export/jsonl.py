"""Reports as lines of JSON in the format `onrecord/1`, with the chosen records and all that these refer to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec

from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.integrity import references_of
from onrecord.record import KINDS, SCHEMA, Report

_REVIEWS = "a record's provenance tells that a person changed it, not who, nor that somebody accepted it"
_CLUSTERS = "what records belong to across reports is derived; the form is one report"


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one line a report."""
    losses = Losses()
    for one in losses.through(selected):
        report = chosen_part(one)
        out.write(msgspec.json.encode(report) + b"\n")
        losses.wrote("reports")
        for kind in KINDS:
            losses.wrote(kind, len(getattr(report, kind)))
        for kind, record in one.records():
            losses.review(one, kind, record, _REVIEWS)
        for local in sorted(one.clusters.keys() & one.chosen):
            losses.field("records", "cluster", _CLUSTERS, one.id(local))
    return losses.report("jsonl", SCHEMA)


def chosen_part(selected: Selected) -> Report:
    """The report with the chosen records, and the records these refer to, so that every id in it leads somewhere."""
    kept = with_references(selected)
    parts: dict[str, Any] = {
        kind: tuple(record for record in getattr(selected.report, kind) if record.id in kept) for kind in KINDS
    }
    return replace(selected.report, **parts)


def with_references(selected: Selected) -> frozenset[str]:
    """The ids of the chosen records and of all that they refer to, at any distance."""
    kept: set[str] = set()
    waiting = [record for _, record in selected.records()]
    while waiting:
        record = waiting.pop()
        if record.id not in kept:
            kept.add(record.id)
            waiting += [
                found for local, _ in references_of(record) if (found := selected.words.record(local)) is not None
            ]
    return frozenset(kept)

"""What a form could not hold: which records, which fields, why, how many, with examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from onrecord.export.selected import Selected
from onrecord.record import Record

EXAMPLES = 3
NO_REVIEW = "the form does not say who accepted or changed a record"


@dataclass(frozen=True, slots=True)
class Loss:
    """One way in which something was lost; `field` is None where whole records were left out."""

    kind: str
    field: str | None
    reason: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossReport:
    """What was written, by kind, and everything that the form could not hold."""

    form: str
    codebook: str | None
    written: Mapping[str, int]
    losses: tuple[Loss, ...]

    def json(self) -> str:
        """The report as one JSON object."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"

    def text(self) -> str:
        """The report as lines for people."""
        about = f" ({self.codebook})" if self.codebook else ""
        told = ", ".join(f"{count} {kind}" for kind, count in self.written.items()) or "nothing"
        lines = [f"{self.form}{about}: wrote {told}"]
        lines += _section("records left out", [loss for loss in self.losses if loss.field is None])
        lines += _section("fields left out", [loss for loss in self.losses if loss.field is not None])
        return "\n".join(lines if self.losses else [*lines, "nothing was lost"]) + "\n"


def _section(title: str, losses: list[Loss]) -> list[str]:
    if not losses:
        return []
    return [title, *(f"  {loss.count:>6}  {_what(loss)}: {loss.reason} ({_examples(loss)})" for loss in losses)]


def _what(loss: Loss) -> str:
    return loss.kind if loss.field is None else f"{loss.kind}.{loss.field}"


def _examples(loss: Loss) -> str:
    return ", ".join(loss.examples) + (" ..." if loss.count > len(loss.examples) else "")


@dataclass(slots=True)
class _Sum:
    count: int = 0
    examples: list[str] = field(default_factory=list)


class Losses:
    """Counts what is written and what is lost while a form is written; memory grows with the reasons only."""

    def __init__(self) -> None:
        self._written: dict[str, int] = {}
        self._lost: dict[tuple[str, str | None, str], _Sum] = {}

    def through(self, selected: Iterable[Selected]) -> Iterator[Selected]:
        """The reports that are given out; what people rejected in them is counted as left out, with who did."""
        for one in selected:
            for held in one.withheld:
                self.record(held.kind, f"{held.review.state} by {' and '.join(held.review.by)}", one.id(held.local))
            if one.is_given:
                yield one

    def review(self, selected: Selected, kind: str, record: Record, reason: str = NO_REVIEW) -> None:
        """Count a review that the form cannot hold, where people looked at the record."""
        if selected.review(record.id) is not None:
            self.field(kind, "review", reason, selected.id(record.id))

    def wrote(self, kind: str, count: int = 1) -> None:
        """Count rows, lines or nodes that were written."""
        self._written[kind] = self._written.get(kind, 0) + count

    def record(self, kind: str, reason: str, example: str) -> None:
        """Count a record that the form cannot hold."""
        self._add((kind, None, reason), example)

    def field(self, kind: str, name: str, reason: str, example: str) -> None:
        """Count a field's value that the form cannot hold."""
        self._add((kind, name, reason), example)

    def fields(self, selected: Selected, kind: str, record: Record, unheld: Mapping[str, str]) -> None:
        """Count each of these fields that has a value in the record; `unheld` gives a reason for each."""
        for name, reason in unheld.items():
            if getattr(record, name) not in (None, ()):
                self.field(kind, name, reason, selected.id(record.id))

    def fields_of_report(self, selected: Selected, unheld: Mapping[str, str]) -> None:
        """Count each of these fields that has a value in the report's own text and heading."""
        for name, reason in unheld.items():
            if getattr(selected.report.report, name) not in (None, ()):
                self.field("reports", name, reason, selected.report.report.id)

    def kinds(self, selected: Selected, held: tuple[str, ...], reasons: Mapping[str, str]) -> None:
        """Count each chosen record of a kind that the form does not hold at all; `reasons` may say why for a kind."""
        for kind, record in selected.records():
            if kind not in held:
                self.record(kind, reasons.get(kind, "the form has no place for them"), selected.id(record.id))

    def report(self, form: str, codebook: str | None = None) -> LossReport:
        """The report of all that was counted, records before fields, the most frequent first."""
        losses = [
            Loss(kind, name, reason, one.count, tuple(one.examples)) for (kind, name, reason), one in self._lost.items()
        ]
        losses.sort(key=lambda loss: (loss.field is not None, -loss.count, loss.kind, loss.field or "", loss.reason))
        return LossReport(form, codebook, dict(sorted(self._written.items())), tuple(losses))

    def _add(self, key: tuple[str, str | None, str], example: str) -> None:
        one = self._lost.setdefault(key, _Sum())
        one.count += 1
        if len(one.examples) < EXAMPLES and example not in one.examples:
            one.examples.append(example)

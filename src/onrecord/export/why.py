"""How a record came about: its evidence, stage, rule and inputs, in words."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.words import Wording, one_line
from onrecord.integrity import references_of, spans_of
from onrecord.record import Actor, Place, Record, Report, Time

AROUND = 40


def why(report: Report, record: Record) -> str:
    """An account of one record: what it says, the characters it rests on, the rule that made it, what the rule used."""
    return "\n".join(_lines(Wording(report), record)) + "\n"


def _lines(wording: Wording, record: Record) -> Iterator[str]:
    kind = type(record).__name__.lower()
    yield f"{record.id} ({kind}): {wording.summary(record)}"
    yield ""
    yield f"stage    {record.provenance.stage}"
    yield f"rule     {record.provenance.rule} (version {record.provenance.version})"
    for label, key in zip(["inputs", *[""] * len(record.provenance.inputs)], record.provenance.inputs, strict=False):
        yield f"{label:<8} {_described(wording, key)}"
    if not isinstance(record, Actor | Time | Place):
        yield f"voices   {wording.voices(record.attributed_to)}"
    for number, (one, _) in enumerate(dict.fromkeys(references_of(record))):
        found = wording.record(one)
        if found is not None:
            yield f"{'refers to' if number == 0 else '':<9}{one}: {wording.summary(found)}"
    yield ""
    yield "evidence"
    seen = set()
    for span in spans_of(record):
        if (span.start, span.end) not in seen:
            seen.add((span.start, span.end))
            yield f"  {span.start}:{span.end}  {_in_context(wording.report.report.text, span.start, span.end)}"


def _described(wording: Wording, key: str) -> str:
    found = wording.record(key)
    return f"{key}: {wording.summary(found)}" if found is not None else f"lexicon entry {key}"


def _in_context(text: str, start: int, end: int) -> str:
    before = one_line(text[max(0, start - AROUND) : start] + "|").removesuffix("|")
    after = one_line("|" + text[end : end + AROUND]).removeprefix("|")
    return f"\u2026{before}[{one_line(text[start:end])}]{after}\u2026"

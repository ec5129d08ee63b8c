"""Corrections outlive a reading that numbers records anew: the corrected report is the same but for the numbers."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from onrecord.errors import CorrectionError
from onrecord.record import Report
from onrecord.store.corrections import Asked, correction_of
from onrecord.store.effective import effective
from onrecord.store.history import Corrected
from onrecord.store.matching import kind_of
from tests.renumbered import numbered_as, renumbered

NOW = "2021-05-19T12:00:00Z"


def asked_at_random(report: Report, random: Random, number: int) -> Asked:
    """Something a person might ask for, of a record that is there."""
    record = random.choice([one for one in report.records() if not one.id.startswith("x")])
    kind = kind_of(record)
    others = [one.id for one in getattr(report, kind) if one.id != record.id]
    fields: dict[str, Any] = {}
    if hasattr(record, "place") and report.places:
        fields = {"place": random.choice(report.places).id}
    if kind == "events":
        fields["actors"] = [random.choice(report.actors).id]
    common: dict[str, Any] = {
        "version_id": report.report.id,
        "author": f"reviewer {number % 3}",
        "reason": f"reason {number}",
    }
    match random.choice(("accept", "reject", "edit", "merge", "split", "add", "undo")):
        case "edit" if fields:
            return Asked("edit", record=record.id, fields=fields, **common)
        case "merge" if others:
            return Asked("merge", record=record.id, others=(random.choice(others),), **common)
        case "split" if fields:
            return Asked("split", record=record.id, parts=({}, fields), **common)
        case "add":
            start = random.randrange(len(report.report.text) - 9)
            return Asked("add", kind="places", span=(start, start + 8), **common)
        case "undo":
            return Asked("undo", record=record.id, **common)
        case "reject":
            return Asked("reject", record=record.id, **common)
        case _:
            return Asked("accept", record=record.id, **common)


def corrected_at_random(report: Report, seed: int) -> Corrected:
    """A report with some 25 corrections that could be made."""
    random = Random(seed)
    found = Corrected(report, (), effective(report, ()))
    for number in range(40):
        try:
            made = correction_of(found, asked_at_random(found.effective.report, random, number), NOW)
        except CorrectionError:
            continue
        corrections = (*found.corrections, made)
        after = effective(report, corrections)
        if not any(one.correction.id == made.id for one in after.unmatched):
            found = Corrected(report, corrections, after)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_corrections_of_every_kind_outlive_another_numbering(golden: tuple[Report, ...], seed: int) -> None:
    report = golden[seed % len(golden)]
    found = corrected_at_random(report, seed)
    assert len(found.corrections) > 8
    later = renumbered(report)
    names = {one.id: other.id for one, other in zip(report.records(), later.records(), strict=True)}
    again = effective(later, found.corrections)
    assert again.unmatched == ()
    assert again.report == numbered_as(found.effective.report, names)
    assert dict(again.states) == {names.get(one, one): state for one, state in found.effective.states.items()}
    assert {names.get(one.id, one.id) for one in found.effective.hidden} == {one.id for one in again.hidden}

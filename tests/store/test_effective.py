"""Corrections laid over a reading: each action, what becomes of references, and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from onrecord.integrity import checked_report
from onrecord.record import Report
from onrecord.store.corrections import Asked, correction_of
from onrecord.store.effective import Correction, effective
from onrecord.store.history import Corrected

NOW = "2021-05-19T12:00:00Z"


@pytest.fixture
def report(golden: tuple[Report, ...]) -> Report:
    """The sample of the harbour: its first statement carries its first event."""
    return golden[0]


def corrected_by(report: Report, *asked: dict[str, Any]) -> Corrected:
    """The report after what was asked for, one after the other."""
    made: list[Correction] = []
    for one in asked:
        found = Corrected(report, tuple(made), effective(report, made))
        made.append(correction_of(found, Asked(version_id=report.report.id, author="Ada", **one), NOW))
    return Corrected(report, tuple(made), effective(report, made))


def ids(records: Sequence[Any]) -> list[str]:
    """The ids of records."""
    return [one.id for one in records]


def test_without_corrections_the_report_is_the_reading(report: Report) -> None:
    assert effective(report, ()).report is report


def test_accept_changes_the_state_alone(report: Report) -> None:
    found = corrected_by(report, {"action": "accept", "record": "e1"}).effective
    assert found.report == report
    assert found.states == {"e1": "accepted"}


def test_a_rejected_figure_goes_with_the_references_to_it(report: Report) -> None:
    used = next(one for event in report.events for one in event.figures)
    found = corrected_by(report, {"action": "reject", "record": used}).effective
    assert used not in ids(found.report.figures)
    assert all(used not in event.figures for event in found.report.events)
    assert ids(found.hidden) == [used]
    checked_report(found.report)


def test_a_rejected_statement_never_makes_the_publisher_say_it(report: Report) -> None:
    carried = [event.id for event in report.events if "s1" in event.attributed_to]
    found = corrected_by(report, {"action": "reject", "record": "s1"}).effective
    assert carried
    assert found.states["s1"] == "rejected"
    assert all(event.attributed_to for event in found.report.events if event.id in carried)
    assert "s1" in ids(found.report.statements)


def test_a_rejected_statement_goes_when_nothing_stands_on_it(report: Report) -> None:
    resting = [one.id for one in report.records() if "s1" in getattr(one, "attributed_to", ())]
    asked = [{"action": "reject", "record": one} for one in ["s1", *resting]]
    found = corrected_by(report, *asked).effective
    assert "s1" not in ids(found.report.statements)
    checked_report(found.report)


def test_what_was_rejected_comes_back_when_it_is_accepted(report: Report) -> None:
    found = corrected_by(
        report, {"action": "reject", "record": "e1"}, {"action": "accept", "record": "e1"}
    ).effective  # fmt: skip
    assert "e1" in ids(found.report.events)
    assert found.states["e1"] == "accepted"


def test_an_edit_changes_its_fields_and_says_so(report: Report) -> None:
    found = corrected_by(report, {"action": "edit", "record": "e1", "fields": {"modality": "planned"}})
    event = next(one for one in found.effective.report.events if one.id == "e1")
    before = next(one for one in report.events if one.id == "e1")
    assert event.modality == "planned"
    assert event.provenance.stage == "correction"
    assert event.provenance.inputs[0] == f"{before.provenance.stage}: {before.provenance.rule}"
    assert event.provenance.inputs[-1] == found.corrections[0].id
    assert replace(event, modality=before.modality, provenance=before.provenance) == before


def test_zero_is_a_value_in_an_edit(report: Report) -> None:
    figure = next(one for one in report.figures if one.low is not None)
    fields = {"low": 0, "best": 0, "high": 0}
    found = corrected_by(report, {"action": "edit", "record": figure.id, "fields": fields}).effective
    edited = next(one for one in found.report.figures if one.id == figure.id)
    assert (edited.low, edited.best, edited.high) == (0, 0, 0)


def test_a_merge_unites_mentions_and_leads_references_to_the_one_that_stays(report: Report) -> None:
    statement = next(one for one in report.statements if one.source not in (None, "a1"))
    other = next(actor for actor in report.actors if actor.id == statement.source)
    first = report.actors[0]
    found = corrected_by(report, {"action": "merge", "record": "a1", "others": (other.id,)}).effective
    kept = next(one for one in found.report.actors if one.id == "a1")
    assert set(kept.mentions) == {*first.mentions, *other.mentions}
    assert list(kept.mentions) == sorted(kept.mentions, key=lambda one: one.start)
    assert kept.name == first.name
    assert other.id not in ids(found.report.actors)
    assert next(one for one in found.report.statements if one.id == statement.id).source == "a1"
    assert found.states == {"a1": "edited", other.id: "merged"}
    checked_report(found.report)


def test_a_merge_makes_no_figure_that_nobody_gave(report: Report) -> None:
    vague = next(one for one in report.figures if one.best is None)
    exact = next(one for one in report.figures if one.best is not None)
    found = corrected_by(report, {"action": "merge", "record": vague.id, "others": (exact.id,)}).effective
    kept = next(one for one in found.report.figures if one.id == vague.id)
    assert (kept.low, kept.best, kept.high) == (vague.low, vague.best, vague.high)


def test_a_split_makes_a_second_record(report: Report) -> None:
    asked = {"action": "split", "record": "e1", "parts": ({"type": "MOBILIZE"}, {"type": "COERCE", "actors": []})}
    found = corrected_by(report, asked).effective
    new = [one for one in found.report.events if one.id.startswith("xe")]
    assert [one.type for one in new] == ["COERCE"]
    assert next(one for one in found.report.events if one.id == "e1").type == "MOBILIZE"
    assert found.states == {"e1": "edited", new[0].id: "added"}


def test_an_added_record_stands_on_the_word_of_whoever_says_it(report: Report) -> None:
    content = next(one for one in report.statements if one.id == "s1").content[0]
    asked = {"action": "add", "kind": "events", "span": (content.start, content.start + 9), "fields": {"type": "AID"}}
    found = corrected_by(report, asked).effective
    added = found.report.events[-1]
    assert added.trigger.text == report.report.text[content.start : content.start + 9]
    assert "s1" in added.attributed_to
    assert added.id.startswith("xe")
    assert found.states[added.id] == "added"
    checked_report(found.report)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("actors", {"kind": "organization"}),
        ("statements", {}),
        ("events", {"type": "AID"}),
        ("figures", {"bound": "vague", "unit": "people"}),
        ("times", {"type": "DATE"}),
        ("places", {}),
        ("votes", {}),
        ("negotiations", {}),
    ],
)
def test_every_kind_can_be_added_from_a_span(report: Report, kind: str, fields: dict[str, Any]) -> None:
    found = corrected_by(report, {"action": "add", "kind": kind, "span": (0, 8), "fields": fields}).effective
    assert getattr(found.report, kind)[-1].id.startswith(f"x{kind[0]}")
    checked_report(found.report)


def test_an_undone_correction_counts_for_nothing_and_can_come_back(report: Report) -> None:
    edit = {"action": "edit", "record": "e1", "fields": {"modality": "planned"}}
    once = corrected_by(report, edit, {"action": "undo", "record": "e1"})
    assert once.effective.report == report
    undoing = once.corrections[-1].id
    twice = corrected_by(
        report, edit, {"action": "undo", "record": "e1"}, {"action": "undo", "record": "e1", "undone": undoing}
    ).effective  # fmt: skip
    assert next(one for one in twice.report.events if one.id == "e1").modality == "planned"


def renumbered(report: Report) -> Report:
    """The report as another version of the software might read it: without its first event, all events renumbered."""
    kept = report.events[1:]
    names = {event.id: f"e{number}" for number, event in enumerate(kept, start=1)}
    gone = report.events[0].id
    figures = tuple(
        replace(one, event=None if one.event == gone else names.get(one.event or "")) for one in report.figures
    )
    return replace(report, events=tuple(replace(one, id=names[one.id]) for one in kept), figures=figures)


def test_corrections_outlive_a_reading_with_other_ids(report: Report) -> None:
    last = report.events[-1]
    made = corrected_by(report, {"action": "edit", "record": last.id, "fields": {"polarity": "negative"}})
    again = renumbered(report)
    found = effective(again, made.corrections)
    assert found.unmatched == ()
    edited = next(one for one in found.report.events if one.provenance.stage == "correction")
    assert edited.trigger == last.trigger
    assert edited.id != last.id


def test_ids_in_an_edit_mean_the_records_they_meant(report: Report) -> None:
    """A figure's `event` is given by an id, which another reading gives to another event."""
    last, figure = report.events[-1], report.figures[0]
    made = corrected_by(report, {"action": "edit", "record": figure.id, "fields": {"event": last.id}})
    found = effective(renumbered(report), made.corrections)
    events = {one.id: one for one in found.report.events}
    event = next(one for one in found.report.figures if one.id == figure.id).event
    assert event is not None
    assert events[event].trigger == last.trigger


def test_what_does_not_fit_any_more_is_told(report: Report) -> None:
    made = corrected_by(report, {"action": "reject", "record": report.events[0].id})
    alone = replace(renumbered(report), events=())
    alone = replace(alone, figures=tuple(replace(one, event=None) for one in alone.figures))
    found = effective(alone, made.corrections)
    assert [one.correction for one in found.unmatched] == list(made.corrections)
    assert found.report == alone


def test_a_correction_after_which_a_reading_breaks_the_format_is_left_out(report: Report) -> None:
    """Bounds that ran upwards in one reading do not in another, in which the figure is vague."""
    figure = next(one for one in report.figures if one.best is not None)
    made = corrected_by(report, {"action": "edit", "record": figure.id, "fields": {"high": 900}})
    vague = replace(figure, low=None, best=None, high=None, bound="vague")
    again = replace(report, figures=tuple(vague if one.id == figure.id else one for one in report.figures))
    found = effective(again, made.corrections)
    assert [one.correction for one in found.unmatched] == list(made.corrections)
    assert "vague" in found.unmatched[0].why
    assert found.report == again


def test_what_software_finds_later_is_the_record_that_a_person_added(report: Report) -> None:
    """The event was added by hand where the reading had none; a later reading finds it, and it is there once."""
    whole, event = report, report.events[0]
    figures = tuple(replace(one, event=None) if one.event == event.id else one for one in report.figures)
    poorer = replace(report, events=report.events[1:], figures=figures)
    span = (event.trigger.start, event.trigger.end)
    asked = {"action": "add", "kind": "events", "span": span, "fields": {"type": "COERCE"}}
    made = corrected_by(poorer, asked)
    assert len(made.effective.report.events) == len(whole.events)
    found = effective(whole, made.corrections)
    assert ids(found.report.events) == ids(whole.events)
    assert next(one for one in found.report.events if one.id == event.id).type == "COERCE"

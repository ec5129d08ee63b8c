"""The views for people: text, dossier, and why."""

from __future__ import annotations

import re

import pytest

from onrecord.export.html import blocks_of, html_of
from onrecord.export.text import text_of
from onrecord.export.why import why
from onrecord.export.words import Wording, number
from onrecord.pipeline import Reader
from onrecord.record import Report
from onrecord.source.plain import document_of


@pytest.fixture(scope="module")
def reports(reader: Reader, samples: dict[str, str]) -> list[Report]:
    """The sample reports, read."""
    return list(reader.read_all(document_of(text) for _, text in sorted(samples.items())))


def test_the_text_view_fits_its_width_and_names_every_statement(reports: list[Report]) -> None:
    for report in reports:
        view = text_of(report, width=100)
        assert max(map(len, view.splitlines())) <= 100
        for statement in report.statements:
            assert re.search(rf"^\s+{statement.id}  ", view, re.MULTILINE)


def test_an_empty_report_has_an_empty_view(reader: Reader) -> None:
    assert text_of(reader.read(document_of("Hm."))).count("none found") == 8


def test_the_dossier_holds_the_whole_text_of_each_part(reports: list[Report]) -> None:
    for report in reports:
        for part, block in zip(report.report.parts, blocks_of(report), strict=True):
            whole = "".join(stretch.text for stretch in block.stretches)
            assert whole == report.report.text[part.start : part.end]


def test_every_record_of_the_dossier_has_its_characters(reports: list[Report]) -> None:
    page = html_of(reports)
    for report in reports:
        lit = {one for block in blocks_of(report) for stretch in block.stretches for one in stretch.ids.split()}
        assert {record.id for record in report.records()} <= lit
    assert page.count("data-id=") == sum(len(report.records()) for report in reports)


def test_text_never_becomes_markup(reader: Reader) -> None:
    attack = 'The mayor <script>alert(1)</script> said "<img src=x onerror=alert(1)>" in </script> Tal & "Kor".'
    page = html_of([reader.read(document_of(f"<b>Title</b> of it\n\n{attack}", outlet='"><script>x</script>'))])
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>Title" not in page


def test_the_dossier_asks_for_nothing_from_elsewhere(reports: list[Report]) -> None:
    page = html_of(reports)
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:link|img|iframe|object)\b|\b(?:src|srcset)=|@import|url\(|fetch\(|XMLHttp", page)


def test_why_accounts_for_every_record(reports: list[Report]) -> None:
    for report in reports:
        for record in report.records():
            account = why(report, record)
            assert account.startswith(f"{record.id} (")
            assert f"rule     {record.provenance.rule}" in account
            assert "evidence\n  " in account


def test_voices_go_from_the_outlet_inward(reports: list[Report]) -> None:
    for report in reports:
        wording = Wording(report)
        for statement in report.statements:
            voices = wording.voices((statement.id, *statement.attributed_to)).split(" \u2190 ")
            assert voices[0] == "the publisher"
            assert voices[-1] == wording.voice(statement)


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (0, "0"), (1200, "1,200"), (2.0, "2"), (1.5, "1.5")])
def test_numbers_are_shown_with_zero_as_a_value(value: float | None, shown: str) -> None:
    assert number(value) == shown

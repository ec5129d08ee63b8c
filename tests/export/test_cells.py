"""Cells: no formula, no character that breaks a file; numbers stay numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.cells import cell, guarded, one_cell_line, printable


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\rx", "\nx", "  =1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x",
        "\u200b=1", "\ufeff=1", "\u00a0=1", '=HYPERLINK("http://evil.example")', "-", "=",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "12 people", "a=b", "'=1", "Port-Lessen", "(-1)", "ünïcödé", "\u201c=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (-5, -5), (1.5, 1.5), (None, None), (True, "true"), ("x", "x")])
def test_numbers_stay_numbers_and_nothing_stays_nothing(value: object, shown: object) -> None:
    assert cell(value) == shown  # type: ignore[arg-type]


def test_characters_that_xml_forbids_become_replacement_characters() -> None:
    assert printable("a\x00b\x0bc\ud800d\ufffee") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_tabs_and_line_breaks_go_where_cells_have_no_quotation_marks() -> None:
    assert one_cell_line(" a\tb\r\nc\u2028d ") == "a b c d"


@given(st.text())
def test_no_text_makes_a_cell_that_begins_a_formula(text: str) -> None:
    shown = guarded(text)
    assert shown.lstrip("\ufeff\u200b \xa0")[:1] not in {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    assert shown[:1] not in {"\t", "\r", "\n"}
    assert "\x00" not in shown

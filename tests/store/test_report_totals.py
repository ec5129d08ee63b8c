"""What the reports of a selection come to, whole and in part: copies of one text are one origin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store import open_store
from onrecord.store.corrections import Asked, correct
from onrecord.store.linking import link_new
from onrecord.store.report_totals import ReportTotals, report_totals
from onrecord.store.selection import Selection
from onrecord.store.writing import put_report
from tests.web.fixture_store import NOW, make_sample_store, sample_reports

COPIED = sample_reports()["01-harbour-shelling"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The samples, the first of them in a second paper too, one of its records accepted."""
    path = tmp_path / "copied.db"
    make_sample_store(path)
    about = replace(COPIED.report, id="r00000000000000aa", outlet="Second Paper", url="https://news.example/again")
    with open_store(path) as store, store.begin() as connection:
        put_report(connection, replace(COPIED, report=about), key="again", software="tests", now=NOW)
        correct(connection, Asked("accept", COPIED.report.id, "Ada", record="f1"), now=NOW)
    return path


def test_a_copy_is_an_outlet_more_but_no_origin_more(copied: Path) -> None:
    with open_store(copied) as store, store.begin() as connection:
        link_new(connection, NOW)
        assert report_totals(connection, Selection()) == ReportTotals(7, 7, 6, 1)
        both = Selection(outlets=("Strait Wire", "Second Paper"))
        assert report_totals(connection, both) == ReportTotals(2, 2, 1, 1)
        assert report_totals(connection, Selection(outlets=("Second Paper",))) == ReportTotals(1, 1, 1, 0)
        assert report_totals(connection, Selection(text="nowhereatall")) == ReportTotals(0, 0, 0, 0)


def test_a_report_that_is_not_linked_yet_is_an_origin_of_its_own(copied: Path) -> None:
    with open_store(copied) as store, store.connect() as connection:
        assert report_totals(connection, Selection()) == ReportTotals(7, 7, 7, 1)

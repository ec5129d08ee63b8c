"""Agreement of reviewers: against a published example, and from a store's rows."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from onrecord.errors import AgreementError
from onrecord.record import Report
from onrecord.store import Store
from onrecord.store.agreement import Verdict, agreement, agreements
from onrecord.store.corrections import Asked, correct
from onrecord.store.judgements import Judgement, put_judgement

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units, nominal
# data, some missing; alpha is .743.
OBSERVED = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}


def verdicts_of(observed: dict[str, str]) -> list[Verdict]:
    """The verdicts in rows of digits, a row an observer and a column a unit; a dot is none."""
    return [
        Verdict("events", f"u{unit}", observer, value)
        for observer, row in observed.items()
        for unit, value in enumerate(row)
        if value != "."
    ]


def test_the_published_example() -> None:
    (found,) = agreements(verdicts_of(OBSERVED))
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.units, found.alone) == (11, 1)
    assert found.reviewers == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        # All units alike in both rows.
        ({"A": "1122", "B": "1122"}, 1.0),
        # Two units, each with both values: observed disagreement 1, expected 2/3.
        ({"A": "12", "B": "21"}, -0.5),
    ],
)
def test_the_ends_of_the_scale(observed: dict[str, str], expected: float) -> None:
    assert agreements(verdicts_of(observed))[0].alpha == pytest.approx(expected)


@pytest.mark.parametrize("observed", [{"A": "1111", "B": "1111"}, {"A": "12", "B": ".."}, {"A": "1.", "B": ".2"}])
def test_where_it_is_not_defined_there_is_no_number(observed: dict[str, str]) -> None:
    assert agreements(verdicts_of(observed))[0].alpha is None


def test_of_two_verdicts_by_one_reviewer_the_last_counts() -> None:
    given = [*verdicts_of({"A": "12", "B": "11"}), Verdict("events", "u1", "B", "2")]
    assert agreements(given)[0].alpha == 1.0


def test_from_a_store(filled: Store, golden: tuple[Report, ...]) -> None:
    version = golden[0].report.id

    def make(author: str, **asked: Any) -> None:
        with filled.begin() as connection:
            correct(connection, Asked(version_id=version, author=author, **asked), now="2021-05-19T12:00:00Z")

    for author in ("Ada", "Ben"):
        make(author, action="accept", record="e1")
        make(author, action="reject", record="e2")
    make("Ada", action="accept", record="e3")
    make("Ada", action="reject", record="e4")
    make("Ada", action="undo", record="e4")
    left, right = f"{version}:e1", f"{golden[1].report.id}:e1"
    with filled.begin() as connection:
        put_judgement(connection, Judgement("event", left, right, "same", "Ada", "2021-05-19T12:00:00Z"))
        put_judgement(connection, Judgement("event", left, right, "different", "Ben", "2021-05-19T12:00:00Z"))
    with filled.connect() as connection:
        events, pairs = agreement(connection)
    assert (events.kind, events.alpha, events.units, events.alone) == ("events", 1.0, 2, 1)
    assert (pairs.kind, pairs.units) == ("same event", 1)
    assert pairs.alpha is not None
    assert pairs.alpha <= 0


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    with pytest.raises(AgreementError, match=r"onrecord\[agreement\]"):
        agreements(verdicts_of({"A": "12", "B": "12"}))

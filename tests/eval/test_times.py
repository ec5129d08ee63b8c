"""How times are scored, on a TimeML document made by hand."""

import pytest

from eval.corpora.times import Timex, document_of
from eval.result import Outcome
from eval.times import bared, matched, outcomes, score
from onrecord.record import Provenance, Time, TimeType
from onrecord.text import Span

TIMEML = b"""<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="TIME" value="2021-05-18T08:00" functionInDocument="CREATION_TIME">18 May</TIMEX3></DCT>
<TEXT>The board <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2021-05-17">Monday</TIMEX3> &amp; \
for <TIMEX3 tid="t2" type="DURATION" value="P2D">two <EVENT eid="e2">days</EVENT></TIMEX3>.</TEXT>
</TimeML>"""
DOCUMENT = document_of("made", TIMEML)


def found(words: str, kind: TimeType, value: str) -> Time:
    start = DOCUMENT.text.index(words)
    place = Span(start, start + len(words), words)
    return Time("t1", kind, value, None, (place,), Provenance("times", "made by hand"))


def test_a_timeml_document_gives_text_gold_and_day() -> None:
    assert DOCUMENT.text == "The board met on Monday & for two days."
    assert DOCUMENT.published == "2021-05-18"
    assert DOCUMENT.gold == (Timex((17, 23), "DATE", "2021-05-17"), Timex((30, 38), "DURATION", "P2D"))


def test_each_gold_expression_is_matched_once_by_the_largest_overlap() -> None:
    times = [found("on", "DATE", "2021"), found("days", "DURATION", "P2D"), found("two days", "DURATION", "P2D")]
    assert matched(DOCUMENT.gold, times) == [(1, 2)]


def test_value_and_strict_span_count_only_what_is_equal() -> None:
    times = [found("on Monday", "DATE", "2021-05-17"), found("two days", "SET", "P2D"), found("board", "DATE", "2021")]
    scores = {one.metric: one.value for one in score("made", [DOCUMENT], [times])}
    assert scores["relaxed span R"] == 100
    assert scores["strict span R"] == 50
    assert scores["type R"] == 50
    assert scores["value R"] == 100
    assert scores["value P"] is not None
    assert round(scores["value P"]) == 67


def test_outcomes_tell_right_wrong_missed_and_false() -> None:
    times = [found("Monday", "DATE", "2021-05-10"), found("board", "DATE", "2021")]
    by_key = {item.key: item.outcome for item in outcomes("made", DOCUMENT, times)}
    assert by_key == {"made/17-23": Outcome.WRONG, "made/30-38": Outcome.MISSED, "made/found 4-9": Outcome.FALSE}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1949-XX", "1949"), ("1998-10-XX", "1998-10"), ("1998-XX-XX", "1998"), ("198X", "198"), ("19XX", "19"),
        ("1989-WXX", "1989"), ("2000-W7", "2000-W07"), ("2000-W17", "2000-W17"), ("2000-W7-WE", "2000-W07-WE"),
        ("XXXX-XX-XX", "XXXX-XX-XX"), ("PXY", "PXY"), ("2021-05-17TNI", "2021-05-17TNI"), ("", ""),
    ],
)  # fmt: skip
def test_a_date_is_bared_of_its_open_places_only(value: str, expected: str) -> None:
    assert bared(value) == expected

"""Times: what is found, and the TIMEX3 values it gets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.stage import Known
from onrecord.extract.times import Times
from onrecord.extract.times.stage import NO_DATE, expressions
from onrecord.language import AnnotatedDocument
from onrecord.record import Time
from onrecord.text import Document, Part

TUESDAY = "2021-05-18"


def times(text: str, published: str | None = TUESDAY) -> tuple[Time, ...]:
    """The times of a text without parts."""
    return Times()(known(Document(text, published=published))).times


def known(document: Document) -> Known:
    """A document that no parser has seen."""
    return Known(AnnotatedDocument(document, (), (), ()))


def values(text: str, published: str | None = TUESDAY) -> list[tuple[str, str | None]]:
    """The wording and value of each time."""
    return [(one.evidence[0].text, one.value) for one in times(text, published)]


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("The board met on 2021-05-16.", "2021-05-16", "2021-05-16"),
        ("The board met on 05/16/2021.", "05/16/2021", "2021-05-16"),
        ("The board met on 16/05/2021.", "16/05/2021", "2021-05-16"),
        ("The board met on Monday, May 3, 2010.", "Monday, May 3, 2010", "2010-05-03"),
        ("The board met on the 3rd of May.", "the 3rd of May", "2021-05-03"),
        ("The board met in May 2010.", "May 2010", "2010-05"),
        ("The board met in June last year.", "June last year", "2020-06"),
        ("The board met in the 1990s.", "the 1990s", "199"),
        ("The board met in the 19th century.", "the 19th century", "18"),
        ("The board met in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("The board met last summer.", "last summer", "2020-SU"),
        ("The board met in the winter of 2019.", "the winter of 2019", "2019-WI"),
        ("The board met on Good Friday.", "Good Friday", "2021-04-02"),
        ("The board met on Christmas Day 2019.", "Christmas Day 2019", "2019-12-25"),
        ("The board met in the first half of 2019.", "the first half of 2019", "2019-H1"),
        ("The board met in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("The board met in fiscal 2020.", "fiscal 2020", "2020"),
        ("The board met yesterday.", "yesterday", "2021-05-17"),
        ("The board met last night.", "last night", "2021-05-17TNI"),
        ("The board met this month.", "this month", "2021-05"),
        ("The board met last week.", "last week", "2021-W19"),
        ("The board met two weeks ago.", "two weeks ago", "2021-W18"),
        ("The board met ten years ago.", "ten years ago", "2011"),
        ("The board met at 9 p.m. on Monday.", "9 p.m. on Monday", "2021-05-17T21:00"),
        ("The board met on the morning of 3 May.", "the morning of 3 May", "2021-05-03TMO"),
        ("The ferry left at 1430 GMT.", "1430 GMT", "2021-05-18T14:30Z"),
        ("The bridge is now closed.", "now", "PRESENT_REF"),
    ],
)
def test_a_date_has_the_value_of_its_grain(text: str, wording: str, value: str) -> None:
    assert values(text) == [(wording, value)]


@pytest.mark.parametrize(
    ("text", "wording", "kind", "value", "mod"),
    [
        ("closed for ten days", "ten days", "DURATION", "P10D", None),
        ("a ten-day truce", "ten-day", "DURATION", "P10D", None),
        ("closed for at least 72 hours", "at least 72 hours", "DURATION", "PT72H", "EQUAL_OR_MORE"),
        ("closed for two to three weeks", "two to three weeks", "DURATION", "P2W", "EQUAL_OR_MORE"),
        ("closed for 2 1/2 years", "2 1/2 years", "DURATION", "P2Y6M", None),
        ("closed for several days", "several days", "DURATION", "PXD", None),
        ("closed over the last few weeks", "the last few weeks", "DURATION", "PXW", None),
        ("closed in recent days", "recent days", "DURATION", "PXD", None),
        ("two decades of work", "two decades", "DURATION", "P20Y", None),
        ("runs every day", "every day", "SET", "P1D", None),
        ("runs twice a week", "twice a week", "SET", "P1W", None),
        ("runs on Tuesdays", "Tuesdays", "SET", "XXXX-WXX-2", None),
        ("earlier in the week", "earlier in the week", "DATE", "2021-W20", "START"),
        ("at the end of March", "the end of March", "DATE", "2021-03", "END"),
        ("more than two years ago", "more than two years ago", "DATE", "2019", "BEFORE"),
        ("open 24 hours a day", "24 hours a day", "SET", "P1D", None),
        ("shut a week or so ago", "a week or so ago", "DATE", "2021-W19", None),
        ("wet as Easter week began", "Easter week", "DATE", "2021-W13", None),
        (
            "shut at 10:35 a.m. (0735 GMT) on Friday",
            "10:35 a.m. (0735 GMT) on Friday",
            "TIME",
            "2021-05-14T10:35",
            None,
        ),
        ("on 4 Ramadan 1442", "4 Ramadan 1442", "DATE", "2021-04-16", "APPROX"),
    ],
)
def test_lengths_sets_and_bounds(text: str, wording: str, kind: str, value: str, mod: str | None) -> None:
    (one,) = times(f"The bridge was {text}.")
    assert (one.evidence[0].text, one.type, one.value, one.mod) == (wording, kind, value, mod)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The board met on Friday.", "2021-05-14"),
        ("The board will meet on Friday.", "2021-05-21"),
        ("The board met on Tuesday.", "2021-05-18"),
        ("The board met in November.", "2020-11"),
        ("The board will meet in November.", "2021-11"),
        ("In August, the board opened a school.", "2020-08"),
        ("In February, the board will open a school.", "2022-02"),
        ("The board named a feast in July.", "2021-07"),
        ("The board met last Tuesday.", "2021-05-11"),
        ("The board meets next Tuesday.", "2021-05-25"),
    ],
)
def test_the_tense_of_the_sentence_chooses_the_day(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


def test_a_year_once_given_holds_for_the_report() -> None:
    text = "The bridge fell on March 9, 2018. Rain had begun before March 9."
    assert [value for _, value in values(text)] == ["2018-03-09", "2018-03-09"]
    text = "Rain had begun before March 9. The bridge fell on March 9, 2018."
    assert [value for _, value in values(text)] == ["2018-03-09", "2018-03-09"]


def test_a_far_year_ahead_does_not_hold_for_the_report() -> None:
    text = "The loan is due on March 30, 2031. The board met on March 30."
    assert [value for _, value in values(text)] == ["2031-03-30", "2021-03-30"]


def test_later_days_count_from_the_day_last_named() -> None:
    text = "The ferry sank on 3 May. Two days later it was raised; the following week it sailed."
    assert [value for _, value in values(text)] == ["2021-05-03", "2021-05-05", "2021-W19"]


def test_the_day_after_an_event_counts_from_the_day_on_which_it_was_told() -> None:
    text = "The ferry landed in Tal on 3 May. The day after the landing it left."
    assert values(text) == [("3 May", "2021-05-03"), ("The day", "2021-05-04")]


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("A bomb went off on 3 May. Two days after the deadly blast the port shut.", "Two days", "2021-05-05"),
        (
            "The mayor was shot on 3 May. He was seen at 6 a.m. a day before the murder.",
            "6 a.m. a day",
            "2021-05-02T06:00",
        ),
        ("On 3 May, the day before the vote, the hall was shut.", "the day", "2021-05-03"),
        ("It was shut the day before last Tuesday's hearing.", "the day before last Tuesday", "2021-05-10"),
        ("It was shut two days after Christmas.", "two days after Christmas", "2020-12-27"),
        ("The mayor spoke on Monday. The day after the mayor resigned it was shut.", "The day", "XXXX-XX-XX"),
        ("The ferry left on Monday and came back later in the day.", "later in the day", "2021-05-17"),
        ("It was shut the week before the vote.", "the week", "XXXX-WXX"),
    ],
)
def test_days_count_from_what_is_named(text: str, wording: str, value: str) -> None:
    assert values(text)[-1] == (wording, value)


def test_the_day_after_an_unknown_event_has_no_date() -> None:
    assert values("The day after the landing it left.") == [("The day", "XXXX-XX-XX")]


def test_a_counted_day_gives_the_day_and_the_start() -> None:
    found = times("Rain fell for the third day on Tuesday.")
    assert [(one.evidence[0].text, one.value) for one in found] == [
        ("the third day", "2021-05-18"),
        ("the third day", "2021-05-16"),
        ("Tuesday", "2021-05-18"),
    ]


@pytest.mark.parametrize("text", ["from March 3 to 5", "on March 3-5", "on 3-5 March"])
def test_a_range_gives_both_its_ends(text: str) -> None:
    assert [value for _, value in values(f"The bridge was closed {text}.")] == ["2021-03-03", "2021-03-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell from Friday to Sunday.", ["2021-05-14", "2021-05-16"]),
        ("Rain fell between Friday and Sunday.", ["2021-05-14", "2021-05-16"]),
        ("It rained between 9 p.m. and 11 p.m. on Monday.", ["2021-05-17T21:00", "2021-05-17T23:00"]),
        ("The fair was held on May 3-5, 2019.", ["2019-05-03", "2019-05-05"]),
        ("The fair was held from 28 December to 2 January 2020.", ["2019-12-28", "2020-01-02"]),
        ("The fair will be held from Monday to Wednesday.", ["2021-05-24", "2021-05-26"]),
        ("The mayor named days of rest, Monday through Wednesday.", ["2021-05-17", "2021-05-19"]),
    ],
)
def test_the_ends_of_a_range_share_what_one_of_them_says(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


def test_a_date_behind_a_word_for_the_past_is_what_it_means() -> None:
    assert values("The hall burned most recently in March 2019.") == [("most recently in March 2019", "2019-03")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor may open the bridge.",
        "The mayor led a march to the bridge.",
        "The second bridge was closed.",
        "A second ferry came.",
        "The fall of the old bridge surprised nobody.",
        "A quarter of the seats stayed empty.",
        "The five-year-old girl was unhurt.",
        "The board spent $2015 on paint.",
        "Jan Arnt opened the bridge.",
        "They saw a film, High Noon.",
        'The mayor spoke on "This Week" of the bridge.',
        "The creek soon became a lake.",
        "The road is 1,990 metres long.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert values(text) == []


def test_without_a_date_values_stay_open_and_a_warning_says_so() -> None:
    found = Times()(known(Document("The board met on Tuesday, yesterday and last week, for two days.")))
    assert [one.value for one in found.times] == ["XXXX-WXX-2", "XXXX-XX-XX", "XXXX-WXX", "P2D"]
    assert found.warnings == (NO_DATE,)


def test_a_whole_date_in_the_dateline_is_the_report_s() -> None:
    text = "TAL, 18 May 2021 (River Post) - The board met on Monday."
    document = Document(text, (Part("dateline", 0, 31), Part("paragraph", 34, len(text))))
    assert Times()(known(document)).times[-1].value == "2021-05-17"


def test_no_expression_runs_from_a_heading_into_the_text() -> None:
    text = "What happened on Monday\n3 May was wet."
    document = Document(text, (Part("heading", 0, 23), Part("paragraph", 24, len(text))), published=TUESDAY)
    assert [one.evidence[0].text for one in Times()(known(document)).times] == ["Monday", "3 May"]


def test_records_are_numbered_in_order_and_name_rule_and_words() -> None:
    first, second = times("The board met on Monday and in May 2010.")
    assert (first.id, second.id) == ("t1", "t2")
    assert first.provenance.rule == "a weekday"
    assert "times/weekdays/monday" in first.provenance.inputs


@given(st.lists(st.sampled_from(
    ["on", "the", "first", "3", "May", "2021", "Monday", ",", "two", "days", "after", "31", "99", "of", "last", "a.m.",
     "year", "-", "1/2", "Easter", "at", "least", "or so", "\n\n", "0", "Feb.", "30", "9999", "quarter", "half"]
), max_size=12))  # fmt: skip
def test_any_words_give_spans_of_the_text_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    places = [(one.start, one.end) for one in expressions(text, date(2021, 5, 18))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The strike will be held on Friday.", "2021-05-21"),
        ("The strike could be put to a vote on Friday.", "2021-05-21"),
        ("The mayor would resign if the strike did not stop by Thursday.", "2021-05-20"),
        ("The strike had stopped by Thursday.", "2021-05-13"),
        ("The mayor could not be reached Wednesday.", "2021-05-12"),
        ("Neither of them could be reached Wednesday.", "2021-05-12"),
        ("The court has given the board until Thursday to reply.", "2021-05-20"),
        ("The court had given the board until Thursday to reply.", "2021-05-13"),
        ("On Thursday, Dr. Arnt will speak.", "2021-05-20"),
        ("The hearing was suspended by Thursday.", "2021-05-13"),
        ("The hearing was adjourned until Thursday.", "2021-05-20"),
        ("Nurses planned a rally in Tal on Saturday.", "2021-05-22"),
        ("The mayor will oppose the plan after Monday's ruling.", "2021-05-17"),
        ("Officials of the United Boards met on Monday.", "2021-05-17"),
    ],
)
def test_signs_of_tense_are_read_in_their_clause(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The Monday Post was wrong.",
        "The Daily Post was wrong.",
        "The board met on Super Tuesday.",
        "The ferry reached Easter Island.",
    ],
)
def test_names_that_hold_a_time_are_none(text: str) -> None:
    assert values(text) == []


def test_an_hour_is_on_the_day_at_hand_and_open_far_from_one() -> None:
    filler = "The mayor spoke of the bridge and of the harbour and thanked the water board again. " * 8
    near = values("The board met on Monday. It ended at 9 p.m.")
    far = values(f"The board met on Monday. {filler}It ended at 9 p.m.")
    assert near[-1] == ("9 p.m.", "2021-05-17T21:00")
    assert far[-1] == ("9 p.m.", "XXXX-XX-XXT21:00")


@pytest.mark.parametrize(
    "text", ["9" * 5000 + " days", "9" * 500 + ".5 days ago", "a million million million million days", "May " * 2000]
)
def test_numbers_and_runs_beyond_measure_are_read_all_the_same(text: str) -> None:
    for _, value in values(text):
        assert value is None or len(value) < 20


def test_one_day_to_come_is_no_length() -> None:
    assert values("The ferry will one day be a museum.") == [("one day", "FUTURE_REF")]
    assert values("The rain will last one day.") == [("one day", "P1D")]


def test_so_long_after_nothing_is_a_length() -> None:
    filler = "The mayor spoke of the bridge and of the harbour and thanked the water board again. " * 8
    assert values(f"The ferry sank on 3 May. {filler}Seven days later it sailed.")[-1] == ("Seven days later", "P7D")


def test_what_counts_from_a_day_far_off_in_the_text_stays_open() -> None:
    filler = "The mayor spoke of the bridge and of the harbour and thanked the water board again. " * 8
    assert values(f"The ferry sank on 3 May. {filler}The following week it sailed.")[-1][1] == "XXXX-WXX"


def test_a_weekend_that_is_over_is_the_last_one() -> None:
    assert values("The ferry sailed this weekend.") == [("this weekend", "2021-W19-WE")]
    assert values("The ferry will sail this weekend.") == [("this weekend", "2021-W20-WE")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A bomb went off at 6 a.m. near the harbour on 9 March 2021.", "2021-03-09T06:00"),
        ("The guards left at 6 a.m. and came back on 9 March 2021.", "2021-05-18T06:00"),
        ("The mayor said at 6 a.m. that he would leave on 9 March 2021.", "2021-05-18T06:00"),
    ],
)
def test_an_hour_is_of_the_day_that_its_clause_names_further_on(text: str, value: str) -> None:
    assert ("6 a.m.", value) in values(text)

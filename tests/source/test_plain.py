"""Plain text as people have it: one line of a report's kind a test."""

from __future__ import annotations

import pytest

from onrecord.source.plain import dateline_end, document_of

BODY = "The water board closed the old bridge on Monday after the river rose, the mayor said."


def kinds(text: str) -> list[tuple[str, str]]:
    document = document_of(text)
    return [(part.kind, text[part.start : part.end]) for part in document.parts]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (" date 2021-05-17 ", "2021-05-17"),
        ("Published: 3 March 2021", "2021-03-03"),
        ("Published on March 3, 2021", "2021-03-03"),
        ("Last updated: 2021-03-03T10:15:00+00:00", "2021-03-03"),
        ("Wednesday, 3 March 2021", "2021-03-03"),
        ("3rd of March 2021", "2021-03-03"),
    ],
)
def test_a_first_line_with_a_date_gives_the_date(line: str, published: str) -> None:
    document = document_of(f"{line}\nBridge closed\n\n{BODY}")
    assert document.published == published
    assert [part.kind for part in document.parts] == ["boilerplate", "title", "paragraph"]


@pytest.mark.parametrize("line", ["3/4/2021", "31 February 2021", "2021", "Part 3 of 2021-99-01"])
def test_a_date_that_is_none_or_two_is_not_taken(line: str) -> None:
    assert document_of(f"{line}\n\n{BODY}").published is None


def test_a_given_date_stands_above_the_report_s_own() -> None:
    assert document_of(f"date 2021-05-17\n\n{BODY}", published="2020-01-01").published == "2020-01-01"


def test_labels_of_the_head_fill_their_fields() -> None:
    document = document_of(f"Title: Bridge closed\nSource: River Post\nBy Mira Tal\nURL: http://x.example/1\n\n{BODY}")
    assert (document.title, document.outlet, document.byline) == ("Bridge closed", "River Post", "Mira Tal")
    assert document.url == "http://x.example/1"


def test_a_title_may_stand_before_the_head() -> None:
    document = document_of(f"Bridge closed after flood\nBy Mira Tal\n\n{BODY}")
    assert (document.title, document.byline) == ("Bridge closed after flood", "Mira Tal")


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA, 3 March (Agency) - ",
        "GENEVA (Agency) \u2014 ",
        "PORT LESSEN, Kestovia, 18 May (Strait Wire) - ",
        "TARROW, Sennet Island, Monday - ",
        "Dalmora / MNS. - ",
        "Geneva, 3 March (Agency) \u2013 ",
        "OLD HARBOUR, May 3 - ",
    ],
)
def test_a_dateline_is_a_part_of_its_own(dateline: str) -> None:
    assert kinds(f"{dateline}{BODY}") == [("dateline", dateline.rstrip()), ("paragraph", BODY)]


@pytest.mark.parametrize(
    "start",
    ["The EU - a club - met. ", "Twenty boats - all old - left. ", "Tal - said to be old - left. ", "It rained. "],
)
def test_a_dash_makes_no_dateline(start: str) -> None:
    assert dateline_end(start + BODY) == 0


def test_a_full_dateline_dates_the_report() -> None:
    assert document_of(f"GENEVA, 20 May 2021 (Agency) - {BODY}").published == "2021-05-20"
    assert document_of(f"GENEVA, 20 May (Agency) - {BODY}").published is None


def test_headings_captions_and_boilerplate_are_told_from_sentences() -> None:
    text = "\n\n".join(
        ["Bridge closed", BODY, "A second flood", BODY, "The bridge on Monday. (Photo: Ana Reit/River Post)",
         "Photo: the old bridge", "Read more: ten bridges", BODY]
    )  # fmt: skip
    found = [kind for kind, _ in kinds(text)]
    assert found == ["title", "paragraph", "heading", "paragraph", "caption", "caption", "boilerplate", "paragraph"]


@pytest.mark.parametrize("line", ["He left.", "\u201cWe will rebuild\u201d", "and so on", "They said this:"])
def test_short_sentences_are_no_headings(line: str) -> None:
    assert ("paragraph", line) in kinds(f"{BODY}\n\n{line}\n\n{BODY}")


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    wrapped = (
        "The water board closed the old bridge on Monday after the river\n"
        "rose by two metres in one night, and the mayor said that nobody\n"
        "would be let across before the weekend."
    )
    assert kinds(wrapped) == [("paragraph", wrapped)]


def test_lines_that_are_sentences_stay_apart() -> None:
    text = "The bridge closed on Monday.\nThe mayor went home on Tuesday evening.\nNobody was hurt."
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * 3


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\u2028\u2029"])
def test_nothing_gives_no_parts(text: str) -> None:
    assert document_of(text).parts == ()


def test_line_endings_of_windows_change_only_offsets() -> None:
    unix = f"date 2021-05-17\nBridge closed\n\n{BODY}\n\n{BODY}"
    windows = unix.replace("\n", "\r\n")
    assert [kind for kind, _ in kinds(windows)] == [kind for kind, _ in kinds(unix)]

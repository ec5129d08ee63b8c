"""What a sentence tells as having been stays real, whatever its verb plans, denies or cancels."""

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Event
from onrecord.source.plain import document_of


def event_at(reader: Reader, text: str, word: str) -> Event:
    """The event whose trigger is this word."""
    report = reader.read(document_of(text, published="2021-05-18"))
    return next(event for event in report.events if event.trigger.text == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council of Tarrow will vote on Friday following the resignation of the mayor.", "resignation"),
        ("After a shooting near the bridge, the party cancelled the fair in Tarrow.", "shooting"),
        ("The farmer confessed to killing the mayor of Tarrow.", "killing"),
        ("The ban on the Harbour Party is not part of a plan, the mayor of Tarrow said.", "ban"),
    ],
)
def test_what_has_been_is_actual(reader: Reader, text: str, word: str) -> None:
    found = event_at(reader, text, word)
    assert (found.modality, found.polarity) == ("actual", "positive")


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether rebels attacked the town of Tarrow.",
        "Ministers discussed whether Kenya had attacked Uganda.",
    ],
)
def test_what_is_in_question_is_possible(reader: Reader, text: str) -> None:
    assert event_at(reader, text, "attacked").modality == "possible"


@pytest.mark.parametrize("noun", ["authority", "power", "right", "mandate", "ability"])
def test_what_somebody_may_do_is_not_done(reader: Reader, noun: str) -> None:
    assert event_at(reader, f"The army has the {noun} to attack the town of Tarrow.", "attack").modality == "possible"


def test_neither_of_two_acted(reader: Reader) -> None:
    assert event_at(reader, "Neither Kenya nor Uganda endorsed the plan of the council.", "endorsed").polarity == (
        "negative"
    )


def test_a_question_of_number_tells_of_no_deed(reader: Reader) -> None:
    text = "The two governments disagreed on how many soldiers had been killed by artillery fire."
    assert "killed" not in [event.trigger.text for event in reader.read(document_of(text)).events]

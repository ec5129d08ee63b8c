"""What a report's words name but do not tell: private crime, mishaps, what a law says, names of crimes, courtesies."""

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Report
from onrecord.source.plain import document_of

COURT = "The hearing took two days. It was held in the new building. A clerk read the papers aloud."
TOWN = "The bridge was closed for an hour. Trains ran late. A shop opened its doors to those who waited."


def read(reader: Reader, text: str) -> Report:
    """The report read from this text."""
    return reader.read(document_of(text, published="2021-05-18"))


def words(reader: Reader, text: str) -> list[str]:
    """The words that tell the events of this text."""
    return [event.trigger.text for event in read(reader, text).events]


def test_a_crime_between_private_people_is_no_politics(reader: Reader) -> None:
    assert words(reader, f"Police arrested a man for a burglary in Tarrow on Monday. {COURT}") == []


def test_a_crime_of_somebody_in_public_life_is(reader: Reader) -> None:
    text = f"Police arrested the mayor of Tarrow for a burglary on Monday. {COURT}"
    assert words(reader, text) == ["arrested"]


@pytest.mark.parametrize(
    "told",
    [
        "Police detained the driver of a bus after a collision near Tarrow on Monday.",
        "Two people were killed when a bomber of the last war crashed in Tarrow on Monday.",
    ],
)
def test_what_follows_a_crash_is_no_politics(reader: Reader, told: str) -> None:
    assert words(reader, f"{told} {TOWN}") == []


@pytest.mark.parametrize(
    "text",
    [
        "The government of Kenya drafted a bill to allow farmers to vote.",
        "The list counts days on which people are killed by rebels.",
        "A count of murder was read out to the farmer in Tarrow.",
        "If the mayor is killed by rebels, the council elects another.",
        "People who are accused of crimes stand before the judge in Tarrow.",
        "At the Boyd rally in Tarrow it rained.",
        "The crew shot a film at a farm near Tarrow.",
        "\u2588\u2588 Territory captured by Kenya",
    ],
)
def test_what_is_named_but_not_told_is_no_event(reader: Reader, text: str) -> None:
    assert words(reader, text) == []


def test_firms_and_the_press_pay_compliments(reader: Reader) -> None:
    assert words(reader, f"Ann Boyd, a singer, praised the baker Tom Hale on Monday. {TOWN}") == []


def test_a_state_praises(reader: Reader) -> None:
    assert words(reader, f"President Ann Boyd of Kenya praised the baker Tom Hale on Monday. {TOWN}") == ["praised"]


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("The workers could not reach an agreement with the board on Monday.", "actual", "negative"),
        ("The mayor of Tarrow announced a visit to Kenya, which was cancelled.", None, "negative"),
    ],
)
def test_what_could_not_be_done_was_not_done(reader: Reader, text: str, modality: str | None, polarity: str) -> None:
    event = read(reader, text).events[0]
    assert event.polarity == polarity
    assert modality is None or event.modality == modality


def test_who_speaks_in_a_meeting_takes_part_in_it(reader: Reader) -> None:
    report = read(reader, "President Ann Boyd of Kenya said in a meeting with the mayor of Tarrow that it rained.")
    assert len(next(event for event in report.events if event.type == "CONSULT").actors) == 2


def test_one_who_was_watched_after_being_released_was_released(reader: Reader) -> None:
    report = read(reader, "The rebel leader was watched by police after being released from prison in Tarrow.")
    released = next(event for event in report.events if event.trigger.text == "released")
    assert len(released.recipients) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ann Boyd resigned on Monday. Boyd's resignation came before a vote.",
        "A bombing in Tarrow was reported to have killed two farmers on Monday.",
    ],
)
def test_one_happening_told_twice_is_one_event(reader: Reader, text: str) -> None:
    assert len(read(reader, text).events) == 1


def test_what_is_insisted_to_be_so_is_not_asked_for(reader: Reader) -> None:
    (told,) = read(reader, "The council insisted that rebels attacked the town of Tarrow.").events
    assert (told.trigger.text, told.modality, len(told.attributed_to)) == ("attacked", "actual", 1)
    assert words(reader, "The council insisted that the mayor resign.") == ["insisted"]


@pytest.mark.parametrize(
    "fire",
    ["tank fire", "cross-border fire", "an exchange of fire", "friendly fire", "Kenyan fire", "army fire"],
)
def test_gunfire_is_no_accident(reader: Reader, fire: str) -> None:
    assert "killed" in words(reader, f"Two farmers were killed in {fire} near Tarrow on Monday.")


@pytest.mark.parametrize("fire", ["a fire", "a house fire", "a fire at a market"])
def test_a_blaze_is(reader: Reader, fire: str) -> None:
    assert words(reader, f"Two farmers were killed in {fire} near Tarrow on Monday.") == []


def test_who_asks_whether_something_is_so_asks_for_nothing(reader: Reader) -> None:
    assert "asked" not in words(reader, "The minister was asked if Kenya would retaliate on Monday.")
    assert "asked" in words(reader, "The minister asked Kenya to retaliate on Monday.")

"""On whose word an event stands where somebody judges it."""

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Event
from onrecord.source.plain import document_of


def event(reader: Reader, text: str, kind: str) -> Event:
    """The one event of a type in a text."""
    (found,) = [one for one in reader.read(document_of(text)).events if one.type == kind]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Uganda denounced the Kenyan airstrike on the border town.",
        "The Kenyan airstrike on the town was condemned by Uganda.",
    ],
)
def test_who_judges_a_deed_does_not_tell_it(reader: Reader, text: str) -> None:
    assert event(reader, text, "ASSAULT").attributed_to == ()


@pytest.mark.parametrize(
    "text",
    [
        "Uganda said Kenya carried out an airstrike on the border town.",
        "Uganda accused Kenya of an airstrike on the border town.",
    ],
)
def test_who_tells_it_carries_it(reader: Reader, text: str) -> None:
    assert event(reader, text, "ASSAULT").attributed_to != ()

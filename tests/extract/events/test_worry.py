"""Worry about what may come accuses nobody; criticism does."""

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def accusations(reader: Reader, text: str) -> list[str]:
    """The triggers of the accusations that a text gives, as words."""
    report = reader.read(document_of(text, published="2021-05-18"))
    return [event.trigger.text for event in report.events if event.type == "ACCUSE"]


def test_concern_is_no_accusation(reader: Reader) -> None:
    assert accusations(reader, "The mayor of Tarrow expressed concern about the flood on Monday.") == []


def test_criticism_is_one(reader: Reader) -> None:
    assert accusations(reader, "The mayor of Tarrow expressed criticism of the water board on Monday.") == ["criticism"]

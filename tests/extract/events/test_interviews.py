"""What is answered in an interview is talk, not an event reported."""

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of

LEAD = "Rebels attacked the town of Tarrow on Monday. A reporter spoke with a baker there."
ANSWER = "Rebels attacked the town of Kor when I was a boy."
QUESTION = "What do you remember of it?"


def triggers(reader: Reader, *paragraphs: str) -> list[str]:
    """The triggers of the events that these paragraphs give, as words."""
    report = reader.read(document_of("\n\n".join(paragraphs), published="2021-05-18"))
    return [event.trigger.text for event in report.events if event.type == "ASSAULT"]


def test_answers_to_three_questions_give_no_event(reader: Reader) -> None:
    assert triggers(reader, LEAD, *(QUESTION, ANSWER) * 3) == ["attacked"]


def test_one_question_makes_no_interview(reader: Reader) -> None:
    assert len(triggers(reader, LEAD, QUESTION, ANSWER)) == 2

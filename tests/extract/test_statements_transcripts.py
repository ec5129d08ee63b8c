"""Who speaks in a transcript: labelled turns of interviews and recordings, and what is no transcript."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Report, Statement
from onrecord.source.plain import document_of

INTERVIEW = """Mira Solenc, the mayor of Brenna, spoke to the Courier about the flood.

((Courier)) When did the water come?

((Mira Solenc)) It came at five. The guards said the gate had broken.

We could not close it.

((Courier)) Will you resign?

((Mira Solenc)) No.

The flood was over on Tuesday.
"""
RECORDING = """Brenna radio told of it. [Begin recording] [Reporter] Was anybody hurt? [Solenc] Gunmen shot two guards.

Rebels abducted the miller. [words indistinct] We saw it. [end recording]

Mayor Mira Solenc leaves for Dalmora on Friday.
"""
ONE_ASKS = """The Courier spoke to Jon Ferrel.

((Courier)) When did the water come?

At five in the morning, when all were asleep.

((Courier)) Who closed the gate?

The guards did.

((Courier)) And what is next?

"""


def read(reader: Reader, text: str) -> Report:
    return reader.read(document_of(text))


def told(report: Report) -> list[tuple[str | None, list[str], str]]:
    """Each turn: the name of the actor who speaks, the paragraphs, the kind."""
    names = {actor.id: actor.name for actor in report.actors}
    return [(names.get(one.source or ""), [span.text for span in one.content], one.kind) for one in turns_in(report)]


def turns_in(report: Report) -> list[Statement]:
    return [one for one in report.statements if "label" in one.provenance.rule]


def test_labelled_turns_are_their_speakers_words(reader: Reader) -> None:
    first, second, third, fourth = told(read(reader, INTERVIEW))
    assert first[1:] == (["When did the water come?"], "question")
    said = ["It came at five. The guards said the gate had broken.", "We could not close it."]
    assert second == ("Mira Solenc", said, "assertion")
    assert third[1:] == (["Will you resign?"], "question")
    assert fourth == ("Mira Solenc", ["No."], "assertion")


def test_what_others_say_within_a_turn_is_carried_by_it(reader: Reader) -> None:
    report = read(reader, INTERVIEW)
    answer = turns_in(report)[1]
    (guards,) = [one for one in report.statements if one.cue is not None and one.cue.text == "said"]
    assert guards.attributed_to == (answer.id,)


def test_what_happens_in_a_recording_is_told_by_its_speakers(reader: Reader) -> None:
    report = read(reader, RECORDING)
    question, answer = told(report)
    assert question == (None, ["Was anybody hurt?"], "question")
    seen = ["Gunmen shot two guards.", "Rebels abducted the miller. [words indistinct] We saw it."]
    assert answer == ("Mira Solenc", seen, "assertion")
    said = (turns_in(report)[1].id,)
    attributed = {event.trigger.text: event.attributed_to for event in report.events}
    assert (attributed["shot"], attributed["abducted"], attributed.get("leaves", ())) == (said, said, ())


def test_where_only_questions_are_labelled_the_paragraphs_behind_them_answer(reader: Reader) -> None:
    turns = turns_in(read(reader, ONE_ASKS))
    assert [(one.source_span is not None, one.content[0].text) for one in turns] == [
        (True, "When did the water come?"),
        (False, "At five in the morning, when all were asleep."),
        (True, "Who closed the gate?"),
        (False, "The guards did."),
        (True, "And what is next?"),
    ]


def test_questions_without_answers_leave_what_stands_behind_them_to_the_report(reader: Reader) -> None:
    text = ONE_ASKS.replace("At five in the morning, when all were asleep.\n\n", "").replace("The guards did.\n\n", "")
    text += "((Courier)) Who pays?\n\nThe Courier spoke to Jon Ferrel on Monday.\n\n((Courier)) Who is it?\n"
    assert all(one.source_span is not None for one in turns_in(read(reader, text)))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said: the gate is closed.\n\nSources: the Courier.\n\nSources: the Brenna Post.",
        "Image: the gate.\n\nImage: the bridge.\n\nImage: the mill.",
        'He said. [Solenc] had left for Dalmora, she [Solenc] told the Courier. "[The] gate is closed."',
        "Brenna: 12 dead.\n\nDalmora: 4 dead.\n\nTarrow: none.",
    ],
)
def test_captions_lists_and_asides_are_no_transcript(reader: Reader, text: str) -> None:
    assert turns_in(read(reader, text)) == []


def test_what_a_question_asks_is_not_told_as_done(reader: Reader) -> None:
    asked = "[Begin recording] [Reporter] Did rebels attack the town of Tarrow?"
    events = read(reader, f"{asked} [Solenc] Why did they attack the port of Dalmora?").events
    assert {(one.trigger.text, one.modality) for one in events} == {("attack", "possible"), ("attack", "actual")}

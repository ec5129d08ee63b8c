"""Direct speech whose marks were lost: which clauses of saying bring it in, and how far it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Statement
from onrecord.source.plain import document_of

Read = Callable[[str], tuple[Statement, ...]]


@pytest.fixture
def read(reader: Reader) -> Read:
    def statements(text: str) -> tuple[Statement, ...]:
        return reader.read(document_of(text)).statements

    return statements


def told(statement: Statement) -> tuple[str | None, list[str]]:
    """The words of the source and the parts of what is said."""
    return (statement.source_span.text if statement.source_span else None, [span.text for span in statement.content])


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "We each have our own opinion, but we are friends, Jon Arl, 57, told a voter passing by who seemed lost.",
            "Jon Arl",
            ["We each have our own opinion, but we are friends,"],
        ),
        (
            "The bridge costs us all we have: dear, old and unsafe, spokesman Jon Arl said in a letter issued an hour "
            "before the vote was set to begin.",
            "spokesman Jon Arl",
            ["The bridge costs us all we have: dear, old and unsafe,"],
        ),
        (
            "And while I'm at it, I honour the work of Dr. Ana Reit, Arl said, and I fully support her bridge.",
            "Arl",
            ["And while I'm at it, I honour the work of Dr. Ana Reit,", "and I fully support her bridge"],
        ),
        (
            "They are moving the works to Port Lessen, Arl continued.",
            "Arl",
            ["They are moving the works to Port Lessen,"],
        ),
        (
            "The board ignores the risk and closes its eyes, the letter read.",
            "the letter",
            ["The board ignores the risk and closes its eyes,"],
        ),
    ],
)
def test_a_clause_of_saying_is_told_by_the_order_of_its_words(
    read: Read, text: str, source: str, content: list[str]
) -> None:
    assert (source, content) in [told(one) for one in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        # Behind "said" stands a subject of what is said.
        "Jon Arl, 49, a sailor who now is a clerk of the harbour, said Ana Reit should be ready for questions.",
        # What stands before the clause is no sentence.
        "As the rain fell on the bridge, the parade continued.",
        "The work that, Ana Reit noted, closed the bridge is over.",
    ],
)
def test_other_words_before_a_verb_of_saying_are_not_what_is_said(read: Read, text: str) -> None:
    openings = ("Jon Arl, 49", "As the rain", "The work that")
    assert not any(span.text.startswith(openings) for one in read(text) for span in one.content)


def test_speech_that_opens_its_paragraph_goes_on_behind_the_clause(read: Read) -> None:
    text = "The gap is too wide for a bridge, said a board member. The board needs to find a boat."
    assert told(read(text)[0])[1] == ["The gap is too wide for a bridge,", "The board needs to find a boat."]


def test_the_speaker_s_own_cue_is_no_other_s(read: Read) -> None:
    text = "She concluded, The town is strong. It will always be stronger, I assure you, than any flood we see."
    assert told(read(text)[0]) == (
        "She",
        ["The town is strong. It will always be stronger, I assure you, than any flood we see."],
    )


def test_a_denial_is_the_report_s(read: Read) -> None:
    text = "Kestovia denies it. All our boats are returned, said an officer of the coast guard."
    assert ["All our boats are returned,"] in [told(one)[1] for one in read(text)]


def test_a_colon_within_speech_does_not_open_it(read: Read) -> None:
    text = "We expect to do well with the plan we had before: Meet people twice, and keep coming back, Ana Feld said."
    assert told(read(text)[0]) == (
        "Ana Feld",
        ["We expect to do well with the plan we had before: Meet people twice, and keep coming back,"],
    )


def test_what_he_says_now_is_speech_where_the_report_is_in_the_past(read: Read) -> None:
    text = "I like the man, Ana Feld said. If you read his letter to us, it says close. He closes my bridge."
    assert told(read(text)[0]) == (
        "Ana Feld",
        ["I like the man,", "If you read his letter to us, it says close. He closes my bridge."],
    )


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The bridge is too narrow for a bus, a clerk said. It is an old one.", "direct"),
        # Many do not speak as one, and a paper that reports does so in its own words.
        ("The bridge is too narrow for a bus, officials said. It is an old one.", "indirect"),
        ("The bridge is too narrow for a bus, the Brenna Post reported. It is an old one.", "indirect"),
    ],
)
def test_a_crowd_does_not_speak_with_one_mouth(read: Read, text: str, manner: str) -> None:
    assert read(text)[0].manner == manner


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # What he refuses now is part of the speech, what he added is the report's.
        (
            "We need the bridge, Arl said. He refuses to pay for it. He never paid for anything.",
            "Arl",
            ["We need the bridge,", "He refuses to pay for it. He never paid for anything."],
        ),
        (
            "We need the bridge, Arl said. He added a note of caution, should Reit attempt a return to the council.",
            "Arl",
            ["We need the bridge,"],
        ),
        # Words left out between two sentences.
        (
            "Arl declared I think the bridge is old. ... It was built a long time ago. Things are different now.",
            "Arl",
            ["I think the bridge is old", "It was built a long time ago. Things are different now."],
        ),
        (
            "Arl told the Brenna Post that they closed the bridge because they said it was old. ... What they are "
            "doing is they are wasting our money.",
            "Arl",
            [
                "that they closed the bridge because they said it was old",
                "What they are doing is they are wasting our money.",
            ],
        ),
        ("Arl said that they closed the bridge. What they do is their own.", "Arl", ["that they closed the bridge"]),
        (
            "That we do not want to go back to the old days is clear to me, Arl said.",
            "Arl",
            ["That we do not want to go back to the old days is clear to me,"],
        ),
        ("There is a lot of anger, Jon Arl, a docker, said Thursday morning.", "Jon Arl", ["There is a lot of anger,"]),
        (
            "Brenna's a pretty dull place, said Jon Arl, a docker.",
            "Jon Arl, a docker",
            ["Brenna's a pretty dull place,"],
        ),
        (
            "This is roughly the price the town has paid all month, reported Reuters.",
            "Reuters",
            ["This is roughly the price the town has paid all month,"],
        ),
        (
            "Reit scolded him: The bridge is almost gone, she said. When you call it safe, I don't understand it.",
            "she",
            ["The bridge is almost gone,", "When you call it safe, I don't understand it."],
        ),
        # Single marks around a title are not those of speech.
        (
            "The Brenna Post ran the title \u2018Bridge of Sighs.\u2019 Nobody needs it, Arl continued.",
            "Arl",
            ["Nobody needs it,"],
        ),
    ],
)
def test_how_far_speech_without_marks_goes(read: Read, text: str, source: str, content: list[str]) -> None:
    assert (source, content) in [told(one) for one in read(text)]


def test_a_report_with_single_marks_keeps_its_marks(read: Read) -> None:
    text = (
        "\u2018We need the bridge,\u2019 Arl said. \u2018It is old now,\u2019 Reit said. \u2018We pay for it,\u2019 "
        "said the mayor. It was built by dockers, Arl continued."
    )
    assert [one.manner for one in read(text)][:3] == ["direct", "direct", "direct"]


def test_i_is_nobody_in_a_report_that_quotes_others(read: Read) -> None:
    quoting = (
        "We need the bridge, Arl said.\n\nWe need the ferry, Reit said.\n\nWe will pay for it, Feld said.\n\n"
        "I like the town, Osk said."
    )
    thought = "I think the bridge is safe."
    assert [told(one)[0] for one in read(f"{quoting}\n\n{thought}")] == ["Arl", "Reit", "Feld", "Osk"]
    assert [told(one)[0] for one in read(thought)] == ["I"]

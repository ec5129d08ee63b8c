"""Who says what in a report: cues, voices, contents, direct speech with marks and without, and what is no speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.attribution import attribution
from onrecord.extract.stage import Known
from onrecord.extract.statements import Statements
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.pipeline import Reader
from onrecord.record import Statement
from onrecord.source.plain import document_of

Read = Callable[[str], tuple[Statement, ...]]


@pytest.fixture(scope="module")
def read(annotator: SpacyAnnotator) -> Read:
    """Reads the statements of a plain text."""

    def statements(text: str) -> tuple[Statement, ...]:
        known = Known(annotator.annotate(document_of(text)))
        return Statements()(known.plus(Actors()(known))).statements

    return statements


def told(statement: Statement) -> tuple[str | None, str]:
    """The words of the source and of the content."""
    source = statement.source_span.text if statement.source_span is not None else None
    return source, " ... ".join(span.text for span in statement.content)


@pytest.mark.parametrize(
    ("text", "source", "content", "kind"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "that the bridge was closed", "assertion"),
        ("The bridge was closed, the mayor said.", "the mayor", "The bridge was closed", "assertion"),
        ("According to the board, the bridge was closed.", "the board", "the bridge was closed", "assertion"),
        ("The mayor pointed out that the bridge was closed.", "The mayor", "that the bridge was closed", "assertion"),
        ("The mayor promised to rebuild the bridge.", "The mayor", "to rebuild the bridge", "promise"),
        ("The mayor denied that the bridge was unsafe.", "The mayor", "that the bridge was unsafe", "denial"),
        ("The union called for an inquiry.", "The union", "an inquiry", "demand"),
        ("The ministry put the death toll at 112.", "The ministry", "the death toll at 112", "estimate"),
        ("Police put the crowd at about 500.", "Police", "the crowd at about 500", "estimate"),
        ("The mayor asked whether the bridge was safe.", "The mayor", "whether the bridge was safe", "question"),
    ],
)
def test_a_cue_gives_source_content_and_kind(read: Read, text: str, source: str, content: str, kind: str) -> None:
    (found,) = read(text)
    assert (told(found), found.kind, found.manner) == ((source, content), kind, "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "The storm claimed 12 lives, and 40 houses were closed.",
        "The storm claimed its first victims, and roads were closed.",
    ],
)
def test_what_claims_lives_says_nothing(read: Read, text: str) -> None:
    assert read(text) == ()


def test_where_and_when_somebody_speaks_is_no_part_of_who(read: Read) -> None:
    (found,) = read("Meanwhile in Brenna, a union spokesman demanded an immediate strike.")
    assert told(found) == ("a union spokesman", "an immediate strike")


def test_what_says_my_before_bare_speech_is_of_it(read: Read) -> None:
    (found,) = read("My brother went to the river at five. I want to know where he is, said Ana Reit.")
    assert told(found) == ("Ana Reit", "My brother went to the river at five. I want to know where he is,")


def test_a_clause_about_the_one_named_last_closes_no_speech(read: Read) -> None:
    assert read("The hearings included requests from lawyers, who argued his illness.") == ()


@pytest.mark.parametrize("text", ["He put the figure at the back of the shelf.", "The firm placed the total at risk."])
def test_a_count_put_at_no_number_is_no_statement(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_quotation_cut_by_its_cue_is_one_statement(read: Read) -> None:
    (found,) = read("\u201cThe bridge is safe,\u201d the mayor said. \u201cIt will open on Friday.\u201d")
    assert told(found) == ("the mayor", "\u201cThe bridge is safe,\u201d ... \u201cIt will open on Friday.\u201d")
    assert found.manner == "direct"


def test_a_speech_that_lost_its_marks_is_found_with_its_neighbours(read: Read) -> None:
    (found,) = read("The bridge is old. We have no money for it, the mayor said. We will ask the board again.")
    assert found.manner == "direct"
    assert told(found) == (
        "the mayor",
        "The bridge is old. We have no money for it, ... We will ask the board again.",
    )


def test_a_report_in_the_present_tells_its_speakers_in_the_present(read: Read) -> None:
    first, _ = read("We will turn against them, the mayor says. He adds that the bridge is closed.")
    assert told(first) == ("the mayor", "We will turn against them,")


def test_what_a_speaker_tells_of_their_own_is_part_of_the_speech(read: Read) -> None:
    (found,) = read("My son went out at five and did not come back. I have been to the office four times, she said.")
    assert told(found)[1].startswith("My son went out at five")


def test_speech_in_the_present_before_a_cue_in_the_past_is_direct(read: Read) -> None:
    (found,) = read("The bridge is not safe for lorries, the mayor said.")
    assert found.manner == "direct"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor replied, We have no money for it.", "The mayor", "We have no money for it."),
        (
            "The mayor told reporters: The bridge is old. We will close it.",
            "The mayor",
            "The bridge is old. We will close it.",
        ),
        (
            "The mayor told the board on Friday, Nobody uses the bridge.",
            "The mayor",
            "Nobody uses the bridge.",
        ),
        ("The mayor said:\n\nWe are tired of it, and we will go.", "The mayor", "We are tired of it, and we will go."),
        ("He continued, Nobody uses the bridge.", "He", "Nobody uses the bridge."),
    ],
)
def test_speech_without_marks_is_found_behind_its_verb(read: Read, text: str, source: str, content: str) -> None:
    (found,) = read(text)
    assert (told(found), found.manner) == ((source, content), "direct")


@pytest.mark.parametrize(
    "text",
    ["That said, The Brenna Post closed.", "The firm announced a new film: The Last Bridge opens in May."],
)
def test_a_capital_behind_a_verb_is_not_always_speech(read: Read, text: str) -> None:
    assert all(one.manner == "indirect" for one in read(text))


def test_a_sentence_in_which_somebody_is_silent_is_the_report_s(read: Read) -> None:
    (found,) = read("We have no money for it, the mayor said. On the date of the work he did not reply.")
    assert told(found) == ("the mayor", "We have no money for it,")


def test_a_fronted_report_in_the_past_stays_indirect(read: Read) -> None:
    (found,) = read("The bridge was not safe for lorries, the mayor said. It was closed at noon.")
    assert (found.manner, told(found)[1]) == ("indirect", "The bridge was not safe for lorries")


def test_where_marks_are_kept_a_bare_sentence_is_no_speech(read: Read) -> None:
    found = read(
        "\u201cThe bridge is safe,\u201d the mayor said. The river is rising, the board said. "
        "\u201cIt will open on Friday,\u201d the mayor added."
    )
    assert [one.manner for one in found] == ["direct", "indirect", "direct"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("We will not close the bridge, the mayor said when asked.", "the mayor", "We will not close the bridge,"),
        ("We have no money, the mayor said, adding that he would ask.", "the mayor", "We have no money,"),
        ("Why would we close the bridge? the mayor asked.", "the mayor", "Why would we close the bridge?"),
        ("We will build it, the mayor went on.", "the mayor", "We will build it,"),
        ("\u201cNever!\u201d the mayor said.", "the mayor", "\u201cNever!\u201d"),
        ("\u201cNobody will pay,\u201d the letter read.", "the letter", "\u201cNobody will pay,\u201d"),
        ("She spoke of money: \u201cWe have none,\u201d the mayor said.", "the mayor", "\u201cWe have none,\u201d"),
    ],
)
def test_a_verb_closes_what_is_said(read: Read, text: str, source: str, content: str) -> None:
    assert (source, content) in [told(one) for one in read(text)]


@pytest.mark.parametrize(
    "text",
    ["The river rose, the work continued.", "He read \u201cwe will close every bridge\u201d in the Post."],
)
def test_a_verb_of_direct_speech_says_nothing_without_it(read: Read, text: str) -> None:
    assert read(text) == ()


def test_words_behind_a_second_cue_are_not_the_first_one_s(read: Read) -> None:
    found = read("\u201cThe bridge is safe,\u201d she said, adding, \u201cIt will open on Friday.\u201d")
    assert [told(one)[1] for one in found] == [
        "\u201cThe bridge is safe,\u201d",
        "\u201cIt will open on Friday.\u201d",
    ]


def test_a_quotation_in_the_next_sentence_is_the_same_speakers(read: Read) -> None:
    (found, _) = read(
        "\u201cThe bridge is safe,\u201d she said, recalling the flood that closed it and noting the cost of the "
        "work. \u201cIt will open on Friday.\u201d"
    )
    assert told(found)[1] == "\u201cThe bridge is safe,\u201d ... \u201cIt will open on Friday.\u201d"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "We will stay, the mayor told reporters. We have food for weeks. People are tired of it, he said.",
            ["We will stay,", "We have food for weeks. People are tired of it,"],
        ),
        (
            "We will stay, the mayor said. You know we have food. I am tired of it, the governor said.",
            ["We will stay, ... You know we have food.", "I am tired of it,"],
        ),
    ],
)
def test_a_bare_sentence_is_in_one_speech_only(read: Read, text: str, contents: list[str]) -> None:
    assert [told(one)[1] for one in read(text)] == contents


def test_they_who_add_are_those_who_said(reader: Reader) -> None:
    report = reader.read(
        document_of(
            "Dozens were arrested at the bridge, witnesses said. One of them was hurt in the crush, they added."
        )
    )
    first, second = report.statements
    assert first.source is not None
    assert first.source == second.source


@pytest.mark.parametrize("text", ["The storm threatened to hit the bridge.", "The dog demanded that it be fed."])
def test_a_thing_says_nothing(read: Read, text: str) -> None:
    assert read(text) == ()


def test_what_a_thing_is_said_to_claim_has_no_speaker(read: Read) -> None:
    (found,) = read("The virus claimed that the bridge was closed.")
    assert told(found) == (None, "that the bridge was closed")


def test_a_clause_behind_its_source_is_what_is_reported(read: Read) -> None:
    (found,) = read("The newspaper reported, citing a statement, that the bridge was closed.")
    assert told(found) == ("The newspaper", "that the bridge was closed")


def test_what_a_draft_demands_ends_before_what_became_of_it(read: Read) -> None:
    found = read("A Security Council draft resolution demanding an immediate ceasefire failed on Monday after a veto.")
    assert [told(one)[1] for one in found] == ["an immediate ceasefire"]


def test_what_is_said_in_a_statement_is_its_speakers(read: Read) -> None:
    (found,) = read("The mayor said in a statement that the bridge was closed.")
    assert told(found) == ("The mayor", "that the bridge was closed")


def test_a_second_verb_of_saying_is_the_first_ones_speakers(read: Read) -> None:
    found = read("The mayor said that he will try to form a council and insisted that his party was the first.")
    assert [told(one) for one in found] == [
        ("The mayor", "that he will try to form a council"),
        ("The mayor", "that his party was the first"),
    ]


def test_an_answer_without_a_verb_is_speech(read: Read) -> None:
    (found,) = read("We have no money left. Not even one, he said.")
    assert told(found) == ("he", "We have no money left. Not even one,")


def test_who_is_reported_by_an_agency_is_within_its_words(read: Read) -> None:
    outer, inner = read("The army had left the port, the minister said, according to the news agency Anvar.")
    assert (told(outer)[1], told(inner)[1]) == (
        "The army had left the port, the minister said",
        "The army had left the port",
    )
    assert inner.attributed_to == (outer.id,)


def test_speech_is_cut_by_an_insert_and_goes_on(read: Read) -> None:
    (found,) = read("About 600 people are sheltering in two schools, she said, and the city has opened a third.")
    assert told(found)[1] == "About 600 people are sheltering in two schools ... and the city has opened a third"


def test_a_participle_behind_a_comma_belongs_to_the_teller(read: Read) -> None:
    found = read("The mayor argued that the bridge would last, saying that the river had fallen.")
    assert [told(one)[0] for one in found] == ["The mayor", "The mayor"]


def test_a_relative_clause_behind_a_comma_is_the_reporters(read: Read) -> None:
    (found,) = read("The mayor promised to rebuild the bridge, which fell in May.")
    assert told(found)[1] == "to rebuild the bridge"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say that the bridge was closed.",
        "The mayor could say that the bridge was closed.",
        "The mayor acted according to the law.",
        "The mayor closed the bridge on Monday.",
    ],
)
def test_what_nobody_said_is_no_statement(read: Read, text: str) -> None:
    assert read(text) == ()


def test_thoughts_within_speech_are_part_of_it(read: Read) -> None:
    (found,) = read("\u201cI think the bridge is safe and you know it is old,\u201d the mayor said.")
    assert told(found)[0] == "the mayor"


def test_a_statement_within_another_carries_its_chain(read: Read) -> None:
    found = read("The agency reported that the mayor had said that the bridge was closed.")
    outer, inner = found
    assert (told(outer)[0], told(inner)[0]) == ("The agency", "the mayor")
    assert inner.attributed_to == (outer.id,)
    assert attribution(inner.content[-1], found) == (inner.id, outer.id)


@pytest.mark.parametrize(
    "text",
    [
        "Not everyone agreed that there should be another vote.",
        "Neither side said that the bridge was closed.",
        "Nobody said that the bridge was closed.",
        "No member said that the bridge was closed.",
    ],
)
def test_what_nobody_says_is_no_statement(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_conjunction_at_the_end_is_no_part_of_what_is_said(read: Read) -> None:
    found = read("The mayor said the bridge was old and according to the board the road was flooded.")
    assert ("The mayor", "the bridge was old") in [told(statement) for statement in found]


def test_somebody_else_s_word_beside_it_is_no_part_of_what_one_says(read: Read) -> None:
    found = read("The board said the bridge was closed and the mayor said the road was flooded.")
    assert [told(statement) for statement in found] == [
        ("The board", "the bridge was closed"),
        ("the mayor", "the road was flooded"),
    ]
    assert [statement.attributed_to for statement in found] == [(), ()]


def test_a_long_circumstance_behind_the_speaker_leaves_the_speech_whole(read: Read) -> None:
    text = "I was late, and I will be late again, Osk told reporters on Friday at a meeting of farmers and dockers."
    assert [told(one) for one in read(text)] == [("Osk", "I was late, and I will be late again,")]


def test_a_verb_of_saying_between_commas_is_put_into_what_is_said(read: Read) -> None:
    text = "Closing the bridge before the storm, Osk said, is like leaving the town without a road."
    (statement,) = read(text)
    assert told(statement) == (
        "Osk",
        "Closing the bridge before the storm ... is like leaving the town without a road",
    )


def test_what_opens_speech_is_not_what_the_speaker_believes(read: Read) -> None:
    text = "He continued, I believe it is not about the bridge but about the road to the harbour."
    (statement,) = read(text)
    assert told(statement) == ("He", "I believe it is not about the bridge but about the road to the harbour.")


def test_a_participle_behind_the_speaker_opens_another_statement(read: Read) -> None:
    text = "The talks on whether the bridge is closing or not are over, he added, noting that nearly ten towns signed."
    assert told(read(text)[0]) == ("he", "The talks on whether the bridge is closing or not are over")


def test_a_sentence_that_names_the_speaker_is_the_reports(read: Read) -> None:
    text = "I have no money for a bridge, Osk said. Osk is the mayor of Brenna."
    assert told(read(text)[0]) == ("Osk", "I have no money for a bridge,")


@pytest.mark.parametrize("mark", [":", ","])
def test_a_verb_that_opens_a_quotation_does_not_close_what_stands_before_it(read: Read, mark: str) -> None:
    (statement,) = read(f'Ana Feld said{mark} "The council asked me about the bridge."')
    assert told(statement) == ("Ana Feld", '"The council asked me about the bridge."')


def test_who_is_told_is_not_who_tells(read: Read) -> None:
    (statement,) = read("The bridge has been closed for a week by the storm, told Reuters.")
    assert statement.source is None


@pytest.mark.parametrize(
    "text",
    [
        "Envoy proposes ten-day truce; Kestovia cool, armed group says no",
        "The council froze the accounts of both shipping offices.",
    ],
)
def test_what_stands_before_a_semicolon_and_accounts_of_money_say_nothing(read: Read, text: str) -> None:
    assert [told(one) for one in read(text) if one.kind == "assertion"] == []

"""Votes: the tally in digits and words, who voted how, what was decided, and what is no vote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.votes.tally import Tally, completed, merged, tally_in
from onrecord.pipeline import Reader
from onrecord.record import Counts, Report
from onrecord.source.plain import document_of

Read = Callable[[str], Report]


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    """Reads a plain text published on 18 May 2021."""
    return lambda text: reader.read(document_of(text, published="2021-05-18"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The motion passed 13-0 with two abstentions.", Counts(13, 0, 2)),
        ("The council adopted it, 13-0-2.", Counts(13, 0, 2)),
        ("There were 13 in favour and none against.", Counts(13, 0)),
        ("The bill was passed by 52 votes to 48.", Counts(52, 48)),
        ("Nine of the eleven members voted in favour.", Counts(9)),
        ("The vote passed, 230-to-198.", Counts(230, 198)),
        ("The board approved it unanimously.", Counts(None, 0)),
        ("One member was absent, and there were no abstentions.", Counts(None, None, 0, 1)),
        ("Twenty-one lawmakers opposed the bill.", Counts(None, 21)),
        ("The text got 12 votes, with one against.", Counts(12, 1)),
    ],
)
def test_tally_is_read_in_digits_and_words(text: str, expected: Counts) -> None:
    assert tally_in(text).counts == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was fined in 2012 for refusing to pay.",
        "The mayor won 52 percent.",
        "Pupils aged 12-16, and their teachers, came.",
        "The articles passed 20-17 and 19-18 respectively.",
    ],
)
def test_other_numbers_are_no_tally(text: str) -> None:
    assert not tally_in(text).tells


def test_tallies_that_contradict_are_not_joined() -> None:
    assert merged(Tally(Counts(yes=9)), Tally(Counts(yes=8))) is None
    assert merged(Tally(Counts(yes=9), 11), Tally(Counts(abstain=0))) == Tally(Counts(yes=9, abstain=0), 11)


def test_votes_against_follow_only_where_all_others_are_told() -> None:
    told = Tally(Counts(yes=9, abstain=0), 11)
    assert completed(told, 2).no == 2
    assert completed(told, 1).no is None


def test_what_failed_after_a_veto_is_the_motion(read: Read) -> None:
    (vote,) = read("The draft failed on Monday after Kenya cast its veto. Thirteen members voted in favour.").votes
    assert (vote.motion, vote.adopted, vote.counts.yes, len(vote.vetoes)) == ("The draft", False, 13, 1)


@pytest.mark.parametrize(
    ("text", "motion"),
    [
        (
            "The council failed on Tuesday to adopt a draft demanding a ceasefire. The text got 12 votes in favour.",
            "a draft demanding a ceasefire",
        ),
        (
            "Norway wrote a draft demanding a ceasefire in Tarrow. The council failed to adopt the text, "
            "which got 12 votes in favour.",
            "a draft demanding a ceasefire in Tarrow",
        ),
    ],
)
def test_a_motion_named_again_is_the_one_described_before(read: Read, text: str, motion: str) -> None:
    (vote,) = read(text).votes
    assert (vote.motion, vote.counts.yes) == (motion, 12)


def test_sentences_about_one_vote_are_one_record(read: Read) -> None:
    report = read(
        "The council of Tarrow failed on Monday to adopt a resolution on the bridge. "
        "Seven members voted in favour of the text. Kenya and Peru vetoed it, and Chile abstained."
    )
    (vote,) = report.votes
    names = {actor.id: actor.name for actor in report.actors}
    assert vote.adopted is False
    assert vote.counts.yes == 7
    assert [names[one] for one in vote.vetoes] == ["Kenya", "Peru"]
    assert {(names[one.voter], one.option) for one in vote.ballots} == {
        ("Kenya", "no"), ("Peru", "no"), ("Chile", "abstain"),
    }  # fmt: skip
    assert vote.motion == "a resolution on the bridge"


@pytest.mark.parametrize(
    ("text", "adopted", "modality"),
    [
        ("The council adopted a resolution on the bridge on Monday.", True, "actual"),
        ("Parliament voted 66 to 27 on Monday to close the bridge.", True, "actual"),
        ("The council rejected the motion on Monday.", False, "actual"),
        ("The council will vote on a resolution on Friday.", None, "planned"),
        ("The council postponed a vote on the resolution.", None, "planned"),
    ],
)
def test_outcome_and_reality(read: Read, text: str, adopted: bool | None, modality: str) -> None:
    (vote,) = read(text).votes
    assert (vote.adopted, vote.modality) == (adopted, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Tarrow United won 3-0 on Monday.",
        "The mayor won the election with 52 percent of the vote on Sunday.",
        "The council cannot pass legislation in summer.",
        "If the council votes to close the bridge, the mayor will resign.",
        "Did the council adopt the resolution on Monday?",
        "The ferry passed the bridge on Monday.",
    ],
)
def test_other_things_are_no_votes(read: Read, text: str) -> None:
    assert read(text).votes == ()


def test_a_claimed_vote_is_attributed(read: Read) -> None:
    report = read("The mayor said that the council had rejected the motion on Monday.")
    assert report.votes[0].attributed_to == (report.statements[0].id,)


def test_what_became_of_a_motion_and_where_is_no_part_of_it(reader: Reader) -> None:
    text = (
        "Meanwhile in Geneva, a council draft resolution demanding an immediate truce failed on Monday. "
        "Nine members voted in favour of the text."
    )
    (vote,) = reader.read(document_of(text)).votes
    assert vote.motion == "a council draft resolution demanding an immediate truce"

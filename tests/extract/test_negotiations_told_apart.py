"""Talks whose parties, stage, venue or replies stand in another clause or sentence than the word for them."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from tests.extract.test_negotiations import names, only, report_of


@pytest.mark.parametrize(
    "text",
    [
        "Bilateral negotiations have resumed between Kenya and Ghana.",
        "Talks on trade between Kenya and Ghana will resume on Friday.",
        "Officials from Kenya and Ghana held talks on the border.",
        "Kenya accused Ghana of firing across the river. Both sides agreed to hold talks on Friday.",
        "Kenya closed its border with Ghana on Monday. Talks are due to begin next week.",
        "The Kenyan parliament voted for sanctions. Ghana recalled its ambassador. Peace talks continue.",
        "Kenya and Ghana, completing trade talks, announced plans for a new bridge.",
        "Kenya and Ghana announced a ceasefire in the border region.",
        "A ceasefire between Kenya and Ghana took effect on Monday.",
    ],
)
def test_parties_are_found_where_they_are_named(reader: Reader, text: str) -> None:
    report = report_of(reader, text)
    parties = names(report, only(report).parties)
    assert [any(name in party for party in parties) for name in ("Ghana", "Kenya")] == [True, True]
    assert len(parties) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Teachers and nurses in Kenya will strike on Friday after talks failed.",
        "Norway called for a ceasefire on Monday.",
        "The mayor opened the bridge. Talks continue.",
        "Kenya praised Ghana and Peru on Monday. Talks continue.",
        "The president of Kenya will fly to Vienna on Friday, if the talks do not fail.",
    ],
)
def test_who_merely_stands_near_talks_is_no_party(reader: Reader, text: str) -> None:
    assert report_of(reader, text).negotiations == ()


def test_who_tells_of_talks_between_two_others_is_not_at_them(reader: Reader) -> None:
    report = report_of(reader, "Norway closed its embassy after talks between Kenya and Ghana failed.")
    assert names(report, only(report).parties) == ["Ghana", "Kenya"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kenya and Ghana failed to agree on a peace deal.", "stalled"),
        ("Kenya has agreed to a ten-day ceasefire with Ghana.", "agreed"),
        ("Kenya held talks with Ghana on Monday. The talks ended without agreement.", "stalled"),
        ("Kenya held talks with Ghana on Monday. The negotiations collapsed on Tuesday.", "collapsed"),
        ("Kenya will hold talks with Ghana on Friday. Previous talks collapsed in May.", "scheduled"),
        ("Kenya threatened to suspend talks with Ghana.", "ongoing"),
        ("Talks between Kenya and Ghana are due to begin on Friday.", "scheduled"),
        ("Kenya and Ghana are to hold talks on Monday.", "scheduled"),
        ("After talks with Ghana, Kenya said they had agreed to close the plant.", "agreed"),
        ("A truce between Kenya and Ghana collapsed on Monday.", "collapsed"),
    ],
)
def test_the_stage_is_what_became_of_the_talks(reader: Reader, text: str, stage: str) -> None:
    assert only(report_of(reader, text)).stage == stage


@pytest.mark.parametrize(
    "text",
    [
        "President Jon Ferrel holds talks with the Kenyan government in Vienna, Austria.",
        "The leaders of Kenya and Ghana met in Vienna to restart talks about the river.",
        "Kenya and Ghana held talks in the Austrian capital, Vienna.",
        "Kenya and Ghana held talks at a hotel near Vienna on Monday.",
        "Kenya and Ghana signed a peace treaty in Vienna on Monday.",
    ],
)
def test_the_venue_is_the_town_that_the_parties_met_in(reader: Reader, text: str) -> None:
    report = report_of(reader, text)
    places = {place.id: place.name for place in report.places}
    place = only(report).place
    assert place is not None
    assert places[place] == "Vienna"


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        ("The rebels refused to sign the peace agreement.", ["negative"]),
        ("The rebels accepted the ceasefire on condition that the army withdraws.", ["conditional"]),
        ("The rebels said they were ready to accept a ceasefire if the army stopped its attacks.", ["conditional"]),
        ("Kenya gave its backing to the ceasefire plan.", ["positive"]),
        ("Ghana responded coolly to the truce proposal.", ["lukewarm"]),
        ("Norway's plan for a truce was accepted by Kenya and rejected by Ghana.", ["positive", "negative"]),
        ("Norway called for a ceasefire but neither Kenya nor Ghana agreed.", ["negative", "negative"]),
        ("Kenya offered a ceasefire on Monday. The rebels said they would not accept it.", ["negative"]),
        ("Kenya offered talks on Monday, but the rebels refused.", ["negative"]),
        ("Kenya proposed to hold talks on Monday, but the rebels declined.", ["negative"]),
        ("Ghana rejected Kenya's offer of talks on Monday.", ["negative"]),
        ("Ghana dismissed an offer of unconditional talks by Kenya.", ["negative"]),
        ("Kenya cancelled plans to attend talks in Vienna with Ghana.", ["negative"]),
    ],
)
def test_replies_are_read_in_the_words_that_reports_use(reader: Reader, text: str, replies: list[str]) -> None:
    found = [reply.reply for proposal in only(report_of(reader, text)).proposals for reply in proposal.replies]
    assert found == replies

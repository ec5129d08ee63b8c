"""Negotiations in made-up reports: parties, mediators, stages, proposals, replies, and what is none."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Negotiation, Report
from onrecord.source.plain import document_of
from onrecord.text import Document, Part


def report_of(reader: Reader, text: str) -> Report:
    """The report of a text of one paragraph, published on a Tuesday."""
    return reader.read(Document(text, parts=(Part("paragraph", 0, len(text)),), published="2021-05-18"))


def only(report: Report) -> Negotiation:
    """The one negotiation of a report."""
    (found,) = report.negotiations
    return found


def names(report: Report, ids: tuple[str, ...]) -> list[str]:
    """The names of these actors."""
    known = {actor.id: actor.name for actor in report.actors}
    return sorted(known[one] for one in ids)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kenya and Ghana held talks on the border.", "ongoing"),
        ("Kenya will hold talks with Ghana on Friday.", "scheduled"),
        ("Kenya is ready to hold talks with Ghana.", "proposed"),
        ("Talks between Kenya and Ghana collapsed on Monday.", "collapsed"),
        ("Kenya suspended talks with Ghana on Monday.", "stalled"),
        ("Kenya and Ghana agreed to a ten-day truce on Monday.", "agreed"),
        ("Kenya and Ghana signed a ceasefire on Monday.", "signed"),
    ],
)
def test_the_stage_is_what_the_verb_and_the_words_above_it_tell(reader: Reader, text: str, stage: str) -> None:
    report = report_of(reader, text)
    found = only(report)
    assert found.stage == stage
    assert names(report, found.parties) == ["Ghana", "Kenya"]


@pytest.mark.parametrize(
    "text",
    [
        "The teacher talks about the bridge every Monday.",
        "She gave two talks on bees at the library in Tarrow.",
        "The driver negotiated the bend with care.",
        "The mayor put a plan for a new library to the council.",
        "Shells fell on the port during the ceasefire.",
        "The union is not in talks to sell the hall.",
        "Kenya declared a ceasefire on Monday.",
    ],
)
def test_words_alone_make_no_negotiation(reader: Reader, text: str) -> None:
    assert report_of(reader, text).negotiations == ()


def test_who_mediates_is_no_party(reader: Reader) -> None:
    report = report_of(reader, "Norway mediated talks between Kenya and Ghana.")
    found = only(report)
    assert names(report, found.mediators) == ["Norway"]
    assert names(report, found.parties) == ["Ghana", "Kenya"]


def test_a_proposal_keeps_its_terms_and_the_replies_to_it(reader: Reader) -> None:
    text = "Kenya proposed a ten-day truce to Ghana on Monday. Ghana rejected the proposal."
    report = report_of(reader, text)
    (proposal,) = only(report).proposals
    assert proposal.by is not None
    assert names(report, (proposal.by,)) == ["Kenya"]
    assert proposal.terms == ("P10D",)
    assert [reply.reply for reply in proposal.replies] == ["negative"]


def test_a_refusal_until_something_is_a_conditional_reply(reader: Reader) -> None:
    report = report_of(reader, "Kenya said it would not hold talks with Ghana until the shelling stops.")
    (proposal,) = only(report).proposals
    assert [reply.reply for reply in proposal.replies] == ["conditional"]


def test_two_tracks_stay_apart(reader: Reader) -> None:
    report = report_of(reader, "Kenya held talks with Ghana on Monday. Norway held talks with Peru on Tuesday.")
    assert [names(report, one.parties) for one in report.negotiations] == [["Ghana", "Kenya"], ["Norway", "Peru"]]


def test_the_venue_is_where_the_talks_are_said_to_be(reader: Reader) -> None:
    report = report_of(reader, "Kenya and Ghana held talks in Vienna on Monday.")
    places = {place.id: place.name for place in report.places}
    place = only(report).place
    assert place is not None
    assert places[place] == "Vienna"


def test_the_sample_report_of_talks(reader: Reader, samples: dict[str, str]) -> None:
    report = reader.read(document_of(samples["03-geneva-proposal.txt"]))
    found = only(report)
    assert names(report, found.parties) == ["Kestovia", "Maradal"]
    assert names(report, found.mediators) == ["Samuel Orrin"]
    assert found.stage == "ongoing"
    assert found.attributed_to == ()
    first = found.proposals[0]
    assert first.terms == ("P10D", "an exchange of prisoners")
    assert [reply.reply for reply in first.replies] == ["positive", "lukewarm", "negative"]
    assert ("P30D",) in [one.terms for one in found.proposals]


def test_who_gives_a_cool_reply_to_a_proposal_replies(reader: Reader) -> None:
    report = report_of(reader, "Kenya proposed a ten-day truce to Ghana. Ghana gave a cool reply on Monday.")
    (proposal,) = only(report).proposals
    assert [(names(report, (reply.by,)), reply.reply) for reply in proposal.replies if reply.by is not None] == [
        (["Ghana"], "lukewarm")
    ]


def test_what_a_body_votes_on_is_put_to_no_party_of_talks(reader: Reader) -> None:
    text = (
        "The assembly failed on Monday to adopt a draft resolution demanding a ceasefire between Kenya and Ghana. "
        "The assembly had called for a ceasefire between Kenya and Ghana in May."
    )
    assert report_of(reader, text).negotiations == ()
    assert report_of(reader, "The assembly failed on Monday to adopt a draft resolution on fish.").votes


def test_talks_beside_the_news_are_not_at_its_dateline(reader: Reader) -> None:
    lead = "GENEVA, May 18 (Anvel Broadcasting) - Kestovia shelled the port of Dalmora on Tuesday"
    text = "{}, as talks between Kestovia and Maradal, mediated by Quorra, resumed by video link.\n"
    (talks,) = reader.read(document_of(text.format(lead))).negotiations
    assert talks.place is None


@pytest.mark.parametrize(("verb", "stage"), [("is brokering", "ongoing"), ("brokered", "agreed")])
def test_a_truce_that_is_being_brokered_is_not_agreed(reader: Reader, verb: str, stage: str) -> None:
    (talks,) = reader.read(document_of(f"Halvane {verb} a truce between Kenya and Uganda.")).negotiations
    assert talks.stage == stage

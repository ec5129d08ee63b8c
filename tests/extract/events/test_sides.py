"""Who stands on the other side where no slot of the verb names anybody, and what announces a promise or threat."""

import pytest

from onrecord.pipeline import Reader
from onrecord.source.plain import document_of
from onrecord.text import Document, Part


def told(reader: Reader, text: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, actors and recipients of the events of a paragraph."""
    report = reader.read(Document(text, parts=(Part("paragraph", 0, len(text)),), published="2021-05-18"))
    names = {actor.id: actor.name for actor in report.actors}
    return [
        (one.type, [names[actor] for actor in one.actors], [names[actor] for actor in one.recipients])
        for one in report.events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Workers went on strike on Monday to demand higher wages from the Kenyan government.",
            ("PROTEST", ["Workers"], ["Kenya"]),
        ),
        (
            "Workers blocked a road near Nairobi in defiance of the Kenyan government.",
            ("PROTEST", ["Workers"], ["Kenya"]),
        ),
        (
            "Kenya threatened to cut aid unless Uganda opened the border.",
            ("THREATEN", ["Kenya"], ["Uganda"]),
        ),
        ("Kenya shelled a village in Uganda.", ("ASSAULT", ["Kenya"], ["Uganda"])),
        ("Kenya vetoed a Security Council resolution.", ("REJECT", ["Kenya"], ["UN Security Council"])),
        ("Kenya renewed its demand on Monday that Uganda open the border.", ("REQUEST", ["Kenya"], ["Uganda"])),
        ("Kenya announced the suspension of flights to Uganda.", ("SANCTION", ["Kenya"], ["Uganda"])),
        ("Kenya has offered food to Uganda.", ("AGREE", ["Kenya"], ["Uganda"])),
        ("Kenya said it would meet Uganda if the border was opened.", ("AGREE", ["Kenya", "Uganda"], [])),
        ("Uganda received food from Kenya.", ("AID", ["Kenya"], ["Uganda"])),
        ("Kenya has warned against travel to Uganda.", ("SANCTION", ["Kenya"], ["Uganda"])),
        ("Barack Obama visited Kenya on Monday.", ("CONSULT", ["Barack Obama"], ["Kenya"])),
        ("Kenya deported a farmer to face trial in Uganda.", ("ACCUSE", [], ["a farmer"])),
        ("The minister survived an assassination attempt on Monday.", ("ASSAULT", [], ["The minister"])),
        ("Kenya mounted its long-planned invasion of Uganda.", ("ASSAULT", ["Kenya"], ["Uganda"])),
    ],
)
def test_the_other_side(reader: Reader, text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in told(reader, text)


def test_a_protest_is_not_against_those_for_whom_it_is_held(reader: Reader) -> None:
    events = told(reader, "Workers marched on Monday to protest the arrest of Ann Boyd.")
    assert ("PROTEST", ["Workers"], []) in events


def test_what_a_strike_is_held_in_is_no_second_protest(reader: Reader) -> None:
    events = told(reader, "Workers went on hunger strike in protest at the Kenyan government on Monday.")
    assert events == [("PROTEST", ["Workers"], ["Kenya"])]


def test_a_meeting_to_come_is_a_plan_unless_its_party_says_it_will_meet(reader: Reader) -> None:
    assert told(reader, "Kenya will meet Uganda on Monday.")[0][0] == "CONSULT"
    assert told(reader, "Kenya said it will meet Uganda on Monday.")[0][0] == "AGREE"


def test_he_who_is_accused_of_a_deed_did_it(reader: Reader) -> None:
    events = told(reader, "Kenya accused Uganda of bombing Nairobi.")
    assert ("ASSAULT", ["Uganda"], ["Nairobi"]) in events
    events = told(reader, "Police arrested a farmer for beating a teacher.")
    assert ("ASSAULT", ["a farmer"], ["a teacher"]) in events


def test_a_place_that_was_hit_is_named_after_the_people(reader: Reader) -> None:
    events = told(reader, "Rebels shelled a village in Uganda, killing ten soldiers.")
    assert events == [("ASSAULT", ["Rebels"], ["ten soldiers", "Uganda"])]


def test_a_meeting_held_to_discuss_is_one_meeting(reader: Reader) -> None:
    events = told(reader, "The presidents of Kenya and Uganda met in Nairobi on Monday to discuss trade.")
    assert len([one for one in events if one[0] == "CONSULT"]) == 1


def test_a_kenyan_is_not_kenya(reader: Reader) -> None:
    report = reader.read(document_of("A Kenyan was arrested in Tarrow on Monday.", published="2021-05-18"))
    (event,) = report.events
    (one,) = [actor for actor in report.actors if actor.id in event.recipients]
    assert (one.kind, one.country, one.named) == ("person", "KEN", False)


def test_a_kenyan_with_a_name_is_who_has_it(reader: Reader) -> None:
    report = reader.read(document_of("A Kenyan, Jon Arl, was arrested in Tarrow on Monday.", published="2021-05-18"))
    (event,) = report.events
    assert [actor.name for actor in report.actors if actor.id in event.recipients] == ["Jon Arl"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor won the support of the council on Monday.", ("SUPPORT", ["the council"], ["The mayor"])),
        ("The rebels have support from Kenya.", ("SUPPORT", ["Kenya"], ["The rebels"])),
        (
            "Ann Boyd and Ben Ode said they had met the rebels in Tarrow.",
            ("CONSULT", ["Ann Boyd", "Ben Ode", "the rebels"], []),
        ),
        ("The protest was prompted by the policy of the Kenyan government.", ("PROTEST", [], [])),
        ("Uganda said on Monday bombed the market in Tarrow.", ("ASSAULT", [], [])),
        ("The pro-Kenyan camp attacked a market on Monday.", ("ASSAULT", [], [])),
    ],
)
def test_who_gives_what_is_had_and_who_they_are(
    reader: Reader, text: str, expected: tuple[str, list[str], list[str]]
) -> None:
    assert told(reader, text) == [expected]

"""Events from whole sentences: type, mode, parties by role, reality, attribution, joining."""

import pytest

from onrecord.pipeline import Reader
from onrecord.record import Event, Report
from onrecord.source.plain import document_of
from onrecord.text import Document, Part


def read(reader: Reader, text: str, *titles: str) -> Report:
    """The report of these titles and this paragraph."""
    whole = "\n".join((*titles, text))
    parts, start = [], 0
    for line in (*titles, text):
        parts.append(Part("title" if line in titles else "paragraph", start, start + len(line)))
        start += len(line) + 1
    return reader.read(Document(whole, parts=tuple(parts), published="2021-05-18"))


def only(reader: Reader, text: str) -> tuple[Event, dict[str, str]]:
    """The one event of a sentence, and the names of the actors."""
    report = read(reader, text)
    (event,) = report.events
    return event, {actor.id: actor.name for actor in report.actors}


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Kenya bombed Uganda on Monday.", ["Kenya"], ["Uganda"]),
        ("Uganda was bombed by Kenya on Monday.", ["Kenya"], ["Uganda"]),
        ("Kenya, which shelled Uganda, is rich.", ["Kenya"], ["Uganda"]),
        ("Kenya carried out an attack on Uganda.", ["Kenya"], ["Uganda"]),
        ("Kenya accused Uganda of fraud.", ["Kenya"], ["Uganda"]),
        ("Kenya urged Uganda to open talks.", ["Kenya"], ["Uganda"]),
        ("Kenya and Uganda held talks on Monday.", ["Kenya", "Uganda"], []),
        ("Kenya held talks with Uganda on Monday.", ["Kenya", "Uganda"], []),
    ],
)
def test_parties_follow_their_role_and_not_their_order(
    reader: Reader, text: str, actors: list[str], recipients: list[str]
) -> None:
    event, names = only(reader, text)
    assert [names[one] for one in event.actors] == actors
    assert [names[one] for one in event.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday.",
        "Tourists left the country on Monday.",
        "The shop apologised to the workers on Monday.",
        "The widow has forgiven the farmer.",
        "A new threat to the rule of the mayor emerged on Monday.",
        "The transport board investigated the crash of a bus on Monday.",
        "The station was closed on Monday.",
        "The company closed off stores in Tarrow on Monday.",
        "The mayor of Tarrow opposes the water board.",
    ],
)
def test_what_is_no_politics_is_no_event(reader: Reader, text: str) -> None:
    assert read(reader, text).events == ()


def test_people_of_whom_a_report_tells_no_office_deal_in_private(reader: Reader) -> None:
    meeting = "Ada Lund met Ben Holt in Tarrow in May."
    assert read(reader, f"{meeting} The lake froze. Ducks sat on it. It was cold.").events == ()
    (event,) = read(reader, f"{meeting} Lund is the president of Kenya. Ducks sat on the lake. It was cold.").events
    assert event.type == "CONSULT"
    assert read(reader, meeting).events != ()


def test_what_somebody_opposed_is_a_deed(reader: Reader) -> None:
    event, _ = only(reader, "The mayor of Tarrow opposed the water board on Monday.")
    assert event.type == "REJECT"


def test_who_is_to_suffer_a_demand_is_not_asked(reader: Reader) -> None:
    event, _ = only(reader, "Kenya called for the mayor of Tarrow to be brought to justice.")
    assert (event.type, event.recipients) == ("REQUEST", ())


def test_an_attack_that_was_ordered_is_no_threat(reader: Reader) -> None:
    event, _ = only(reader, "Kenya ordered the bombing of Tarrow on Monday.")
    assert event.type == "ASSAULT"


def test_many_who_met_consulted(reader: Reader) -> None:
    event, _ = only(reader, "The ministers met on Monday.")
    assert event.type == "CONSULT"


def test_what_somebody_came_for_is_no_promise(reader: Reader) -> None:
    report = read(reader, "The farmers went to Tarrow to support the mayor.")
    assert all(event.type != "AGREE" for event in report.events)


def test_charges_are_against_their_owner(reader: Reader) -> None:
    event, names = only(reader, "The charges of the mayor were read on Monday, and the mayor's charges are old.")
    assert event.actors == ()
    assert [names[one] for one in event.recipients] == ["the mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "Officers arrived at the bridge on Monday.",
        "The singer visited Kenya on Monday.",
        "The minister heads the Harbour Party.",
        "The minister discussed his book with a journalist on Monday.",
        "Relatives attended the ceremony on Monday.",
    ],
)
def test_a_visit_that_is_no_politics_is_no_consultation(reader: Reader, text: str) -> None:
    assert read(reader, text).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister travelled to Kenya on Monday.", "The general visited Kenya on Monday.",
        "The rebels attended a summit in Kisumu on Monday.", "Uganda hosted a summit on Monday.",
    ],
)  # fmt: skip
def test_a_visit_of_state_is_one(reader: Reader, text: str) -> None:
    assert [event.type for event in read(reader, text).events] == ["CONSULT"]


def test_a_town_that_is_shelled_is_no_government(reader: Reader) -> None:
    report = read(reader, "The rebels shelled Kisumu on Monday.")
    (event,) = report.events
    (town,) = (actor for actor in report.actors if actor.id in event.recipients)
    assert (town.name, town.country, town.sector) == ("Kisumu", "KEN", None)


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Kenya attacked Uganda.", "actual", "positive"),
        ("Kenya did not attack Uganda.", "actual", "negative"),
        ("Kenya failed to attack Uganda.", "actual", "negative"),
        ("Kenya tried to attack Uganda.", "attempted", "positive"),
        ("Kenya could attack Uganda.", "possible", "positive"),
        ("If Kenya attacked Uganda, the bridge was closed.", "conditional", "positive"),
    ],
)
def test_an_event_is_as_real_as_it_is_told(reader: Reader, text: str, modality: str, polarity: str) -> None:
    (event,) = (one for one in read(reader, text).events if one.type == "ASSAULT")
    assert (event.modality, event.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya agreed to release the prisoners.", "AGREE"),
        ("Kenya will release the prisoners on Monday.", "AGREE"),
        ("Kenya refused to release the prisoners.", "REJECT"),
        ("Kenya demanded the release of the prisoners.", "REQUEST"),
        ("Kenya threatened to attack Uganda.", "THREATEN"),
    ],
)
def test_what_is_promised_refused_demanded_or_threatened_is_one_event(reader: Reader, text: str, kind: str) -> None:
    event, _ = only(reader, text)
    assert (event.type, event.modality, event.polarity) == (kind, "actual", "positive")


def test_a_demand_takes_mode_and_code_from_what_it_is_about(reader: Reader) -> None:
    event, _ = only(reader, "Kenya urged Uganda to release the prisoners.")
    assert (event.mode, event.cameo) == ("yield", "1053")


def test_people_killed_by_nobody_named_are_an_event_without_actors(reader: Reader) -> None:
    event, _ = only(reader, "Four people were killed in a bomb attack in Nairobi on Monday.")
    assert (event.type, event.mode, event.actors) == ("ASSAULT", "explosives", ())


@pytest.mark.parametrize(
    "text",
    [
        "Four people were killed when a bus overturned near the bridge.",
        "An earthquake killed four people in the valley.",
        "The striker shot wide in the first half of the match, and the club lost the league title.",
        "He died of a heart attack.",
        "The rain in March was heavy.",
    ],
)
def test_accidents_sport_and_figures_of_speech_are_none(reader: Reader, text: str) -> None:
    assert read(reader, text).events == ()


def test_what_somebody_says_happened_stands_on_their_word(reader: Reader) -> None:
    report = read(reader, "Uganda said that Kenya had attacked a village on Monday.")
    (event,) = report.events
    assert [one.source for one in report.statements if one.id in event.attributed_to] == [
        next(actor.id for actor in report.actors if actor.name == "Uganda")
    ]


def test_a_title_and_the_sentence_below_tell_one_event(reader: Reader) -> None:
    report = read(reader, "Kenya bombed Uganda on Monday.", "Kenya bombed Uganda")
    (event,) = report.events
    assert len([span for span in event.evidence if span.text == "bombed"]) == 2


def test_time_is_that_of_the_clause(reader: Reader) -> None:
    report = read(reader, "Kenya said on Tuesday that Uganda had attacked a village on Sunday.")
    values = {time.id: time.value for time in report.times}
    (event,) = report.events
    assert event.time is not None and values[event.time] == "2021-05-16"


def test_the_day_and_place_of_a_noun_s_own_clause_are_not_the_event_s(reader: Reader) -> None:
    report = read(
        reader, "Kenyan workers rallied on Monday against measures imposed in Uganda after a storm on 5 March."
    )
    values = {time.id: time.value for time in report.times}
    (event,) = (event for event in report.events if event.type == "PROTEST")
    assert (values.get(event.time or ""), event.place) == ("2021-05-17", None)


def test_figures_of_the_people_hit_belong_to_the_event(reader: Reader) -> None:
    report = read(reader, "Rebels killed 14 soldiers near the bridge on Monday.")
    (event,) = report.events
    assert [figure.event for figure in report.figures if figure.best == 14] == [event.id]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The law would allow the police to arrest protesters.", "hypothetical"),
        ("The envoy said that under the plan Kenya would withdraw its troops.", "hypothetical"),
        ("The law allows the police to arrest protesters.", "possible"),
        ("Attacking the army would be a mistake.", "hypothetical"),
    ],
)
def test_what_somebody_is_let_do_is_not_done(reader: Reader, text: str, modality: str) -> None:
    assert [event.modality for event in read(reader, text).events if event.type != "REJECT"] == [modality]


def test_nobody_is_counted_as_killed_in_an_event_that_is_only_thought_of(reader: Reader) -> None:
    report = read(reader, "He said executing Fields would not bring peace.")
    assert [event.modality for event in report.events] == ["hypothetical"]
    assert [(figure.measure, figure.modality) for figure in report.figures] == [("killed", "hypothetical")]


def test_what_a_noun_is_named_lends_the_next_verb_no_actor(reader: Reader) -> None:
    report = read(reader, "Rebels killed a woman named Ada Korr and injured three soldiers.")
    names = {actor.id: actor.name for actor in report.actors}
    assert [[names[one] for one in event.actors] for event in report.events] == [["Rebels"], ["Rebels"]]


def test_a_figure_without_a_day_of_its_own_has_that_of_its_event(reader: Reader) -> None:
    report = read(reader, "Rebels shelled the town for the third day on Tuesday, killing 14 soldiers.")
    (figure,) = (figure for figure in report.figures if figure.measure == "killed")
    (event,) = (event for event in report.events if event.id == figure.event)
    assert figure.time is not None and figure.time == event.time
    assert "time of its event" in figure.provenance.rule


@pytest.mark.parametrize("text", ["No soldiers were injured near the bridge.", "Rebels killed no soldiers."])
def test_nobody_hurt_is_a_negative_event(reader: Reader, text: str) -> None:
    (event,) = read(reader, text).events
    assert event.polarity == "negative"


def test_an_appeal_to_people_not_known_goes_to_no_place_named_beside_them(reader: Reader) -> None:
    event, _ = only(reader, "Kenya urged both governments to attend talks in Geneva.")
    assert (event.type, event.recipients) == ("REQUEST", ())


def test_it_in_what_a_country_says_is_the_country(reader: Reader) -> None:
    report = read(reader, "Kenya said it had halted aid to Uganda.")
    names = {actor.id: actor.name for actor in report.actors}
    assert [names[one] for event in report.events for one in event.actors] == ["Kenya"]


def test_a_place_not_in_the_clause_is_told_with_the_rule_that_found_it(reader: Reader) -> None:
    text = "Rebels attacked a convoy in Nairobi on Monday. Rebels killed four soldiers on Sunday."
    report = read(reader, text)
    first, second = report.events
    assert first.place is not None and second.place == first.place
    assert any(one.startswith("place from an event") for one in second.provenance.inputs)


def test_a_march_on_a_day_is_no_attack_on_it(reader: Reader) -> None:
    report = read(reader, "Some two thousand people marched in Tarrow on Saturday.")
    assert [event.type for event in report.events if event.type == "ASSAULT"] == []


def test_who_calls_a_deed_something_did_not_do_it(reader: Reader) -> None:
    events = reader.read(document_of("The ambassador of Kenya called the vetoes a disgrace.")).events
    assert [one.trigger.text for one in events] == []

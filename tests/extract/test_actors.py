"""Who acts and speaks in a report: names, nouns, pronouns, and what is not taken for an actor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.stage import Known
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.record import Actor
from onrecord.source.plain import document_of
from onrecord.text import Document

Read = Callable[[str], tuple[Actor, ...]]


@pytest.fixture(scope="module")
def read(annotator: SpacyAnnotator) -> Read:
    """Reads the actors of a plain text, with no places known."""

    def actors(text: str) -> tuple[Actor, ...]:
        return Actors()(Known(annotator.annotate(document_of(text)))).actors

    return actors


def called(actors: tuple[Actor, ...], name: str) -> Actor:
    """The one actor of this name."""
    found = [actor for actor in actors if actor.name == name]
    assert len(found) == 1, [actor.name for actor in actors]
    return found[0]


def wordings(actor: Actor, *levels: str) -> list[str]:
    """An actor's mentions of these levels, as worded; all where no level is given."""
    return [one.text for one in actor.mentions if not levels or one.level in levels]


def test_a_surname_is_the_person_named_in_full(read: Read) -> None:
    voss = called(read("Mira Voss opened the bridge. Voss said it was safe. Ms Voss thanked the crew."), "Mira Voss")
    assert wordings(voss, "name") == ["Mira Voss", "Voss", "Ms Voss"]
    assert (voss.kind, voss.named) == ("person", True)


def test_the_police_are_one_body_whatever_their_number(read: Read) -> None:
    actors = read("In the city, the police used tear gas. Police arrested nine. The police said they had left.")
    assert wordings(called(actors, "the police"), "nominal") == ["the police", "Police", "The police"]


def test_people_of_a_country_in_a_headline_are_not_the_country(read: Read) -> None:
    actors = read("Kenyan farmers block the bridge\n\nA storm closed the road on Friday. Nobody was hurt.\n")
    assert [(actor.name, actor.kind, actor.country) for actor in actors] == [("Kenyan farmers", "people", "KEN")]


def test_a_currency_is_no_country(read: Read) -> None:
    actors = read("The union paid a million US dollars, 3,000 Canadian dollars and 200 Swiss francs.")
    assert [actor.kind for actor in actors if actor.kind == "country"] == []


def test_two_people_of_one_surname_are_not_joined(read: Read) -> None:
    actors = read("Mira Voss opened the bridge. Jon Voss closed it. Voss said it was safe.")
    assert wordings(called(actors, "Mira Voss")) == ["Mira Voss"]
    assert wordings(called(actors, "Jon Voss")) == ["Jon Voss"]


def test_a_title_gives_role_and_sector(read: Read) -> None:
    broz = called(read("Defence Minister Hanna Broz told reporters that the bridge was closed."), "Hanna Broz")
    assert [(role.title, role.of) for role in broz.roles] == [("Defence Minister", None)]
    assert broz.sector == "GOV"
    assert wordings(broz) == ["Defence Minister Hanna Broz"]


def test_an_apposition_gives_role_and_what_it_is_a_role_of(read: Read) -> None:
    merin = called(read("Families left, according to the mayor of Port Lessen, Olga Merin."), "Olga Merin")
    assert [(role.title, role.of) for role in merin.roles] == [("mayor", "Port Lessen")]
    assert wordings(merin, "nominal") == ["the mayor"]


def test_the_office_alone_means_its_only_holder(read: Read) -> None:
    renn = called(read("They marched to the governor. The governor, Paul Renn, promised shelters."), "Paul Renn")
    assert wordings(renn, "nominal") == ["the governor", "The governor"]


def test_a_deputy_is_not_the_minister(read: Read) -> None:
    actors = read("The deputy minister, Ana Feld, opened the bridge. The minister closed it on Monday.")
    assert "The minister" not in wordings(called(actors, "Ana Feld"))


def test_an_acronym_is_one_with_its_expansion(read: Read) -> None:
    front = called(
        read("The Coastal Defence Front (CDF) rejected the plan. The CDF said it would not sign."),
        "Coastal Defence Front",
    )
    assert wordings(front, "name") == ["The Coastal Defence Front", "CDF", "The CDF"]


def test_what_a_report_calls_an_armed_group_is_one(read: Read) -> None:
    front = called(
        read("The Sennet Island Front, an armed group, rejected the plan. The group said so in a statement."),
        "Sennet Island Front",
    )
    assert front.kind == "armed_group"
    assert wordings(front, "nominal") == ["an armed group", "The group"]


def test_a_countrys_forces_are_an_actor_of_their_own_with_its_country(read: Read) -> None:
    actors = read("Norwegian forces crossed the bridge on Monday, officials said.")
    forces = called(actors, "Norwegian forces")
    assert (forces.kind, forces.country, forces.sector) == ("organization", "NOR", "MIL")


def test_a_capital_that_speaks_stands_for_its_country(read: Read) -> None:
    norway = called(read("Oslo rejected the plan on Monday. Norway will send an envoy."), "Norway")
    assert wordings(norway) == ["Oslo", "Norway"]
    assert norway.country == "NOR"


def test_a_country_and_its_government_are_one(read: Read) -> None:
    norway = called(read("Norway signed. The Norwegian government said so on Monday."), "Norway")
    assert "The Norwegian government" in wordings(norway, "nominal")


def test_a_country_where_something_happens_is_no_actor(read: Read) -> None:
    assert read("It rained in Norway on Monday.") == ()


def test_a_country_that_no_table_knows_is_found_by_its_ministry(read: Read) -> None:
    actors = read("Maradal's defence ministry denied it. Maradal closed the strait.")
    assert called(actors, "Maradal").kind == "country"
    assert called(actors, "Maradal's defence ministry").sector == "MIL"


def test_a_ministry_is_taken_up_where_it_is_the_only_one(read: Read) -> None:
    text = "The Kestovian interior ministry put the number at 112. The ministry gave no names."
    assert wordings(called(read(text), "Kestovian interior ministry")) == [
        "The Kestovian interior ministry",
        "The ministry",
    ]


def test_of_two_ministries_none_is_taken_up(read: Read) -> None:
    text = "The health ministry spoke of 12. The interior ministry spoke of 19. The ministry gave no names."
    actors = read(text)
    assert wordings(called(actors, "The health ministry")) == ["The health ministry"]
    assert wordings(called(actors, "The interior ministry")) == ["The interior ministry"]


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("A senior official said the bridge was closed.", "A senior official", "official_political"),
        ("A police officer said the bridge was closed.", "A police officer", "official_non_political"),
        ("Residents said the bridge was closed.", "Residents", "unofficial"),
        ("A source said the bridge was closed.", "A source", "anonymous"),
        ("A source in the foreign ministry said so.", "A source in the foreign ministry", "official_political"),
        ("A person who asked not to be named said the bridge was closed.", "A person", "anonymous"),
    ],
)
def test_a_source_without_a_name_has_a_class(read: Read, text: str, name: str, source: str) -> None:
    found = called(read(text), name)
    assert found.source_class == source
    assert not found.named


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Maria, who gave only her first name, said the bridge was closed.", "Maria", "partially_anonymous"),
        ("Maria, which is not her real name, said the bridge was closed.", "Maria", "partially_anonymous"),
        ("A baker identified only as Maria said the bridge was closed.", "A baker", "partially_anonymous"),
        ("A fighter who goes by the name of Grey said the bridge was closed.", "A fighter", "partially_anonymous"),
        ("Maria, who gave only her word, said the bridge was closed.", "Maria", None),
        ("Ann Boyd, known only as Ann to her friends, said the bridge was closed.", "Ann Boyd", None),
    ],
)
def test_a_part_of_a_name_is_partial_anonymity(read: Read, text: str, name: str, source: str | None) -> None:
    assert called(read(text), name).source_class == source


def test_a_body_is_taken_up_by_a_noun_of_its_sort_only(read: Read) -> None:
    actors = read("The Kestovian Defence Ministry denied it. A ship had sunk, the state news agency reported.")
    assert wordings(called(actors, "Kestovian Defence Ministry")) == ["The Kestovian Defence Ministry"]
    assert called(actors, "the state news agency").sector == "JRN"


def test_the_name_right_behind_a_noun_is_the_noun_s(read: Read) -> None:
    actors = read("The army had left, the state news agency TASS reported.")
    assert wordings(called(actors, "TASS")) == ["the state news agency", "TASS"]


def test_a_state_that_is_no_more_is_not_the_one_after_it(read: Read) -> None:
    actors = read("The Soviet Union had built the harbour. The Russian government denied that on Monday.")
    assert [(one.name, one.country) for one in actors if one.kind == "country"] == [
        ("Soviet Union", None),
        ("Russia", "RUS"),
    ]


def test_a_former_state_where_something_happened_is_no_actor(read: Read) -> None:
    assert not [one for one in read("The bridge was built in the Soviet Union in 1960.") if one.kind == "country"]


def test_people_of_a_country_are_no_country(read: Read) -> None:
    nationalists = called(read("Kenyan nationalists fired on the harbour on Monday."), "Kenyan nationalists")
    assert (nationalists.kind, nationalists.country) == ("people", "KEN")


def test_one_of_a_group_is_somebody(read: Read) -> None:
    one = called(read("Two officials met the mayor. One of the officials said it was late."), "One of the officials")
    assert (one.kind, one.source_class) == ("unnamed_official", "official_political")


def test_only_what_can_speak_has_a_source_class(read: Read) -> None:
    assert called(read("Police arrested five people."), "five people").source_class is None


def test_the_wounded_are_people(read: Read) -> None:
    wounded = called(read("Nurses took the wounded to a hospital."), "the wounded")
    assert (wounded.kind, wordings(wounded)) == ("people", ["the wounded"])


def test_nobody_is_nobody(read: Read) -> None:
    assert read("No civilians were hurt.") == ()


def test_a_headline_in_capitals_names_whom_the_report_names(read: Read) -> None:
    text = "KESTOVIA CLOSES THE STRAIT\n\nKestovia has closed the strait. Kestovia's navy said so on Monday."
    assert wordings(called(read(text), "Kestovia"))[:2] == ["KESTOVIA", "Kestovia"]


def test_a_credit_is_nobody(read: Read) -> None:
    text = "The bridge at Tal.\n\nThe mayor opened the bridge on Monday. [Piet Maas / Strait Wire]"
    assert "Piet Maas" not in [actor.name for actor in read(text)]


def test_a_relative_pronoun_is_what_its_clause_describes(read: Read) -> None:
    osk = called(read('"We will strike," said Karin Osk, who heads the union.'), "Karin Osk")
    assert wordings(osk, "pronoun") == ["who"]


def test_the_agency_of_the_dateline_is_the_publisher_where_the_report_speaks_of_it(read: Read) -> None:
    text = "Bridge closed\n\nBRENNA, 19 May (Strait Wire) - The mayor told Strait Wire that the bridge was closed."
    publisher = called(read(text), "Strait Wire")
    assert publisher.kind == "publisher"
    assert len(publisher.mentions) == 2


def test_the_outlet_is_the_publisher(annotator: SpacyAnnotator) -> None:
    document = Document("The mayor told the Dalmora Post that the bridge was closed.", outlet="Dalmora Post")
    actors = Actors()(Known(annotator.annotate(document))).actors
    assert called(actors, "Dalmora Post").kind == "publisher"


def test_the_agency_of_the_dateline_alone_is_no_actor(read: Read) -> None:
    text = "Bridge closed\n\nBRENNA, 19 May (Strait Wire) - The mayor said that the bridge was closed."
    assert [actor.name for actor in read(text)] == ["The mayor"]


def test_provenance_names_rules_and_entries(read: Read) -> None:
    feld = called(read("The mayor, Ana Feld, opened the bridge. She thanked the crew."), "Ana Feld")
    assert "actors/roles/mayor" in feld.provenance.inputs
    assert "in apposition to the name" in feld.provenance.rule


def test_ids_follow_the_text_and_every_mention_lies_in_it(annotator: SpacyAnnotator, samples: dict[str, str]) -> None:
    for text in samples.values():
        document: Document = document_of(text)
        actors = Actors()(Known(annotator.annotate(document))).actors
        assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
        firsts = [actor.mentions[0].start for actor in actors]
        assert firsts == sorted(firsts)
        for actor in actors:
            assert all(document.text[one.start : one.end] == one.text for one in actor.mentions)


def test_no_two_actors_have_the_same_mention(annotator: SpacyAnnotator, samples: dict[str, str]) -> None:
    for text in samples.values():
        actors = Actors()(Known(annotator.annotate(document_of(text)))).actors
        places = [(one.start, one.end) for actor in actors for one in actor.mentions]
        assert len(places) == len(set(places))


def test_a_title_before_a_name_is_that_persons(read: Read) -> None:
    feld = called(read("They met Foreign Minister of Norway Ana Feld on Monday."), "Ana Feld")
    assert [(role.title, role.of) for role in feld.roles] == [("Foreign Minister", "Norway")]


def test_a_school_where_something_is_is_no_actor(read: Read) -> None:
    assert [actor.name for actor in read("The crew opened a school. The school thanked the crew.")] == [
        "The crew",
        "The school",
    ]


def test_who_belongs_where_they_stand_has_its_country_and_guests_have_none(read: Read) -> None:
    for text, country in (
        ("Protesters in Kenya blocked a road.", "KEN"),
        ("A court in Norway jailed a man.", "NOR"),
        ("Tourists in Peru told the mayor that the bridge was closed.", None),
    ):
        assert read(text)[0].country == country


def test_a_leaders_country_is_said_where_the_report_gives_none(read: Read) -> None:
    assert called(read("Kim Jong-un opened the bridge. Kim said it was safe."), "Kim Jong-un").country == "PRK"
    assert called(read("Current Prime Minister Theresa May is to open the bridge."), "Theresa May").country == "GBR"
    assert called(read("Michelle Voss opened the bridge."), "Michelle Voss").country is None


def test_new_jersey_is_not_jersey(read: Read) -> None:
    assert read("The New Jersey Governor told reporters that the bridge was closed.")[0].country is None
    assert read("The New Zealand prime minister told reporters that the bridge was closed.")[0].country == "NZL"


def test_a_relative_pronoun_takes_nothing_from_those_behind_it(read: Read) -> None:
    actors = read("The raid, for which the guards were praised, ended on Monday. Nobody knew which guards had slept.")
    assert wordings(called(actors, "the guards")) == ["the guards"]


def test_a_stance_is_nothing_to_have_a_role_in(read: Read) -> None:
    boyd = called(read("Pro-Kenyan lawmaker Ann Boyd was arrested on Monday."), "Ann Boyd")
    assert ([role.of for role in boyd.roles], boyd.country) == ([None], None)


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("The pro-Kenyan rebels", None, "REB"),
        ("The Kenya-backed rebels", None, "REB"),
        ("The anti-government rebels", None, "REB"),
        ("The pro-Kenyan government", None, "GOV"),
        ("The Kenyan rebels", "KEN", "REB"),
        ("The Kenya-based rebels", "KEN", "REB"),
    ],
)
def test_whose_side_somebody_takes_is_not_where_he_is_from(
    read: Read, phrase: str, country: str | None, sector: str
) -> None:
    actor = called(read(f"{phrase} said on Monday that it rained."), phrase)
    assert (actor.country, actor.sector) == (country, sector)

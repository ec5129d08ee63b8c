"""Pronouns go to the one actor they can mean, or to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.stage import Known
from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of

Meant = Callable[[str, str], str | None]


@pytest.fixture(scope="module")
def meant(annotator: SpacyAnnotator) -> Meant:
    """The name of the actor whom a pronoun stands for."""

    def name(text: str, pronoun: str) -> str | None:
        actors = Actors()(Known(annotator.annotate(document_of(text)))).actors
        holders = [actor.name for actor in actors if any(one.text == pronoun for one in actor.mentions)]
        assert len(holders) <= 1
        return holders[0] if holders else None

    return name


def test_the_only_person_before(meant: Meant) -> None:
    assert meant("The mayor, Ana Feld, opened the bridge. She thanked the crew.", "She") == "Ana Feld"


def test_of_two_people_none(meant: Meant) -> None:
    assert meant("Ana Feld met Rosa Illin at the bridge. She thanked the crew.", "She") is None


def test_an_address_keeps_the_other_gender_out(meant: Meant) -> None:
    assert meant("Ms Feld met Mr Illin at the bridge. He thanked the crew.", "He") == "Illin"


def test_the_last_speaker_speaks_on(meant: Meant) -> None:
    text = "Ana Feld said that Rosa Illin had closed the bridge. The water was too high. It was safe, she said."
    assert meant(text, "she") == "Ana Feld"


def test_a_person_in_what_is_said_is_not_the_speaker(meant: Meant) -> None:
    text = "Two men showed our nurse the marks, she said."
    assert meant(text, "she") is None


def test_nobody_named_nobody_meant(meant: Meant) -> None:
    assert meant("The bridge was closed. He thanked the crew.", "He") is None


def test_a_pronoun_in_a_quotation_is_not_its_speaker(meant: Meant) -> None:
    assert meant('"She was late," Ana Feld said of the engineer.', "She") is None
    assert meant('Ana Feld opened the bridge. "She was late," the engineer wrote.', "She") == "Ana Feld"


def test_a_pronoun_in_a_quotation_of_two_whom_it_can_mean_is_left_alone(meant: Meant) -> None:
    assert meant('Ana Feld met Rosa Illin. "She was late," the engineer wrote.', "She") is None


def test_a_given_name_keeps_the_other_gender_out(meant: Meant) -> None:
    assert meant("Maria Feld met Peter Illin at the bridge. He thanked the crew.", "He") == "Peter Illin"


def test_what_a_subject_owns_and_thinks_is_told_with_its_pronoun(meant: Meant) -> None:
    assert meant("The harbour union said on Monday that it would strike.", "it") == "The harbour union"
    assert meant("The dockers left the bridge on Monday before they saw the ship.", "they") == "The dockers"
    assert meant("Soldiers threw their helmets into the river.", "their") == "Soldiers"


def test_an_object_is_not_the_subject_of_its_own_verb(meant: Meant) -> None:
    assert meant("The dockers met them at the bridge.", "them") is None
    assert meant("The bridge was closed. The dockers blamed the rules for denying them work.", "them") is None


def test_things_can_be_meant_by_they_too(meant: Meant) -> None:
    assert meant("Dockers moved the crates to the bridge, where rain ruined their labels.", "their") is None


def test_the_subject_of_the_sentence_before_goes_on(meant: Meant) -> None:
    assert meant("The dockers met at the bridge on Monday. They voted for a strike.", "They") == "The dockers"
    assert meant("The dockers met the sailors on Monday. They voted for a strike.", "They") is None


def test_an_unnamed_speaker_beside_somebody_named_may_speak_of_either(meant: Meant) -> None:
    assert meant("Peter Illin left the bridge on Monday. A neighbour said he was tired.", "he") is None


def test_the_only_person_so_far_is_meant_from_afar(meant: Meant) -> None:
    text = "Ana Feld runs the ferry. It leaves at noon. The river was high. Rain fell. Ice came. Then she stopped it."
    assert meant(text, "she") == "Ana Feld"


def test_a_surname_that_is_a_place_too_is_the_person_whom_the_report_names_in_full(meant: Meant) -> None:
    text = "Maria Paris runs the ferry. Paris said on Monday that she was tired."
    assert meant(text, "she") == "Maria Paris"


def test_one_person_is_not_both_he_and_she(meant: Meant) -> None:
    text = "Kim Feld opened the bridge. He thanked the crew.\n\nKim Feld closed the bridge. She thanked the crew."
    assert meant(text, "He") is None or meant(text, "She") is None


def test_who_adds_something_is_nobody_named_in_it(meant: Meant) -> None:
    text = "Some stones were thrown, witnesses said. One of them was hit when soldiers came, they added."
    assert meant(text, "they") == "witnesses"
    assert meant("The bridge was closed. A man fell when soldiers came, they added.", "they") is None
    assert meant("The bridge was closed. A man fell when Peter Illin came, he added.", "he") is None


def test_of_a_country_reports_say_it(meant: Meant) -> None:
    assert meant("Kenya said it would open the border.", "it") == "Kenya"
    assert meant("Kenya has repelled their attack.", "their") is None


def test_a_noun_takes_up_who_is_called_so_before_who_might_be(meant: Meant) -> None:
    text = (
        "The Anvar News Agency reported losses. Water rose in Tarrow. The bridge fell. "
        "Boats of the Ferry Company were seen on the river. The agency counted them."
    )
    assert meant(text, "The agency") == "Anvar News Agency"


def test_nobody_accuses_himself_by_a_pronoun(reader: Reader) -> None:
    text = "Prime Minister Paul Renn spoke on Sunday. The party's leader, Jon Ferrel, accused him of shelling homes."
    report = reader.read(document_of(text))
    (spoken,) = [one for one in report.statements if one.kind == "accusation"]
    names = {actor.id: actor.name for actor in report.actors}
    assert (names.get(spoken.source or ""), [names[one] for one in spoken.addressees]) == ("Jon Ferrel", ["Paul Renn"])

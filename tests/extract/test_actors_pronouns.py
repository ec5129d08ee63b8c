"""Pronouns go to the one person they can mean, or to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.stage import Known
from onrecord.language.spacy_adapter import SpacyAnnotator
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


def test_pronouns_in_quotations_are_left_alone(meant: Meant) -> None:
    assert meant('Ana Feld opened the bridge. "She was late," the engineer wrote.', "She") is None


def test_one_person_is_not_both_he_and_she(meant: Meant) -> None:
    text = "Kim Feld opened the bridge. He thanked the crew.\n\nKim Feld closed the bridge. She thanked the crew."
    assert meant(text, "He") is None or meant(text, "She") is None

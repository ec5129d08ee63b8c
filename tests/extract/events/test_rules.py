"""The rules, the ontology and what they promise each other."""

import pytest

from onrecord.errors import LexiconError
from onrecord.extract.events.codes import code_of, codes, contexts_of, types
from onrecord.extract.events.matters import matters
from onrecord.extract.events.rules import Wording, rules, type_of
from onrecord.extract.word_classes import words_of
from onrecord.record import EVENT_TYPES

WORDINGS: list[Wording] = [
    one for table in (rules().verbs, rules().nouns) for listed in table.values() for one in listed
]


def test_every_type_has_rules_and_stands_in_the_ontology() -> None:
    assert {one.type for one in WORDINGS} == set(EVENT_TYPES) == set(types())


def test_rules_name_modes_codes_and_classes_that_exist() -> None:
    for one in WORDINGS:
        assert one.rule.mode is None or one.rule.mode in types()[one.type].modes, one.rule.key
        assert one.rule.cameo is None or one.rule.cameo in codes(), one.rule.key
        for term in (*one.rule.object, *one.rule.subject, *one.rule.about, *one.rule.unless):
            assert term == "@somebody" or words_of(term), one.rule.key


def test_codes_name_types_and_modes_that_exist() -> None:
    for number, code in codes().items():
        assert code.mode is None or code.mode in types()[code.type].modes, number


def test_the_usual_code_of_every_mode_is_in_the_map() -> None:
    for name, one in types().items():
        assert {one.cameo, *(mode.cameo for mode in one.modes.values())} <= set(codes()), name


def test_matters_give_modes_and_codes_that_exist() -> None:
    for matter in matters():
        for kind, (mode, cameo) in matter.codes.items():
            assert mode is None or mode in types()[kind].modes, matter.id
            assert cameo in codes(), matter.id


def test_an_unknown_type_or_class_is_refused() -> None:
    with pytest.raises(LexiconError, match="FIGHT is not one of"):
        type_of("rules/en/events/fight")
    with pytest.raises(LexiconError, match="no class 'nothing'"):
        words_of("@nothing")


def test_the_code_follows_type_and_mode() -> None:
    assert code_of("ASSAULT", "aerial") == "195"
    assert code_of("ASSAULT", None) == "190"
    assert "military" in contexts_of("195")
    assert contexts_of("999") == ()

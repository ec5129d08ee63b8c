"""Finding a record again among others that begin with the same characters."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from onrecord.record import Place, Provenance, Statement
from onrecord.store.matching import Target, matched, target_of
from onrecord.text import Span

MADE = Provenance("made up", "written for the test")
TEXT = "The mayor said and the guard said that the bridge fell."
CONTENT = Span(35, 54, TEXT[35:54])


def said(local: str, start: int) -> Statement:
    """A statement whose content all share; its cue stands at `start`."""
    cue = Span(start, start + 4, TEXT[start : start + 4])
    return Statement(local, None, None, cue, (CONTENT,), "indirect", "assertion", (), (), None, None, MADE)


MAYOR, GUARD = said("s1", 10), said("s2", 29)


def test_the_other_spans_tell_records_apart_whatever_they_are_numbered() -> None:
    target = target_of(GUARD, [MAYOR, GUARD])
    assert matched([MAYOR, GUARD], target) == "s2"
    assert matched([replace(MAYOR, id="s2"), replace(GUARD, id="s3")], target) == "s3"
    assert matched([replace(GUARD, id="s1"), replace(MAYOR, id="s2")], target) == "s1"


def test_records_with_all_their_spans_in_common_are_told_by_their_order() -> None:
    twins = [replace(MAYOR, id=f"s{number}") for number in (9, 10, 11)]
    target = target_of(twins[1], twins)
    assert (target.twin, target.twins) == (1, 3)
    later = [replace(one, id=f"s{number}") for one, number in zip(twins, (8, 12, 20), strict=True)]
    assert matched(later, target) == "s12"
    # One of them is not read any more: which one was meant cannot be told.
    assert matched(later[:2], target) is None
    assert matched(twins[:2], target) == "s10"


def test_what_a_person_added_has_its_id_for_good() -> None:
    added = replace(GUARD, id="xs77")
    target = target_of(added, [MAYOR, GUARD, added])
    assert matched([MAYOR, GUARD, added], target) == "xs77"
    assert matched([replace(MAYOR, id="s5"), replace(GUARD, id="s6")], target) == "s6"


def test_targets_of_older_stores_go_by_the_id_among_equals() -> None:
    old = msgspec.json.decode(b'{"local":"s2","start":35,"end":54,"text":"x"}', type=Target)
    assert matched([MAYOR, GUARD], old) == "s2"
    assert matched([replace(MAYOR, id="s5"), replace(GUARD, id="s6")], old) is None


def test_nothing_near_is_nothing() -> None:
    place = Place("p1", "Tal", None, None, None, None, None, None, None, (Span(0, 3, "The"),), MADE)
    assert matched([place], target_of(MAYOR, [MAYOR])) is None
    assert matched([], target_of(MAYOR)) is None

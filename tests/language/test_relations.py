"""ClearNLP relations turned into Universal Dependencies, on arcs made by hand."""

from __future__ import annotations

from onrecord.language.relations import Arc, universal


def turned(*words: tuple[str, int, str, str]) -> list[Arc]:
    """The arcs of words given as (tag, head, relation, part of speech)."""
    tags, heads, relations, pos = zip(*words, strict=True)
    return universal(heads, relations, pos, tags)


def test_a_preposition_becomes_the_case_of_its_noun() -> None:
    # met in Tal
    found = turned(("VBD", 0, "ROOT", "VERB"), ("IN", 0, "prep", "ADP"), ("NNP", 1, "pobj", "PROPN"))
    assert found == [Arc(0, "root"), Arc(2, "case"), Arc(0, "obl")]


def test_a_preposition_under_a_noun_gives_a_nominal_modifier() -> None:
    # mayor of Tal
    found = turned(("NN", 0, "ROOT", "NOUN"), ("IN", 0, "prep", "ADP"), ("NNP", 1, "pobj", "PROPN"))
    assert found[2] == Arc(0, "nmod")


def test_an_agent_keeps_its_role() -> None:
    # built by workers
    found = turned(("VBN", 0, "ROOT", "VERB"), ("IN", 0, "agent", "ADP"), ("NNS", 1, "pobj", "NOUN"))
    assert found[2] == Arc(0, "obl:agent")


def test_a_preposition_before_a_clause_becomes_its_mark() -> None:
    # left without paying
    found = turned(("VBD", 0, "ROOT", "VERB"), ("IN", 0, "prep", "ADP"), ("VBG", 1, "pcomp", "VERB"))
    assert found == [Arc(0, "root"), Arc(2, "mark"), Arc(0, "advcl")]


def test_a_fixed_preposition_holds_together() -> None:
    # closed because of rain
    found = turned(
        ("VBD", 0, "ROOT", "VERB"), ("IN", 0, "prep", "SCONJ"), ("IN", 1, "pcomp", "ADP"), ("NN", 1, "pobj", "NOUN")
    )
    assert found == [Arc(0, "root"), Arc(3, "case"), Arc(1, "fixed"), Arc(0, "obl")]


def test_a_preposition_within_a_preposition() -> None:
    # came from behind walls
    found = turned(
        ("VBD", 0, "ROOT", "VERB"), ("IN", 0, "prep", "ADP"), ("IN", 1, "prep", "ADP"), ("NNS", 2, "pobj", "NOUN")
    )
    assert found == [Arc(0, "root"), Arc(3, "case"), Arc(3, "case"), Arc(0, "obl")]


def test_conjuncts_hang_from_the_first_with_their_conjunction() -> None:
    # boats , nets and ropes
    found = turned(
        ("NNS", 0, "ROOT", "NOUN"), (",", 0, "punct", "PUNCT"), ("NNS", 0, "conj", "NOUN"), ("CC", 2, "cc", "CCONJ"),
        ("NNS", 2, "conj", "NOUN"),
    )  # fmt: skip
    assert found == [Arc(0, "root"), Arc(0, "punct"), Arc(0, "conj"), Arc(4, "cc"), Arc(0, "conj")]


def test_conjoined_prepositions_join_their_nouns() -> None:
    # met in Tal and in Kor
    found = turned(
        ("VBD", 0, "ROOT", "VERB"), ("IN", 0, "prep", "ADP"), ("NNP", 1, "pobj", "PROPN"), ("CC", 1, "cc", "CCONJ"),
        ("IN", 1, "conj", "ADP"), ("NNP", 4, "pobj", "PROPN"),
    )  # fmt: skip
    assert found[2] == Arc(0, "obl")
    assert found[5] == Arc(2, "conj")
    assert found[4] == Arc(5, "case")
    assert found[3] == Arc(5, "cc")


def test_the_infinitive_mark_is_no_auxiliary() -> None:
    # wants to go
    found = turned(("VBZ", 0, "ROOT", "VERB"), ("TO", 2, "aux", "PART"), ("VB", 0, "xcomp", "VERB"))
    assert found[1] == Arc(2, "mark")

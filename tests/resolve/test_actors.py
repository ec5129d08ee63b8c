"""The same actor across reports."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest

from onrecord.record import Actor, Mention, Provenance, Report, ReportText, Role
from onrecord.resolve.actors import actor_clusters
from onrecord.resolve.identity import ActorForm, forms_of, standing
from onrecord.resolve.judged import Judged
from onrecord.resolve.names import acronym_of, is_common, name_words, owner_and_rest, person_words, stem

FOUND = Provenance("actors", "made for a test")


def actor(name: str, kind: str = "organization", *, country: str | None = None, **given: object) -> Actor:
    mentions = given.pop("mentions", (name,))
    assert isinstance(mentions, tuple)
    return Actor(
        id=str(given.pop("id", "a1")),
        name=name,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        sector=None,
        roles=given.pop("roles", ()),  # type: ignore[arg-type]
        named=bool(given.pop("named", True)),
        mentions=tuple(Mention(0, len(text), text, "name") for text in mentions),
        provenance=Provenance("actors", "made for a test", 1, given.pop("inputs", ())),  # type: ignore[arg-type]
    )


def form(one: Actor, *others: Actor, report: str = "r1") -> ActorForm | None:
    """The form of an actor in a report with these others."""
    return forms_of(Report(report=ReportText(report, "sha256:0", ""), actors=(one, *others))).get(one.id)


def together(*actors: Actor) -> list[list[str]]:
    """The names of each actor's cluster, where every actor is of a report of its own."""
    forms = [found for number, one in enumerate(actors) if (found := form(one, report=f"r{number}")) is not None]
    clusters = actor_clusters(Counter(forms), Judged())
    return sorted(sorted(one.label for one in cluster.forms) for cluster in clusters)


def minister(name: str, of: str | None, country: str | None = None) -> Actor:
    return actor(name, "person", country=country, roles=(Role("foreign minister", of),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour Guards' Union", ("harbor", "guards", "union")),
        ("Kestovia’s Ministry of Défence", ("kestovia", "ministry", "defense")),
        ("U.N. Children's Fund", ("un", "children", "fund")),
    ],
)
def test_names_have_one_spelling(text: str, words: tuple[str, ...]) -> None:
    assert name_words(text) == words


def test_initials_and_suffixes_are_no_names() -> None:
    assert person_words("Samuel J. Orrin Jr.") == (("samuel", "orrin"), ("j",))


def test_acronyms_with_and_without_points() -> None:
    assert [acronym_of(text) for text in ("S.I.F.", "SIF", "Sif", "A")] == ["sif", "sif", None, None]


def test_the_country_is_told_from_the_rest_of_a_name() -> None:
    owners: dict[tuple[str, ...], str] = {("kestovian",): "kestovia", ("mexico",): "MEX"}
    assert owner_and_rest(("kestovian", "health", "ministry"), owners) == ("kestovia", ("health", "ministry"))
    assert owner_and_rest(("new", "mexico", "guard"), owners) == (None, ("new", "mexico", "guard"))


def test_bodies_that_any_country_has() -> None:
    assert is_common(("health", "ministry"))
    assert not is_common(("open", "ledger"))


def test_stems_put_aside_number_and_tense() -> None:
    assert {stem(word) for word in ("shelled", "shelling", "shells")} == {"shell"}
    assert {stem(word) for word in ("stopped", "stopping", "stops")} == {"stop"}


def test_a_ministry_needs_its_country() -> None:
    kestovia = actor("Kestovia", "country", id="a2", mentions=("Kestovia", "Kestovian"))
    one = form(actor("Kestovian health ministry"), kestovia)
    other = form(actor("Ministry of Health of Kestovia"), kestovia, report="r2")
    assert one is not None
    assert other is not None
    assert (one.name, one.owner) == (other.name, other.owner) == (("health", "ministry"), "kestovia")
    assert together(actor("health ministry"), actor("health ministry")) == [["health ministry"], ["health ministry"]]
    assert together(actor("health ministry", country="KEN"), actor("Health Ministry", country="UGA")) == [
        ["Health Ministry"],
        ["health ministry"],
    ]


def test_a_surname_goes_with_a_full_name_of_the_same_office() -> None:
    assert together(minister("Samuel Orrin", "Nerith"), minister("Orrin", "Nerith")) == [["Orrin", "Samuel Orrin"]]
    assert together(minister("Samuel Orrin", "Nerith"), minister("Orrin", "Quorra")) == [["Orrin"], ["Samuel Orrin"]]
    assert together(minister("Samuel Orrin", "Nerith"), actor("Orrin", "person")) == [["Orrin"], ["Samuel Orrin"]]


def test_a_surname_that_two_holders_share_goes_with_neither() -> None:
    found = together(minister("Samuel Orrin", "Nerith"), minister("Dana Orrin", "Nerith"), minister("Orrin", "Nerith"))
    assert found == [["Dana Orrin"], ["Orrin"], ["Samuel Orrin"]]


def test_full_names_of_two_countries_are_two_people() -> None:
    found = together(minister("Ana Feld", None, "KEN"), minister("Ana Feld", None, "UGA"), actor("Ana Feld", "person"))
    assert found == [["Ana Feld"]] * 3
    assert together(minister("Ana Feld", None, "KEN"), actor("Ana Feld", "person")) == [["Ana Feld"] * 2]


def test_initials_that_differ_are_two_people() -> None:
    assert together(actor("Ana B. Feld", "person"), actor("Ana C. Feld", "person")) == [
        ["Ana B. Feld"],
        ["Ana C. Feld"],
    ]


def test_an_acronym_goes_with_the_name_that_a_report_spells_out() -> None:
    spelled = actor("Sennet Island Front", mentions=("Sennet Island Front", "SIF"))
    assert together(spelled, actor("SIF")) == [["SIF", "Sennet Island Front"]]
    assert together(actor("Sennet Island Front"), actor("SIF")) == [["SIF"], ["Sennet Island Front"]]
    other = actor("Strait Insurance Fund", mentions=("Strait Insurance Fund", "SIF"))
    assert ["SIF"] in together(spelled, other, actor("SIF"))


def test_entries_of_the_lexicon_are_one_body_under_any_name() -> None:
    key = ("actors/igo/World Food Programme",)
    assert together(actor("WFP", inputs=key), actor("World Food Program", inputs=key)) == [
        ["WFP", "World Food Program"]
    ]


def test_who_is_not_named_has_no_form() -> None:
    assert form(actor("two officials", "people", named=False)) is None
    assert form(actor("the ministry", named=False)) is None


def test_a_record_s_standing_says_what_its_form_says() -> None:
    found = form(minister("Orrin", "Nerith"))
    assert found is not None
    assert standing(found) == (0.7, ("called 'Orrin'", "read as a person", "foreign minister of nerith"))


def test_what_is_judged_apart_leaves_the_others_together() -> None:
    """Whichever of five records of one name leave, they are one actor and the rest another."""
    plain = form(actor("Open Ledger"))
    assert plain is not None
    items = [f"r{number}:a1" for number in range(5)]
    counts = {plain.for_record(item): 1 for item in items}
    for size in (1, 2, 3):
        for leaving in combinations(items, size):
            staying = [item for item in items if item not in leaving]
            pairs = frozenset((min(pair), max(pair)) for pair in product(leaving, staying))
            found = actor_clusters(counts, Judged(different=pairs))
            assert {frozenset(one.alone for one in cluster.forms) for cluster in found} == {
                frozenset(leaving), frozenset(staying)
            }  # fmt: skip


def test_judgements_come_before_names() -> None:
    one, other = (form(actor("Open Ledger"), report=name) for name in ("r1", "r2"))
    assert one is not None
    assert other is not None
    left, right = one.for_record("r1:a1"), other.for_record("r2:a1")
    counts = {one: 5, left: 1, right: 1}
    apart = actor_clusters(counts, Judged(different=frozenset({("r1:a1", "r2:a1")})))
    assert sorted(len(cluster.forms) for cluster in apart) == [1, 2]
    stranger = form(actor("Brenna Institute"), report="r3")
    assert stranger is not None
    counts = {left: 1, stranger.for_record("r3:a1"): 1}
    assert len(actor_clusters(counts, Judged())) == 2
    assert len(actor_clusters(counts, Judged(same=frozenset({("r1:a1", "r3:a1")})))) == 1


def test_a_judgement_stands_above_whose_they_are_said_to_be() -> None:
    one, other = form(minister("Orrin", "Nerith")), form(minister("Varga", "Quorra"), report="r2")
    assert one is not None
    assert other is not None
    left, right = one.for_record("r1:a1"), other.for_record("r2:a1")
    (found,) = actor_clusters({left: 1, right: 1}, Judged(same=frozenset({("r1:a1", "r2:a1")})))
    assert set(found.forms) == {left, right}

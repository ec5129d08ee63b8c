"""How many a release says, by the rules its coders went by; on invented releases."""

import pytest

from eval.isaf_toll import number_of, toll
from onrecord.record import Counted, Figure, PartRecord, Provenance, Report, ReportText
from tests.eval.made import figure, report, span

KILLED = frozenset({"killed"})


def killed(text: str, words: str, number: int | None = None, **fields: object) -> Figure:
    given: dict[str, object] = {"low": number, "best": number, "high": number, "measure": "killed", **fields}
    counted = given.pop("of", "men")
    return figure(f"f{text.index(words)}", span(text, words), counted=Counted(str(counted), None, None), **given)


def told(text: str, *figures: Figure) -> float:
    return toll(report(text, figures=figures), KILLED)


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"low": 10, "bound": "more_than"}, 11),
        ({"low": 10, "best": 12, "high": 14, "bound": "between"}, 10),
        ({"high": 9, "bound": "up_to"}, 9),
        ({"bound": "vague", "wording": "Several"}, 3),
        ({"bound": "vague", "wording": "numerous men"}, 4),
        ({"bound": "vague", "wording": "dozens"}, 3),
        ({"low": 0, "best": 0, "high": 0}, 0),
        ({}, 0),
    ],
)
def test_the_least_number_that_a_wording_allows(fields: dict[str, object], number: int) -> None:
    assert number_of(figure("f1", span("x", "x"), **fields)) == number


def test_only_what_is_asserted_of_the_people_coded_and_no_part_counts() -> None:
    text = "12 died, 3 of them brothers. 5 are feared dead. 7 did not die. 2 villagers died. 9 died since June."
    assert told(text, killed(text, "12", 12)) == 12
    assert told(text, killed(text, "3", 3, part_of="f0")) == 0
    assert told(text, killed(text, "3", 3, scope="part")) == 0
    assert told(text, killed(text, "5", 5, modality="possible")) == 0
    assert told(text, killed(text, "7", 7, polarity="negative")) == 0
    assert told(text, killed(text, "2 villagers", 2, of="villagers")) == 0
    assert told(text, killed(text, "9", 9)) == 0
    assert told(text, killed(text, "12", 12, measure="injured")) == 0
    assert told(text) == 0


def test_a_group_told_again_counts_once_and_added_ones_count() -> None:
    text = "Four men died. The four died at noon. Two others also died. Two more died later."
    four, again = killed(text, "Four", 4), killed(text, "four", 4)
    assert told(text, four, again) == 4
    assert told(text, four, again, killed(text, "Two others", 2)) == 6
    both = (killed(text, "Two others", 2, scope="increment"), killed(text, "Two more", 2, scope="increment"))
    assert told(text, four, *both) == 8


def test_what_the_lead_gives_vaguely_the_body_gives_exactly() -> None:
    text = "Several men died. Five were shot. Two fell."
    lead = killed(text, "Several", bound="vague")
    assert told(text, lead) == 3
    assert told(text, lead, killed(text, "Five", 5)) == 5
    assert told(text, lead, killed(text, "Five", 5), killed(text, "Two", 2)) == 7
    assert told(text, lead, killed(text, "Two", 2)) == 3


def test_after_an_exact_lead_only_a_larger_number_counts() -> None:
    text = "Four men died. Two of the men fell. Six were shot."
    assert told(text, killed(text, "Four", 4), killed(text, "Two", 2)) == 4
    assert told(text, killed(text, "Four", 4), killed(text, "Six", 6)) == 10


def test_a_single_leader_is_added_once() -> None:
    text = "A leader died. Two men died. The leader was sought."
    leader = killed(text, "A leader", 1, of="A leader")
    assert told(text, leader, killed(text, "The leader", 1, of="the leader"), killed(text, "Two", 2)) == 3


def test_people_by_name_are_told_apart() -> None:
    text = "Ansa Verel died. Odo Marn died."
    by_name = Provenance("figures", "one person, by name")
    people = [killed(text, name, 1, of=name, provenance=by_name) for name in ("Ansa Verel", "Odo Marn")]
    assert told(text, *people) == 2


def test_a_person_taken_for_known_is_whoever_was_told_of() -> None:
    text = "A leader died. The leader was killed. Two men died."
    known = Provenance("figures", "one person, by the definite article; counted as killed")
    again = killed(text, "The leader", 1, of="The leader", provenance=known)
    assert told(text, again) == 1
    assert told(text, killed(text, "A leader", 1, of="A leader"), again) == 1
    assert told(text, killed(text, "Two", 2), again) == 2


def test_a_known_person_listed_with_the_others_tells_the_group_again() -> None:
    text = "Two men died. The leader and one other were killed."
    known = Provenance("figures", "one person, by the definite article; counted as killed")
    again = killed(text, "The leader", 1, of="The leader", provenance=known)
    assert told(text, killed(text, "Two", 2), again, killed(text, "one", 1, scope="increment")) == 2


def test_those_fought_against_count_whatever_their_post() -> None:
    text = "An official died."
    assert told(text, killed(text, "An official", 1, of="official")) == 0
    assert told(text, killed(text, "An official", 1, of="insurgent official")) == 1


def test_of_several_releases_in_one_text_the_one_that_says_most_counts() -> None:
    text = "Two men died. --- UPDATE: Three men died."
    assert told(text, killed(text, "Two", 2), killed(text, "Three", 3)) == 3


def test_a_title_counts_only_where_the_body_is_silent() -> None:
    text = "Nine die\n\nTwo men died."
    title, body = killed(text, "Nine", 9), killed(text, "Two", 2)
    parts = (PartRecord("title", 0, 8), PartRecord("paragraph", 10, len(text)))
    read = ReportText("r1", "sha256:0", text, parts=parts)
    assert toll(Report(report=read, figures=(title, body)), KILLED) == 2
    assert toll(Report(report=read, figures=(title,)), KILLED) == 9

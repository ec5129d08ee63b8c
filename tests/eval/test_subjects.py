"""How the words that tell a subject are counted."""

from eval.subjects import counted, subject_of


def test_a_heading_gives_the_subject() -> None:
    headings = ("Armed conflicts and attacks", "Sports", "Tarrowian civil war", "Law and crime", "Uncategorized")
    assert [subject_of(one) for one in headings] == ["conflict", "sport", "conflict", "crime", None]


def test_a_word_of_one_subject_speaks_for_it_and_a_word_of_all_for_none() -> None:
    war = [("conflict", frozenset({"shell", "say"}))] * 20
    match = [("sport", frozenset({"goal", "say"}))] * 20
    found = counted([*war, *match])
    odds = {word: dict(zip(found["subjects"], found["words"][word], strict=True)) for word in found["words"]}
    assert odds["shell"]["conflict"] > 1.0 and odds["shell"]["sport"] < -1.0
    assert abs(odds["say"]["conflict"]) < 0.2


def test_a_rare_word_tells_nothing() -> None:
    assert counted([("sport", frozenset({"goal"}))] * 3)["words"] == {}

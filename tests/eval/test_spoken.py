"""Learning which sentences stood between marks."""

from __future__ import annotations

from eval.spoken import Example, fitted, without_marks


def test_marks_are_deleted_and_remembered() -> None:
    text, between = without_marks("He said \u201cno.\u201d Then he left.")
    assert text == "He said no. Then he left."
    assert [text[at] for at in range(len(text)) if between[at]] == list("no.")


def test_a_feature_of_speech_gets_more_weight_than_one_of_report() -> None:
    given = [Example(n, frozenset({"we"} if n % 2 else {"many names"}), bool(n % 2)) for n in range(40)]
    learned = fitted(given)
    assert learned["we"] > 0 > learned["many names"]

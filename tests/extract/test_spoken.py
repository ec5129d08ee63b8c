"""What tells a sentence of speech from one of report."""

from __future__ import annotations

import pytest

from onrecord.extract.odds import weights
from onrecord.extract.statements.spoken import features, spokenness
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of


def score(reader: Reader, text: str) -> float:
    (doc,) = reader.annotator.annotate_all([document_of(text)])
    return spokenness(doc, doc.tokens)


@pytest.mark.parametrize(
    "text",
    ["We have no money for that, and you know it.", "I think it's a very good thing.", "There's just so much to do."],
)
def test_talk_sounds_spoken(reader: Reader, text: str) -> None:
    assert score(reader, text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "The Brenna bridge was closed on Monday after the river Osk rose by two metres.",
        "Mayor Ana Reit, who took office in May, was elected by the council of Brenna.",
    ],
)
def test_report_does_not(reader: Reader, text: str) -> None:
    assert score(reader, text) < 0


def test_features_tell_persons_tense_and_opening(reader: Reader) -> None:
    (doc,) = reader.annotator.annotate_all([document_of("But we don't know.")])
    assert {"we", "shortened", "opens with but", "head VBP", "short", "no name"} <= features(doc, doc.tokens)


def test_every_weight_is_of_a_feature_and_the_bias_is_there() -> None:
    assert "bias" in weights("spoken")
    assert all(abs(value) < 10 for value in weights("spoken").values())

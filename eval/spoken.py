"""Learns the weights by which a sentence without marks is told for speech: `python -m eval.spoken` writes them.

Recipe: Wikinews 2019 and 2020 (CC BY 2.5) and ECB+ topics 1 to 35 (CC BY 3.0) have their double quotation marks
deleted and are parsed. A sentence that stood between marks is speech, one that did not is report; those partly between
marks are left out, and so are texts with much unmarked talk in the first person (interviews). A logistic regression
with a quadratic penalty, speech and report weighing the same, is fitted to the features of
`onrecord.extract.statements.spoken`. Every fifth text is held out to measure; the weights are those of all texts.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval import logistic
from eval.corpora.ecbplus import texts
from eval.corpora.polnear import DOUBLE_MARKS, QUOTED
from eval.corpora.wikinews import stories
from eval.reading import annotator, passage
from onrecord.extract.odds import log_odds
from onrecord.extract.statements.spoken import features
from onrecord.language import AnnotatedDocument
from onrecord.source.plain import document_of

OUTPUT = Path("src/onrecord/data/weights/spoken.json")
# Unmarked sentences with "I", "we" or "you" from which on a text is an interview.
FEWEST_OF_INTERVIEW = 15
PERSONS = frozenset({"i", "we", "you"})
# Share of a sentence's characters between marks from which it is speech, and up to which it is report.
SPEECH, REPORT = 0.9, 0.1
FEWEST_TOKENS = 3
# A feature of fewer sentences gets no weight.
FEWEST_SENTENCES = 8
PENALTY = 20.0
HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence's features, the text it is of, and whether it was marked as speech."""

    text: int
    features: frozenset[str]
    speech: bool


def open_texts(data: Path) -> Iterator[tuple[str, bool]]:
    """The texts of clear licence, each with whether its lines are laid out as in a report."""
    for story in stories(data, None):
        yield story.text, True
    for text in texts(data).values():
        marked = text.replace("``", "\u201c").replace("''", "\u201d").replace("\n", " ")
        yield re.sub(r"\u201c +", "\u201c", re.sub(r" +\u201d", "\u201d", marked)), False


def without_marks(text: str) -> tuple[str, bytes]:
    """The text less its double quotation marks, and for every character left whether it stood between them."""
    between = bytearray(len(text))
    for match in QUOTED.finditer(text):
        between[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    kept = [number for number, character in enumerate(text) if character not in DOUBLE_MARKS]
    return "".join(text[number] for number in kept), bytes(between[number] for number in kept)


def examples(texts: Sequence[tuple[str, bool]]) -> list[Example]:
    """The sentences of all texts that are wholly speech or wholly report."""
    bare = [without_marks(text) for text, _ in texts]
    documents = [
        document_of(text) if laid_out else passage(text) for (text, _), (_, laid_out) in zip(bare, texts, strict=True)
    ]
    found: list[Example] = []
    for number, doc in enumerate(annotator().annotate_all(documents)):
        found += _examples_of(number, doc, bare[number][1])
    return found


def _examples_of(number: int, doc: AnnotatedDocument, between: bytes) -> list[Example]:
    found = []
    for sentence in doc.sentences:
        if sentence.part != "paragraph" or sentence.last - sentence.first < FEWEST_TOKENS:
            continue
        share = sum(between[sentence.start : sentence.end]) / (sentence.end - sentence.start)
        if not REPORT < share < SPEECH:
            found.append(Example(number, features(doc, doc.tokens_of(sentence)), share >= SPEECH))
    own = sum(1 for one in found if not one.speech and one.features & PERSONS)
    return found if own < FEWEST_OF_INTERVIEW else []


def fitted(given: Sequence[Example]) -> dict[str, float]:
    """The weights."""
    speech = np.array([one.speech for one in given], dtype=float)
    importance = np.where(speech > 0, (len(speech) - speech.sum()) / speech.sum(), 1.0)
    return logistic.fitted(
        [one.features for one in given], speech, importance, fewest=FEWEST_SENTENCES, penalty=PENALTY
    )


def measured(given: Sequence[Example]) -> dict[str, float]:
    """How well weights learned from four fifths of the texts tell the sentences of the others."""
    learned = fitted([one for one in given if one.text % HELD_OUT])
    held = [one for one in given if not one.text % HELD_OUT]
    scores = np.array([log_odds(learned, one.features) for one in held])
    speech = np.array([one.speech for one in held])
    return {
        "speech told for speech, %": round(100 * float((scores[speech] > 0).mean()), 1),
        "report told for report, %": round(100 * float((scores[~speech] <= 0).mean()), 1),
        "area under the curve": round(logistic.area_under_curve(scores, speech), 3),
    }


def as_json(given: Sequence[Example]) -> dict[str, Any]:
    """The weights with what they are, what they were learned from and how well they tell."""
    return {
        "about": "How much a sentence without quotation marks sounds like speech: log odds, summed over features.",
        "origin": "Learned by eval/spoken.py from Wikinews 2019-2020 (CC BY 2.5) and ECB+ topics 1-35 (CC BY 3.0).",
        "sentences": {"speech": sum(one.speech for one in given), "report": sum(not one.speech for one in given)},
        "held-out fifth": measured(given),
        "weights": {name: round(value, 3) for name, value in sorted(fitted(given).items())},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    found = as_json(examples(list(open_texts(arguments.data))))
    OUTPUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

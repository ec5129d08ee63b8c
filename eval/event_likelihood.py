"""Learns the weights by which events are told from what only reads like one: `python -m eval.event_likelihood`.

Recipe: Wikinews of 2019 and 2020 (CC BY 2.5) and ECB+ topics 1 to 35 (CC BY 3.0) are read without the weights. An event
that stands where one was judged by reading, under the type that was judged (`judged/all_wikinews.json`,
`judged/ecbplus.json`), is right or not as that was; others are left out. A logistic regression with a quadratic penalty
is fitted to the features of `onrecord.extract.events.likelihood`, with less weight on ECB+, whose reports come in
clusters and are mostly on private crime and sport. Reports of Wikinews, not events, are held out by tenths to measure;
the threshold is the one at which nine of ten right events stay there. The weights are those of all reports.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.corpora.ecbplus import texts
from eval.corpora.wikinews import stories
from eval.judged_events import FOLDER
from eval.logistic import CELLS, area_under_curve, fitted
from eval.reading import annotator, passage
from onrecord.extract.events import Events
from onrecord.extract.events.likelihood import Likelihood
from onrecord.extract.events.reading import Reading
from onrecord.extract.odds import log_odds
from onrecord.extract.stage import Known
from onrecord.pipeline import STAGES
from onrecord.text import Document

OUTPUT = Path("src/onrecord/data/weights/events.json")
ECBPLUS_WEIGHT = 0.2
# A feature of fewer events gets no weight.
FEWEST_EVENTS = 5
PENALTY = 10.0
FOLDS = 10
# Share of the right events that the threshold keeps in reports that were held out.
KEPT = 0.9


@dataclass(frozen=True, slots=True)
class Example:
    """An event's features, the report it is of, and whether it was judged right."""

    report: str
    features: frozenset[str]
    right: bool


def examples(documents: Mapping[str, Document], judged: str) -> Iterator[Example]:
    """The events of the documents that a list has judged."""
    verdicts: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in json.loads((FOLDER / f"{judged}.json").read_text(encoding="utf-8"))["events"]:
        verdicts[one["in"]].append(one)
    wanted = [name for name in documents if name in verdicts]
    for name, doc in zip(wanted, annotator().annotate_all(documents[one] for one in wanted), strict=True):
        yield from _examples_of(name, Known(doc), verdicts[name])


def _examples_of(name: str, known: Known, verdicts: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    for stage in STAGES:
        if not isinstance(stage, Events):
            known = known.plus(stage(known))
            continue
        reading = Reading(stage, known)
        likelihood = Likelihood(known.doc, reading.actors)
        for told in reading.told():
            start, end = told.trigger.token.start, told.trigger.token.end
            for one in verdicts:
                if one["type"] == told.trigger.type and one["start"] < end and start < one["end"]:
                    yield Example(name, likelihood.features(told), one["right"])
                    break
        return


def wikinews(data: Path) -> dict[str, Document]:
    """The reports of Wikinews by address."""
    return {story.url: story.document() for story in stories(data, None)}


def ecbplus(data: Path) -> dict[str, Document]:
    """The texts of ECB+ by file."""
    return {name: passage(text) for name, text in texts(data).items()}


def learned(near: Sequence[Example], far: Sequence[Example]) -> dict[str, float]:
    """The weights learned from the reports of Wikinews (`near`) and the texts of ECB+ (`far`)."""
    both = (*near, *far)
    importance = np.array([1.0] * len(near) + [ECBPLUS_WEIGHT] * len(far))
    return fitted([one.features for one in both], _answers(both), importance, fewest=FEWEST_EVENTS, penalty=PENALTY)


def held_out_scores(near: Sequence[Example], far: Sequence[Example]) -> CELLS:
    """The score of each event of Wikinews by weights learned from the other reports."""
    reports = sorted({one.report for one in near})
    np.random.default_rng(0).shuffle(reports)
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    scores = np.zeros(len(near))
    for number in range(FOLDS):
        weights = learned([one for one in near if fold[one.report] != number], far)
        for row, one in enumerate(near):
            if fold[one.report] == number:
                scores[row] = log_odds(weights, one.features)
    return scores


def as_json(near: Sequence[Example], far: Sequence[Example]) -> dict[str, Any]:
    """The weights with what they are, what they were learned from and how well they tell."""
    scores, answers = held_out_scores(near, far), _answers(near)
    threshold = float(np.quantile(scores[answers > 0], 1.0 - KEPT))
    kept = scores >= threshold
    weights = learned(near, far)
    weights["bias"] -= threshold
    return {
        "about": "How likely what was read as an event is one, of its type and of public life: log odds, summed.",
        "origin": "Learned by eval/event_likelihood.py from Wikinews 2019-2020 (CC BY 2.5) and ECB+ 1-35 (CC BY 3.0).",
        "events": {"Wikinews": len(near), "ECB+": len(far)},
        "reports held out": {
            "right events kept, %": round(100 * float(kept[answers > 0].mean()), 1),
            "wrong ones gone, %": round(100 * float((~kept)[answers == 0].mean()), 1),
            "right among all, before, %": round(100 * float(answers.mean()), 1),
            "right among those kept, %": round(100 * float(answers[kept].mean()), 1),
            "area under the curve": round(area_under_curve(scores, answers), 3),
        },
        "weights": {name: round(value, 3) for name, value in sorted(weights.items())},
    }


def _answers(some: Sequence[Example]) -> CELLS:
    return np.array([one.right for one in some], dtype=float)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    near = list(examples(wikinews(arguments.data), "all_wikinews"))
    far = list(examples(ecbplus(arguments.data), "ecbplus"))
    found = as_json(near, far)
    OUTPUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""What other tools reached, and what onrecord is to reach: numbers carried over, each with its conditions.

Statements: one machine, one scorer, PolNeAR's test split of 84 articles (ours are on dev: test stays unseen).
Times: TempEval-3's value F1 on its training part. Places: the toponym corpora whole, 161 km. Figures and events: as
each entry says.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rival:
    """One tool's number for a metric; `condition` says where it was measured if not as ours."""

    name: str
    value: float
    condition: str = ""


Numbers = Mapping[tuple[str, str], tuple[Rival, ...]]

TEST = "PolNeAR test split"
QUOTES = ("textacy", "Gender Gap Tracker", "Citron")


def _three(condition: str, *values: float) -> tuple[Rival, ...]:
    return tuple(Rival(name, value, condition) for name, value in zip(QUOTES, values, strict=True))


STATEMENTS: Numbers = {
    ("PolNeAR dev", "content any overlap P"): _three(TEST, 75, 83, 90),
    ("PolNeAR dev", "content any overlap R"): _three(TEST, 17, 46, 55),
    ("PolNeAR dev", "content any overlap F1"): _three(TEST, 28, 59, 68),
    ("PolNeAR dev", "content exact F1"): _three(TEST, 11, 35, 39),
    ("PolNeAR dev", "pair P"): _three(TEST, 52, 61, 66),
    ("PolNeAR dev", "pair R"): _three(TEST, 12, 34, 40),
    ("PolNeAR dev", "pair F1"): _three(TEST, 20, 43, 50),
    ("PolNeAR dev", "recall direct"): _three(TEST, 60, 94, 82),
    ("PolNeAR dev", "recall mixed"): _three(TEST, 40, 72, 72),
    ("PolNeAR dev", "recall indirect"): _three(TEST, 1, 27, 44),
    ("PolNeAR dev, no marks", "pair F1"): _three(TEST + ", double quotation marks deleted", 0.2, 42.6, 47.5),
}
TIMES: Numbers = {
    ("TimeBank", "value F1"): (
        Rival("HeidelTime", 79.6, "one document in six seconds"),
        Rival("Microsoft recognizers", 47.5),
        Rival("chrono", 43.2),
    ),
    ("AQUAINT", "value F1"): (
        Rival("HeidelTime", 73.0, "one document in six seconds"),
        Rival("Microsoft recognizers", 57.1),
        Rival("chrono", 60.1),
    ),
}
PLACES: Numbers = {
    ("LGL", "end-to-end F1"): (
        Rival("CamCoder", 47),
        Rival("Edinburgh", 37),
        Rival("CLAVIN", 41),
        Rival("spaCy + population", 57),
    ),
    ("TR-News", "end-to-end F1"): (
        Rival("CamCoder", 62),
        Rival("Edinburgh", 53),
        Rival("CLAVIN", 55),
        Rival("spaCy + population", 63),
    ),
    ("LGL", "end-to-end, fair reference points F1"): (Rival("spaCy + population", 61),),
    ("TR-News", "end-to-end, fair reference points F1"): (Rival("spaCy + population", 77),),
    ("LGL", "accuracy, gold spans"): (Rival("Mordecai3", 83), Rival("population and country vote", 76)),
    ("TR-News", "accuracy, gold spans"): (Rival("Mordecai3", 87), Rival("population and country vote", 86)),
}
XRENNER = "rules, given our parse; its lexicons were made from GUM, these articles among it"
ACTORS: Numbers = {
    ("GUM news", metric): (Rival("xrenner 2.2.1.1", value, XRENNER),)
    for metric, value in (
        ("mention, by head F1", 80.2),
        ("MUC F1", 65.4),
        ("B-cubed F1", 61.0),
        ("CEAF F1", 58.6),
        ("CoNLL mean", 61.7),
    )
}
FIGURES: Numbers = {
    ("ISAF", "killed exact"): (Rival("a plain pattern", 86.5),),
    ("ISAF", "killed exact, above zero"): (Rival("a plain pattern", 59.9),),
}
EVENTS: Numbers = {
    ("PLOVER gold", "right type in the sentence"): (
        Rival("PETRARCH2", 35, "another set of 1,033 sentences, from converted parses"),
        Rival("UniversalPetrarch", 57, "another set of 1,033 sentences, from converted parses"),
        Rival("zero-shot NLI", 83.5, "another set; given the actor pair; on a GPU"),
    ),
    ("PETR2_GSR", "country + root F1"): (
        Rival("UniversalPetrarch", 72, "exact source, target and code, with gold parses"),
    ),
}
THROUGHPUT: Numbers = {
    ("Wikinews", "whole"): (
        Rival("textacy", 35_000, "quotations only, on its own texts"),
        Rival("Gender Gap Tracker", 36_000, "quotations only, on its own texts"),
        Rival("Citron", 21_000, "quotations only, on its own texts"),
    ),
}
RIVALS: Mapping[str, Numbers] = {
    "statements": STATEMENTS,
    "times": TIMES,
    "places": PLACES,
    "actors": ACTORS,
    "figures": FIGURES,
    "events": EVENTS,
    "throughput": THROUGHPUT,
}

# What the plan asks of onrecord on these splits.
REACH = {
    ("throughput", "Wikinews", "language, articles"): ">= 18",
    ("statements", "PolNeAR dev", "pair F1"): ">= 60",
    ("statements", "PolNeAR dev", "content any overlap F1"): ">= 75",
    ("statements", "PolNeAR dev", "content exact F1"): ">= 48",
    ("statements", "PolNeAR dev", "wrong speaker"): "<= 5",
    ("statements", "PolNeAR dev, no marks", "pair F1"): "-1.5",
    ("times", "TimeBank", "value F1"): ">= 82",
    ("times", "AQUAINT", "value F1"): ">= 80",
    ("places", "LGL", "end-to-end, fair reference points F1"): ">= 66",
    ("places", "TR-News", "end-to-end, fair reference points F1"): ">= 82",
    ("places", "LGL", "accuracy, gold spans"): ">= 84",
    ("places", "TR-News", "accuracy, gold spans"): ">= 92",
    ("figures", "ISAF", "killed exact"): ">= 95",
    ("figures", "ISAF", "killed exact, above zero"): ">= 88",
    ("figures", "ISAF", "captured exact"): ">= 90",
    ("figures", "re3d", "quantity span F1"): ">= 85",
    ("events", "PLOVER gold", "right type in the sentence"): ">= 85",
    ("events", "PLOVER gold", "type + actor + recipient"): ">= 65",
    ("events", "PLOVER gold", "events reported per gold event"): "<= 1.4",
    ("events", "PETR2_GSR", "country + root F1"): ">= 85",
    ("events", "MUC dev", "incident type"): ">= 75",
    ("events", "MUC dev", "stage"): ">= 75",
    ("events", "MUC dev", "perpetrator confidence"): ">= 75",
    ("events", "Wikinews, judged, development draw", "right type when judged"): ">= 90",
    ("events", "Wikinews, judged, development draw", "right in every field when judged"): ">= 85",
}


def rivals(kind: str, corpus: str, metric: str) -> tuple[Rival, ...]:
    """The rivals' numbers for this metric on this corpus; empty where none is known."""
    return RIVALS.get(kind, {}).get((corpus, metric), ())


def reach(kind: str, corpus: str, metric: str) -> str:
    """What is to be reached; empty where nothing was set."""
    return REACH.get((kind, corpus, metric), "")

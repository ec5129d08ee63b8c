"""Events of open news that were judged by reading: how many were right on the day.

Each list in `judged/` was drawn at random and judged by reading, most from reports that no rule had been made on.
`events_200` was then used to mend rules; the `unseen` ones were judged after such mending; `events_dev` is a draw from
reports on which rules were made and weights learned. Nothing is read again here: an event that was wrong then may be
gone now.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.result import Score, share

FOLDER = Path(__file__).parent / "judged"
LISTS = {
    "events": "Wikinews, judged",
    "events_2020": "Wikinews, judged, 2020",
    "events_unseen": "Wikinews, judged unseen",
    "events_200": "Wikinews, judged, 200",
    "events_unseen_2": "Wikinews, judged unseen, last",
    "events_dev": "Wikinews, judged, development draw",
    "events_unseen_3": "TR-News, judged unseen",
}


def scores() -> tuple[Score, ...]:
    """For each list, the share of right types and of events right in every field."""
    return tuple(score for name, corpus in LISTS.items() for score in scored(corpus, verdicts(name)))


def verdicts(name: str) -> tuple[Mapping[str, bool], ...]:
    """What was judged of each event of a list, field by field."""
    listed: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(one["verdict"] for one in listed["events"])


def scored(corpus: str, judged: tuple[Mapping[str, bool], ...]) -> tuple[Score, ...]:
    """The two shares of one list."""
    typed = sum(one["type"] for one in judged)
    right = sum(all(one.values()) for one in judged)
    return (
        Score(corpus, "right type when judged", share(typed, len(judged)), len(judged)),
        Score(corpus, "right in every field when judged", share(right, len(judged)), len(judged)),
    )

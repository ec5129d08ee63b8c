"""Two hundred Wikinews figures that were judged by reading: what became of them since.

`judged/figures.json` holds places, what was found there on the day, and whether each field held. A figure that was
right in every field is still right if one that overlaps its place has the same low, best, high, bound, measure and
modality. One with a wrong field is unchanged if it comes out as it did. The list was drawn from reports that
no rule was tuned on; since it has been read, it tells of losses, and is no measure of new reports.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eval.corpora.wikinews import Story, stories
from eval.reading import reports
from eval.result import Item, Outcome, Score, share
from onrecord.record import Figure, Report

LIST = Path(__file__).parent / "judged" / "figures.json"
CORPUS = "Wikinews, judged by reading"
FIELDS = ("low", "best", "high", "bound", "measure", "modality")
GAP = "\n\n"
Judged = Mapping[str, Any]


@cache
def judged() -> tuple[Judged, ...]:
    """The list, in its order."""
    return tuple(json.loads(LIST.read_text(encoding="utf-8"))["figures"])


def run(data: Path, limit: int | None) -> tuple[list[Score], list[Item]]:
    """Reads the reports of the list again; titles are judged too, so they stand before the text."""
    urls = set(list(dict.fromkeys(one["url"] for one in judged()))[:limit])
    chosen = [story for story in stories(data, None) if story.url in urls]
    texts = [story.title + GAP + story.text for story in chosen]
    read = reports(texts, published=[story.published for story in chosen], upto="figures")
    return scored([one for one in judged() if one["url"] in urls], chosen, read)


def scored(listed: Sequence[Judged], chosen: Sequence[Story], read: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """How many were right when judged, and how many of the right and of the wrong come out as they did."""
    found = {story.url: (story, report) for story, report in zip(chosen, read, strict=True)}
    same = [comes_out(one, *found[one["url"]]) for one in listed]
    right = [all(one["verdict"].values()) for one in listed]
    kept = sum(now and was for now, was in zip(same, right, strict=True))
    stayed = sum(now and not was for now, was in zip(same, right, strict=True))
    wrong = len(right) - sum(right)
    scores = [
        Score(CORPUS, "right in every field when judged", share(sum(right), len(right)), len(right)),
        Score(CORPUS, "judged figures still right", share(kept, sum(right)), sum(right)),
        Score(CORPUS, "judged wrong and unchanged", share(stayed, wrong), wrong),
    ]
    return scores, [_item(one, was, now) for one, was, now in zip(listed, right, same, strict=True)]


def comes_out(one: Judged, story: Story, report: Report) -> bool:
    """Whether a figure at that place says what was found there on the day."""
    shift = len(story.title) + len(GAP) if one["in"] == "text" else 0
    start, end = one["start"] + shift, one["end"] + shift
    return any(_at(figure, start, end) and _says(figure, one["found"]) for figure in report.figures)


def _at(figure: Figure, start: int, end: int) -> bool:
    place = figure.evidence[0]
    return place.start < end and start < place.end


def _says(figure: Figure, found: Judged) -> bool:
    return all(getattr(figure, field) == found[field] for field in FIELDS)


def _item(one: Judged, was_right: bool, same: bool) -> Item:
    key = f"{CORPUS}/{one['url'].rpartition('/')[2]}/{one['in']} {one['start']}-{one['end']}"
    note = ", ".join(f"{field} {one['found'][field]}" for field in FIELDS)
    if was_right:
        return Item(key, Outcome.RIGHT if same else Outcome.MISSED, note)
    return Item(key, Outcome.FALSE if same else Outcome.WRONG, note)

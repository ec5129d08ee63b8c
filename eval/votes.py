"""Votes on sentences of our own about votes whose facts are public: the share of fields read right.

A field is what gold gives (body, motion, date, each number, vetoes, sponsors, ballots, outcome, modality); lists are
compared whole. An item is right if all its fields are. More than one vote in an item is a false find; the one with most
fields right is compared.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from eval.reading import passage, reports_of
from eval.result import Item, Outcome, Result, Score, share
from onrecord.record import Report, Vote

GOLD = Path(__file__).parent / "gold" / "votes.yaml"
CORPUS = "votes written for onrecord"
# What an item says of itself; all else are fields that are scored.
ABOUT = ("id", "text", "published", "half")
NUMBERS = ("yes", "no", "abstain", "absent")


def run(*, data: Path, limit: int | None) -> Result:
    """The share of fields, by field and in all."""
    began = time.perf_counter()
    gold = yaml.safe_load(GOLD.read_text(encoding="utf-8"))["items"][:limit]
    found = reports_of(replace(passage(one["text"]), published=one.get("published")) for one in gold)
    judged = [_best(one, report) for one, report in zip(gold, found, strict=True)]
    fields = [pair for marks in judged for pair in marks.items()]
    names = sorted({name for name, _ in fields})
    scores = [Score(CORPUS, "fields right", *_share(right for _, right in fields))]
    scores += [Score(CORPUS, f"field {name}", *_share(right for one, right in fields if one == name)) for name in names]
    late = [marks for one, marks in zip(gold, judged, strict=True) if one.get("half") == "held"]
    scores.append(
        Score(
            CORPUS,
            "fields right, items written after the rules",
            *_share(right for marks in late for right in marks.values()),
        )
    )
    items = [
        item for one, marks, report in zip(gold, judged, found, strict=True) for item in _items(one, marks, report)
    ]
    return Result("votes", tuple(scores), tuple(items), time.perf_counter() - began)


def _share(marks: Iterable[bool]) -> tuple[float | None, int]:
    listed = list(marks)
    return share(sum(listed), len(listed)), len(listed)


def _best(gold: dict[str, Any], report: Report) -> dict[str, bool]:
    """The marks of the vote that answers gold best."""
    expected = {name: gold[name] for name in gold if name not in ABOUT}
    marks = [{name: _right(name, value, vote, report) for name, value in expected.items()} for vote in report.votes]
    return max(marks, key=lambda one: sum(one.values())) if marks else dict.fromkeys(expected, False)


def _right(name: str, expected: Any, vote: Vote, report: Report) -> bool:
    countries = {actor.id: actor.country or actor.name for actor in report.actors}
    if name in NUMBERS:
        return bool(getattr(vote.counts, name) == expected)
    match name:
        case "body":
            names = {actor.id: actor.name for actor in report.actors}
            return expected in names.get(vote.body or "", "")
        case "motion":
            return expected in (vote.motion or "")
        case "date":
            return any(time.value == expected for time in report.times if time.id == vote.time)
        case "vetoes" | "sponsors":
            return {countries[one] for one in getattr(vote, name)} == set(expected)
        case "ballots":
            cast = {countries[ballot.voter]: str(ballot.option) for ballot in vote.ballots}
            return all(cast.get(voter) == option for voter, option in expected.items())
        case "adopted":
            return vote.adopted is expected
        case "modality":
            return bool(vote.modality == expected)
        case unknown:
            raise ValueError(f"{GOLD.name} has the field {unknown!r}, which is not scored")


def _items(gold: dict[str, Any], marks: dict[str, bool], report: Report) -> Iterator[Item]:
    key = f"{CORPUS}/{gold['id']}"
    names = {actor.id: actor.name for actor in report.actors}
    told = "; ".join(_shown(vote, names) for vote in report.votes) or "nothing"
    wrong = ", ".join(name for name, right in marks.items() if not right)
    note = f"{gold['text']}\n     wrong {wrong or '-'}\n     found {told}"
    if not report.votes:
        yield Item(key, Outcome.MISSED, note)
        return
    yield Item(key, Outcome.WRONG if wrong else Outcome.RIGHT, note)
    for vote in report.votes[1:]:
        yield Item(f"{key}/{vote.id}", Outcome.FALSE, note)


def _shown(vote: Vote, names: dict[str, str]) -> str:
    ballots = ", ".join(f"{names[ballot.voter]} {ballot.option}" for ballot in vote.ballots)
    vetoes, sponsors = (", ".join(names[one] for one in several) for several in (vote.vetoes, vote.sponsors))
    numbers = [getattr(vote.counts, side) for side in NUMBERS]
    return (
        f"{names.get(vote.body or '', '-')}: {vote.motion} {numbers}, ballots {ballots or '-'}, "
        f"vetoes {vetoes or '-'}, sponsors {sponsors or '-'}, adopted {vote.adopted}, {vote.modality}"
    )

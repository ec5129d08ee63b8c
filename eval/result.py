"""What one run of one kind of evaluation found: scores, and the outcome of every item."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class CorpusMissing(Exception):  # noqa: N818 (it is no error: the kind is skipped)
    """A corpus that a kind needs is not on this machine; the kind is skipped with this message."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not here; point --data at the folder that holds it")
        self.path = path


def present(path: Path) -> Path:
    """The path, if something is there."""
    if not path.exists():
        raise CorpusMissing(path)
    return path


class Outcome(StrEnum):
    """What became of one item."""

    RIGHT = "right"  # a gold item that was found as it should be
    WRONG = "wrong"  # a gold item that was found, but with a wrong value
    MISSED = "missed"  # a gold item that was not found
    FALSE = "false"  # something reported that gold does not hold


@dataclass(frozen=True, slots=True)
class Item:
    """The outcome of one gold item or one false find, under a key that stays the same from run to run.

    `note` is for `--show` on the screen and is never written to a file: it may quote a corpus.
    """

    key: str
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One number: shares are in per cent, and `count` is the number of items below the line."""

    corpus: str
    metric: str
    value: float | None
    count: int
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one kind; a kind is a module with `run(*, data: Path, limit: int | None) -> Result`."""

    kind: str
    scores: tuple[Score, ...]
    items: tuple[Item, ...]
    seconds: float
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of what gold holds, what was reported, and how much of each was right."""

    gold: int = 0
    found: int = 0
    right_gold: int = 0  # gold items that something reported matches
    right_found: int = 0  # reported items that match something in gold

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.gold + other.gold,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.right_found + other.right_found,
        )

    @property
    def precision(self) -> float | None:
        """Share of the reported that is right, in per cent."""
        return share(self.right_found, self.found)

    @property
    def recall(self) -> float | None:
        """Share of gold that was found, in per cent."""
        return share(self.right_gold, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, in per cent; None where either has nothing below the line."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total > 0 else 0.0

    def scores(self, corpus: str, metric: str) -> tuple[Score, Score, Score]:
        """Precision, recall and F1 as three scores, named `metric P`, `metric R`, `metric F1`."""
        return (
            Score(corpus, f"{metric} P", self.precision, self.found),
            Score(corpus, f"{metric} R", self.recall, self.gold),
            Score(corpus, f"{metric} F1", self.f1, self.gold),
        )


def share(part: int, whole: int) -> float | None:
    """Part of whole in per cent; None where the whole is nothing."""
    return 100 * part / whole if whole else None


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of the tallies."""
    return sum(tallies, Tally())

"""Coreference metrics over partitions of mentions: MUC, B-cubed, CEAF (entity-based), and their mean (CoNLL).

A partition is a list of sets of mention ids; a mention that both sides found has the same id on both. Each metric gives
precision and recall as numerator and denominator, so that documents can be summed.
"""

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass

from eval.assignment import best_assignment

Entity = Set[Hashable]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision and recall as fractions not yet divided."""

    precision_part: float = 0.0
    precision_whole: float = 0.0
    recall_part: float = 0.0
    recall_whole: float = 0.0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(
            self.precision_part + other.precision_part,
            self.precision_whole + other.precision_whole,
            self.recall_part + other.recall_part,
            self.recall_whole + other.recall_whole,
        )

    @property
    def precision(self) -> float:
        """In per cent; 0 where nothing was found."""
        return 100 * self.precision_part / self.precision_whole if self.precision_whole else 0.0

    @property
    def recall(self) -> float:
        """In per cent; 0 where gold holds nothing."""
        return 100 * self.recall_part / self.recall_whole if self.recall_whole else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean, in per cent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Sequence[Entity], found: Sequence[Entity]) -> Ratio:
    """Links: how many of the links that hold an entity together does the other side keep."""
    return Ratio(*_links(found, gold), *_links(gold, found))


def _links(these: Sequence[Entity], those: Sequence[Entity]) -> tuple[float, float]:
    home = {mention: number for number, entity in enumerate(those) for mention in entity}
    kept = 0
    for entity in these:
        parts = {home[mention] for mention in entity if mention in home}
        alone = sum(mention not in home for mention in entity)
        kept += len(entity) - len(parts) - alone
    return kept, sum(len(entity) - 1 for entity in these)


def b_cubed(gold: Sequence[Entity], found: Sequence[Entity]) -> Ratio:
    """Mentions: of each mention's entity, the share that the other side puts with it."""
    return Ratio(*_company(found, gold), *_company(gold, found))


def _company(these: Sequence[Entity], those: Sequence[Entity]) -> tuple[float, float]:
    part = sum(len(entity & other) ** 2 / len(entity) for entity in these for other in those)
    return part, sum(len(entity) for entity in these)


def ceaf(gold: Sequence[Entity], found: Sequence[Entity]) -> Ratio:
    """Entities: the best one-to-one assignment, each pair worth 2 * shared / (size + size)."""
    gains = [[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in gold]
    worth = sum(gains[row][column] for row, column in best_assignment(gains))
    return Ratio(worth, len(found), worth, len(gold))

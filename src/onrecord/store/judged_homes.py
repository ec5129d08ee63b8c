"""Where judgements put a figure, talks or a vote: with what it was called the same as, never with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select

from onrecord.store.clusters import Shelf
from onrecord.store.linking_rows import judged_of
from onrecord.store.schema import CLUSTERS, MEMBERS

B = TypeVar("B")
WHY = "judged to be the same"


@dataclass(frozen=True, slots=True)
class Homes:
    """The cluster in which a record has to be, where there is one, and those in which it may not be."""

    given: int | None = None
    barred: frozenset[int] = frozenset()

    def open_to(self, near: Iterable[tuple[int, B]]) -> list[tuple[int, B]]:
        """The clusters that a record may be put into, by what fits."""
        return [(seq, body) for seq, body in near if seq not in self.barred]


class JudgedHomes:
    """What people said of one kind of records, looked up once for the reports that are linked."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind
        self._judged = judged_of(connection, kind)

    def of(self, item: str) -> Homes:
        """Where this record belongs; of several clusters that hold what it is the same as, the first one begun."""
        same = [one for pair in self._judged.same if item in pair for one in pair if one != item]
        different = self._judged.differing(item)
        if not (same or different):
            return Homes()
        barred = frozenset(self._clusters(sorted(different)))
        given = [seq for seq in self._clusters(same) if seq not in barred]
        return Homes(min(given, default=None), barred)

    def body(self, homes: Homes, shelf: Shelf[B]) -> tuple[int, B] | None:
        """The cluster in which a record has to be, with its body."""
        return None if homes.given is None else next(iter(shelf.numbered([homes.given])), None)

    def _clusters(self, items: Sequence[str]) -> list[int]:
        query = (
            select(MEMBERS.c.cluster_seq)
            .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
            .where(MEMBERS.c.item.in_(items), CLUSTERS.c.kind == self._kind)
        )
        return list(self._connection.execute(query).scalars()) if items else []

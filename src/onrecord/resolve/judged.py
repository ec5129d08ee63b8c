"""What people said of pairs of records, and clusters that respect it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Pair = tuple[str, str]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of records that a person called the same, or different; "unsure" is neither."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()

    def items(self) -> frozenset[str]:
        """Every record that such a judgement names."""
        return frozenset(item for pair in self.same | self.different for item in pair)

    def differing(self, item: str) -> frozenset[str]:
        """The records that a person called different from this one."""
        return frozenset(one for pair in self.different if item in pair for one in pair if one != item)


@dataclass(frozen=True, slots=True)
class Edge(Generic[T]):
    """Two things that may be one, how sure that is (0 to 1), and why, in words."""

    left: T
    right: T
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Things that are one, in order, and for each the link that brought it in (None for one that stands alone)."""

    members: tuple[T, ...]
    links: Mapping[T, Edge[T]]


def grouped(
    nodes: Iterable[T],
    edges: Iterable[Edge[T]],
    *,
    order: Callable[[T], object],
    apart: Callable[[T, T], bool],
) -> list[Group[T]]:
    """The groups that the edges make, the surest edge first, leaving out an edge that would join two kept apart.

    The result depends on the nodes and edges alone, not on the order in which they come.
    """
    home: dict[T, list[T]] = {node: [node] for node in sorted(nodes, key=order)}  # type: ignore[arg-type]
    links: dict[T, Edge[T]] = {}
    for edge in sorted(edges, key=lambda one: (-one.score, order(one.left), order(one.right))):
        left, right = home[edge.left], home[edge.right]
        if left is right or any(apart(one, other) for one in left for other in right):
            continue
        links.setdefault(edge.left, edge)
        links.setdefault(edge.right, edge)
        left.extend(right)
        for node in right:
            home[node] = left
    unique = {id(members): members for members in home.values()}
    return [
        Group(tuple(sorted(members, key=order)), {one: links[one] for one in members if one in links})  # type: ignore[arg-type]
        for members in unique.values()
    ]

"""Who stands at a place in the text: a look-up of actors by the characters of their mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from onrecord.record import Actor, Mention


class ActorIndex:
    """Actors by the characters of their mentions.

    A mention ends with its head, or is a name, so that a head token finds the mention that it heads before any
    longer mention around it.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        placed = [(mention, actor) for actor in self.actors for mention in actor.mentions]
        self._placed = sorted(placed, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [mention.start for mention, _ in self._placed]
        self._longest = max((mention.end - mention.start for mention, _ in self._placed), default=0)

    def at(self, start: int, end: int) -> Actor | None:
        """The actor who stands from `start` to `end` (a head token, a name or a noun phrase), or None.

        Best is a mention of exactly these characters; then the shortest one around them that ends with them;
        then the shortest around them; then the first and longest that overlaps them, which heads a noun phrase.
        """
        found = self.mention_at(start, end)
        return found[1] if found else None

    def mention_at(self, start: int, end: int) -> tuple[Mention, Actor] | None:
        """The mention that `at` goes by, with its actor."""
        near = self._overlapping(start, end)
        around = [pair for pair in near if pair[0].start <= start and end <= pair[0].end]
        if around:
            return min(around, key=lambda pair: (pair[0].end != end, pair[0].end - pair[0].start))
        return near[0] if near else None

    def within(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors with a mention that lies wholly between `start` and `end`, each once, in order."""
        inside = (
            actor for mention, actor in self._overlapping(start, end) if start <= mention.start <= mention.end <= end
        )
        return tuple({actor.id: actor for actor in inside}.values())

    def _overlapping(self, start: int, end: int) -> list[tuple[Mention, Actor]]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [pair for pair in self._placed[first:last] if pair[0].end > start]

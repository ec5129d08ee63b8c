"""Where and when talks are held: the places and times in the slots around a word for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.negotiations.grammar import Grammar
from onrecord.language import Token
from onrecord.record import Place, Time

AT = ("in", "at", "near", "outside")
TOWARDS = ("in", "at", "to", "for")
SLOTS = ("obl", "nmod", "obl:unmarked")


@dataclass(frozen=True)
class Settings:
    """Finds venues and dates in one document."""

    grammar: Grammar
    places: tuple[Place, ...]
    times: tuple[Time, ...]

    def place(self, heads: Iterable[Token], *, moving: bool = False) -> str | None:
        """The place that these heads are said to be at; of a verb of travel, the place that it leads to."""
        prepositions = TOWARDS if moving else AT
        for head in heads:
            low = self.grammar.governed(head, *prepositions)
            if moving:
                low += self.grammar.objects(head)
            elif head.pos == "NOUN":
                low += self.grammar.doc.children(head, "compound")
            for token in low:
                found = self._place_at(token)
                if found is not None:
                    return found
        return None

    def _place_at(self, token: Token) -> str | None:
        return next(
            (one.id for one in self.places if any(_holds(span.start, span.end, token) for span in one.evidence)), None
        )

    def time(self, heads: Iterable[Token]) -> str | None:
        """The date or time said of these heads."""
        doc = self.grammar.doc
        near = [low for head in heads for low in doc.children(head, *SLOTS, "advmod", "compound", "nmod:poss")]
        for token in near:
            for one in self.times:
                if one.type in ("DATE", "TIME") and any(_holds(span.start, span.end, token) for span in one.evidence):
                    return one.id
        return None

    def is_time(self, token: Token) -> bool:
        """Whether a token belongs to a temporal expression."""
        return any(_holds(span.start, span.end, token) for one in self.times for span in one.evidence)

    def durations(self, start: int, end: int) -> tuple[str, ...]:
        """The values of the durations that stand between two characters."""
        return tuple(
            one.value
            for one in self.times
            if one.type == "DURATION"
            and one.value is not None
            and "X" not in one.value
            and all(start <= span.start and span.end <= end for span in one.evidence)
        )


def _holds(start: int, end: int, token: Token) -> bool:
    return start <= token.start and token.end <= end

"""Where and when talks are held: the places and times in the slots around a word for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.words import word_at
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
            for token in low:
                found = self._place_at(token)
                if found is not None:
                    return found.id
            if head.pos == "NOUN" and not moving:
                town = self._town(self.grammar.doc.children(head, "compound"))
                if town is not None:
                    return town
        return None

    def town_below(self, heads: Iterable[Token]) -> str | None:
        """The town that the parse hangs from those at the talks: "talks with the government in Tarrow"."""
        return self._town(low for head in heads for low in self.grammar.governed(head, *AT))

    def _town(self, tokens: Iterable[Token]) -> str | None:
        found = (self._place_at(token) for token in tokens)
        return next((one.id for one in found if one is not None and (one.feature or "").startswith("PPL")), None)

    def _place_at(self, token: Token, depth: int = 0) -> Place | None:
        """The place at a noun, or the one that it is said to be: "the capital, Tarrow", "a hotel near Tarrow"."""
        own = (one for one in self.places if any(_holds(span.start, span.end, token) for span in one.evidence))
        found = next(own, None)
        talks = word_at(self.grammar.doc, token, "talks", "nouns") is not None
        if found is not None or token.pos != "NOUN" or depth > 2 or talks:
            return found
        doc = self.grammar.doc
        low = (
            *doc.children(token, "appos"),
            *self.grammar.governed(token, "of", *AT),
        )
        below = (self._place_at(one, depth + 1) for one in low if one.pos in ("NOUN", "PROPN"))
        return next((one for one in below if one is not None), None)

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

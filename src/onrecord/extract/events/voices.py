"""On whose word an event stands: who tells it, not who only judges it.

"The union condemned the raid on the town" judges a raid of which the report itself tells; "the union said that the town
was raided" tells one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.attribution import attribution
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Statement

JUDGED = frozenset({"obj", "nsubj:pass"})
NAMES = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class Voices:
    """The statements of one document that tell what happened."""

    doc: AnnotatedDocument
    statements: tuple[Statement, ...]

    def of(self, token: Token) -> tuple[str, ...]:
        """The ids of the statements on which an event stands, innermost first; empty is the publisher's own voice."""
        return attribution(self.doc.span_of(token), self._telling)

    @cached_property
    def _telling(self) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if not self._only_judges(one))

    def _only_judges(self, statement: Statement) -> bool:
        """Whether a statement is an evaluation of what a noun names as known, in words of the report."""
        if statement.kind != "evaluation" or statement.manner != "indirect" or len(statement.content) != 1:
            return False
        span = statement.content[0]
        inside = [one for one in self.doc.tokens if span.start <= one.start and one.end <= span.end]
        return any(one.relation in JUDGED and one.pos in NAMES for one in self._tops(inside))

    def _tops(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        some = list(tokens)
        known = {one.index for one in some}
        return tuple(one for one in some if one.is_root or self.doc.head_of(one).index not in known)

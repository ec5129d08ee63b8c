"""On whose word an event stands: who tells it, not who only judges it.

"The union condemned the raid on the town" judges a raid of which the report itself tells; "the union said that the town
was raided" tells one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.attribution import attribution
from onrecord.extract.events.triggers import NOUNS
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Statement

JUDGED = frozenset({"obj", "nsubj:pass"})


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
        said = self.doc.tokens_in(statement.content[0].start, statement.content[0].end)
        return any(one.relation in JUDGED and one.pos in NOUNS for one in self.doc.tops(said))

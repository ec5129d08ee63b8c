"""On whose word something stands: the chain of statements whose content covers it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Statement
from onrecord.text import Span


def attribution(span: Span, statements: Iterable[Statement]) -> tuple[str, ...]:
    """The ids of the statements that carry what stands at a span, innermost first; empty is the publisher's own voice.

    Of several statements that cover the span, the one carried by most others is the innermost; among equals the one
    with the shortest content, then the first.
    """
    covering = [
        (len(one.attributed_to), -length, -number, one)
        for number, one in enumerate(statements)
        if (length := covered_by(span, one)) is not None
    ]
    if not covering:
        return ()
    innermost = max(covering, key=lambda found: found[:3])[3]
    return (innermost.id, *innermost.attributed_to)


def covered_by(span: Span, statement: Statement) -> int | None:
    """The length of the content of a statement, if a part of it covers the span; else None."""
    if any(part.covers(span) for part in statement.content):
        return sum(part.end - part.start for part in statement.content)
    return None

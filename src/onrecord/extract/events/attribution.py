"""On whose word an event is told: the statements whose content covers its trigger."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Statement
from onrecord.text import Span


def chain_over(span: Span, statements: Iterable[Statement]) -> tuple[str, ...]:
    """The innermost statement over a span, and the statements that carry it."""
    over = [
        (min(content.end - content.start for content in one.content if content.covers(span)), one)
        for one in statements
        if any(content.covers(span) for content in one.content)
    ]
    if not over:
        return ()
    innermost = min(over, key=lambda pair: pair[0])[1]
    return (innermost.id, *innermost.attributed_to)

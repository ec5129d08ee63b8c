"""Which statements carry a figure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Statement


def carriers(statements: Sequence[Statement], start: int, end: int) -> tuple[str, ...]:
    """The statements whose content covers these characters, the innermost first."""
    around = [
        (span.end - span.start, one.id)
        for one in statements
        for span in one.content
        if span.start <= start and end <= span.end
    ]
    return tuple(dict.fromkeys(found for _, found in sorted(around)))

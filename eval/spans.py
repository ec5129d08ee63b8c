"""Overlap of stretches of text: pure arithmetic on (start, end) pairs, half-open."""

from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]
Extent = tuple[Stretch, ...]


def extent(stretches: Iterable[Sequence[int]]) -> Extent:
    """The stretches in order, with those that touch or overlap made one."""
    joined: list[Stretch] = []
    for start, end in sorted((pair[0], pair[1]) for pair in stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def length(one: Extent) -> int:
    """How many characters the extent holds."""
    return sum(end - start for start, end in one)


def shared(one: Extent, other: Extent) -> int:
    """How many characters the two extents have in common."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start)) for start, end in one for other_start, other_end in other
    )


def overlap(one: Extent, other: Extent) -> bool:
    """Whether the two extents have a character in common."""
    return shared(one, other) > 0


def iou(one: Extent, other: Extent) -> float:
    """Characters in both over characters in either; 0.0 where both are empty."""
    common = shared(one, other)
    either = length(one) + length(other) - common
    return common / either if either else 0.0


def inked(one: Extent, text: str, ignored: str = "") -> Extent:
    """The extent without white space (and ignored characters) at the edges of its stretches or between two of them."""
    kept = [trimmed for stretch in one if (trimmed := _trimmed(stretch, text, ignored)) is not None]
    joined: list[Stretch] = []
    for start, end in kept:
        if joined and not text[joined[-1][1] : start].strip(" \t\r\n\u00a0" + ignored):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _trimmed(stretch: Stretch, text: str, ignored: str) -> Stretch | None:
    start, end = stretch
    while start < end and (text[start].isspace() or text[start] in ignored):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ignored):
        end -= 1
    return (start, end) if start < end else None


def hull(one: Extent) -> Stretch:
    """From the first character of the extent to its last."""
    return min(start for start, _ in one), max(end for _, end in one)

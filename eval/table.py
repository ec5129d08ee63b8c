"""Results for the screen: one table with the rivals' numbers beside ours, and items to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.result import Item, Outcome, Result, Score
from eval.rivals import reach, rivals

PARTS = ("P", "R", "F1")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: one score, or precision, recall and F1 of one metric together."""

    corpus: str
    metric: str
    scores: tuple[Score, ...]


def table(results: Sequence[Result]) -> Table:
    """All scores of all kinds, with the number to reach and the rivals' numbers where they are known."""
    grid = Table(
        title="onrecord on public gold and on its own", caption="\n".join(conditions(results)), caption_justify="left"
    )
    for name in ("kind", "corpus", "metric"):
        grid.add_column(name)
    for name in ("ours", "of", "reach"):
        grid.add_column(name, justify="right", no_wrap=True)
    grid.add_column("rivals", overflow="fold")
    for result in results:
        for row in rows(result.scores):
            ours = " / ".join(shown(score) for score in row.scores)
            to_reach, others = wanted(result.kind, row), "\n".join(rivals_of(result.kind, row))
            grid.add_row(result.kind, row.corpus, row.metric, ours, str(row.scores[-1].count), to_reach, others)
        grid.add_section()
    return grid


def conditions(results: Sequence[Result]) -> tuple[str, ...]:
    """Under which conditions the rivals' numbers were measured, where they differ from ours."""
    shown_rivals = (
        f"{result.kind}, {rival.name}: {rival.condition}"
        for result in results
        for score in result.scores
        for rival in rivals(result.kind, score.corpus, score.metric)
        if rival.condition
    )
    return tuple(dict.fromkeys(shown_rivals))


def rows(scores: Sequence[Score]) -> Iterator[Row]:
    """The lines that the scores make; P, R and F1 of a metric that follow each other share one."""
    place = 0
    while place < len(scores):
        some = tuple(scores[place : place + len(PARTS)])
        name = some[0].metric.removesuffix(" P")
        if [score.metric for score in some] == [f"{name} {part}" for part in PARTS]:
            yield Row(some[0].corpus, f"{name} P / R / F1", some)
            place += len(PARTS)
        else:
            yield Row(some[0].corpus, some[0].metric, some[:1])
            place += 1


def wanted(kind: str, row: Row) -> str:
    """What is to be reached; within three numbers it is the last, F1."""
    return reach(kind, row.corpus, row.scores[-1].metric)


def rivals_of(kind: str, row: Row) -> tuple[str, ...]:
    """Each rival with its numbers in the order of ours; a dot where one is not known."""
    known = [
        {rival.name: f"{rival.value:g}" for rival in rivals(kind, row.corpus, score.metric)} for score in row.scores
    ]
    names = dict.fromkeys(name for some in known for name in some)
    return tuple(f"{name} {' / '.join(some.get(name, '·') for some in known)}" for name in names)


def shown(score: Score) -> str:
    """The value with its unit; a dash where there is nothing below the line."""
    if score.value is None:
        return "-"
    if score.unit == "%":
        return f"{score.value:.1f}"
    return f"{score.value:,.0f} {score.unit}" if score.value >= 100 else f"{score.value:.2f} {score.unit}"


def samples(result: Result, outcome: Outcome, number: int, only: str = "") -> RenderableType:
    """Items with this outcome, drawn evenly over the whole run, with their notes."""
    kept = [item for item in result.items if item.outcome is outcome and only in item.key]
    return Group(*(Text(f"{item.outcome} {item.key}\n     {item.note}") for item in evenly(kept, number)))


def evenly(items: Sequence[Item], number: int) -> list[Item]:
    """At most this many items, at even distances."""
    if number <= 0:
        return []
    return list(items[:: max(1, -(-len(items) // number))])

"""Results for the screen: one table with the rivals' numbers beside ours, and items to read."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.result import Item, Outcome, Result, Score
from eval.rivals import reach, rivals


def table(results: Sequence[Result]) -> Table:
    """All scores of all kinds, with the number to reach and the rivals' numbers where they are known."""
    grid = Table(title="onrecord on public gold and on its own")
    for name in ("kind", "corpus", "metric"):
        grid.add_column(name)
    for name in ("ours", "of", "reach"):
        grid.add_column(name, justify="right")
    grid.add_column("rivals", overflow="fold")
    for result in results:
        for score in result.scores:
            wanted = reach(result.kind, score.corpus, score.metric)
            others = ", ".join(f"{r.name} {r.value:g}" for r in rivals(result.kind, score.corpus, score.metric))
            grid.add_row(result.kind, score.corpus, score.metric, shown(score), str(score.count), wanted, others)
        grid.add_section()
    return grid


def shown(score: Score) -> str:
    """The value with its unit; a dash where there is nothing below the line."""
    if score.value is None:
        return "-"
    return f"{score.value:.1f}" if score.unit == "%" else f"{score.value:,.6g} {score.unit}"


def samples(result: Result, outcome: Outcome, number: int, only: str = "") -> RenderableType:
    """Items with this outcome, drawn evenly over the whole run, with their notes."""
    kept = [item for item in result.items if item.outcome is outcome and only in item.key]
    return Group(*(Text(f"{item.outcome} {item.key}\n     {item.note}") for item in evenly(kept, number)))


def evenly(items: Sequence[Item], number: int) -> list[Item]:
    """At most this many items, at even distances."""
    step = max(1, -(-len(items) // number)) if number > 0 else len(items) + 1
    return list(items[::step]) if number > 0 else []

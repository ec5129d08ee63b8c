"""The page on quality: all stored results as tables, and below a marker what somebody wrote by hand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.result import Result
from eval.saved import load, made
from eval.table import Row, conditions, rivals_of, rows, shown, wanted

MARKER = "<!-- Written by hand from here on; `python -m eval report` leaves it as it is. -->"
FIRST_HAND = f"{MARKER}\n\n## What is wrong still\n"
INTRODUCTION = """# How good it is

Written by `python -m eval report` from `eval/results/`; [eval/README.md](../eval/README.md) says what is measured and
how. Numbers are per cent unless a unit stands beside them. *of* is the number of items below the line. *to reach* is
what the plan asks. Other tools' numbers were measured once, under the conditions named below a table; numbers that
stand as P / R / F1 are precision, recall and their harmonic mean.
"""
HEADINGS = ("metric", "ours", "of", "to reach", "other tools")
ALIGNED = "|---|---:|---:|---:|---|"


def page(stored: Sequence[Path], before: str) -> str:
    """The page over these files of results, with the part below the marker of the page as it was."""
    sections = [section(load(path), made(path)) for path in stored]
    return "\n".join([INTRODUCTION, *sections, by_hand(before)])


def by_hand(before: str) -> str:
    """What stands from the marker on; an empty part to fill where the page has none."""
    place = before.find(MARKER)
    return before[place:] if place >= 0 else FIRST_HAND


def section(result: Result, circumstances: Mapping[str, str | int | None]) -> str:
    """One kind: what it was measured on, a table for each corpus, the conditions of the other tools' numbers."""
    told = ", ".join(
        f"{name} {circumstances[name]}" for name in ("version", "commit", "date") if circumstances.get(name) is not None
    )
    lines = [f"## {result.kind.capitalize()}", "", f"Measured on {told}; {circumstances['machine']}.", ""]
    of_corpus: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(result.scores):
        of_corpus[row.corpus].append(row)
    for corpus, some in of_corpus.items():
        lines += [f"### {cell(corpus)}", "", *table(result.kind, some), ""]
    lines += [f"- {condition}" for condition in conditions([result])]
    lines += [f"- Skipped: {why}" for why in result.skipped]
    return "\n".join(lines).rstrip() + "\n"


def table(kind: str, some: Sequence[Row]) -> list[str]:
    """The rows as lines of Markdown."""
    return [_line(HEADINGS), ALIGNED, *(_line(cells(kind, row)) for row in some)]


def cells(kind: str, row: Row) -> tuple[str, ...]:
    """What one row shows, in the order of the headings."""
    ours = " / ".join(shown(score) for score in row.scores)
    count = f"{row.scores[-1].count:,}"
    return row.metric, ours, count, wanted(kind, row), "; ".join(rivals_of(kind, row))


def cell(text: str) -> str:
    """The text as it stands in a table or a heading of Markdown."""
    return text.replace("|", "\\|")


def _line(texts: Sequence[str]) -> str:
    return "| " + " | ".join(cell(text) for text in texts) + " |"

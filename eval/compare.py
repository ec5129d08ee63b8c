"""Two runs of one kind, item by item: what was gained and lost comes before any number."""

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.result import Outcome, Result

LISTED = 40


@dataclass(frozen=True, slots=True)
class Change:
    """Keys of items whose outcome differs between two runs, and how many stayed."""

    gained: tuple[str, ...]  # right now, not right before
    lost: tuple[str, ...]  # right before, not right now
    false_new: tuple[str, ...]  # false now, not reported before
    false_gone: tuple[str, ...]  # false before, not reported now
    unchanged: int


def change(old: Result, new: Result) -> Change:
    """What differs between an older and a newer run of one kind, over the items that both runs judged."""
    if old.kind != new.kind:
        raise ValueError(f"cannot compare a result of {old.kind!r} with one of {new.kind!r}")
    before = {item.key: item.outcome for item in old.items}
    after = {item.key: item.outcome for item in new.items}
    gold = [key for key, outcome in after.items() if outcome is not Outcome.FALSE and key in before]
    gained = tuple(k for k in gold if after[k] is Outcome.RIGHT and before[k] is not Outcome.RIGHT)
    lost = tuple(k for k in gold if after[k] is not Outcome.RIGHT and before[k] is Outcome.RIGHT)
    was_false = {key for key, outcome in before.items() if outcome is Outcome.FALSE}
    is_false = {key for key, outcome in after.items() if outcome is Outcome.FALSE}
    return Change(
        tuple(sorted(gained)),
        tuple(sorted(lost)),
        tuple(sorted(is_false - was_false)),
        tuple(sorted(was_false - is_false)),
        len(gold) - len(gained) - len(lost) + len(was_false & is_false),
    )


def comparison(old: Result, new: Result) -> RenderableType:
    """The change, then the numbers that moved, for the screen."""
    found = change(old, new)
    lines = [
        Text(f"{new.kind}: {len(found.gained)} gained, {len(found.lost)} lost, ")
        + Text(f"{len(found.false_new)} new false, {len(found.false_gone)} false gone, {found.unchanged} unchanged")
    ]
    for heading, keys in (
        ("gained", found.gained),
        ("lost", found.lost),
        ("new false", found.false_new),
        ("false gone", found.false_gone),
    ):
        lines += [Text(f"  {heading:10} {key}") for key in keys[:LISTED]]
        if len(keys) > LISTED:
            lines.append(Text(f"  {heading:10} and {len(keys) - LISTED} more"))
    return Group(*lines, _moved(old, new))


def _moved(old: Result, new: Result) -> Table:
    before = {(score.corpus, score.metric): score for score in old.scores}
    grid = Table("corpus", "metric", "before", "after", "change")
    for score in new.scores:
        earlier = before.get((score.corpus, score.metric))
        if earlier is None or earlier.value is None or score.value is None or earlier.value == score.value:
            continue
        moved = score.value - earlier.value
        grid.add_row(score.corpus, score.metric, f"{earlier.value:.1f}", f"{score.value:.1f}", f"{moved:+.1f}")
    return grid

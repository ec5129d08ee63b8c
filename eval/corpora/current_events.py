"""Current events: one-paragraph news items of 2002 to 2019, each under the heading of its day's page."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.result import present

FILE = Path("reports") / "current_events_2002_2019.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Item:
    """One item, with its day and the heading that it stands under."""

    day: str
    heading: str
    text: str


def items(data: Path) -> Iterator[Item]:
    """All items, in the order of the file."""
    with gzip.open(present(data / FILE), "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            yield from (Item(page["date"], one["section"], one["text"]) for one in page["items"])

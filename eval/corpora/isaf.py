"""ISAF press releases of 2009 to 2013, coded with the least number killed and captured."""

import json
from dataclasses import dataclass
from pathlib import Path

from eval.result import present

# The numbers that the coders gave to vague words, as the development part shows them (share of releases where the word
# is the only vague one): several 73 %, multiple 81 %, a number 50 %, numerous 50 %, a few 100 %.
VAGUE = {"several": 3, "multiple": 3, "a number": 3, "a few": 3, "numerous": 4}
VAGUE_OTHERWISE = 3


@dataclass(frozen=True, slots=True)
class Release:
    """A press release and its codes."""

    id: str
    text: str
    date: str
    killed: int
    captured: int


def releases(data: Path, limit: int | None) -> tuple[Release, ...]:
    """The releases of the development part, in the order of the file."""
    lines = present(data / "figures" / "isaf_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[:limit]]
    return tuple(
        Release(
            str(number),
            row["text"],
            row["gold"]["start_date"],
            row["gold"]["min_killed"],
            row["gold"]["min_captured"],
        )
        for number, row in enumerate(rows)
    )

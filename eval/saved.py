"""Results as files: scores, and item keys by outcome, with what the run was made on. No text of a corpus."""

import json
import os
import platform
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.result import Item, Outcome, Result, Score


def save(result: Result, path: Path) -> None:
    """Writes the result as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def as_json(result: Result) -> dict[str, Any]:
    """The result and its circumstances as plain values."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for item in result.items:
        keys[item.outcome.value].append(item.key)
    return {
        "kind": result.kind,
        "made": circumstances(),
        "seconds": round(result.seconds, 1),
        "skipped": list(result.skipped),
        "scores": [
            {**asdict(score), "value": None if score.value is None else round(score.value, 2)}
            for score in result.scores
        ],
        "items": {outcome: sorted(named) for outcome, named in sorted(keys.items())},
    }


def load(path: Path) -> Result:
    """The result that a file holds; notes are not stored and come back empty."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Result(
        stored["kind"],
        tuple(Score(**score) for score in stored["scores"]),
        tuple(Item(key, Outcome(outcome)) for outcome, keys in stored["items"].items() for key in keys),
        stored["seconds"],
        tuple(stored["skipped"]),
    )


def made(path: Path) -> Mapping[str, str | int | None]:
    """The circumstances that a file holds."""
    stored: Mapping[str, str | int | None] = json.loads(path.read_text(encoding="utf-8"))["made"]
    return stored


def circumstances() -> dict[str, str | int | None]:
    """Version, commit, date and kind of machine of this run."""
    return {
        "version": _version(),
        "commit": _commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, CPython {platform.python_version()}",
    }


def _version() -> str | None:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return None


def _commit() -> str | None:
    """The commit of the working tree, with a plus sign where the tree differs from it; None outside git."""
    try:
        head = _git("rev-parse", "--short=12", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return None
    return head + ("+" if changed else "")


def _git(*words: str) -> str:
    command = ["git", "-C", str(Path(__file__).parent), *words]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()  # noqa: S603 fixed words

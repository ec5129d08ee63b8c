"""WikiEvents dev: articles with event triggers in the KAIROS ontology, and the map from there to PLOVER."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eval.result import present
from eval.spans import Stretch

MAP = Path(__file__).parent / "kairos_to_plover.yaml"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A gold event: its trigger's place and its KAIROS type."""

    id: str
    place: Stretch
    kairos: str


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its triggers; sentences stand one after another, the first (a headline) on its own line."""

    id: str
    text: str
    triggers: tuple[Trigger, ...]


def kairos_to_plover() -> dict[str, tuple[str, ...]]:
    """PLOVER types that stand for a KAIROS type; types that PLOVER has no counterpart for are not in the map."""
    rows = yaml.safe_load(MAP.read_text(encoding="utf-8"))
    return {row["kairos"]: tuple(row["plover"]) for row in rows}


def articles(data: Path, limit: int | None) -> tuple[Told, ...]:
    """The articles of the development split, in the order of the file."""
    lines = present(data / "events" / "wikievents" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(article_of(json.loads(line)) for line in lines[:limit])


def article_of(row: dict[str, Any]) -> Told:
    """The article of one row, with its sentences set apart: the corpus runs them into each other."""
    text = ""
    tokens: list[Stretch] = []
    for number, (words, sentence) in enumerate(row["sentences"]):
        text += ("", "\n\n")[number] if number < 2 else " "
        moved = len(text) - words[0][1]
        tokens += [(start + moved, end + moved) for _, start, end in words]
        text += sentence
    triggers = tuple(
        Trigger(event["id"], _place(event["trigger"], tokens), event["event_type"]) for event in row["event_mentions"]
    )
    return Told(row["doc_id"], text, triggers)


def _place(trigger: dict[str, Any], tokens: list[Stretch]) -> Stretch:
    return tokens[trigger["start"]][0], tokens[trigger["end"] - 1][1]

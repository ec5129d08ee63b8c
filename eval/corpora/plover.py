"""PLOVER's gold standard records: sentences of the CAMEO manual, coded; older type names are brought up to date."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.result import present
from eval.spans import Extent, extent

# The file is of 2016; PLOVER has since renamed or joined these types.
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
RENAMED_MODES = {
    "assassinate": "targeted", "ban": "restrict", "confiscate": "seize", "demo-org": "demo", "demo-spon": "demo",
    "detain": "arrest", "host": "visit", "political": "restrict", "riot-spon": "riot", "strike-gen": "strike",
    "strike-hun": "hunger",
}  # fmt: skip
# Modes of today's PLOVER by their only type; a threat to use one of them stays a threat.
TYPE_OF_MODE = {"destroy": "ASSAULT", "firearms": "ASSAULT", "deport": "COERCE"}
NO_MODE = frozenset({"", "other"})
# Slips in the file's country codes.
COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
WORD = re.compile(r"\w[\w'-]*")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient: where the sentence names it, and its country or international code."""

    text: str
    places: Extent
    code: str | None


@dataclass(frozen=True, slots=True)
class Coding:
    """One gold event of a sentence."""

    id: str
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence and all its gold events."""

    text: str
    codings: tuple[Coding, ...]


def sentences(data: Path, limit: int | None) -> tuple[Coded, ...]:
    """The sentences with their codings, in the order of the file; records about the same sentence together."""
    path = present(data / "events" / "PLOVER_GSR_CAMEO.txt")
    by_text: defaultdict[str, list[Coding]] = defaultdict(list)
    for row in json.loads(path.read_text(encoding="utf-8")):
        if "text" in row:
            by_text[row["text"]].append(coding_of(row))
    return tuple(Coded(text, tuple(codings)) for text, codings in by_text.items())[:limit]


def coding_of(row: dict[str, Any]) -> Coding:
    """The coding that a record holds."""
    mode = _mode(row.get("mode"))
    event = RENAMED.get(row["event"], row["event"])
    return Coding(
        row["id"],
        event if event == "THREATEN" or mode is None else TYPE_OF_MODE.get(mode, event),
        mode,
        _parties(row.get("source"), row["text"]),
        _parties(row.get("target"), row["text"]),
    )


def _mode(name: str | None) -> str | None:
    return None if name is None or name in NO_MODE else RENAMED_MODES.get(name, name)


def _parties(listed: Any, text: str) -> tuple[Party, ...]:
    """The parties of a field; fields that hold a word of another field instead of a list are taken as empty."""
    if not isinstance(listed, list):
        return ()
    return tuple(
        Party(entry["actorText"].strip(), places_of(entry["actorText"].strip(), text), _country(entry.get("code")))
        for entry in listed
    )


def _country(code: str | None) -> str | None:
    return COUNTRIES.get(code, code) if code is not None else None


def places_of(name: str, text: str) -> Extent:
    """Where the sentence has the name; where it has it in no such form, where it has its capitalised words."""
    whole = [match.span() for match in re.finditer(re.escape(name), text)] if name else []
    words = [word for word in WORD.findall(name) if word[0].isupper() and len(word) > 3]
    parts = [match.span() for word in words for match in re.finditer(rf"\b{re.escape(word)}\b", text)]
    return extent(whole or parts)

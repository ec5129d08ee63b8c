"""Several records of a kind as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from onrecord.store.references import REFERENCES


def united(kept: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What changes in the record that stays: lists are joined, and a reference it lacks is taken from the others.

    Numbers, types and other values stay those of the record that stays: half of one figure's bounds and half of
    another's would be a figure that nobody gave.
    """
    made: dict[str, Any] = {}
    for name, value in kept.items():
        given = [other[name] for other in others]
        if name in ("id", "provenance"):
            continue
        if isinstance(value, (list, tuple)):
            made[name] = _joined([value, *given])
        elif value is None and name in REFERENCES:
            made[name] = next((one for one in given if one is not None), None)
    return made


def _joined(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """What is in any of the lists, each once; spans by their place."""
    found = {msgspec.json.encode(one, order="sorted"): one for several in lists for one in several}
    joined = list(found.values())
    if joined and all(isinstance(one, Mapping) and "start" in one for one in joined):
        return sorted(joined, key=lambda one: (one["start"], one["end"]))
    return joined

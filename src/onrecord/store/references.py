"""Records as plain values, and the ids in them: renamed, taken out, found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.store.matching import TYPE_OF

# The fields of every kind that hold the id of another record, or a list of them.
REFERENCES = frozenset(
    {
        "source", "addressees", "attributed_to", "time", "place", "actors", "recipients", "figures", "event", "part_of",
        "body", "sponsors", "vetoes", "parties", "mediators", "by", "statement", "voter",
    }
)  # fmt: skip
# Without these ids what holds them says nothing.
NEEDED = frozenset({"voter"})


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON has it."""
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def record_of(kind: str, fields: Mapping[str, Any]) -> Record:
    """The record of a kind with these fields; raises RecordError in the words of the format where they do not fit."""
    known = TYPE_OF[kind].__dataclass_fields__
    strange = sorted(set(fields) - set(known))
    if strange:
        raise RecordError(f"{kind} have no field {', '.join(strange)}; they have {', '.join(known)}")
    try:
        found: Record = msgspec.convert(dict(fields), type=TYPE_OF[kind])
    except msgspec.ValidationError as error:
        raise RecordError(f"{kind}: {error}") from None
    return found


def renamed(fields: Mapping[str, Any], names: Mapping[str, str | None]) -> dict[str, Any]:
    """The fields with other ids in the place of these; where the other is None, the reference is taken out."""
    return {name: _renamed(name, value, names) for name, value in fields.items()}


def ids_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """Every id that the fields refer to."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from ids_in(value)
        elif isinstance(value, (list, tuple)):
            for one in value:
                if isinstance(one, Mapping):
                    yield from ids_in(one)
                elif name in REFERENCES and isinstance(one, str):
                    yield one
        elif _is_reference(name) and isinstance(value, str):
            yield value


def quoted(value: Any, text: str) -> Any:
    """The value with the text of each span that was given by its offsets alone."""
    if isinstance(value, Mapping):
        made = {name: quoted(one, text) for name, one in value.items()}
        start, end = made.get("start"), made.get("end")
        if isinstance(start, int) and isinstance(end, int) and "text" not in made and 0 <= start <= end <= len(text):
            made["text"] = text[start:end]
        return made
    if isinstance(value, (list, tuple)):
        return [quoted(one, text) for one in value]
    return value


def _is_reference(name: str) -> bool:
    # "actor" is a field of what a figure counts, and of nothing else.
    return name in REFERENCES or name == "actor"


def _renamed(name: str, value: Any, names: Mapping[str, str | None]) -> Any:
    if isinstance(value, Mapping):
        return renamed(value, names)
    if isinstance(value, (list, tuple)):
        found = [_renamed(name, one, names) for one in value]
        kept = [one for one in found if one is not None and not _is_empty(one)]
        return _once(kept) if name in REFERENCES else kept
    if _is_reference(name) and isinstance(value, str) and value in names:
        return names[value]
    return value


def _is_empty(value: Any) -> bool:
    return isinstance(value, Mapping) and any(name in value and value[name] is None for name in NEEDED)


def _once(ids: list[Any]) -> list[Any]:
    """Each id once: two actors that became one take part once."""
    return list(dict.fromkeys(ids)) if all(isinstance(one, str) for one in ids) else ids

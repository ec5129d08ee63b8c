"""The only reader of `data/`: loads lexicon and rule files, checks their form, and hands out their entries.

A file below `data/` holds `about` (one sentence), `entries` (a list of mappings, each with an `id`), and may hold
`finds` and `ignores`: example sentences with `{field}` places that hold for every entry without examples of its own.
An entry is known by its key, `file/id`: `cues/say`. A record made from it names the key in its provenance's inputs;
that is how the tests run every example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast

import msgspec
import yaml

from onrecord.errors import LexiconError

E = TypeVar("E")
EXAMPLE_FIELDS = ("finds", "ignores")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which the entry `key` must be found (`found`) or must not be."""

    key: str
    sentence: str
    found: bool


@cache
def entries(name: str, shape: type[E]) -> tuple[E, ...]:
    """The entries of `data/{name}.yaml` as instances of a frozen dataclass.

    Each gets its key in the field `key`. Raises LexiconError, with file and entry, for unknown or missing
    fields, values of another type, and ids given twice.
    """
    return tuple(_shaped(entry, shape, name) for entry in _entries_of(name))


@cache
def examples(name: str) -> tuple[Example, ...]:
    """Every example sentence of `data/{name}.yaml`; raises LexiconError where an entry has none to find or ignore."""
    return tuple(example for entry in _entries_of(name) for example in _examples_of(entry, name))


@cache
def file_names() -> tuple[str, ...]:
    """The names (paths below `data/`, without ending) of every lexicon and rule file that has entries, sorted."""
    root = resources.files("onrecord").joinpath("data")
    found = (_paths(root.joinpath(folder), folder) for folder in ("lexicon", "rules"))
    return tuple(sorted(name for names in found for name in names))


def key_of(name: str, entry_id: str) -> str:
    """The key of an entry: the file's name below its language, a slash, and the entry's id."""
    short = name.split("/", 2)[2] if name.startswith(("lexicon/", "rules/")) else name
    return f"{short}/{entry_id}"


@cache
def document(name: str) -> Mapping[str, Any]:
    """The whole of `data/{name}.yaml`, for tables that are not lists of entries (ontologies, sources)."""
    path = resources.files("onrecord").joinpath("data", *f"{name}.yaml".split("/"))
    try:
        loaded = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (safe)
    except FileNotFoundError as error:
        raise LexiconError(f"data/{name}.yaml does not exist; files there: {', '.join(file_names())}") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"data/{name}.yaml is not YAML: {error}") from error
    if not isinstance(loaded, dict):
        raise LexiconError(f"data/{name}.yaml must be a mapping, found {type(loaded).__name__}")
    return loaded


@cache
def learned(name: str) -> Mapping[str, Any]:
    """The whole of `data/weights/{name}.json`: what a run of the evaluation learned or counted, and from what."""
    path = resources.files("onrecord").joinpath("data", "weights", f"{name}.json")
    loaded: Mapping[str, Any] = msgspec.json.decode(path.read_bytes())
    return loaded


def _paths(folder: Any, prefix: str) -> Iterator[str]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _paths(child, f"{prefix}/{child.name}")
        elif child.name.endswith(".yaml"):
            yield f"{prefix}/{child.name.removesuffix('.yaml')}"


def _entries_of(name: str) -> tuple[Mapping[str, Any], ...]:
    listed = document(name).get("entries")
    if not isinstance(listed, list) or not listed:
        raise LexiconError(f"data/{name}.yaml has no list of entries under `entries:`")
    seen: set[str] = set()
    for number, entry in enumerate(listed, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise LexiconError(f"data/{name}.yaml: entry {number} must be a mapping with a text `id`, found {entry!r}")
        if entry["id"] in seen:
            raise LexiconError(f"data/{name}.yaml: the id {entry['id']!r} is given twice")
        seen.add(entry["id"])
    return tuple(listed)


def _shaped(entry: Mapping[str, Any], shape: type[E], name: str) -> E:
    known = {one.name for one in fields(cast(Any, shape))}
    unknown = set(entry) - known - set(EXAMPLE_FIELDS)
    if unknown:
        raise LexiconError(f"data/{name}.yaml: entry {entry['id']!r} has unknown fields: {', '.join(sorted(unknown))}")
    given = {field: value for field, value in entry.items() if field not in EXAMPLE_FIELDS}
    try:
        return msgspec.convert({**given, "key": key_of(name, entry["id"])}, shape)
    except msgspec.ValidationError as error:
        raise LexiconError(f"data/{name}.yaml: entry {entry['id']!r}: {error}") from error


def _examples_of(entry: Mapping[str, Any], name: str) -> Iterator[Example]:
    for field in EXAMPLE_FIELDS:
        sentences = entry[field] if field in entry else document(name).get(field)
        if not sentences:
            raise LexiconError(f"data/{name}.yaml: entry {entry['id']!r} has no sentence under `{field}:`")
        templated = field not in entry
        for sentence in [sentences] if isinstance(sentences, str) else sentences:
            text = sentence.format(**_texts(entry)) if templated else sentence
            yield Example(key_of(name, entry["id"]), text, field == "finds")


def _texts(entry: Mapping[str, Any]) -> dict[str, str]:
    """An entry's fields as texts; a list stands for its first member."""
    return {field: str(value[0] if isinstance(value, list) and value else value) for field, value in entry.items()}

"""CAMEO codes and contexts: those of the rule, else those that the ontology gives a type and mode."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from onrecord import lexicon
from onrecord.record import EventType

PLOVER = "ontology/plover"
CAMEO = "ontology/cameo"


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: what it covers, and the CAMEO code it stands for most often."""

    about: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Type:
    """A PLOVER type: its quad class, whether it needs a recipient, its usual CAMEO code and its modes."""

    about: str
    quad: str
    recipient: bool
    cameo: str
    modes: dict[str, Mode]


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code in PLOVER's words."""

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@cache
def types() -> dict[str, Type]:
    """The sixteen types."""
    return msgspec.convert(lexicon.document(PLOVER)["types"], dict[str, Type])


@cache
def codes() -> dict[str, Code]:
    """The CAMEO codes that have a PLOVER type."""
    return msgspec.convert(lexicon.document(CAMEO)["codes"], dict[str, Code])


def code_of(event_type: EventType, mode: str | None) -> str:
    """The CAMEO code that a type and mode stand for where no rule gives a closer one."""
    found = types()[event_type]
    return found.modes[mode].cameo if mode is not None else found.cameo


def contexts_of(cameo: str) -> tuple[str, ...]:
    """The contexts that the map gives a code."""
    code = codes().get(cameo)
    return code.contexts if code is not None else ()

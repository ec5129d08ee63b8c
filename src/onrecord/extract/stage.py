"""What every stage agrees to: what it is given, what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol, TypeVar

from onrecord.language import AnnotatedDocument
from onrecord.record import (
    Actor,
    Event,
    Figure,
    Negotiation,
    Place,
    Provenance,
    Record,
    Statement,
    Time,
    Vote,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Found:
    """Records that a stage made. A record with the id of an earlier one takes its place, in place."""

    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    votes: tuple[Vote, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report so far: its annotated text and the records made by earlier stages."""

    doc: AnnotatedDocument
    found: Found = Found()

    def plus(self, new: Found) -> Known:
        """This knowledge and the new records; a new record replaces the one that has its id."""
        merged = {
            kind.name: _merged(getattr(self.found, kind.name), getattr(new, kind.name))
            for kind in fields(Found)
            if kind.name != "warnings"
        }
        return replace(self, found=Found(**merged, warnings=self.found.warnings + new.warnings))


class Stage(Protocol):
    """One step of the reading: what it needs, what it makes, and the call from known to found.

    `needs` and `makes` hold names of record kinds (fields of `Found`). A stage returns; it changes nothing.
    """

    @property
    def name(self) -> str:
        """The stage's name, as provenance gives it."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Kinds of records that must have been made before."""
        ...

    @property
    def makes(self) -> tuple[str, ...]:
        """Kinds of records that this stage makes."""
        ...

    def __call__(self, known: Known) -> Found:
        """The records that this stage finds in what is known."""
        ...


def _merged(old: Sequence[R], new: Sequence[R]) -> tuple[R, ...]:
    changed = {record.id: record for record in new}
    kept = [changed.pop(record.id, record) for record in old]
    return (*kept, *changed.values())


def provenance(stage: Stage, rule: str, *inputs: str, version: int = 1) -> Provenance:
    """The provenance of a record made by this stage under a rule, from lexicon entries and records."""
    return Provenance(stage.name, rule, version, inputs)

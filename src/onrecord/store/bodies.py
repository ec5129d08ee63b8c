"""The form of a correction's body: checked before it is kept, since patches come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from onrecord.errors import CorrectionError
from onrecord.record import KINDS
from onrecord.store.effective import ACTIONS, Correction
from onrecord.store.matching import Target

# An id that only a person's record has, as the column `local` can hold it.
New = Annotated[str, Meta(pattern=r"^x[a-z][0-9]{1,9}$")]
Fields = dict[str, Any]
# What says which record it is and how it came about is not a person's to change.
BARRED = frozenset({"id", "provenance"})


@dataclass(frozen=True, slots=True)
class Pin:
    """Which record an id in the fields means."""

    kind: str
    local: str
    start: int
    end: int
    text: str
    beside: tuple[tuple[int, int], ...] = ()
    twin: int = 0
    twins: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """All that a body can hold; what an action needs of it is checked apart."""

    fields: Fields = field(default_factory=dict)
    others: tuple[Target, ...] = ()
    parts: tuple[Fields, ...] = ()
    locals: tuple[New, ...] = ()
    local: New | None = None
    beside: Annotated[int, Meta(ge=0)] = 0
    pins: dict[str, Pin] = field(default_factory=dict)


def check_form(correction: Correction) -> None:
    """Raise CorrectionError where a correction is not of the form that its action needs."""
    if correction.action not in ACTIONS or correction.kind not in KINDS:
        raise CorrectionError(f"{correction.action!r} of {correction.kind!r} is no correction")
    if not correction.author.strip():
        raise CorrectionError("a correction needs an author")
    try:
        body = msgspec.convert(dict(correction.body), type=Body)
    except msgspec.ValidationError as error:
        raise CorrectionError(f"the correction's body is not of its form: {error}") from None
    barred = BARRED & {name for fields in (body.fields, *body.parts) for name in fields}
    if barred:
        raise CorrectionError(f"{', '.join(sorted(barred))} cannot be corrected; the software gives it")
    missing = _missing(correction, body)
    if missing is not None:
        raise CorrectionError(f"the correction has no {missing}")


def _missing(correction: Correction, body: Body) -> str | None:
    """What the action needs and the correction lacks."""
    if correction.action == "add":
        return None if body.fields and body.local is not None else "fields or id of the new record"
    if correction.target is None:
        return "record that it is about"
    match correction.action:
        case "edit":
            return None if body.fields else "field that it changes"
        case "merge":
            return None if body.others else "other records"
        case "split":
            return None if len(body.parts) == len(body.locals) + 1 >= 2 else "parts with an id for each new one"
        case "undo":
            return None if correction.supersedes is not None else "correction that it takes back"
        case _:
            return None

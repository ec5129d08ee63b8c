"""What a report puts on record once people have corrected it: the reading with the corrections laid over it.

Of all corrections of a record, those that were undone count for nothing; the others are laid over the reading in the
order in which they were made, and the last one says whether the record is shown. References to a record that was
rejected are taken out, but for one case: a rejected *statement* stays in the report, out of sight, as long as a record
stands on its word. Taking it out would turn what somebody said into what the publisher says itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from onrecord.errors import OnrecordError, RecordError
from onrecord.integrity import problems
from onrecord.record import KINDS, Record, Report, Statement
from onrecord.store.matching import KIND_OF, Target, key_spans, matched
from onrecord.store.merging import united
from onrecord.store.references import ids_in, plain, record_of, renamed

Action = Literal["accept", "reject", "edit", "merge", "split", "add", "undo"]
State = Literal["machine", "accepted", "rejected", "edited", "merged", "added"]
ACTIONS: tuple[Action, ...] = ("accept", "reject", "edit", "merge", "split", "add", "undo")
HIDDEN: frozenset[State] = frozenset({"rejected", "merged"})
# The stage that a record's provenance names where a person had a hand in it.
STAGE = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed, when and why. `body` holds, by action:

    edit: `fields`; merge: `others` (targets); split: `parts` (the fields of each) and `locals` (ids of all but the
    first); add: `fields`, `local`, and `beside`, how many records the reading had there already. `pins` say which
    records the ids in the fields mean. `supersedes` is the correction that an undo takes back.
    """

    id: str
    version_id: str
    kind: str
    action: Action
    target: Target | None
    body: Mapping[str, Any]
    author: str
    at: str
    reason: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A correction that could not be laid over the present reading, and why."""

    correction: Correction
    why: str


@dataclass(frozen=True, slots=True)
class Effective:
    """A corrected report; `states` and `made_by` (ids of corrections) name only records that a correction concerns.

    `hidden` are the records that were rejected or merged away and that are not in the report any more.
    """

    report: Report
    states: Mapping[str, State] = field(default_factory=dict)
    made_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: tuple[Record, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()

    def whole(self) -> Report:
        """The report with the hidden records too; it may break the format, as they may."""
        extra = {kind: tuple(one for one in self.hidden if KIND_OF[type(one)] == kind) for kind in KINDS}
        joined = {kind: (*getattr(self.report, kind), *extra[kind]) for kind in KINDS}
        return replace(self.report, **joined)  # type: ignore[arg-type]

    def changed(self) -> tuple[Record, ...]:
        """The records that a person changed or added, shown ones only."""
        return tuple(one for one in self.report.records() if one.provenance.stage == STAGE)


def effective(report: Report, corrections: Sequence[Correction]) -> Effective:
    """The report with these corrections, oldest first, laid over it; what breaks the format is left out and told."""
    if not corrections:
        return Effective(report)
    found = _folded(report, list(standing(corrections)))
    return found if not any(problems(found.report)) else _stepwise(report, corrections)


def standing(corrections: Sequence[Correction]) -> Iterator[Correction]:
    """The corrections that were not undone, without the undoing ones."""
    undone: set[str] = set()
    kept = []
    for one in reversed(corrections):
        if one.id in undone:
            continue
        if one.action == "undo":
            undone.add(one.supersedes or "")
        else:
            kept.append(one)
    return reversed(kept)


def _folded(report: Report, corrections: Iterable[Correction]) -> Effective:
    fold = _Fold(report)
    for one in corrections:
        fold.lay(one)
    return fold.effective()


def _stepwise(report: Report, corrections: Sequence[Correction]) -> Effective:
    """Each correction in turn, without those after which the report would break the format."""
    kept: list[Correction] = []
    refused: list[Unmatched] = []
    for one in standing(corrections):
        broken = list(problems(_folded(report, [*kept, one]).report))
        if broken:
            refused.append(Unmatched(one, "; ".join(broken)))
        else:
            kept.append(one)
    found = _folded(report, kept)
    return replace(found, unmatched=(*found.unmatched, *refused))


class _Fold:
    """A report while corrections are laid over it, one after the other."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._records: dict[str, dict[str, Record]] = {
            kind: {one.id: one for one in getattr(report, kind)} for kind in KINDS
        }
        self._read = {one.id for one in report.records()}
        self._states: dict[str, State] = {}
        self._made_by: dict[str, list[str]] = {}
        self._merged: dict[str, str] = {}
        self._unmatched: list[Unmatched] = []

    def lay(self, correction: Correction) -> None:
        """Lay one correction over what there is, or keep it with the reason why it cannot be."""
        try:
            touched = self._laid(correction)
        except OnrecordError as error:
            self._unmatched.append(Unmatched(correction, str(error)))
            return
        for local in touched:
            self._made_by.setdefault(local, []).append(correction.id)

    def effective(self) -> Effective:
        """The report as it stands now."""
        gone = {local for local, state in self._states.items() if state in HIDDEN}
        carrying = self._carrying(gone)
        names: dict[str, str | None] = dict.fromkeys(gone - carrying)
        names |= {local: self._kept(local) for local in self._merged}
        records = {
            kind: tuple(_linked(kind, one, names) for local, one in known.items() if local not in gone - carrying)
            for kind, known in self._records.items()
        }
        hidden = [self._records[kind][one] for kind in KINDS for one in self._records[kind] if one in gone - carrying]
        return Effective(
            replace(self._report, **records),  # type: ignore[arg-type]
            dict(self._states),
            {local: tuple(ids) for local, ids in self._made_by.items()},
            tuple(hidden),
            tuple(self._unmatched),
        )

    def _laid(self, one: Correction) -> list[str]:
        """The ids of the records that the correction concerned."""
        match one.action:
            case "accept" | "reject":
                local = self._found(one.kind, one.target)
                self._states[local] = "accepted" if one.action == "accept" else "rejected"
                return [local]
            case "edit":
                local = self._found(one.kind, one.target)
                self._change(one, local, one.body.get("fields", {}))
                return [local]
            case "merge":
                return self._merge(one)
            case "split":
                return self._split(one)
            case "add":
                return [self._add(one)]
            case "undo":
                raise RecordError("an undoing was laid over a report; it only takes another correction back")

    def _merge(self, one: Correction) -> list[str]:
        local = self._found(one.kind, one.target)
        others = [self._found(one.kind, _target(other)) for other in one.body.get("others", ())]
        if not others or local in others:
            raise RecordError("a merge needs other records than the one that stays")
        records = self._records[one.kind]
        fields = united(plain(records[local]), [plain(records[other]) for other in others])
        self._change(one, local, fields)
        for other in others:
            self._states[other] = "merged"
            self._merged[other] = local
        return [local, *others]

    def _split(self, one: Correction) -> list[str]:
        local = self._found(one.kind, one.target)
        first, *rest = one.body["parts"]
        made = list(one.body["locals"])
        before = plain(self._records[one.kind][local])
        self._check_new(made)
        new = [self._made(one, name, {**before, **fields}) for name, fields in zip(made, rest, strict=True)]
        self._change(one, local, first)
        for record in new:
            self._records[one.kind][record.id] = record
            self._states[record.id] = "added"
        return [local, *made]

    def _add(self, one: Correction) -> str:
        record = self._made(one, one.body["local"], one.body["fields"])
        here = [
            known.id
            for known in self._records[one.kind].values()
            if known.id in self._read and key_spans(known)[:1] == key_spans(record)[:1]
        ]
        if len(here) == 1 and not one.body.get("beside", 0):
            # Software that did not find the record finds it now: it is the same one, as the person put it.
            record = replace(record, id=here[0])
        else:
            self._check_new([record.id])
        self._records[one.kind][record.id] = record
        self._states[record.id] = "added"
        return record.id

    def _change(self, one: Correction, local: str, fields: Mapping[str, Any]) -> None:
        before = plain(self._records[one.kind][local])
        self._records[one.kind][local] = self._made(one, local, {**before, **self._pinned(one, fields)}, pinned=True)
        self._states[local] = "edited"

    def _made(self, one: Correction, local: str, fields: Mapping[str, Any], *, pinned: bool = False) -> Record:
        found = dict(fields) if pinned else self._pinned(one, fields)
        return record_of(one.kind, {**found, "id": local, "provenance": _provenance(one, found.get("provenance"))})

    def _pinned(self, one: Correction, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields with the present ids of the records that they mean."""
        pins = one.body.get("pins", {})
        names: dict[str, str | None] = {
            local: self._found(pin["kind"], _target(pin)) for local, pin in pins.items() if local in set(ids_in(fields))
        }
        return renamed(fields, names)

    def _found(self, kind: str, target: Target | None) -> str:
        if kind not in self._records or target is None:
            raise RecordError(f"a correction of {kind} names no record")
        local = matched(self._records[kind].values(), target)
        if local is None:
            raise RecordError(f"none of the {kind} is the one at {target.start}:{target.end}, {target.text!r}")
        return self._kept(local)

    def _kept(self, local: str) -> str:
        while local in self._merged:
            local = self._merged[local]
        return local

    def _check_new(self, locals_: Iterable[str]) -> None:
        taken = [one for one in locals_ if any(one in known for known in self._records.values())]
        if taken:
            raise RecordError(f"the id {', '.join(taken)} is taken")

    def _carrying(self, gone: set[str]) -> set[str]:
        """The rejected statements on whose word a record that is shown stands."""
        waiting = [
            one for known in self._records.values() for local, one in known.items() if local not in gone
        ]  # fmt: skip
        carrying: set[str] = set()
        while waiting:
            for local in getattr(waiting.pop(), "attributed_to", ()):
                statement = self._records["statements"].get(local)
                if self._states.get(local) == "rejected" and local not in carrying and statement is not None:
                    carrying.add(local)
                    waiting.append(statement)
        return carrying


def _linked(kind: str, record: Record, names: Mapping[str, str | None]) -> Record:
    """The record with its references as `names` has them, and none to itself."""
    if not names:
        return record
    fields = plain(record)
    if not any(one in names for one in ids_in(fields)):
        return record
    found = record_of(kind, renamed(fields, names))
    if isinstance(found, Statement) and found.id in found.attributed_to:
        return replace(found, attributed_to=tuple(one for one in found.attributed_to if one != found.id))
    return found


def _provenance(one: Correction, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """That a person had a hand in the record, with what it was made by before."""
    earlier = [] if before is None else list(before["inputs"])
    if before is not None and before["stage"] != STAGE:
        earlier = [f"{before['stage']}: {before['rule']}", *earlier]
    words = {"edit": "changed", "merge": "merged", "split": "split", "add": "added"}[one.action]
    return {"stage": STAGE, "rule": f"{words} by a person", "version": 1, "inputs": [*earlier, one.id]}


def _target(given: Mapping[str, Any]) -> Target:
    return msgspec.convert({name: given[name] for name in Target.__slots__ if name in given}, type=Target)

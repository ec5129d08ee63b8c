"""What people did to a record, oldest first: every correction stays, also one that was undone or does not fit now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from onrecord.errors import StoreError
from onrecord.record import Record, Report
from onrecord.store.effective import Correction, Effective, effective, standing
from onrecord.store.kept_corrections import corrections_of
from onrecord.store.loading import report_of
from onrecord.store.matching import kind_of, matched

Standing = Literal["stands", "undone", "does not fit"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction of a record; `why` says why it does not fit the present reading."""

    correction: Correction
    standing: Standing
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A version as its current reading has it, every correction of it, and what the two come to."""

    reading: Report
    corrections: tuple[Correction, ...]
    effective: Effective

    def record(self, local: str) -> Record | None:
        """The record with this id, also one that is hidden."""
        return next((one for one in self.records() if one.id == local), None)

    def records(self) -> tuple[Record, ...]:
        """The records of the corrected report, then the hidden ones."""
        return (*self.effective.report.records(), *self.effective.hidden)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of one kind, with those that are hidden."""
        return tuple(one for one in self.records() if kind_of(one) == kind)

    def entries(self, local: str) -> tuple[Entry, ...]:
        """The corrections of one record, oldest first."""
        found = self.record(local)
        if found is None:
            return ()
        made_by = set(self.effective.made_by.get(local, ()))
        why = {one.correction.id: one.why for one in self.effective.unmatched}
        stand = {one.id for one in standing(self.corrections)}
        undone = {one.supersedes for one in self.corrections if one.action == "undo"}
        entries = []
        concerned: set[str] = set()
        for one in self.corrections:
            known = one.id in made_by or one.supersedes in concerned
            if not known and (one.id not in stand or one.id in why):
                known = one.kind == kind_of(found) and self.meant(one) == local
            if known:
                concerned.add(one.id)
                entries.append(Entry(one, _standing(one, undone, why), why.get(one.id)))
        return tuple(entries)

    def newest(self, local: str) -> str | None:
        """The id of the newest correction of a record."""
        entries = self.entries(local)
        return entries[-1].correction.id if entries else None

    def meant(self, one: Correction) -> str | None:
        """The id of the record that a correction is about, as the report has it now."""
        if one.target is None:
            return str(one.body.get("local"))
        return matched(self.of_kind(one.kind), one.target)


def corrected(connection: Connection, version_id: str) -> Corrected:
    """A version with all that people did to it."""
    reading = report_of(connection, version_id, corrected=False)
    corrections = corrections_of(connection, [version_id]).get(version_id, ())
    return Corrected(reading, corrections, effective(reading, corrections))


def history(connection: Connection, record_id: str) -> tuple[Entry, ...]:
    """The corrections of the record with this id ("<version>:<local>"), oldest first."""
    version_id, local = parts_of_id(record_id)
    found = corrected(connection, version_id)
    if found.record(local) is None:
        raise StoreError(f"{version_id}: has no record {local!r}; its records are {_some(found.records())}")
    return found.entries(local)


def parts_of_id(record_id: str) -> tuple[str, str]:
    """The version's and the local id in a record's id."""
    version_id, colon, local = record_id.partition(":")
    if not (version_id and colon and local):
        raise StoreError(f"{record_id!r} is no record's id; one looks like r0123456789abcdef:e3")
    return version_id, local


def _standing(one: Correction, undone: set[str | None], why: dict[str, str]) -> Standing:
    if one.id in why:
        return "does not fit"
    return "undone" if one.id in undone else "stands"


def _some(records: Sequence[Record]) -> str:
    ids = [one.id for one in records]
    return ", ".join(ids[:40]) + (" and others" if len(ids) > 40 else "") if ids else "none"

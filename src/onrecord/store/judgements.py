"""What people say of pairs: the same, different or unsure; each a row, the newest by a person holds.

A row names its two records as they were called and, since a newer version of the software numbers its records anew, by
their characters too. `refit` keeps beside them what they are called now; where a newer reading has no such record, or
several, the judgement stays and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from onrecord.errors import CorrectionError
from onrecord.record import Record
from onrecord.store.effective import Effective
from onrecord.store.history import corrected, parts_of_id
from onrecord.store.kept_corrections import json_of
from onrecord.store.matching import Target, kind_of, matched, target_of
from onrecord.store.relinking import mark
from onrecord.store.schema import BEHIND_LOCAL, JUDGEMENTS, RECORDS, VERSIONS

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
# The kinds of clusters that a person can judge, and the kind of record that is in each; None for whole reports.
JUDGED: dict[str, str | None] = {
    "actor": "actors", "event": "events", "toll": "figures", "track": "negotiations", "motion": "votes", "origin": None,
}  # fmt: skip
_SIDES = (("left", "right"), ("right", "left"))
_OF_VERSION = (
    select(JUDGEMENTS)
    .where(or_(*(JUDGEMENTS.c[side].between(bindparam("version"), bindparam("last")) for side in ("left", "right"))))
    .order_by(JUDGEMENTS.c.seq)
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two records (or two reports), the one with the smaller id first."""

    kind: str
    left: str
    right: str
    verdict: Verdict
    author: str
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement as it stands: what its two are called now (None where no record is meant), and their characters."""

    judgement: Judgement
    left: str | None
    right: str | None
    left_target: Target | None
    right_target: Target | None


def put_judgement(connection: Connection, judgement: Judgement) -> bool:
    """Add a judgement's row; whether it was new. Raises CorrectionError where it names nothing in the store."""
    left, right = sorted((judgement.left, judgement.right))
    _check(connection, judgement)
    said = {
        "kind": judgement.kind, "verdict": judgement.verdict, "author": judgement.author, "at": judgement.at,
    }  # fmt: skip
    same = [JUDGEMENTS.c[name] == value for name, value in said.items()]
    for row in connection.execute(select(JUDGEMENTS).where(*same)):
        if [left, right] in ([row.left, row.right], sorted((row.left_now or "", row.right_now or ""))):
            return False
    pair = {
        "left": left, "right": right, "left_now": left, "right_now": right,
        "left_target": pinned(connection, left), "right_target": pinned(connection, right),
    }  # fmt: skip
    connection.execute(insert(JUDGEMENTS).values(**said, **pair, reason=judgement.reason))
    return True


def all_judgements(connection: Connection) -> list[Standing]:
    """Every judgement of the store, oldest first."""
    return [_standing(row) for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.seq))]


def judgements_of(connection: Connection, record_id: str) -> list[Standing]:
    """The judgements in which the record with this id has a side now, oldest first."""
    here = or_(JUDGEMENTS.c.left_now == record_id, JUDGEMENTS.c.right_now == record_id)
    return [_standing(row) for row in connection.execute(select(JUDGEMENTS).where(here).order_by(JUDGEMENTS.c.seq))]


def refit(connection: Connection, version_id: str, found: Effective) -> None:
    """Keep what the judged records of a version are called now that it is this; what changed is linked anew."""
    rows = connection.execute(_OF_VERSION, {"version": version_id, "last": version_id + BEHIND_LOCAL}).all()
    if not rows:
        return
    known = {kind: tuple(getattr(found.whole(), kind)) for kind in set(JUDGED.values()) if kind is not None}
    for row in rows:
        for side, other in _SIDES:
            item = row._mapping[side]
            if not item.startswith(f"{version_id}:"):
                continue
            now = item_now(item, row._mapping[f"{side}_target"], known[JUDGED[row.kind] or ""])
            if now != row._mapping[f"{side}_now"]:
                changed = update(JUDGEMENTS).where(JUDGEMENTS.c.seq == row.seq)
                connection.execute(changed.values({f"{side}_now": now}))
                # What the other side is judged against is called otherwise, or gone.
                mark(connection, row._mapping[other].partition(":")[0], row.at)


def item_now(item: str, target: str | None, records: tuple[Record, ...]) -> str | None:
    """What a judged record is called among these of its kind; None where none of them is it, or several could be."""
    version_id, local = parts_of_id(item)
    if target is None:
        return item if any(one.id == local for one in records) else None
    found = matched(records, msgspec.json.decode(target, type=Target))
    return None if found is None else f"{version_id}:{found}"


def pinned(connection: Connection, item: str) -> str | None:
    """A record's target as a row keeps it; None for a report."""
    if ":" not in item:
        return None
    version_id, local = parts_of_id(item)
    found = corrected(connection, version_id)
    record = found.record(local)
    return None if record is None else json_of(target_of(record, found.of_kind(kind_of(record))))


def misfits(connection: Connection) -> Iterator[tuple[int, str]]:
    """The judgements whose records are called otherwise than the row says, by their number, and what is wrong."""
    seen: dict[str, Effective] = {}
    for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.seq)).all():
        for side in ("left", "right"):
            item, now = row._mapping[side], row._mapping[f"{side}_now"]
            version_id, colon, _ = item.partition(":")
            if connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id == version_id)).first() is None:
                yield row.seq, f"there is no report {version_id!r} in the store"
                continue
            if version_id not in seen:
                seen[version_id] = corrected(connection, version_id).effective
            kind = JUDGED.get(row.kind)
            records = getattr(seen[version_id].whole(), kind) if kind is not None else ()
            expected = item_now(item, row._mapping[f"{side}_target"], tuple(records)) if colon else item
            if now != expected:
                yield row.seq, f"{item} is called {expected} now, not {now}"


def kind_judged(connection: Connection, left: str, right: str) -> str:
    """The kind of cluster that two records, or two reports, could be in together."""
    kinds = {_kind(connection, one) for one in (left, right)}
    if len(kinds) != 1:
        raise CorrectionError(f"{left} and {right} are of different kinds; only two of a kind can be the same")
    (kind,) = kinds
    found = next((judged for judged, records in JUDGED.items() if records == kind), None)
    if found is None:
        raise CorrectionError(f"{kind} are not compared across reports; {', '.join(JUDGED)} are")
    return found


def sides_of(row: Row[Any]) -> tuple[str, str]:
    """What a judgement's two are called, the smaller id first: now, or as they were where they are not found now."""
    left, right = sorted((row.left_now or row.left, row.right_now or row.right))
    return left, right


def _standing(row: Row[Any]) -> Standing:
    targets = [
        None if given is None else msgspec.json.decode(given, type=Target)
        for given in (row.left_target, row.right_target)
    ]
    made = Judgement(row.kind, row.left, row.right, row.verdict, row.author, row.at, row.reason)
    return Standing(made, row.left_now, row.right_now, *targets)


def _check(connection: Connection, judgement: Judgement) -> None:
    if judgement.verdict not in VERDICTS:
        raise CorrectionError(f"{judgement.verdict!r} is no judgement; there are {', '.join(VERDICTS)}")
    if judgement.left == judgement.right:
        raise CorrectionError(f"{judgement.left} was given twice; a judgement is about two")
    if not judgement.author.strip():
        raise CorrectionError("a judgement needs an author")
    found = kind_judged(connection, judgement.left, judgement.right)
    if found != judgement.kind:
        raise CorrectionError(f"{judgement.left} and {judgement.right} are judged as {found}, not {judgement.kind}")


def _kind(connection: Connection, item: str) -> str | None:
    """The kind of the record with this id; None for a report's."""
    if ":" not in item:
        if connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id == item)).first() is None:
            raise CorrectionError(f"there is no report {item!r} in the store")
        return None
    kind = connection.execute(select(RECORDS.c.kind).where(RECORDS.c.id == item)).scalar_one_or_none()
    if kind is None:
        raise CorrectionError(f"there is no record {item!r} in the store")
    return str(kind)

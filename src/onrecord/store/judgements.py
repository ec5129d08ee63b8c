"""What people say of pairs: the same, different or unsure; each a row, the newest by a person holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select

from onrecord.errors import CorrectionError
from onrecord.store.schema import JUDGEMENTS, RECORDS, VERSIONS

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
# The kinds of clusters that a person can judge, and the kind of record that is in each; None for whole reports.
JUDGED: dict[str, str | None] = {
    "actor": "actors", "event": "events", "toll": "figures", "track": "negotiations", "motion": "votes", "origin": None,
}  # fmt: skip


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


def put_judgement(connection: Connection, judgement: Judgement) -> bool:
    """Add a judgement's row; whether it was new. Raises CorrectionError where it names nothing in the store."""
    left, right = sorted((judgement.left, judgement.right))
    _check(connection, judgement)
    values = {
        "kind": judgement.kind, "left": left, "right": right, "verdict": judgement.verdict,
        "author": judgement.author, "at": judgement.at, "reason": judgement.reason,
    }  # fmt: skip
    same = (JUDGEMENTS.c[name] == value for name, value in values.items() if name != "reason")
    if connection.execute(select(JUDGEMENTS.c.seq).where(*same)).first() is not None:
        return False
    connection.execute(insert(JUDGEMENTS).values(values))
    return True


def all_judgements(connection: Connection) -> list[Judgement]:
    """Every judgement of the store, oldest first."""
    return [
        Judgement(row.kind, row.left, row.right, row.verdict, row.author, row.at, row.reason)
        for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.seq))
    ]


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

"""What people did, as lines of JSON that another copy of the store can be given.

A line tells a record by the digest of its report's text, its kind and its characters, so that it fits a copy whose ids
are others. Applying a patch twice changes nothing more. What does not fit, or would go over somebody's head, is told
and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, select

from onrecord.errors import ConflictError, CorrectionError, OnrecordError
from onrecord.store.bodies import check_form
from onrecord.store.corrections import put_correction
from onrecord.store.effective import Correction
from onrecord.store.history import Corrected, corrected
from onrecord.store.judgements import JUDGED, Judgement, all_judgements, put_judgement
from onrecord.store.kept_corrections import all_corrections, json_of
from onrecord.store.matching import Target, kind_of, matched
from onrecord.store.schema import VERSIONS

SCHEMA: Final = "onrecord-patch/1"


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction, and the digest of the text that it corrects the record of."""

    schema: Literal["onrecord-patch/1"]
    digest: str
    correction: Correction


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that were judged: a report, by its text, or a record in it."""

    digest: str
    version_id: str
    kind: str | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement, and its two sides by what they are found by."""

    schema: Literal["onrecord-patch/1"]
    judgement: Judgement
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not applied, by its number from 1, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a patch came to; `known` lines were in the store already."""

    corrections: int
    judgements: int
    known: int
    refused: tuple[Refused, ...]


def patch_lines(connection: Connection) -> Iterator[str]:
    """Every correction and judgement of the store, oldest first, a line each."""
    digests = {row.id: row.digest for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.digest))}
    for correction in all_corrections(connection):
        yield json_of(CorrectionLine(SCHEMA, digests[correction.version_id], correction)) + "\n"
    for one in all_judgements(connection):
        said = one.judgement
        sides = (_side(digests, said, said.left, one.left_target), _side(digests, said, said.right, one.right_target))
        yield json_of(JudgementLine(SCHEMA, said, *sides)) + "\n"


def apply_patch(connection: Connection, lines: Iterable[str]) -> Applied:
    """Add what the lines hold; the caller commits."""
    tally = {"correction": 0, "judgement": 0, "known": 0}
    refused: list[Refused] = []
    read = list(_read(lines, refused))
    # Corrections that the patch's maker knew of: a new one may stand on them.
    seen = frozenset(line.correction.id for _, line in read if isinstance(line, CorrectionLine))
    for number, line in read:
        try:
            if isinstance(line, CorrectionLine):
                tally["correction" if _apply_correction(connection, line, seen) else "known"] += 1
            else:
                tally["judgement" if _apply_judgement(connection, line) else "known"] += 1
        except OnrecordError as error:
            refused.append(Refused(number, str(error)))
    refused.sort(key=lambda one: one.line)
    return Applied(tally["correction"], tally["judgement"], tally["known"], tuple(refused))


def _read(lines: Iterable[str], refused: list[Refused]) -> Iterator[tuple[int, CorrectionLine | JudgementLine]]:
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            given: Any = msgspec.json.decode(text)
            is_correction = isinstance(given, dict) and "correction" in given
            made: type[CorrectionLine | JudgementLine] = CorrectionLine if is_correction else JudgementLine
            line: CorrectionLine | JudgementLine = msgspec.convert(given, type=made)
        except (msgspec.MsgspecError, UnicodeEncodeError) as error:
            refused.append(Refused(number, f"is no line of {SCHEMA}: {error}"))
            continue
        yield number, line


def _apply_correction(connection: Connection, line: CorrectionLine, seen: frozenset[str]) -> bool:
    version_id = _version(connection, line.digest, line.correction.version_id)
    correction = replace(line.correction, version_id=version_id)
    check_form(correction)
    found = corrected(connection, version_id)
    if any(one.id == correction.id for one in found.corrections):
        return False
    if correction.action == "undo" and correction.supersedes not in {one.id for one in found.corrections}:
        raise CorrectionError(f"takes back {correction.supersedes}, which is not here")
    _check_unseen(found, correction, seen)
    put_correction(connection, correction)
    return True


def _check_unseen(found: Corrected, correction: Correction, seen: frozenset[str]) -> None:
    """Raise ConflictError where the record has a correction here that the patch's maker did not know of."""
    local = found.meant(correction)
    for entry in found.entries(local) if local is not None else ():
        here = entry.correction
        if here.id not in seen and entry.standing == "stands":
            what = f"{here.action} by {here.author}"
            raise ConflictError(f"{local} has a correction here that the patch does not know: {what}")


def _apply_judgement(connection: Connection, line: JudgementLine) -> bool:
    left, right = sorted(_item(connection, side) for side in (line.left, line.right))
    return put_judgement(connection, replace(line.judgement, left=left, right=right))


def _side(digests: dict[str, str], judgement: Judgement, item: str, target: Target | None) -> Side:
    version_id = item.partition(":")[0]
    kind = JUDGED[judgement.kind] if target is not None else None
    return Side(digests.get(version_id, ""), version_id, kind, target)


def _item(connection: Connection, side: Side) -> str:
    version_id = _version(connection, side.digest, side.version_id)
    if side.target is None:
        return version_id
    records = [one for one in corrected(connection, version_id).records() if kind_of(one) == side.kind]
    local = matched(records, side.target)
    if local is None:
        raise CorrectionError(
            f"{version_id}: none of the {side.kind} is the one at {side.target.start}:{side.target.end}"
        )
    return f"{version_id}:{local}"


def _version(connection: Connection, digest: str, version_id: str) -> str:
    """The version with this text; where several have it, the one with this id, else the first."""
    query = select(VERSIONS.c.id).where(VERSIONS.c.digest == digest).order_by(VERSIONS.c.seq)
    found = list(connection.execute(query).scalars())
    if not found:
        raise CorrectionError(f"no report here has the text with the digest {digest[:19]}...")
    return version_id if version_id in found else found[0]

"""Corrections as the interface shows them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, Row

from onrecord.store.effective import Correction
from onrecord.store.kept_corrections import correction_of_row, corrections_of


class CorrectionShown(BaseModel):
    """What a person changed: in which record, how, who, when and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "c0123456789abcdef", "report": "rff78446f348a0b8e", "record": "rff78446f348a0b8e:f2",
                "kind": "figures", "action": "reject",
                "target": {"local": "f2", "start": 353, "end": 371, "text": "at least 12 people"}, "body": {},
                "author": "ada", "at": "2021-05-19T08:00:00.000Z", "reason": "counted twice", "supersedes": None,
            }
        }
    )  # fmt: skip

    id: str
    report: str
    record: str | None = Field(description="The record as it was called when it was corrected.")
    kind: str
    action: str
    target: dict[str, Any] | None
    body: dict[str, Any]
    author: str
    at: str
    reason: str | None
    supersedes: str | None


def corrections_in(connection: Connection, version_id: str) -> list[CorrectionShown]:
    """All corrections of this version, oldest first."""
    return [shown_correction(one) for one in corrections_of(connection, [version_id]).get(version_id, ())]


def shown(row: Row[Any]) -> CorrectionShown:
    """A row of the corrections as it is shown."""
    return shown_correction(correction_of_row(row))


def shown_correction(one: Correction) -> CorrectionShown:
    """A correction as it is shown."""
    local = one.target.local if one.target is not None else one.body.get("local")
    return CorrectionShown(
        id=one.id, report=one.version_id, record=f"{one.version_id}:{local}" if local is not None else None,
        kind=one.kind, action=one.action,
        target=asdict(one.target) if one.target is not None else None, body=dict(one.body),
        author=one.author, at=one.at, reason=one.reason, supersedes=one.supersedes,
    )  # fmt: skip

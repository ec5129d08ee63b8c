"""Records: lists of a selection, one record with its body, why it is there, and what was done to it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from onrecord.export.words import Wording
from onrecord.integrity import evidence_of
from onrecord.record import Actor, Place, Record, Report, Statement, Time
from onrecord.store import selection as store
from onrecord.store.history import corrected
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import not_found, responses
from onrecord.web.records import row_of, shown
from onrecord.web.selecting import Paged, Selected
from onrecord.web.shapes import RECORD_EXAMPLE, RecordShown, SpanShown

router = APIRouter(tags=["records"], dependencies=[Cached])
RecordId = Annotated[
    str,
    Path(
        pattern=r"^r[0-9a-f]{4,18}:[a-z]+[0-9]+$", max_length=32, description="The id of a record across reports.",
        examples=["rff78446f348a0b8e:f1"],
    ),
]  # fmt: skip


class RecordList(BaseModel):
    """Records of the selection, newest first; `total` comes with the first piece only."""

    model_config = ConfigDict(json_schema_extra={"example": {"items": [RECORD_EXAMPLE], "next": None, "total": 1}})

    items: list[RecordShown]
    next: str | None
    total: int | None


class RecordWhole(RecordShown):
    """A record with its body: the object that onrecord/1 has for it, as corrections have left it."""

    body: dict[str, Any] = Field(description="The record in the format onrecord/1.")


class Voice(BaseModel):
    """A statement that carries a record: who said it, and the words that say so."""

    statement: str
    source: str
    cue: SpanShown | None


class Why(BaseModel):
    """How a record came about: the characters it rests on, the rule that made it, whose words it stands in."""

    evidence: list[SpanShown]
    stage: str
    rule: str
    version: int
    inputs: list[str] = Field(description="Entries of the lexicon and records of the same report, in words.")
    chain: list[Voice] = Field(description="Who says so, innermost first; empty for the publisher's own voice.")


class FacetsShown(BaseModel):
    """How many records the selection has, by kind, type, outlet, country and month.

    Of a very large selection the newest are counted: where `counted` is less than `total`, the numbers are of those.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kinds": {"events": 12}, "types": {"ASSAULT": 7}, "outlets": {"Strait Wire": 12},
                "countries": {}, "months": {"2021-05": 12}, "total": 12, "counted": 12,
            }
        }
    )  # fmt: skip

    kinds: dict[str, int]
    types: dict[str, int]
    outlets: dict[str, int]
    countries: dict[str, int]
    months: dict[str, int]
    total: int
    counted: int


@router.get("/records", responses=responses(400, 401, 403, 422))
def list_records(serving: Here, caller: Reader, wanted: Paged) -> RecordList:
    """List records of the selection, newest first."""
    selection = wanted.selection()
    with serving.store.connect() as connection:
        page = store.record_rows(connection, selection, after=wanted.after, limit=wanted.limit)
        total = store.count_of_records(connection, selection) if wanted.after is None else None
        return RecordList(items=shown(connection, page.items), next=page.next, total=total)


@router.get("/facets", responses=responses(400, 401, 403, 422))
def count_records(serving: Here, caller: Reader, wanted: Selected) -> FacetsShown:
    """Count the records of the selection."""
    with serving.store.connect() as connection:
        found = store.facets(connection, wanted.selection())
    return FacetsShown(
        kinds=found.kinds, types=found.types, outlets=found.outlets, countries=found.countries,
        months=found.months, total=found.total, counted=found.counted,
    )  # fmt: skip


@router.get("/records/{record}", responses=responses(401, 403, 404, 422))
def get_record(serving: Here, caller: Reader, record: RecordId) -> RecordWhole:
    """Give one record, whatever a reviewer did with it."""
    with serving.store.connect() as connection:
        row = row_of(connection, record)
        if row is None:
            raise not_found("record", record)
        [one] = shown(connection, [row])
        _, found = _found(connection, record)
    return RecordWhole(**one.model_dump(), body=msgspec.to_builtins(found))


@router.get("/records/{record}/why", responses=responses(401, 403, 404, 422))
def explain_record(serving: Here, caller: Reader, record: RecordId) -> Why:
    """Tell how a record came about."""
    with serving.store.connect() as connection:
        if row_of(connection, record) is None:
            raise not_found("record", record)
        report, found = _found(connection, record)
    wording = Wording(report)
    return Why(
        evidence=[SpanShown(start=one.start, end=one.end, text=one.text) for one in evidence_of(found)],
        stage=found.provenance.stage,
        rule=found.provenance.rule,
        version=found.provenance.version,
        inputs=[_input(wording, key) for key in found.provenance.inputs],
        chain=_chain(wording, found),
    )


def _found(connection: Connection, record_id: str) -> tuple[Report, Record]:
    """A record with its corrected report; also one that was rejected or merged away."""
    version_id, _, local = record_id.rpartition(":")
    found = corrected(connection, version_id)
    record = found.record(local)
    if record is None:
        raise not_found("record", record_id)
    return found.effective.report, record


def _chain(wording: Wording, record: Record) -> list[Voice]:
    if isinstance(record, Actor | Time | Place):
        return []
    statements = [one for key in record.attributed_to if isinstance(one := wording.record(key), Statement)]
    return [
        Voice(
            statement=f"{wording.report.report.id}:{one.id}",
            source=wording.voice(one),
            cue=SpanShown(start=one.cue.start, end=one.cue.end, text=one.cue.text) if one.cue is not None else None,
        )
        for one in statements
    ]


def _input(wording: Wording, key: str) -> str:
    found = wording.record(key)
    return f"{key}: {wording.summary(found)}" if found is not None else key

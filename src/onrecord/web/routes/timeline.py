"""The timeline: dated records in lanes by actor or place."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from onrecord.store.chronology import timeline
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.records import shown
from onrecord.web.selecting import SelectionQuery
from onrecord.web.shapes import RecordShown

router = APIRouter(prefix="/timeline", tags=["timeline"], dependencies=[Cached])


class TimelineQuery(SelectionQuery):
    """A selection, and what its lanes stand for."""

    lane: Literal["actor", "place"] = Field("actor", description="What a lane stands for.")
    lanes: int = Field(12, ge=1, le=50, description="How many lanes at most, the fullest.")
    per_lane: int = Field(100, ge=1, le=500, description="How many records of a lane at most, the newest.")


class LaneShown(BaseModel):
    """A lane with its records, oldest first; `total` counts those that are not shown too."""

    id: str
    label: str
    total: int
    items: list[RecordShown]


class TimelineShown(BaseModel):
    """The fullest lanes, and how many records have no day of their own."""

    lanes: list[LaneShown]
    undated: int


@router.get("", responses=responses(400, 401, 403, 422))
def get_timeline(serving: Here, caller: Reader, wanted: Annotated[TimelineQuery, Query()]) -> TimelineShown:
    """Give the dated records of the selection in lanes."""
    with serving.store.connect() as connection:
        found = timeline(connection, wanted.selection(), lane=wanted.lane, lanes=wanted.lanes, per_lane=wanted.per_lane)
        # All lanes' records at once: the same record may lie in several.
        records = {one.id: one for one in shown(connection, [row for lane in found.lanes for row in lane.items])}
    lanes = [
        LaneShown(id=lane.id, label=lane.label, total=lane.total, items=[records[row.id] for row in lane.items])
        for lane in found.lanes
    ]
    return TimelineShown(lanes=lanes, undated=found.undated)

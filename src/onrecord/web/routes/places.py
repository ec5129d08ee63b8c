"""The map: records by where they happened, and the tray of those that no place is known for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Connection, Row, func, select

from onrecord.store.chronology import DRAWN
from onrecord.store.schema import RECORDS
from onrecord.store.selection import COUNTED, Selection, newest
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.records import batches, rows_of, shown
from onrecord.web.selecting import SelectionQuery
from onrecord.web.shapes import RecordShown

router = APIRouter(prefix="/map", tags=["map"], dependencies=[Cached])
# Records named with a place, the newest: enough to open it; the rest is asked for by place.
NAMED = 20
DRAWN_COLUMNS: tuple[ColumnElement[Any], ...] = (
    RECORDS.c.id, RECORDS.c.kind, RECORDS.c.place, RECORDS.c.latitude, RECORDS.c.longitude,
)  # fmt: skip
Spot = tuple[str | None, float, float]


class MapQuery(SelectionQuery):
    """A selection, and how much of it is given."""

    limit: int = Field(2000, ge=1, le=10000, description="How many features at most, the fullest.")
    unplaced: int = Field(50, ge=0, le=200, description="How many records without a point at most.")


class Feature(BaseModel):
    """Records of one kind in one place; `precision` says how exactly the place is known."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "events:Port Lessen@1.5,2.5", "latitude": 1.5, "longitude": 2.5, "precision": "settlement",
                "label": "Port Lessen", "kind": "events", "count": 1, "records": ["rff78446f348a0b8e:e1"],
            }
        }
    )  # fmt: skip

    id: str
    latitude: float
    longitude: float
    precision: str | None
    label: str | None
    kind: str
    count: int
    records: list[str] = Field(description="The newest of them.")


class MapShown(BaseModel):
    """Features, the fullest first; records without a point, the newest first, and how many they are.

    Of a very large selection the newest records are drawn: `counted` of them, and `is_whole` is false.
    """

    features: list[Feature]
    unplaced: list[RecordShown]
    unplaced_total: int
    counted: int
    is_whole: bool


@router.get("", responses=responses(400, 401, 403, 422))
def get_map(serving: Here, caller: Reader, wanted: Annotated[MapQuery, Query()]) -> MapShown:
    """Give the records of the selection by place."""
    selection = wanted.selection()
    with serving.store.connect() as connection:
        newest = _newest(connection, selection)
        features = _features(newest, wanted.limit)
        precisions = _precisions(connection, [(one.label, one.latitude, one.longitude) for one in features])
        unplaced = [row.id for row in newest if row.latitude is None or row.longitude is None]
        rows = rows_of(connection, unplaced[: wanted.unplaced])
        tray = shown(connection, [rows[one] for one in unplaced[: wanted.unplaced]])
    return MapShown(
        features=[
            one.model_copy(update={"precision": precisions.get((one.label, one.latitude, one.longitude))})
            for one in features
        ],
        unplaced=tray,
        unplaced_total=len(unplaced),
        counted=len(newest),
        is_whole=len(newest) < COUNTED,
    )


def _newest(connection: Connection, selection: Selection) -> Sequence[Row[Any]]:
    """The newest records of the selection that are drawn on a map, of whatever place or none."""
    query = select(*DRAWN_COLUMNS)
    if not selection.kinds:
        # An empty string added keeps the index by kind out: the one by day has the newest first already.
        query = query.where(RECORDS.c.kind.concat("").in_(DRAWN))
    return connection.execute(newest(connection, query, selection).limit(COUNTED)).all()


def _features(newest: Sequence[Row[Any]], limit: int) -> list[Feature]:
    """The placed among these records by kind and place, the fullest first."""
    together: defaultdict[tuple[str, str | None, float, float], list[str]] = defaultdict(list)
    for row in newest:
        if row.latitude is not None and row.longitude is not None:
            together[(row.kind, row.place, row.latitude, row.longitude)].append(row.id)
    fullest = sorted(together.items(), key=lambda pair: (-len(pair[1]), pair[0][0], pair[0][1] or "", *pair[0][2:]))
    return [
        Feature(
            id=f"{kind}:{place or ''}@{latitude:g},{longitude:g}", latitude=latitude, longitude=longitude,
            precision=None, label=place, kind=kind, count=len(ids), records=ids[:NAMED],
        )
        for (kind, place, latitude, longitude), ids in fullest[:limit]
    ]  # fmt: skip


def _precisions(connection: Connection, spots: Sequence[Spot]) -> dict[Spot, str | None]:
    """How exactly each place is known, as the places' own records say."""
    found: dict[Spot, str | None] = {}
    query = select(
        RECORDS.c.place, RECORDS.c.latitude, RECORDS.c.longitude, func.max(RECORDS.c.type).label("precision")
    )
    names = sorted({name for name, _, _ in spots if name is not None})
    for batch in batches(names):
        of_places = query.where(RECORDS.c.kind == "places", RECORDS.c.place.in_(batch))
        for row in connection.execute(of_places.group_by(RECORDS.c.place, RECORDS.c.latitude, RECORDS.c.longitude)):
            found[(row.place, row.latitude, row.longitude)] = row.precision
    return found

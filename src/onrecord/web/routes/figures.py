"""The ledger: how many, according to whom, as of when."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from onrecord.store.tolls import Series, series
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.selecting import SelectionQuery, Word

router = APIRouter(tags=["figures"], dependencies=[Cached])
READINGS = {
    "none": None, "acled": "acled", "ucdp": "ucdp_best",
    "ucdp_low": "ucdp_low", "ucdp_best": "ucdp_best", "ucdp_high": "ucdp_high",
}  # fmt: skip


class FiguresQuery(SelectionQuery):
    """A selection of figures, their measure, and as whose codebook they are read."""

    measure: Word | None = Field(
        None, description="What is counted: killed, injured, detained ...", examples=["killed"]
    )
    reading: Literal["none", "acled", "ucdp", "ucdp_low", "ucdp_best", "ucdp_high"] = Field(
        "none", description="As one number, by whose rules; `none` keeps bounds and vague words as they are."
    )
    limit: int = Field(50, ge=1, le=200, description="How many series at most.")


class Ledger(BaseModel):
    """Series of figures, those with the newest first."""

    series: list[Series]


@router.get("/figures", responses=responses(400, 401, 403, 422))
def list_series(serving: Here, caller: Reader, wanted: Annotated[FiguresQuery, Query()]) -> Ledger:
    """List series of figures: what each source said of one toll over time."""
    with serving.store.connect() as connection:
        found = series(
            connection, wanted.selection(), measure=wanted.measure, reading=READINGS[wanted.reading],
            limit=wanted.limit,
        )  # fmt: skip
    return Ledger(series=list(found))

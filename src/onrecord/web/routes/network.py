"""The network: who acts on whom, who speaks of whom."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from onrecord.store.network import Network, network
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.selecting import SelectionQuery

router = APIRouter(prefix="/network", tags=["network"], dependencies=[Cached])


class NetworkQuery(SelectionQuery):
    """A selection, and what its edges mean."""

    layer: Literal["acts", "speaks"] = Field("acts", description="Who acts on whom, or who speaks of whom.")
    limit: int = Field(500, ge=1, le=5000, description="How many edges at most, the heaviest.")


@router.get("", responses=responses(400, 401, 403, 422))
def get_network(serving: Here, caller: Reader, wanted: Annotated[NetworkQuery, Query()]) -> Network:
    """Give actors and what passes between them, the heaviest edges first."""
    with serving.store.connect() as connection:
        return network(connection, wanted.selection(), layer=wanted.layer, limit=wanted.limit)

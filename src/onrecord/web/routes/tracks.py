"""Talks and votes: boards of negotiations, motions with their ballots."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from onrecord.store.talks import Board, MotionShown, boards, votes
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.selecting import SelectionQuery

router = APIRouter(tags=["talks and votes"], dependencies=[Cached])


class BoardsQuery(SelectionQuery):
    """A selection, and how many boards of it."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.")


class BoardList(BaseModel):
    """Talks, the newest first."""

    items: list[Board]


class MotionList(BaseModel):
    """Motions, the newest first."""

    items: list[MotionShown]


@router.get("/tracks", responses=responses(400, 401, 403, 422))
def list_tracks(serving: Here, caller: Reader, wanted: Annotated[BoardsQuery, Query()]) -> BoardList:
    """List talks with their parties, stages, proposals, replies and deadlines."""
    with serving.store.connect() as connection:
        return BoardList(items=list(boards(connection, wanted.selection(), limit=wanted.limit)))


@router.get("/votes", responses=responses(400, 401, 403, 422))
def list_votes(serving: Here, caller: Reader, wanted: Annotated[BoardsQuery, Query()]) -> MotionList:
    """List motions with their counts, ballots and vetoes."""
    with serving.store.connect() as connection:
        return MotionList(items=list(votes(connection, wanted.selection(), limit=wanted.limit)))

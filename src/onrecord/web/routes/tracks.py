"""Talks and votes: boards of negotiations, motions with their ballots."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from onrecord.store.talks import LISTED, Board, MotionShown, boards, votes
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.selecting import PagedQuery

router = APIRouter(tags=["talks and votes"], dependencies=[Cached])


class BoardsQuery(PagedQuery):
    """A selection, and the piece of its boards that is wanted."""

    limit: int = Field(LISTED, ge=1, le=200, description="How many at most.")


class BoardList(BaseModel):
    """Talks, the newest first, and what to ask for to get older ones."""

    items: list[Board]
    next: str | None


class MotionList(BaseModel):
    """Motions, the newest first, and what to ask for to get older ones."""

    items: list[MotionShown]
    next: str | None


@router.get("/tracks", responses=responses(400, 401, 403, 422))
def list_tracks(serving: Here, caller: Reader, wanted: Annotated[BoardsQuery, Query()]) -> BoardList:
    """List talks with their parties, stages, proposals, replies and deadlines."""
    with serving.store.connect() as connection:
        page = boards(connection, wanted.selection(), after=wanted.after, limit=wanted.limit)
    return BoardList(items=list(page.items), next=page.next)


@router.get("/votes", responses=responses(400, 401, 403, 422))
def list_votes(serving: Here, caller: Reader, wanted: Annotated[BoardsQuery, Query()]) -> MotionList:
    """List motions with their counts, ballots and vetoes."""
    with serving.store.connect() as connection:
        page = votes(connection, wanted.selection(), after=wanted.after, limit=wanted.limit)
    return MotionList(items=list(page.items), next=page.next)

"""Disagreements: two sources that cannot both be right, side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from onrecord.store.disputes import Disagreement, disagreements
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import responses
from onrecord.web.selecting import PagedQuery

router = APIRouter(tags=["disagreements"], dependencies=[Cached])
DisputeKind = Literal["figures", "votes", "denial", "blame", "occurrence"]


class DisagreementsQuery(PagedQuery):
    """A selection of which a side is part, and what the two disagree about."""

    dispute: DisputeKind | None = Field(None, description="What they disagree about.")


class DisagreementList(BaseModel):
    """Disagreements, newest first, and what to ask for to get older ones."""

    items: list[Disagreement]
    next: str | None


@router.get("/disagreements", responses=responses(400, 401, 403, 422))
def list_disagreements(
    serving: Here, caller: Reader, wanted: Annotated[DisagreementsQuery, Query()]
) -> DisagreementList:
    """List disagreements with both sides' source, words and date."""
    with serving.store.connect() as connection:
        page = disagreements(
            connection, wanted.selection(), kind=wanted.dispute, after=wanted.after, limit=wanted.limit
        )
    return DisagreementList(items=list(page.items), next=page.next)


@router.get("/statements/opposed", responses=responses(400, 401, 403, 422))
def list_opposed(serving: Here, caller: Reader, wanted: Annotated[PagedQuery, Query()]) -> DisagreementList:
    """List claims with their denials."""
    with serving.store.connect() as connection:
        page = disagreements(connection, wanted.selection(), kind="denial", after=wanted.after, limit=wanted.limit)
    return DisagreementList(items=list(page.items), next=page.next)

"""Actors across reports, clusters with their members, and what people say of pairs."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Connection, func, select

from onrecord.errors import CorrectionError
from onrecord.store.judgements import Judgement, kind_judged, put_judgement
from onrecord.store.schema import CLUSTERS, MEMBERS
from onrecord.store.splitting import split_off
from onrecord.web.callers import Here, Reader, Reviewer
from onrecord.web.etags import Cached
from onrecord.web.problems import ProblemError, not_found, responses
from onrecord.web.records import rows_of, shown
from onrecord.web.selecting import Word
from onrecord.web.shapes import RecordShown

router = APIRouter(tags=["actors and clusters"])
Seq = Annotated[int, Path(ge=1, le=2**53, description="The number of a cluster.", examples=[1])]
Item = Annotated[str, StringConstraints(pattern=r"^r[0-9a-f]{4,18}(:[a-z]+[0-9]+)?$", max_length=32)]
# Members of a cluster that are shown.
MEMBERS_SHOWN = 500


class ActorsQuery(BaseModel):
    """Which actors are wanted."""

    model_config = ConfigDict(extra="forbid")

    q: Word | None = Field(None, description="A part of the name.", examples=["ministry"])
    limit: int = Field(20, ge=1, le=200)


class ActorShown(BaseModel):
    """An actor across reports; `count` is how many records of reports are this actor."""

    id: int
    name: str
    kind: str | None
    country: str | None
    count: int


class ActorList(BaseModel):
    """Actors, those in most reports first."""

    items: list[ActorShown]


class MemberShown(BaseModel):
    """A member of a cluster: why it is in it, and the record, where it is one."""

    item: str
    score: float | None
    reasons: list[str]
    record: RecordShown | None


class ClusterShown(BaseModel):
    """What belongs together across reports, with its members; `size` counts those that are not shown too."""

    id: int
    kind: str
    label: str
    type: str | None
    country: str | None
    day: str | None
    day_end: str | None
    size: int
    members: list[MemberShown]


class JudgementAsked(BaseModel):
    """What a reviewer says of two records, or of two reports."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"left": "rff78446f348a0b8e:a3", "right": "ra5437e424db5f637:a1", "verdict": "same"}
        },
    )

    left: Item
    right: Item
    verdict: Literal["same", "different", "unsure"]
    reason: Annotated[str, StringConstraints(max_length=2000)] | None = None


class JudgementMade(BaseModel):
    """The judgement as it is kept; `new` is false where the same was said in the same moment before."""

    kind: str
    left: str
    right: str
    verdict: str
    author: str
    at: str
    reason: str | None
    new: bool


class SplitAsked(BaseModel):
    """The members that are to leave a cluster, together."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"items": ["rff78446f348a0b8e:a3"]}})

    items: Annotated[list[Item], Field(min_length=1, max_length=200)]
    reason: Annotated[str, StringConstraints(max_length=2000)] | None = None


class SplitMade(BaseModel):
    """What a splitting came to: `judged` is how many pairs are now kept as different."""

    cluster: int
    items: list[str]
    judged: int


@router.get("/actors", dependencies=[Cached], responses=responses(401, 403, 422))
def list_actors(serving: Here, caller: Reader, wanted: Annotated[ActorsQuery, Query()]) -> ActorList:
    """List actors across reports, those in most reports first."""
    size = func.count().label("size")
    query = (
        select(CLUSTERS.c.seq, CLUSTERS.c.label, CLUSTERS.c.type, CLUSTERS.c.country, size)
        .join(MEMBERS, MEMBERS.c.cluster_seq == CLUSTERS.c.seq)
        .where(CLUSTERS.c.kind == "actor")
        .group_by(CLUSTERS.c.seq)
        .order_by(size.desc(), CLUSTERS.c.label, CLUSTERS.c.seq)
        .limit(wanted.limit)
    )
    if wanted.q is not None:
        query = query.where(CLUSTERS.c.label.icontains(wanted.q, autoescape=True))
    with serving.store.connect() as connection:
        rows = connection.execute(query).all()
    return ActorList(
        items=[
            ActorShown(id=row.seq, name=row.label, kind=row.type, country=row.country, count=row.size) for row in rows
        ]
    )


@router.get("/clusters/{seq}", dependencies=[Cached], responses=responses(401, 403, 404, 422))
def get_cluster(serving: Here, caller: Reader, seq: Seq) -> ClusterShown:
    """Give a cluster with its members and why each is in it."""
    with serving.store.connect() as connection:
        row = connection.execute(select(CLUSTERS).where(CLUSTERS.c.seq == seq)).one_or_none()
        if row is None:
            raise not_found("cluster", seq)
        of_cluster = MEMBERS.c.cluster_seq == seq
        size = connection.execute(select(func.count()).select_from(MEMBERS).where(of_cluster)).scalar_one()
        members = _members(connection, seq)
    return ClusterShown(
        id=row.seq, kind=row.kind, label=row.label, type=row.type, country=row.country, day=row.day,
        day_end=row.day_end, size=size, members=members,
    )  # fmt: skip


@router.post("/judgements", status_code=201, responses=responses(400, 401, 403, 413, 422, 429))
def judge(serving: Here, caller: Reviewer, asked: Annotated[JudgementAsked, Body()]) -> JudgementMade:
    """Say of two records, or two reports, whether they are the same; linking follows it."""
    try:
        with serving.store.begin() as connection:
            kind = kind_judged(connection, asked.left, asked.right)
            left, right = sorted((asked.left, asked.right))
            made = Judgement(kind, left, right, asked.verdict, caller.name, serving.clock(), asked.reason)
            is_new = put_judgement(connection, made)
    except CorrectionError as error:
        raise ProblemError(422, str(error)) from error
    return JudgementMade(
        kind=kind, left=left, right=right, verdict=made.verdict, author=made.author, at=made.at,
        reason=made.reason, new=is_new,
    )  # fmt: skip


@router.post("/clusters/{seq}/split", status_code=201, responses=responses(400, 401, 403, 404, 413, 422, 429))
def split_cluster(serving: Here, caller: Reviewer, seq: Seq, asked: Annotated[SplitAsked, Body()]) -> SplitMade:
    """Say that some of a cluster's members are not what its others are; linking follows it."""
    with serving.store.begin() as connection:
        if connection.execute(select(CLUSTERS.c.seq).where(CLUSTERS.c.seq == seq)).first() is None:
            raise not_found("cluster", seq)
        try:
            made = split_off(connection, seq, asked.items, caller.name, serving.clock(), asked.reason)
        except CorrectionError as error:
            raise ProblemError(422, str(error)) from error
    return SplitMade(cluster=seq, items=asked.items, judged=made)


def _members(connection: Connection, seq: int) -> list[MemberShown]:
    rows = connection.execute(
        select(MEMBERS).where(MEMBERS.c.cluster_seq == seq).order_by(MEMBERS.c.item).limit(MEMBERS_SHOWN)
    ).all()
    found = rows_of(connection, [row.item for row in rows])
    records = {one.id: one for one in shown(connection, list(found.values()))}
    return [
        MemberShown(
            item=row.item, score=row.score, reasons=msgspec.json.decode(row.reasons, type=list[str]),
            record=records.get(row.item),
        )
        for row in rows
    ]  # fmt: skip

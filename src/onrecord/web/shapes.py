"""The shapes that several routes answer with: records as rows, their spans, participants and reports."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SPAN_EXAMPLE: dict[str, Any] = {"start": 313, "end": 342, "text": "The Kestovian health ministry"}
REPORT_EXAMPLE: dict[str, Any] = {
    "id": "rff78446f348a0b8e",
    "title": "Shelling of Port Lessen harbour",
    "outlet": "Strait Wire",
}
RECORD_EXAMPLE: dict[str, Any] = {
    "id": "rff78446f348a0b8e:f1", "kind": "figures", "local": "f1", "state": "machine",
    "label": "at least 12 people", "type": "killed", "modality": "actual", "polarity": "positive", "attributed": True,
    "day": None, "day_end": None, "published": "2021-05-18", "country": None, "place": "Port Lessen",
    "latitude": None, "longitude": None, "low": 12, "best": None, "high": None, "bound": "at_least",
    "unit": "people", "scope": "total", "span": {"start": 353, "end": 371, "text": "at least 12 people"},
    "report": REPORT_EXAMPLE,
    "participants": [
        {"role": "voice", "id": "rff78446f348a0b8e:a2", "name": "Kestovian health ministry", "cluster": 4}
    ],
}  # fmt: skip


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class SpanShown(Shape):
    """Characters of a report's text, in code points, half-open."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": SPAN_EXAMPLE})

    start: int
    end: int
    text: str


class ReportNamed(Shape):
    """A report by its id, with what it is called and where it appeared."""

    id: str
    title: str | None
    outlet: str | None


class ParticipantShown(Shape):
    """An actor's part in a record; `cluster` is the actor across reports, where it is linked."""

    role: str
    id: str
    name: str | None
    cluster: int | None


class RecordShown(Shape):
    """A record as lists show it: its own values, where it stands, and who takes part."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": RECORD_EXAMPLE})

    id: str
    kind: str
    local: str
    state: str
    label: str | None
    type: str | None
    modality: str | None
    polarity: str | None
    attributed: bool
    day: str | None
    day_end: str | None
    published: str | None
    country: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    low: float | None
    best: float | None
    high: float | None
    bound: str | None
    unit: str | None
    scope: str | None
    span: SpanShown
    report: ReportNamed
    participants: list[ParticipantShown] = Field(description="Who takes part, and as what.")


class PieceShown(Shape):
    """A piece of a text, and whether it is what was searched for."""

    text: str
    hit: bool


class OriginShown(Shape):
    """The reports that share one text: how many, and in which outlets."""

    id: int
    size: int
    outlets: list[str]


class ReportShown(Shape):
    """A report as lists show it."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                **REPORT_EXAMPLE, "url": "https://news.example/harbour", "published": "2021-05-18",
                "added": "2021-05-18T09:30:00.000Z", "state": "reviewed", "counts": {"statements": 11, "figures": 9},
                "reviews": {"accepted": 3, "rejected": 1},
                "origin": None, "snippet": [{"text": "Shelling of Port Lessen ", "hit": False}],
            }
        },
    )  # fmt: skip

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    added: str
    state: Literal["read", "reviewed"]
    counts: dict[str, int]
    reviews: dict[str, int] = Field(description="How many records reviewers left in each state; none where untouched.")
    origin: OriginShown | None
    snippet: list[PieceShown]

"""The selection as query parameters: the same on every route and in the page's address."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from annotated_types import MaxLen
from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from onrecord.record import KINDS
from onrecord.store.selection import Selection

Word = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Words = Annotated[list[Word], MaxLen(50)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Kind = Literal["actors", "statements", "events", "figures", "times", "places", "votes", "negotiations"]
State = Literal["machine", "accepted", "rejected", "edited", "merged", "added"]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[\x21-\x7e]+$")]

assert set(KINDS) == set(Kind.__args__)  # type: ignore[attr-defined]  # pydantic wants the literal written out


class SelectionQuery(BaseModel):
    """What is looked at: every parameter narrows it; those that may be repeated mean "any of these"."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    q: Word | None = Field(None, description="Words to find in the text of the reports.", examples=["harbour"])
    kind: Annotated[list[Kind], MaxLen(8)] = Field([], description="Kinds of record.", examples=[["events"]])
    type: Words = Field([], description="Event types, measures, kinds of statement ...", examples=[["ASSAULT"]])
    day_from: Day | None = Field(None, alias="from", description="The first day.", examples=["2021-05-01"])
    day_to: Day | None = Field(None, alias="to", description="The last day.", examples=["2021-05-31"])
    country: Annotated[list[Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]], MaxLen(50)] = Field(
        [], description="Countries, as ISO 3166-1 alpha-3.", examples=[["KEN"]]
    )
    place: Word | None = Field(None, description="The name of a place.", examples=["Port Lessen"])
    actor: Words = Field([], description="Actors: numbers of clusters, or names.", examples=[["Hanna Broz"]])
    outlet: Words = Field([], description="Outlets.", examples=[["Strait Wire"]])
    speaker: Words = Field([], description="Who said it: numbers of clusters, or names.", examples=[["Olga Merin"]])
    modality: Words = Field([], description="How real it is told to be.", examples=[["planned"]])
    attributed: bool | None = Field(None, description="Told on somebody's authority, or in the publisher's voice.")
    state: Annotated[list[State], MaxLen(6)] = Field([], description="What a reviewer did with it.")
    report: Words = Field([], description="Reports, by their id.", examples=[["rff78446f348a0b8e"]])
    bbox: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        None, description="A box: west, south, east, north in degrees.", examples=["20,30,50,60"]
    )

    @field_validator("bbox")
    @classmethod
    def _is_a_box(cls, given: str | None) -> str | None:
        if given is not None:
            _box(given)
        return given

    def selection(self) -> Selection:
        """The same as the store knows it."""
        return Selection(
            text=self.q,
            kinds=tuple(self.kind),
            types=tuple(self.type),
            day_from=self.day_from,
            day_to=self.day_to,
            countries=tuple(self.country),
            place=self.place,
            actors=tuple(self.actor),
            outlets=tuple(self.outlet),
            speakers=tuple(self.speaker),
            modalities=tuple(self.modality),
            attributed=self.attributed,
            states=tuple(self.state),
            versions=tuple(self.report),
            bbox=_box(self.bbox) if self.bbox is not None else None,
        )

    def selection_of(self, *kinds: str) -> Selection:
        """The selection, of records of these kinds only."""
        return replace(self.selection(), kinds=kinds)


class PagedQuery(SelectionQuery):
    """A selection and the piece of it that is wanted."""

    after: Cursor | None = Field(None, description="The `next` of the piece before.")
    limit: int = Field(50, ge=1, le=500, description="How many at most.")


Selected = Annotated[SelectionQuery, Query()]
Paged = Annotated[PagedQuery, Query()]


def _box(given: str) -> tuple[float, float, float, float]:
    parts = given.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise ValueError("a box is four numbers: west,south,east,north") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("a box is west,south,east,north in degrees, south before north")
    return west, south, east, north

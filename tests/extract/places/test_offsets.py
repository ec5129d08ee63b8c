"""Points counted from a place by distance and direction."""

from __future__ import annotations

import pytest

from onrecord.extract.places.offsets import Offset, moved
from onrecord.extract.places.words import directions, distances
from onrecord.gazetteer import Entry, distance_between
from onrecord.text import Span


def entry(latitude: float, longitude: float) -> Entry:
    return Entry(1, "Osk", latitude, longitude, ("KEN",), None, None, "PPL", 10, 0, False)


def offset(kilometres: float, direction: str) -> Offset:
    return Offset(Span(0, 0, ""), kilometres, directions()[direction], distances()["km"])


@pytest.mark.parametrize(
    ("direction", "north", "east"), [("north", 1, 0), ("south", -1, 0), ("east", 0, 1), ("west", 0, -1)]
)
def test_a_point_lies_where_the_direction_points(direction: str, north: int, east: int) -> None:
    latitude, longitude = moved(entry(0.0, 30.0), offset(111.195, direction))
    assert latitude == pytest.approx(north, abs=0.01)
    assert longitude - 30 == pytest.approx(east, abs=0.01)


@pytest.mark.parametrize("direction", ["north", "northeast", "southwest"])
def test_the_distance_holds_across_the_date_line(direction: str) -> None:
    here = entry(-17.0, 179.9)
    latitude, longitude = moved(here, offset(60, direction))
    assert -180 <= longitude <= 180
    assert distance_between(here.latitude, here.longitude, latitude, longitude) == pytest.approx(60, abs=0.2)

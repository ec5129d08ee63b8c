"""Spots given by distance and direction from a place: "60 km north of Kisumu"."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.extract.places.words import Direction, Distance, directions, distances
from onrecord.gazetteer import EARTH_RADIUS_KM, Entry
from onrecord.language import AnnotatedDocument
from onrecord.text import Span

# Beyond this, "km north of" tells of a region, not of a spot.
FARTHEST_KM = 500.0
OF_WORDS = frozenset({"of", "from"})


@dataclass(frozen=True, slots=True)
class Offset:
    """A stretch of text from its distance to the place it counts from, with the words it was read from."""

    span: Span
    kilometres: float
    direction: Direction
    distance: Distance


def offset_before(doc: AnnotatedDocument, first: int, last: int) -> Offset | None:
    """The distance and direction that stand before the place at tokens `first` up to `last`, if any do."""
    at = first - 1
    while at >= 0 and doc.tokens[at].pos == "DET":
        at -= 1
    if at < 3 or doc.tokens[at].text.lower() not in OF_WORDS:
        return None
    start = at - 3
    number, unit, word = (token.text.lower() for token in doc.tokens[start:at])
    direction, distance = directions().get(word), distances().get(unit)
    kilometres = _number(number)
    if direction is None or direction.bearing is None or distance is None or kilometres is None:
        return None
    kilometres *= distance.kilometres
    if kilometres > FARTHEST_KM:
        return None
    return Offset(doc.quote(start, last), kilometres, direction, distance)


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def moved(entry: Entry, offset: Offset) -> tuple[float, float]:
    """The point that lies the offset away from the entry, as latitude and longitude."""
    bearing = math.radians(offset.direction.bearing or 0)
    angle = offset.kilometres / EARTH_RADIUS_KM
    latitude = math.radians(entry.latitude)
    north = math.asin(math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing))
    east = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(north),
    )
    longitude = (entry.longitude + math.degrees(east) + 540) % 360 - 180
    return round(math.degrees(north), 3), round(longitude, 3)

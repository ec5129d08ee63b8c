"""Records that stand at a point, and the points themselves, as GeoJSON (RFC 7946): longitude first, WGS 84."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.tables import FIRST, KIND_COLUMNS, LAST
from onrecord.record import Place, Record

CODEBOOK: Final = "GeoJSON, RFC 7946"
KINDS: Final = ("statements", "events", "figures", "places", "negotiations")
NO_PLACE: Final = "the record has no place"
NO_POINT: Final = "its place has no coordinates"
NO_SHAPE: Final = dict.fromkeys(("actors", "times", "votes"), "the form holds what stands somewhere")


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write one feature collection, a feature for each record with a point."""
    losses = Losses()
    out.write(b'{"type":"FeatureCollection","features":[')
    between = b"\n"
    for one in losses.through(selected):
        for kind, record in one.records():
            place = _place(one, record)
            if kind not in KINDS:
                continue
            if place is None or place.latitude is None or place.longitude is None:
                losses.record(kind, NO_PLACE if place is None else NO_POINT, one.id(record.id))
                continue
            out.write(between + msgspec.json.encode(_feature(one, kind, record, place)))
            between = b",\n"
            losses.wrote(kind)
        losses.kinds(one, KINDS, NO_SHAPE)
    out.write(b"\n]}\n")
    return losses.report("geojson", CODEBOOK)


def _place(one: Selected, record: Record) -> Place | None:
    return record if isinstance(record, Place) else one.place(getattr(record, "place", None))


def _feature(one: Selected, kind: str, record: Record, place: Place) -> dict[str, Any]:
    columns = (*FIRST, *KIND_COLUMNS[kind], *LAST)
    return {
        "type": "Feature",
        "id": one.id(record.id),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "record_kind": kind,
            "summary": one.words.summary(record),
            "place_precision": place.precision,
            **{column.name: column.of(one, record) for column in columns},
        },
    }

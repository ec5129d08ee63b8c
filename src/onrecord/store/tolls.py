"""The ledger of a store: for each toll, what each source said of it over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from onrecord.readings import read_as
from onrecord.record import Figure, Provenance
from onrecord.resolve.series import Toll
from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS, VERSIONS
from onrecord.store.selection import Selection, record_conditions

# Figures of one series that are given, the newest; a chart of more shows no more.
POINTS = 400
# Of a record's row what is its own; what it repeats of its version is taken from there.
SHARED = ("seq", "id", "day", "published")
OWN_COLUMNS = tuple(column for column in RECORDS.c if column.name in SHARED or column.name not in VERSIONS.c)
INCREMENTAL = ("part", "increment")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a toll's row keeps: what is known of it, days that figures hold for before their report's, and revisions."""

    toll: Toll
    as_of: dict[str, str]
    revising: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a source. `value` is the reading's number; `revision_of` the record whose number it changes."""

    record: str
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    as_of: str | None
    low: float | None
    best: float | None
    high: float | None
    bound: str | None
    scope: str | None
    wording: str | None
    value: float | None = None
    is_revised: bool = False
    revision_of: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source said of a toll, oldest first; `source` is None where reports speak for themselves."""

    source: str | None
    outlet: str | None
    cluster: int | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One toll: a measure and group at a place, of a happening or running on from `start`."""

    id: int
    label: str
    measure: str
    unit: str
    group: str
    place: str | None
    country: str | None
    start: str | None
    day: str | None
    day_end: str | None
    sources: tuple[Voice, ...]


def series(
    connection: Connection,
    selection: Selection | None = None,
    *,
    measure: str | None = None,
    reading: str | None = None,
    limit: int = 50,
) -> tuple[Series, ...]:
    """The tolls of a selection, those with the newest figures first; `reading` names one of ontology/readings.

    A place means the toll's, whether each figure names it or not. Rejected and outdated figures are left out.
    """
    query = select(CLUSTERS.c.seq).where(CLUSTERS.c.kind == "toll")
    if measure is not None:
        query = query.where(CLUSTERS.c.type == measure)
    conditions = _conditions(connection, selection if selection is not None else Selection())
    newest = query.where(*conditions).order_by(CLUSTERS.c.day_end.desc(), CLUSTERS.c.seq).limit(limit)
    seqs = connection.execute(newest).scalars().all()
    rows = {row.seq: row for row in connection.execute(select(CLUSTERS).where(CLUSTERS.c.seq.in_(seqs)))}
    figures = _figures(connection, seqs)
    found = (_series(rows[seq], figures.get(seq, ()), reading) for seq in seqs)
    return tuple(one for one in found if one.sources)


def _conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a toll must meet: its own days, country and place, and a figure among the records selected otherwise."""
    found: list[ColumnElement[bool]] = []
    if selection.types:
        found.append(CLUSTERS.c.type.in_(selection.types))
    if selection.day_from is not None:
        found.append(CLUSTERS.c.day_end >= selection.day_from)
    if selection.day_to is not None:
        found.append(CLUSTERS.c.day <= selection.day_to)
    if selection.countries:
        found.append(CLUSTERS.c.country.in_(selection.countries))
    if selection.place is not None:
        found.append(func.lower(CLUSTERS.c.label).endswith(f", {selection.place.lower()}", autoescape=True))
    rest = replace(selection, day_from=None, day_to=None, countries=(), place=None, kinds=(), types=())
    if rest != Selection():
        chosen = select(RECORDS.c.id).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        chosen = chosen.where(RECORDS.c.kind == "figures", *record_conditions(connection, rest))
        found.append(CLUSTERS.c.seq.in_(select(MEMBERS.c.cluster_seq).where(MEMBERS.c.item.in_(chosen))))
    return found


def _figures(connection: Connection, toll_seqs: Sequence[int]) -> Mapping[int, list[Row[Any]]]:
    """The newest figures of each toll, oldest first, with whose words they are."""
    place = func.row_number().over(
        partition_by=MEMBERS.c.cluster_seq, order_by=(RECORDS.c.published.desc(), RECORDS.c.seq.desc())
    )
    newest = (
        select(MEMBERS.c.cluster_seq, RECORDS.c.seq, place.label("place"))
        .join(RECORDS, RECORDS.c.id == MEMBERS.c.item)
        .where(MEMBERS.c.cluster_seq.in_(toll_seqs), RECORDS.c.shown)
        .subquery()
    )
    voice, speaker, member, cluster = (
        PARTICIPANTS.alias("voice"), RECORDS.alias("speaker"), MEMBERS.alias("speaking"), CLUSTERS.alias("spoken_by")
    )  # fmt: skip
    rows: Iterable[Row[Any]] = connection.execute(
        select(
            newest.c.cluster_seq, *OWN_COLUMNS, VERSIONS.c.id.label("version_id"), VERSIONS.c.title, VERSIONS.c.outlet,
            speaker.c.id.label("speaker_id"), speaker.c.label.label("speaker_name"),
            cluster.c.seq.label("speaker_cluster"), cluster.c.label.label("speaker_label"),
        )
        .join(RECORDS, RECORDS.c.seq == newest.c.seq)
        .join(VERSIONS, and_(VERSIONS.c.seq == RECORDS.c.version_seq, VERSIONS.c.is_current))
        .outerjoin(voice, and_(voice.c.record_seq == RECORDS.c.seq, voice.c.role == "voice"))
        .outerjoin(speaker, speaker.c.seq == voice.c.actor_seq)
        .outerjoin(member, member.c.item == speaker.c.id)
        .outerjoin(cluster, and_(cluster.c.seq == member.c.cluster_seq, cluster.c.kind == "actor"))
        .where(newest.c.place <= POINTS)
        .order_by(newest.c.cluster_seq, RECORDS.c.published, RECORDS.c.seq)
    )  # fmt: skip
    return {seq: list(found) for seq, found in groupby(rows, key=lambda row: int(row.cluster_seq))}


def _series(row: Row[Any], figures: Iterable[Row[Any]], reading: str | None) -> Series:
    sheet = msgspec.json.decode(row.body, type=Sheet)
    by_voice: dict[tuple[str, str | None], list[Row[Any]]] = {}
    for figure in figures:
        by_voice.setdefault(_voice(figure), []).append(figure)
    scene = sheet.toll.scene
    return Series(
        id=row.seq,
        label=row.label,
        measure=sheet.toll.measure,
        unit=sheet.toll.unit,
        group=sheet.toll.group,
        place=row.label.rpartition(", ")[2] if scene is not None else None,
        country=row.country,
        start=sheet.toll.start,
        day=row.day,
        day_end=row.day_end,
        sources=tuple(_source(found, sheet, reading) for found in by_voice.values()),
    )


def _voice(figure: Row[Any]) -> tuple[str, str | None]:
    """What tells one source from another: the actor across reports, the actor of the report, or the outlet."""
    if figure.speaker_cluster is not None:
        return "cluster", str(figure.speaker_cluster)
    if figure.speaker_id is not None:
        return "actor", figure.speaker_id
    return ("outlet", figure.outlet) if figure.outlet is not None else ("report", figure.version_id)


def _source(figures: Sequence[Row[Any]], sheet: Sheet, reading: str | None) -> Voice:
    first = figures[0]
    outlets = {figure.outlet for figure in figures}
    named = first.speaker_label if first.speaker_label is not None else first.speaker_name
    points = sorted((_point(figure, sheet, reading) for figure in figures), key=lambda point: point.as_of or "")
    return Voice(
        source=named,
        outlet=outlets.pop() if len(outlets) == 1 else None,
        cluster=first.speaker_cluster,
        points=tuple(_with_revisions(points)),
    )


def _point(figure: Row[Any], sheet: Sheet, reading: str | None) -> Point:
    return Point(
        record=figure.id,
        report=figure.version_id,
        title=figure.title,
        outlet=figure.outlet,
        published=figure.published,
        as_of=sheet.as_of.get(figure.id, figure.published),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        bound=figure.bound,
        scope=figure.scope,
        wording=figure.label,
        value=read_as(_figure(figure), reading) if reading is not None else None,
        is_revised=figure.id in sheet.revising,
    )


def _with_revisions(points: Iterable[Point]) -> Iterable[Point]:
    """The points of one source, each with the record whose number it changes; parts and additions change none."""
    before: Point | None = None
    for point in points:
        if point.scope in INCREMENTAL:
            yield point
            continue
        other = before is not None and before.report != point.report and _values(before) != _values(point)
        yield replace(point, revision_of=before.record) if before is not None and other else point
        before = point


def _values(point: Point) -> tuple[float | str | None, ...]:
    return point.low, point.best, point.high, point.bound


def _figure(row: Row[Any]) -> Figure:
    """The row as a figure, as far as a reading looks at one."""
    return Figure(
        id=row.local, low=row.low, best=row.best, high=row.high, bound=row.bound, wording=row.label or "",
        unit=row.unit, measure=row.type, counted=None, place=None, time=None, event=None, attributed_to=(),
        modality=row.modality, evidence=(), provenance=Provenance("ledger", "a figure of the ledger"),
    )  # fmt: skip

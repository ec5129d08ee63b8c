"""What is looked at: one selection, from which lists, counts and exports are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, tuple_

from onrecord.errors import StoreError
from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS, VERSIONS
from onrecord.store.search import matching

# Roles of the actor in whose words a record is told.
SPEAKING = ("source", "voice")
LONGEST_LIST = 1000

RecordRow = Row[Any]
ReportRow = Row[Any]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Selection:
    """Reports and records that have all of this; empty means any. Days are ISO 8601, both ends belong to it.

    A record without a day of its own is looked for by the day of publication. `actors` and `speakers` are the numbers
    of clusters or names; `bbox` is west, south, east, north in degrees.
    """

    text: str | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    day_from: str | None = None
    day_to: str | None = None
    countries: tuple[str, ...] = ()
    place: str | None = None
    actors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    attributed: bool | None = None
    states: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None

    def asks_for_records(self) -> bool:
        """Whether it asks for something that only records have."""
        of_records = (self.kinds, self.types, self.countries, self.actors, self.speakers, self.modalities, self.states)
        return any(of_records) or self.place is not None or self.attributed is not None or self.bbox is not None


@dataclass(frozen=True, slots=True)
class Page(Generic[One]):
    """Some of a list, and what to ask for to get the next ones; None at its end."""

    items: tuple[One, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many records there are of each kind, type, outlet, country and month (YYYY-MM)."""

    kinds: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    total: int = 0


def record_rows(
    connection: Connection, selection: Selection, *, after: str | None = None, limit: int = 100
) -> Page[RecordRow]:
    """Records of the selection, newest first: the columns of `records` with the report's title, outlet and address."""
    columns = (*RECORDS.c, VERSIONS.c.title, VERSIONS.c.outlet, VERSIONS.c.url, VERSIONS.c.id.label("version_id"))
    query = (
        select(*columns)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(*record_conditions(connection, selection))
        .order_by(RECORDS.c.first_day.desc(), RECORDS.c.seq.desc())
    )
    if after is not None:
        day, seq = _cursor(after)
        query = query.where(tuple_(RECORDS.c.first_day, RECORDS.c.seq) < tuple_(day, seq))
    rows = connection.execute(query.limit(_limit(limit) + 1)).all()
    return _page(rows, limit, lambda row: f"{row.first_day}~{row.seq}")


def report_rows(
    connection: Connection, selection: Selection, *, after: str | None = None, limit: int = 50
) -> Page[ReportRow]:
    """Current versions of reports in the selection, newest first: the columns of `versions` but the text and page."""
    left_out = {"text", "offsets", "original"}
    query = (
        select(*(column for column in VERSIONS.c if column.name not in left_out))
        .where(*report_conditions(connection, selection))
        .order_by(func.coalesce(VERSIONS.c.day, "").desc(), VERSIONS.c.seq.desc())
    )
    if after is not None:
        day, seq = _cursor(after)
        query = query.where(tuple_(func.coalesce(VERSIONS.c.day, ""), VERSIONS.c.seq) < tuple_(day, seq))
    rows = connection.execute(query.limit(_limit(limit) + 1)).all()
    return _page(rows, limit, lambda row: f"{row.day or ''}~{row.seq}")


def version_ids(connection: Connection, selection: Selection) -> list[str]:
    """The ids of the current versions in the selection, in the order in which they came."""
    query = select(VERSIONS.c.id).where(*report_conditions(connection, selection)).order_by(VERSIONS.c.seq)
    return list(connection.execute(query).scalars())


def chosen_locals(connection: Connection, selection: Selection, version_seq: int) -> frozenset[str]:
    """The local ids of a version's records in the selection."""
    conditions = record_conditions(connection, selection)
    query = select(RECORDS.c.local).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    return frozenset(connection.execute(query.where(*conditions, RECORDS.c.version_seq == version_seq)).scalars())


def count_of_records(connection: Connection, selection: Selection) -> int:
    """How many records the selection has."""
    query = select(func.count()).select_from(RECORDS).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    return int(connection.execute(query.where(*record_conditions(connection, selection))).scalar_one())


def count_of_reports(connection: Connection, selection: Selection) -> int:
    """How many reports the selection has."""
    query = select(func.count()).select_from(VERSIONS).where(*report_conditions(connection, selection))
    return int(connection.execute(query).scalar_one())


def facets(connection: Connection, selection: Selection) -> Facets:
    """What the selection holds, counted."""
    conditions = record_conditions(connection, selection)

    def counted(column: ColumnElement[str | None]) -> dict[str, int]:
        query = (
            select(column, func.count())
            .select_from(RECORDS)
            .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
            .where(*conditions)
            .group_by(column)
        )
        rows = ((value, int(number)) for value, number in connection.execute(query) if value)
        return dict(sorted(rows, key=lambda pair: (-pair[1], pair[0])))

    kinds = counted(RECORDS.c.kind)
    months = counted(func.substr(RECORDS.c.first_day, 1, 7))
    return Facets(
        kinds=kinds,
        types=counted(RECORDS.c.type),
        outlets=counted(VERSIONS.c.outlet),
        countries=counted(RECORDS.c.country),
        months=dict(sorted(months.items())),
        total=sum(kinds.values()),
    )


def record_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a row of `records`, joined to `versions`, must meet."""
    shown = RECORDS.c.state.in_(selection.states) if selection.states else RECORDS.c.shown
    found = [VERSIONS.c.is_current, shown, *_version_conditions(connection, selection)]
    for column, wanted in (
        (RECORDS.c.kind, selection.kinds),
        (RECORDS.c.type, selection.types),
        (RECORDS.c.country, selection.countries),
        (RECORDS.c.modality, selection.modalities),
    ):
        if wanted:
            found.append(column.in_(wanted))
    if selection.day_from is not None:
        found.append(RECORDS.c.last_day >= selection.day_from)
    if selection.day_to is not None:
        found += [RECORDS.c.first_day <= selection.day_to, RECORDS.c.first_day != ""]
    if selection.place is not None:
        found.append(RECORDS.c.place == selection.place)
    if selection.attributed is not None:
        found.append(RECORDS.c.attributed == selection.attributed)
    if selection.bbox is not None:
        found.append(_within(selection.bbox))
    if selection.actors:
        actors = _actor_seqs(selection.actors)
        taking_part = select(PARTICIPANTS.c.record_seq).where(PARTICIPANTS.c.actor_seq.in_(actors))
        found.append(or_(RECORDS.c.seq.in_(taking_part), RECORDS.c.seq.in_(actors)))
    if selection.speakers:
        found.append(RECORDS.c.seq.in_(_spoken_by(selection.speakers)))
    return found


def report_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a row of `versions` must meet."""
    found = [VERSIONS.c.is_current, *_version_conditions(connection, selection)]
    if selection.asks_for_records():
        fitting = (
            select(RECORDS.c.version_seq)
            .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
            .where(*record_conditions(connection, selection))
        )
        return [*found, VERSIONS.c.seq.in_(fitting)]
    if selection.day_from is not None:
        found.append(VERSIONS.c.day >= selection.day_from)
    if selection.day_to is not None:
        found.append(VERSIONS.c.day <= selection.day_to)
    return found


def _version_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.text is not None:
        found.append(VERSIONS.c.seq.in_(matching(connection.dialect.name, selection.text)))
    if selection.outlets:
        found.append(VERSIONS.c.outlet.in_(selection.outlets))
    if selection.versions:
        found.append(VERSIONS.c.id.in_(selection.versions))
    return found


def _within(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    across: ColumnElement[bool] = RECORDS.c.longitude.between(west, east)
    if west > east:
        # The box crosses the 180th meridian.
        across = or_(RECORDS.c.longitude >= west, RECORDS.c.longitude <= east)
    return and_(RECORDS.c.latitude.between(south, north), across)


def _actor_seqs(wanted: Sequence[str]) -> Select[tuple[int]]:
    """The rows of the actors with these names, or in the clusters with these numbers or names."""
    numbers = [int(one) for one in wanted if one.isascii() and one.isdigit() and len(one) < 10]
    named = or_(CLUSTERS.c.seq.in_(numbers), and_(CLUSTERS.c.kind == "actor", CLUSTERS.c.label.in_(wanted)))
    items = select(MEMBERS.c.item).join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq).where(named)
    return select(RECORDS.c.seq).where(
        RECORDS.c.kind == "actors", or_(RECORDS.c.label.in_(wanted), RECORDS.c.id.in_(items))
    )


def _spoken_by(speakers: Sequence[str]) -> Select[tuple[int]]:
    return select(PARTICIPANTS.c.record_seq).where(
        PARTICIPANTS.c.role.in_(SPEAKING), PARTICIPANTS.c.actor_seq.in_(_actor_seqs(speakers))
    )


def _cursor(after: str) -> tuple[str, int]:
    day, _, seq = after.partition("~")
    if not seq.isascii() or not seq.isdigit() or len(seq) > 18 or len(day) > 10:
        raise StoreError(f"{after[:60]!r} is no place in a list; give the `next` of the piece before")
    return day, int(seq)


def _limit(asked: int) -> int:
    return max(1, min(asked, LONGEST_LIST))


def _page(rows: Sequence[Row[Any]], limit: int, cursor: Callable[[Any], str]) -> Page[Row[Any]]:
    kept = rows[: _limit(limit)]
    last = cursor(kept[-1]) if len(rows) > len(kept) else None
    return Page(tuple(kept), last)

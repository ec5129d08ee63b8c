"""What is looked at: one selection, from which lists, counts and exports are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal_column, or_, select, tuple_, union

from onrecord.errors import StoreError
from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS, REPORTS, VERSIONS
from onrecord.store.search import matching
from onrecord.store.tallies import FACETS, tallies

# Roles of the actor in whose words a record is told.
SPEAKING = ("source", "voice")
LONGEST_LIST = 1000
# Records looked at for a drawing or for counts, the newest. A word in every sixth of 20,000 reports, CPU of the map:
# 30,000 take 300 ms, 12,000 take 130.
COUNTED = 12_000
# Reports with the words asked for, up to which their records are sorted to find the newest: 1,500 take 150 ms with 74
# records each. Where there are more, the records are read newest first until enough of them are of such reports.
FEW = 1_500
# As the index has it, written out: a parameter would keep the index out.
DAY: ColumnElement[str] = literal_column("coalesce(versions.day, '')")

RecordRow = Row[Any]
ReportRow = Row[Any]
One = TypeVar("One")
Asked = TypeVar("Asked", bound="Select[*tuple[Any, ...]]")


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
    # The newest records of the selection that were counted; where it is less than `total`, the others were not.
    counted: int = 0


def record_rows(
    connection: Connection, selection: Selection, *, after: str | None = None, limit: int = 100
) -> Page[RecordRow]:
    """Records of the selection, newest first: the columns of `records` with the report's title, outlet and address."""
    columns = (*RECORDS.c, VERSIONS.c.title, VERSIONS.c.url, VERSIONS.c.id.label("version_id"))
    listing = select(*columns).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    query = newest(connection, listing, selection)
    if after is not None:
        day, seq = cursor_of(after)
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
        .order_by(DAY.desc(), VERSIONS.c.seq.desc())
    )
    if after is not None:
        day, seq = cursor_of(after)
        query = query.where(tuple_(DAY, VERSIONS.c.seq) < tuple_(day, seq))
    rows = connection.execute(query.limit(_limit(limit) + 1)).all()
    return _page(rows, limit, lambda row: f"{row.day or ''}~{row.seq}")


def version_ids(connection: Connection, selection: Selection) -> list[str]:
    """The ids of the current versions in the selection, in the order in which they came."""
    query = select(VERSIONS.c.id).where(*report_conditions(connection, selection)).order_by(VERSIONS.c.seq)
    return list(connection.execute(query).scalars())


def chosen_locals(connection: Connection, selection: Selection, version_seq: int) -> frozenset[str]:
    """The local ids of a version's records in the selection."""
    conditions = record_conditions(connection, selection)
    query = select(RECORDS.c.local).where(*conditions, RECORDS.c.version_seq == version_seq)
    return frozenset(connection.execute(query).scalars())


def count_of_records(connection: Connection, selection: Selection) -> int:
    """How many records the selection has."""
    number = 0
    for part in _by_first_day(selection):
        conditions = record_conditions(connection, part.selection)
        query = select(func.count()).select_from(RECORDS).where(*conditions, *part.more)
        number += int(connection.execute(query).scalar_one())
    return number


def count_of_reports(connection: Connection, selection: Selection) -> int:
    """How many reports the selection has."""
    if selection == Selection():
        # Each report has one current version; to count those, all texts would be gone through.
        return int(connection.execute(select(func.count()).select_from(REPORTS)).scalar_one())
    query = select(func.count()).select_from(VERSIONS).where(*report_conditions(connection, selection))
    return int(connection.execute(query).scalar_one())


def facets(connection: Connection, selection: Selection) -> Facets:
    """What the selection holds, counted; of a very large one, what its newest records hold."""
    if selection == Selection():
        whole = tallies(connection)
        total = sum(whole["kind"].values())
        return _facets(whole, total, total)
    # The values are named apart: a database groups by a name, not by what stands beside it.
    columns = [value.label(name) for name, value in FACETS.items()]
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    counted = 0
    for part in _by_first_day(selection):
        query = newest(connection, select(*columns).where(*part.more), part.selection, narrow=part.is_narrow)
        inner = query.limit(COUNTED - counted).subquery()
        for *values, number in connection.execute(select(*inner.c, func.count()).group_by(*inner.c)).all():
            counted += number
            for name, value in zip(FACETS, values, strict=True):
                if value:
                    found[name][value] += number
    ordered = {name: dict(sorted(one.items(), key=lambda pair: (-pair[1], pair[0]))) for name, one in found.items()}
    return _facets(ordered, count_of_records(connection, selection) if counted == COUNTED else counted, counted)


def _facets(found: Mapping[str, dict[str, int]], total: int, counted: int) -> Facets:
    return Facets(
        kinds=found["kind"], types=found["type"], outlets=found["outlet"], countries=found["country"],
        months=dict(sorted(found["month"].items())), total=total, counted=counted,
    )  # fmt: skip


def newest_seqs(
    connection: Connection, selection: Selection, limit: int, *more: ColumnElement[bool]
) -> Select[tuple[int]]:
    """The rows of the newest records of a selection that also meet these conditions: what a drawing is made from."""
    return newest(connection, select(RECORDS.c.seq).where(*more), selection).limit(limit)


def record_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a row of `records` must meet."""
    return [
        *_standing_conditions(selection),
        *_text_conditions(connection, selection),
        *_value_conditions(selection),
        *_actor_conditions(selection),
    ]


def _standing_conditions(selection: Selection) -> list[ColumnElement[bool]]:
    if not selection.states:
        return [RECORDS.c.listed]
    current = select(VERSIONS.c.seq).where(VERSIONS.c.is_current)
    return [RECORDS.c.state.in_(selection.states), RECORDS.c.version_seq.in_(current)]


def _text_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    return [RECORDS.c.version_seq.in_(fitting) for fitting in _fitting_versions(connection, selection)]


def _fitting_versions(connection: Connection, selection: Selection) -> Iterator[Select[tuple[int]]]:
    """The versions that records must be of, one query for each of what is asked of them."""
    if selection.text is not None:
        yield matching(connection.dialect.name, selection.text)
    if selection.versions:
        yield select(VERSIONS.c.seq).where(VERSIONS.c.id.in_(selection.versions))


def _value_conditions(selection: Selection) -> list[ColumnElement[bool]]:
    lists = (
        (RECORDS.c.kind, selection.kinds), (RECORDS.c.type, selection.types), (RECORDS.c.country, selection.countries),
        (RECORDS.c.modality, selection.modalities), (RECORDS.c.outlet, selection.outlets),
    )  # fmt: skip
    found: list[ColumnElement[bool]] = [column.in_(wanted) for column, wanted in lists if wanted]
    if selection.day_from is not None:
        found += [RECORDS.c.last_day >= selection.day_from, RECORDS.c.first_day >= _year_before(selection.day_from)]
    if selection.day_to is not None:
        found += [RECORDS.c.first_day <= selection.day_to, RECORDS.c.first_day != ""]
    if selection.place is not None:
        found.append(RECORDS.c.place == selection.place)
    if selection.attributed is not None:
        found.append(RECORDS.c.attributed == selection.attributed)
    if selection.bbox is not None:
        found.append(_within(selection.bbox))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Some records of a selection: those of a wider one that meet more conditions; `is_narrow` as in `newest`."""

    selection: Selection
    more: tuple[ColumnElement[bool], ...] = ()
    is_narrow: bool = False


def _by_first_day(selection: Selection) -> list[_Part]:
    """A selection from a day on, the newest first: what began in its days, then the little that reached into them.

    Each is read off an index of its own; asked for together, a year of records before the day is looked at.
    """
    day = selection.day_from
    if day is None:
        return [_Part(selection)]
    # As in `newest`: the empty string keeps out the index by first days.
    began = RECORDS.c.first_day.concat("")
    lasting = [RECORDS.c.last_day != RECORDS.c.first_day, RECORDS.c.last_day >= day]
    lasting += [began < day, began >= _year_before(day)]
    if selection.day_to is not None:
        lasting.append(began <= selection.day_to)
    return [
        _Part(replace(selection, day_from=None), (RECORDS.c.first_day >= day,)),
        _Part(replace(selection, day_from=None, day_to=None), tuple(lasting), is_narrow=True),
    ]


def _year_before(day: str) -> str:
    """A year is the longest time whose days are known (`day_bounds`): a record that ends on a day began after this one.

    It narrows the search to a stretch of the index; without it all older records would be looked at.
    """
    return f"{int(day[:4]) - 1:04}{day[4:]}"


def _actor_conditions(selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.actors:
        actors = _actor_seqs(selection.actors)
        taking_part = select(PARTICIPANTS.c.record_seq).where(PARTICIPANTS.c.actor_seq.in_(actors))
        found.append(RECORDS.c.seq.in_(union(taking_part, actors)))
    if selection.speakers:
        found.append(RECORDS.c.seq.in_(_spoken_by(selection.speakers)))
    return found


def report_conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a row of `versions` must meet."""
    found = [VERSIONS.c.is_current, *_version_conditions(connection, selection)]
    if selection.asks_for_records():
        fitting = select(RECORDS.c.version_seq).where(*record_conditions(connection, selection))
        return [*found, VERSIONS.c.seq.in_(fitting)]
    if selection.day_from is not None:
        found.append(VERSIONS.c.day >= selection.day_from)
    if selection.day_to is not None:
        found.append(VERSIONS.c.day <= selection.day_to)
    return found


def newest(connection: Connection, query: Asked, selection: Selection, *, narrow: bool = False) -> Asked:
    """The query for records of the selection, the newest first.

    A narrow selection is found by what is rare in it and sorted after; a wide one is read off an index that is
    sorted already. The databases cannot tell them apart: an empty string added to the day keeps that index out, a
    zero added to the version's number the one that leads from reports to their records.
    """
    if narrow or is_narrow(connection, selection):
        day = RECORDS.c.first_day.concat("")
        return query.where(*record_conditions(connection, selection)).order_by(day.desc(), RECORDS.c.seq.desc())
    conditions = [*_standing_conditions(selection), *_value_conditions(selection)]
    conditions += [(RECORDS.c.version_seq + 0).in_(one) for one in _fitting_versions(connection, selection)]
    return query.where(*conditions).order_by(RECORDS.c.first_day.desc(), RECORDS.c.seq.desc())


def is_narrow(connection: Connection, selection: Selection) -> bool:
    """Whether a selection is found by what is rare in it: an actor, a place, words that few reports have."""
    if selection.actors or selection.speakers or selection.versions or selection.place is not None:
        return True
    if selection.text is None:
        return False
    few = matching(connection.dialect.name, selection.text).limit(FEW + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(few)).scalar_one()) <= FEW


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


def cursor_of(after: str) -> tuple[str, int]:
    """The day and row that a page ended with; raises StoreError where it is no page's `next`."""
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

"""The rows of an archive's lists: one type a kind of record, with names in the place of ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from onrecord.store.history import Entry
from onrecord.store.schema import PARTICIPANTS, RECORDS

One = TypeVar("One")
Names = tuple[str, ...]
# Records whose participants are asked for in one query; SQLite takes no more than 32,766 values.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report: one text, with what is known about its publication."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    byline: str | None
    published: str | None
    language: str
    characters: int
    added: str

    @classmethod
    def of(cls, row: Row[Any]) -> ReportRow:
        """The report that a row of `versions` holds."""
        return cls(
            row.id, row.title, row.outlet, row.url, row.byline, row.published, row.language, row.length, row.added
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """What rows of every kind have: the record's id, its report, and the state that corrections left it in."""

    id: str
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow(RecordRow):
    """An actor of one report."""

    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(RecordRow):
    """Who said what, to whom; the first piece of what was said."""

    source: str | None
    addressees: Names
    kind: str
    content: str | None
    day: str | None
    day_end: str | None
    place: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(RecordRow):
    """Who did what to whom; `attributed` where it is not told in the publisher's own voice, `voice` who tells it."""

    type: str
    trigger: str
    actors: Names
    recipients: Names
    modality: str
    polarity: str
    attributed: bool
    voice: str | None
    day: str | None
    day_end: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(RecordRow):
    """How many of what, with bounds; None where the wording gives no number."""

    measure: str | None
    wording: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    unit: str
    scope: str | None
    counted: str | None
    modality: str
    polarity: str
    attributed: bool
    voice: str | None
    day: str | None
    day_end: str | None
    place: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow(RecordRow):
    """An expression of time and the days that it names."""

    wording: str
    type: str
    day: str | None
    day_end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(RecordRow):
    """A place; coordinates are None where it could not be placed."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow(RecordRow):
    """A vote as one report tells it, with those whose ballot it names."""

    body: str | None
    motion: str | None
    sponsors: Names
    yes: Names
    no: Names
    abstain: Names
    absent: Names
    veto: Names
    modality: str
    attributed: bool
    voice: str | None
    day: str | None
    day_end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRow(RecordRow):
    """Talks as one report tells them."""

    topics: str | None
    parties: Names
    mediators: Names
    stage: str | None
    attributed: bool
    voice: str | None
    day: str | None
    day_end: str | None
    place: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction of a record; `standing` is stands, undone or does not fit."""

    id: str
    record: str
    action: str
    author: str
    at: str
    reason: str | None
    standing: str
    changed: Mapping[str, Any]


# Columns of the table that go by another name in a row, by the row's type.
_LABELS: Mapping[type[Any], Mapping[str, str]] = {
    ActorRow: {"name": "label", "kind": "type"},
    StatementRow: {"content": "label", "kind": "type"},
    EventRow: {"trigger": "label"},
    FigureRow: {"wording": "label", "measure": "type"},
    TimeRow: {"wording": "label"},
    PlaceRow: {"name": "label", "precision": "type"},
    VoteRow: {"motion": "label"},
    NegotiationRow: {"topics": "label", "stage": "type"},
}
# Fields with the names of those who take part, and their role; the first ones hold a single name.
_ONE = {"source": "source", "counted": "counted", "body": "body", "voice": "voice"}
_MANY = {
    "addressees": "addressee", "actors": "actor", "recipients": "recipient", "sponsors": "sponsor", "yes": "yes",
    "no": "no", "abstain": "abstain", "absent": "absent", "veto": "veto", "parties": "party", "mediators": "mediator",
}  # fmt: skip


def rows_of_kind(connection: Connection, made: type[One], rows: Sequence[Row[Any]]) -> list[One]:
    """The rows of one kind of record, from those of the table and the names of who takes part."""
    taking_part = _participants(connection, [row.seq for row in rows])
    names = [one.name for one in fields(made)]  # type: ignore[arg-type]
    return [made(**{name: _value(made, name, row, taking_part[row.seq]) for name in names}) for row in rows]


def correction_row(record: str, entry: Entry) -> CorrectionRow:
    """The row of one entry of a record's history."""
    one = entry.correction
    changed = one.body.get("fields", {})
    return CorrectionRow(one.id, record, one.action, one.author, one.at, one.reason, entry.standing, changed)


def _value(made: type[Any], name: str, row: Row[Any], names: Mapping[str, list[str]]) -> Any:
    if name == "report":
        return row.version_id
    if name in _ONE:
        return next(iter(names.get(_ONE[name], ())), None)
    if name in _MANY:
        return tuple(names.get(_MANY[name], ()))
    return row._mapping[_LABELS[made].get(name, name)]


def _participants(connection: Connection, seqs: Iterable[int]) -> Mapping[int, dict[str, list[str]]]:
    """The names of who takes part in each record, by role, in the order in which the report names them."""
    wanted = list(seqs)
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for first in range(0, len(wanted), AT_ONCE):
        rows = connection.execute(
            select(PARTICIPANTS.c.record_seq, PARTICIPANTS.c.role, RECORDS.c.label)
            .join(RECORDS, RECORDS.c.seq == PARTICIPANTS.c.actor_seq)
            .where(PARTICIPANTS.c.record_seq.in_(wanted[first : first + AT_ONCE]))
            .order_by(PARTICIPANTS.c.record_seq, PARTICIPANTS.c.role, PARTICIPANTS.c.actor_seq)
        )
        for row in rows:
            if row.label is not None:
                found[row.record_seq][row.role].append(row.label)
    return found

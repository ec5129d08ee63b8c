"""Rows of the store as the records that lists show: with their words, their report and who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.store.schema import CLUSTERS, MEMBERS, PARTICIPANTS, RECORDS, VERSIONS
from onrecord.store.selection import RecordRow
from onrecord.web.shapes import ParticipantShown, RecordShown, ReportNamed, SpanShown

# A place or an actor runs from its first mention to its last; a list shows the beginning of that.
LONGEST_TEXT = 400
# SQLite takes this many values in one query in its older versions.
BATCH = 500

Value = TypeVar("Value")


def shown(connection: Connection, rows: Sequence[RecordRow]) -> list[RecordShown]:
    """These rows as records, in their order; two queries whatever their number."""
    seqs = [row.seq for row in rows]
    texts, parts = texts_of(connection, seqs), participants_of(connection, seqs)
    return [_record(row, texts.get(row.seq, ""), parts.get(row.seq, [])) for row in rows]


def texts_of(connection: Connection, seqs: Sequence[int]) -> dict[int, str]:
    """The words of each record, cut where they are very long."""
    length = RECORDS.c.end - RECORDS.c.start
    words = func.substr(VERSIONS.c.text, RECORDS.c.start + 1, length)
    query = select(RECORDS.c.seq, func.substr(words, 1, LONGEST_TEXT).label("words")).join(
        VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq
    )
    found: dict[int, str] = {}
    for batch in batches(seqs):
        found |= {row.seq: row.words for row in connection.execute(query.where(RECORDS.c.seq.in_(batch)))}
    return found


def participants_of(connection: Connection, seqs: Sequence[int]) -> dict[int, list[ParticipantShown]]:
    """Who takes part in each record, with the actor's cluster where it is linked."""
    actors = RECORDS.alias("actors")
    query = (
        select(PARTICIPANTS.c.record_seq, PARTICIPANTS.c.role, actors.c.id, actors.c.label)
        .join(actors, actors.c.seq == PARTICIPANTS.c.actor_seq)
        .order_by(PARTICIPANTS.c.record_seq, PARTICIPANTS.c.role, actors.c.start, actors.c.seq)
    )
    rows = [row for batch in batches(seqs) for row in connection.execute(query.where(_among(batch)))]
    clusters = clusters_of(connection, sorted({row.id for row in rows}), "actor")
    found: defaultdict[int, list[ParticipantShown]] = defaultdict(list)
    for seq, role, actor_id, name in rows:
        found[seq].append(ParticipantShown(role=role, id=actor_id, name=name, cluster=clusters.get(actor_id)))
    return found


def clusters_of(connection: Connection, items: Sequence[str], kind: str) -> dict[str, int]:
    """The cluster of this kind that each item belongs to, where it is linked.

    Asked for by itself: joined to the rest, the database would list all members of all clusters first.
    """
    query = (
        select(MEMBERS.c.item, MEMBERS.c.cluster_seq)
        .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        .where(CLUSTERS.c.kind == kind)
    )
    found: dict[str, int] = {}
    for batch in batches(items):
        rows = connection.execute(query.where(MEMBERS.c.item.in_(batch)))
        found |= {row.item: row.cluster_seq for row in rows}
    return found


def batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in parts that fit into one query."""
    return (values[first : first + BATCH] for first in range(0, len(values), BATCH))


def _among(seqs: Sequence[int]) -> ColumnElement[bool]:
    return PARTICIPANTS.c.record_seq.in_(seqs)


def _record(row: RecordRow, text: str, participants: list[ParticipantShown]) -> RecordShown:
    return RecordShown(
        id=row.id, kind=row.kind, local=row.local, state=row.state, label=row.label, type=row.type,
        modality=row.modality, polarity=row.polarity, attributed=row.attributed,
        day=row.day, day_end=row.day_end, published=row.published,
        country=row.country, place=row.place, latitude=row.latitude, longitude=row.longitude,
        low=row.low, best=row.best, high=row.high, bound=row.bound, unit=row.unit, scope=row.scope,
        span=SpanShown(start=row.start, end=row.end, text=text),
        report=ReportNamed(id=row.version_id, title=row.title, outlet=row.outlet),
        participants=participants,
    )  # fmt: skip


def row_of(connection: Connection, record_id: str) -> RecordRow | None:
    """The row of the record with this id, or None where there is none."""
    return rows_of(connection, [record_id]).get(record_id)


def rows_of(connection: Connection, record_ids: Sequence[str]) -> dict[str, RecordRow]:
    """The rows of the records with these ids, those that a reviewer rejected among them."""
    query = select(*RECORDS.c, VERSIONS.c.title, VERSIONS.c.url, VERSIONS.c.id.label("version_id")).join(
        VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq
    )
    found: dict[str, RecordRow] = {}
    for batch in batches(record_ids):
        found |= {row.id: row for row in connection.execute(query.where(RECORDS.c.id.in_(batch)))}
    return found

"""The list of disagreements, with both sides' source, words and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, case, func, or_, select, tuple_

from onrecord.store.schema import DISAGREEMENTS, PARTICIPANTS, RECORDS, VERSIONS
from onrecord.store.selection import Page, Selection, cursor_of, is_narrow, record_conditions

LEFT, RIGHT = RECORDS.alias("left_record"), RECORDS.alias("right_record")
LEFT_IN, RIGHT_IN = VERSIONS.alias("left_version"), VERSIONS.alias("right_version")
KINDS = ("figures", "votes", "denial", "blame", "occurrence")
# Characters on each side of a record in which its sentence is looked for.
AROUND = 300
SENTENCE_END = re.compile(r"[.!?][\"”’']?(?=\s)|\n\n")


@dataclass(frozen=True, slots=True)
class Side:
    """One side: whose words, which words, and when. `source` is None for the report's own voice."""

    record: str
    report: str
    title: str | None
    outlet: str | None
    source: str | None
    words: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sides that cannot both hold, and why."""

    id: int
    kind: str
    label: str
    day: str | None
    country: str | None
    left: Side
    right: Side
    reasons: tuple[str, ...]


def disagreements(
    connection: Connection,
    selection: Selection | None = None,
    *,
    kind: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Disagreement]:
    """Disagreements of which a side is in the selection, newest first; rejected and outdated records are no side."""
    where = _conditions(connection, selection if selection is not None else Selection())
    if kind is not None:
        where.append(DISAGREEMENTS.c.kind == kind)
    found: list[Row[Any]] = []
    place = cursor_of(after) if after is not None else None
    while len(found) <= limit:
        newest = _newest(connection, where, place, limit + 1)
        found += _shown(connection, [row.seq for row in newest])
        if len(newest) <= limit:
            break
        place = newest[-1].day, newest[-1].seq
    kept = found[:limit]
    sources = sources_of(connection, [seq for row in kept for seq in (row.left_seq, row.right_seq)])
    items = tuple(_disagreement(row, sources) for row in kept)
    return Page(items, f"{kept[-1].day}~{kept[-1].seq}" if len(found) > limit else None)


def _newest(
    connection: Connection, where: Sequence[ColumnElement[bool]], after: tuple[str, int] | None, number: int
) -> list[Any]:
    """The next disagreements, whatever became of their sides: found along an index, before anything is joined."""
    query = select(DISAGREEMENTS.c.seq, DISAGREEMENTS.c.day).where(DISAGREEMENTS.c.day.is_not(None), *where)
    if after is not None:
        query = query.where(tuple_(DISAGREEMENTS.c.day, DISAGREEMENTS.c.seq) < tuple_(*after))
    ordered = query.order_by(DISAGREEMENTS.c.day.desc(), DISAGREEMENTS.c.seq.desc())
    return list(connection.execute(ordered.limit(number)))


def _shown(connection: Connection, seqs: Sequence[int]) -> list[Row[Any]]:
    """Those of these disagreements of which both sides stand, with both sides, in the same order."""
    rows = connection.execute(
        select(*_columns())
        .join(LEFT, LEFT.c.id == DISAGREEMENTS.c.left)
        .join(RIGHT, RIGHT.c.id == DISAGREEMENTS.c.right)
        .join(LEFT_IN, LEFT_IN.c.seq == LEFT.c.version_seq)
        .join(RIGHT_IN, RIGHT_IN.c.seq == RIGHT.c.version_seq)
        .where(DISAGREEMENTS.c.seq.in_(seqs), LEFT.c.shown, RIGHT.c.shown, LEFT_IN.c.is_current, RIGHT_IN.c.is_current)
    )
    by_seq = {row.seq: row for row in rows}
    return [by_seq[seq] for seq in seqs if seq in by_seq]


def _columns() -> list[ColumnElement[Any]]:
    found: list[ColumnElement[Any]] = list(DISAGREEMENTS.c)
    for name, record, version in (("left", LEFT, LEFT_IN), ("right", RIGHT, RIGHT_IN)):
        first = case((record.c.start > AROUND, record.c.start - AROUND), else_=0)
        found += [
            record.c.seq.label(f"{name}_seq"), record.c.kind.label(f"{name}_kind"),
            record.c.start.label(f"{name}_start"), record.c.end.label(f"{name}_end"),
            version.c.id.label(f"{name}_version"), version.c.title.label(f"{name}_title"),
            version.c.outlet.label(f"{name}_outlet"), version.c.day.label(f"{name}_day"),
            first.label(f"{name}_first"),
            func.substr(version.c.text, first + 1, record.c.end - first + AROUND).label(f"{name}_text"),
        ]  # fmt: skip
    return found


def _conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a disagreement must meet: its own day and country, and a side among the records selected otherwise."""
    found: list[ColumnElement[bool]] = []
    if selection.day_from is not None:
        found.append(DISAGREEMENTS.c.day >= selection.day_from)
    if selection.day_to is not None:
        found.append(DISAGREEMENTS.c.day <= selection.day_to)
    if selection.countries:
        found.append(DISAGREEMENTS.c.country.in_(selection.countries))
    rest = replace(selection, day_from=None, day_to=None, countries=())
    if rest != Selection():
        chosen = select(RECORDS.c.id).where(*record_conditions(connection, rest))
        sides = (DISAGREEMENTS.c.left, DISAGREEMENTS.c.right)
        if is_narrow(connection, rest):
            found.append(or_(*(side.in_(chosen) for side in sides)))
        else:
            # Asked of each disagreement in turn, until a page is full: a wide selection has more records than a page.
            found.append(or_(*(chosen.where(RECORDS.c.id == side).exists() for side in sides)))
    return found


def sources_of(connection: Connection, record_seqs: Sequence[int]) -> dict[int, str]:
    """Whose words these records are told in, by name; none where a report speaks for itself."""
    actor = RECORDS.alias("actor")
    rows = connection.execute(
        select(PARTICIPANTS.c.record_seq, actor.c.label)
        .join(actor, actor.c.seq == PARTICIPANTS.c.actor_seq)
        .where(PARTICIPANTS.c.record_seq.in_(record_seqs), PARTICIPANTS.c.role.in_(("source", "voice")))
        .order_by(PARTICIPANTS.c.record_seq, PARTICIPANTS.c.role.desc())
    )
    # Of a statement the source comes last and stands, of all else there is a voice only.
    return {row.record_seq: row.label for row in rows if row.label is not None}


def _disagreement(row: Row[Any], sources: Mapping[int, str]) -> Disagreement:
    return Disagreement(
        id=row.seq,
        kind=row.kind,
        label=row.label,
        day=row.day,
        country=row.country,
        left=_side(row, "left", sources),
        right=_side(row, "right", sources),
        reasons=tuple(msgspec.json.decode(row.reasons, type=list[str])),
    )


def _side(row: Row[Any], name: str, sources: Mapping[int, str]) -> Side:
    values = row._mapping
    first = values[f"{name}_first"]
    start, end = values[f"{name}_start"] - first, values[f"{name}_end"] - first
    is_statement = values[f"{name}_kind"] == "statements"
    text = values[f"{name}_text"]
    return Side(
        record=values[name],
        report=values[f"{name}_version"],
        title=values[f"{name}_title"],
        outlet=values[f"{name}_outlet"],
        source=sources.get(values[f"{name}_seq"]),
        words=_shortened(text[start:end] if is_statement else sentence_in(text, start, end)),
        date=values[f"{name}_day"],
    )


def sentence_in(text: str, start: int, end: int) -> str:
    """The sentence around a place in a text, by its punctuation; what lies outside the text is not looked for."""
    before = [found.end() for found in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.end() if after is not None else len(text)]


def _shortened(words: str) -> str:
    short = " ".join(words.split())
    return short if len(short) <= 2 * AROUND else short[: 2 * AROUND - 1] + "…"

"""Counts of the whole store by kind, type, outlet, country and month, kept up as records come and go."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.store.schema import RECORDS, TALLIES

# Each facet with what it counts by.
FACETS: dict[str, ColumnElement[str | None]] = {
    "kind": RECORDS.c.kind,
    "type": RECORDS.c.type,
    "outlet": RECORDS.c.outlet,
    "country": RECORDS.c.country,
    "month": func.substr(RECORDS.c.first_day, 1, 7),
}


def tally(connection: Connection, version_seq: int, sign: Literal[-1, 1]) -> None:
    """Count a version's listed records in, or out again."""
    rows = connection.execute(select(RECORDS.c.listed, *FACETS.values()).where(RECORDS.c.version_seq == version_seq))
    counted = Counter(
        (facet, value)
        for listed, *values in rows
        for facet, value in zip(FACETS, values, strict=True)
        if listed and value
    )
    if not counted:
        return
    # In one order always: two writers that take the same rows in different orders would wait for each other.
    changes = [
        {"facet": facet, "value": value, "number": sign * number} for (facet, value), number in sorted(counted.items())
    ]
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    added = dialect.insert(TALLIES)
    connection.execute(
        added.on_conflict_do_update(
            index_elements=[TALLIES.c.facet, TALLIES.c.value],
            set_={"number": TALLIES.c.number + added.excluded.number},
        ),
        changes,
    )


def tallies(connection: Connection) -> dict[str, dict[str, int]]:
    """Of each facet the values that some record has, with their numbers, the greatest first."""
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    query = select(TALLIES).where(TALLIES.c.number != 0)
    for row in connection.execute(query.order_by(TALLIES.c.number.desc(), TALLIES.c.value)):
        found[row.facet][row.value] = row.number
    return found


def counted_anew(connection: Connection) -> dict[str, dict[str, int]]:
    """The same, counted from the records."""
    found: dict[str, dict[str, int]] = {}
    for facet, value in FACETS.items():
        query = select(value, func.count()).where(RECORDS.c.listed).group_by(value)
        rows = ((name, int(number)) for name, number in connection.execute(query) if name)
        found[facet] = dict(sorted(rows, key=lambda pair: (-pair[1], pair[0])))
    return found


def retally(connection: Connection) -> None:
    """Make all counts anew."""
    connection.execute(delete(TALLIES))
    rows = [
        {"facet": facet, "value": value, "number": number}
        for facet, values in counted_anew(connection).items()
        for value, number in values.items()
    ]
    if rows:
        connection.execute(insert(TALLIES), rows)

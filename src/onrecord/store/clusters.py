"""Clusters with a body of their own: found by key and day, begun, joined and written back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from onrecord.store.schema import BLOCKS, CLUSTERS, MEMBERS

B = TypeVar("B")
# Clusters that are looked at, those of the latest days first.
LOOKED_AT = 12
# Clusters of one key among which those are sought, by the time at which they were begun.
CROWD = 200
# Statements asked for every record are built once. The clusters near a day are sought in two steps, the second without
# the kind, which the keys tell: else SQLite, which knows nothing of how many there are of what, goes through all
# clusters of the kind rather than those under the keys.
_NEWEST = (
    select(BLOCKS.c.cluster_seq)
    .where(BLOCKS.c.key.in_(bindparam("keys", expanding=True)))
    .distinct()
    .order_by(BLOCKS.c.cluster_seq.desc())
    .limit(CROWD)
)
_NEAR = (
    select(CLUSTERS.c.seq, CLUSTERS.c.body)
    .where(
        CLUSTERS.c.seq.in_(bindparam("seqs", expanding=True)),
        CLUSTERS.c.day <= bindparam("last"),
        CLUSTERS.c.day_end >= bindparam("first"),
    )
    .order_by(CLUSTERS.c.day_end.desc(), CLUSTERS.c.seq)
    .limit(LOOKED_AT)
)
_CHANGE = update(CLUSTERS).where(CLUSTERS.c.seq == bindparam("numbered"))
_CHANGE = _CHANGE.values({name: bindparam(name) for name in ("label", "type", "country", "day", "day_end", "body")})
_FILED = select(BLOCKS.c.key).where(
    BLOCKS.c.key.in_(bindparam("keys", expanding=True)), BLOCKS.c.cluster_seq == bindparam("seq")
)
_BEGIN, _JOIN, _FILE = insert(CLUSTERS), insert(MEMBERS), insert(BLOCKS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cluster's row says of it beside its body."""

    label: str
    type: str | None
    country: str | None
    day: str
    day_end: str


class Shelf(Generic[B]):
    """The clusters of one kind, whose bodies are frozen dataclasses of one shape."""

    def __init__(self, connection: Connection, kind: str, shape: type[B]) -> None:
        self._connection = connection
        self._kind = kind
        self._shape = shape

    def near(self, keys: Sequence[str], first: str, last: str, days: int) -> list[tuple[int, B]]:
        """The clusters under any of these keys whose days lie within so many days of first to last."""
        if not keys:
            return []
        newest = self._connection.execute(_NEWEST, {"keys": keys}).scalars().all()
        if not newest:
            return []
        bounds = {"last": shifted(last, days), "first": shifted(first, -days)}
        rows = self._connection.execute(_NEAR, {"seqs": newest, **bounds})
        return [(row.seq, msgspec.json.decode(row.body, type=self._shape)) for row in rows]

    def numbered(self, seqs: Sequence[int]) -> list[tuple[int, B]]:
        """The clusters of these numbers."""
        rows = self._connection.execute(select(CLUSTERS.c.seq, CLUSTERS.c.body).where(CLUSTERS.c.seq.in_(seqs)))
        return [(row.seq, msgspec.json.decode(row.body, type=self._shape)) for row in rows]

    def rewrite(self, seq: int, body: B) -> None:
        """Write a cluster's body, and nothing else of it."""
        written = msgspec.json.encode(body).decode("utf-8")
        self._connection.execute(update(CLUSTERS).where(CLUSTERS.c.seq == seq).values(body=written))

    def put(self, seq: int | None, body: B, shown: Shown) -> int:
        """Write a cluster, new where it has no number; its number."""
        columns = {
            "label": shown.label, "type": shown.type, "country": shown.country, "day": shown.day,
            "day_end": shown.day_end, "body": msgspec.json.encode(body).decode("utf-8"),
        }  # fmt: skip
        if seq is not None:
            self._connection.execute(_CHANGE, {"numbered": seq, **columns})
            return seq
        made = self._connection.execute(_BEGIN, {"kind": self._kind, **columns}).inserted_primary_key
        assert made is not None
        return int(made[0])

    def add(self, seq: int, item: str, score: float | None, reasons: Iterable[str]) -> None:
        """Put an item into a cluster."""
        written = msgspec.json.encode(list(reasons)).decode("utf-8")
        self._connection.execute(_JOIN, {"cluster_seq": seq, "item": item, "score": score, "reasons": written})

    def file(self, seq: int, keys: Iterable[str]) -> None:
        """Let a cluster be found under these keys."""
        wanted = sorted(set(keys))
        known = set(self._connection.execute(_FILED, {"keys": wanted, "seq": seq}).scalars())
        new = [{"key": key, "cluster_seq": seq} for key in wanted if key not in known]
        if new:
            self._connection.execute(_FILE, new)


def shifted(day: str, days: int) -> str:
    """The ISO day so many days later; the first or last there is, where it would lie beyond."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()

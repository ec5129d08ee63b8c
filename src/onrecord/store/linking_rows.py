"""Rows of clusters as linking reads and writes them: found under keys, rewritten, merged, taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from onrecord.resolve.judged import Judged
from onrecord.store.judgements import sides_of
from onrecord.store.schema import BEHIND_LOCAL, BLOCKS, CLUSTERS, DISAGREEMENTS, JUDGEMENTS, MEMBERS

T = TypeVar("T")
# Values asked for in one query.
AT_ONCE = 500
# A key that more clusters share tells nothing; it is passed over.
CROWD = 80
# Characters of a key; what is cut off of longer ones says no more.
KEY = 200
LABEL = 200
# Statements asked for every report are built once: building one takes longer than the database takes to answer it.
_TELLING = (
    select(BLOCKS.c.key)
    .where(BLOCKS.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(BLOCKS.c.key)
    .having(func.count() <= CROWD)
)
_UNDER = (
    select(BLOCKS.c.key, BLOCKS.c.cluster_seq)
    .where(BLOCKS.c.key.in_(_TELLING))
    .order_by(BLOCKS.c.key, BLOCKS.c.cluster_seq)
)
_BODIES = select(CLUSTERS.c.seq, CLUSTERS.c.body).where(CLUSTERS.c.seq.in_(bindparam("seqs", expanding=True)))
# The kind is not a bare column: SQLite would then go through all clusters of the kind rather than these members' own.
_MEMBERS = (
    select(MEMBERS)
    .select_from(MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq))
    .where(CLUSTERS.c.kind.concat("") == bindparam("kind"))
    .order_by(MEMBERS.c.item)
)
_CLEAR = delete(MEMBERS).where(MEMBERS.c.cluster_seq.in_(bindparam("seqs", expanding=True)))
_HOMES = _MEMBERS.where(MEMBERS.c.item.in_(bindparam("items", expanding=True)))
_OF_VERSION = _MEMBERS.where(MEMBERS.c.item.between(bindparam("version"), bindparam("last")))


@dataclass(frozen=True, slots=True)
class Joined:
    """A member of a cluster: how sure its link is (None for the first), and why."""

    item: str
    score: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cluster's row says of it beside its body."""

    label: str
    type: str | None = None
    country: str | None = None
    day: str | None = None
    day_end: str | None = None


class ClusterRows:
    """The clusters of one kind."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind
        # Rows waiting for `write`: few statements for many rows are what makes linking quick.
        self._changed: list[dict[str, object]] = []
        self._added: list[dict[str, object]] = []
        self._filed: list[dict[str, object]] = []

    def under(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The clusters filed under each of these keys, in order; crowded keys are left out."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for some in _portions(sorted({self.key(key) for key in keys})):
            for key, seq in self._connection.execute(_UNDER, {"keys": some}):
                found[key].append(seq)
        return dict(found)

    def bodies(self, seqs: Iterable[int]) -> dict[int, str]:
        """The bodies of these clusters."""
        found: dict[int, str] = {}
        for some in _portions(sorted(set(seqs))):
            found.update((seq, body) for seq, body in self._connection.execute(_BODIES, {"seqs": some}))
        return found

    def homes(self, items: Iterable[str]) -> dict[str, int]:
        """The cluster that each of these items is in, where it is in one."""
        found: dict[str, int] = {}
        for some in _portions(sorted(set(items))):
            rows = self._connection.execute(_HOMES, {"kind": self._kind, "items": some})
            found.update((row.item, row.cluster_seq) for row in rows)
        return found

    def of_version(self, version: str) -> dict[int, list[Joined]]:
        """The members that a version's records are, by cluster."""
        found: defaultdict[int, list[Joined]] = defaultdict(list)
        here = {"kind": self._kind, "version": version, "last": version + BEHIND_LOCAL}
        for row in self._connection.execute(_OF_VERSION, here):
            if row.item.partition(":")[0] == version:
                found[row.cluster_seq].append(_joined(row))
        return dict(found)

    def members(self, seq: int) -> list[Joined]:
        """The members of a cluster, by item."""
        rows = self._connection.execute(select(MEMBERS).where(MEMBERS.c.cluster_seq == seq).order_by(MEMBERS.c.item))
        return [_joined(row) for row in rows]

    def begin(self, clusters: Sequence[tuple[Shown, str]]) -> list[int]:
        """The numbers of new clusters, given what is shown of each and its body."""
        if not clusters:
            return []
        rows = [{"kind": self._kind, "body": body, **_columns(shown)} for shown, body in clusters]
        made = insert(CLUSTERS).returning(CLUSTERS.c.seq, sort_by_parameter_order=True)
        return [int(seq) for seq in self._connection.execute(made, rows).scalars()]

    def change(self, seq: int, shown: Shown, body: str) -> None:
        """Write a cluster's row anew."""
        self._changed.append({"numbered": seq, "body": body, **_columns(shown)})

    def write(self) -> None:
        """Send the rows that are waiting."""
        if self._changed:
            columns: dict[str, object] = {name: bindparam(name) for name in self._changed[0] if name != "numbered"}
            changed = update(CLUSTERS).where(CLUSTERS.c.seq == bindparam("numbered")).values(columns)
            self._connection.execute(changed, self._changed)
        if self._added:
            self._connection.execute(insert(MEMBERS), self._added)
        if self._filed:
            self._connection.execute(insert(BLOCKS), self._filed)
        self._changed, self._added, self._filed = [], [], []

    def end(self, seqs: Iterable[int]) -> None:
        """Take clusters away, with their members and keys."""
        for some in _portions(sorted(seqs)):
            for table in (MEMBERS, BLOCKS):
                self._connection.execute(delete(table).where(table.c.cluster_seq.in_(some)))
            self._connection.execute(delete(CLUSTERS).where(CLUSTERS.c.seq.in_(some)))

    def hand_over(self, seq: int, heir: int | None) -> None:
        """Let the disagreements of a cluster that ends be another's, lest they end with it."""
        named = update(DISAGREEMENTS).where(DISAGREEMENTS.c.cluster_seq == seq)
        self._connection.execute(named.values(cluster_seq=heir))

    def absorb(self, seq: int, other: int) -> None:
        """Let the members of another cluster be this one's."""
        self._connection.execute(update(MEMBERS).where(MEMBERS.c.cluster_seq == other).values(cluster_seq=seq))

    def add(self, seq: int, members: Iterable[Joined]) -> None:
        """Put members into a cluster."""
        self._added += [
            {"cluster_seq": seq, "item": one.item, "score": one.score, "reasons": packed(one.reasons)}
            for one in members
        ]

    def clear(self, seqs: Iterable[int]) -> None:
        """Take all members out of clusters."""
        for some in _portions(sorted(seqs)):
            self._connection.execute(_CLEAR, {"seqs": some})

    def drop(self, seq: int, items: Iterable[str]) -> None:
        """Take members out of a cluster."""
        for some in _portions(sorted(items)):
            self._connection.execute(delete(MEMBERS).where(MEMBERS.c.cluster_seq == seq, MEMBERS.c.item.in_(some)))

    def rescore(self, seq: int, one: Joined) -> None:
        """Write a member's score anew."""
        self._connection.execute(
            update(MEMBERS).where(MEMBERS.c.cluster_seq == seq, MEMBERS.c.item == one.item).values(score=one.score)
        )

    def file(self, seq: int, keys: Iterable[str], *, known: Iterable[str] = ()) -> None:
        """Let a cluster be found under these keys and no others; `known` are those it is found under now."""
        new, old = {self.key(key) for key in keys}, {self.key(key) for key in known}
        for some in _portions(sorted(old - new)):
            self._connection.execute(delete(BLOCKS).where(BLOCKS.c.cluster_seq == seq, BLOCKS.c.key.in_(some)))
        self._filed += [{"key": key, "cluster_seq": seq} for key in sorted(new - old)]

    def key(self, key: str) -> str:
        """A key as the table of keys has it."""
        return f"{self._kind} {key}"[:KEY].replace("\0", " ")


def _columns(shown: Shown) -> Mapping[str, str | None]:
    return {
        "label": shown.label[:LABEL].replace("\0", " "),
        "type": shown.type,
        "country": shown.country,
        "day": shown.day,
        "day_end": shown.day_end,
    }


def packed(value: object) -> str:
    """A value as the JSON that a row keeps."""
    return msgspec.json.encode(value).decode("utf-8")


def judged_of(connection: Connection, kind: str) -> Judged:
    """What people said of this kind's records: of a pair, each person's newest word, where nobody says otherwise."""
    newest: dict[tuple[str, str, str], str] = {}
    rows = connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.kind == kind).order_by(JUDGEMENTS.c.seq))
    for row in rows:
        if row.left_now is not None and row.right_now is not None:
            newest[(*sides_of(row), row.author)] = row.verdict
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (left, right, _), verdict in newest.items():
        if verdict != "unsure":
            said[left, right].add(verdict)
    return Judged(
        frozenset(pair for pair, verdicts in said.items() if verdicts == {"same"}),
        frozenset(pair for pair, verdicts in said.items() if verdicts == {"different"}),
    )


def _joined(row: Row[Any]) -> Joined:
    return Joined(row.item, row.score, tuple(msgspec.json.decode(row.reasons, type=list[str])))


def _portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]

"""Tallies of one motion that contradict each other, put on record as reports come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from onrecord.resolve.ballots import Told, clash, told_votes
from onrecord.resolve.counts import Setting
from onrecord.store.boards import MOTION
from onrecord.store.conflicts import Found, record
from onrecord.store.context import forget_disagreements, settings_of
from onrecord.store.schema import CLUSTERS, MEMBERS, VERSIONS

KIND = "votes"
# Other reports of a vote that one more is set beside, and those that it is put on record as contradicting.
BESIDE, CONTRADICTED = 12, 3


def update(connection: Connection, settings: Iterable[Setting]) -> None:
    """Put on record where these reports' votes contradict other sources' of the same motions."""
    for setting in settings:
        forget_disagreements(connection, setting.report.report.id, KIND)
        # A near-identical text says again what is on record already.
        if not setting.is_copy:
            for told in told_votes(setting):
                record(connection, _found(connection, told, setting))


def _found(connection: Connection, told: Told, setting: Setting) -> Iterator[Found]:
    """Where other sources' tellings of a vote contradict it: of several with one tally the newest."""
    home = connection.execute(
        select(CLUSTERS.c.seq, CLUSTERS.c.label)
        .join(MEMBERS, MEMBERS.c.cluster_seq == CLUSTERS.c.seq)
        .where(MEMBERS.c.item == told.id, CLUSTERS.c.kind == MOTION)
    ).one_or_none()
    if home is None:
        return
    found: dict[tuple[object, ...], Found] = {}
    for other in _others(connection, home.seq, told):
        left, right = sorted((other, told), key=_order)
        reasons = clash(left, right)
        if reasons and reasons not in found:
            found[reasons] = Found(KIND, left.id, right.id, home.seq, home.label, reasons, right.day, None)
    yield from list(found.values())[:CONTRADICTED]


def _others(connection: Connection, cluster: int, told: Told) -> list[Told]:
    """What other reports tell of the same motion, the newest first."""
    items = connection.execute(
        select(MEMBERS.c.item).where(MEMBERS.c.cluster_seq == cluster).order_by(MEMBERS.c.item)
    ).scalars()
    wanted = [item for item in items if not item.startswith(f"{told.report}:")][:BESIDE]
    ids = sorted({item.partition(":")[0] for item in wanted})
    seqs = connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id.in_(ids))).scalars().all()
    known = [other for setting in settings_of(connection, seqs) for other in told_votes(setting)]
    return sorted((other for other in known if other.id in set(wanted)), key=_order, reverse=True)


def _order(told: Told) -> tuple[str, str]:
    return told.day, told.id

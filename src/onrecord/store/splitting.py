"""Splitting a cluster: what is taken out of it is judged different from each of those that stay."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from sqlalchemy import Connection, select

from onrecord.errors import CorrectionError
from onrecord.store.judgements import Judgement, put_judgement
from onrecord.store.schema import CLUSTERS, MEMBERS

# Pairs that one splitting may judge. Of a country that thousands of reports name, records are corrected instead.
MOST_PAIRS = 2000


def split_off(
    connection: Connection, seq: int, items: Sequence[str], author: str, at: str, reason: str | None = None
) -> int:
    """Judge these members of a cluster different from all of its others; how many pairs were judged now.

    They stay together among themselves. Raises CorrectionError where they are not in it, or are all of it.
    """
    kind = connection.execute(select(CLUSTERS.c.kind).where(CLUSTERS.c.seq == seq)).scalar_one_or_none()
    if kind is None:
        raise CorrectionError(f"there is no cluster {seq} in the store")
    query = select(MEMBERS.c.item).where(MEMBERS.c.cluster_seq == seq).order_by(MEMBERS.c.item)
    inside = connection.execute(query).scalars().all()
    leaving = list(dict.fromkeys(items))
    strange = [one for one in leaving if one not in set(inside)]
    if strange:
        raise CorrectionError(f"{strange[0]} is not in cluster {seq}")
    staying = [one for one in inside if one not in set(leaving)]
    if not (leaving and staying):
        raise CorrectionError(f"cluster {seq} has {len(inside)} records; give some of them, and not all")
    pairs = len(leaving) * len(staying)
    if pairs > MOST_PAIRS:
        raise CorrectionError(
            f"cluster {seq} has {len(inside)} records: {pairs:,} pairs would be judged, more than {MOST_PAIRS:,}; "
            "correct the records themselves, or judge single pairs"
        )
    return sum(
        put_judgement(connection, Judgement(kind, one, other, "different", author, at, reason))
        for one, other in product(leaving, staying)
    )

"""Giving out: a selection of a store's records as what the writers of `export` take. Joins `store` and `export`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, or_, select

from onrecord.export.selected import Review, Selected, Withheld
from onrecord.store.effective import HIDDEN, Correction, Effective
from onrecord.store.loading import effective_of
from onrecord.store.schema import CLUSTERS, MEMBERS, RECORDS, VERSIONS
from onrecord.store.selection import Selection, record_conditions, version_ids

# Reports whose records are looked up, and that are kept in memory, at once.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Held:
    """A record that fits the selection but for what people made of it."""

    kind: str
    local: str
    label: str | None


def selected_from(connection: Connection, selection: Selection) -> Iterator[Selected]:
    """The reports of a selection with the records chosen from each, in the order in which the reports came.

    What people rejected is withheld, and told as that; it is given out where the selection asks for that state.
    """
    waiting = _versions(connection, selection)
    asks = _asks_for_records(selection)
    for first in range(0, len(waiting), AT_ONCE):
        wanted = waiting[first : first + AT_ONCE]
        chosen, clusters = _chosen(connection, selection, wanted), _clusters(connection, wanted)
        withheld = _withheld(connection, selection, wanted)
        for found, corrections in effective_of(connection, wanted):
            here = found.report.report.id
            reviews = reviews_of(found, corrections)
            held = [
                Withheld(one.kind, one.local, one.label, reviews[one.local])
                for one in withheld.get(here, ())
                if one.local in reviews
            ]
            yield Selected(
                found.whole() if HIDDEN & set(selection.states) else found.report,
                frozenset(chosen.get(here, ())), clusters.get(here, {}), reviews, tuple(held),
                is_given=not asks or here in chosen,
            )  # fmt: skip


def reviews_of(found: Effective, corrections: Sequence[Correction]) -> dict[str, Review]:
    """What people made of each record that they looked at, by its local id."""
    by_id = {one.id: one for one in corrections}
    made = {}
    for local, ids in found.made_by.items():
        said = [by_id[one] for one in ids]
        reasons = [one.reason for one in said if one.reason is not None]
        made[local] = Review(
            found.states[local], tuple(dict.fromkeys(one.author for one in said)), said[-1].at,
            reasons[-1] if reasons else None,
        )  # fmt: skip
    return made


def _asks_for_records(selection: Selection) -> bool:
    return selection.asks_for_records() or selection.day_from is not None or selection.day_to is not None


def _versions(connection: Connection, selection: Selection) -> list[str]:
    """The reports to give out: those with a fitting record, and where no record is asked for, those with none too.

    Of some, the fitting records are all withheld.
    """
    if not _asks_for_records(selection):
        return version_ids(connection, selection)
    fitting = [_seqs(connection, one) for one in (selection, *_hidden_in(selection))]
    query = select(VERSIONS.c.id).where(or_(*(VERSIONS.c.seq.in_(one) for one in fitting))).order_by(VERSIONS.c.seq)
    return list(connection.execute(query).scalars())


def _seqs(connection: Connection, selection: Selection) -> Select[tuple[int]]:
    joined = select(RECORDS.c.version_seq).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    return joined.where(*record_conditions(connection, selection))


def _hidden_in(selection: Selection) -> tuple[Selection, ...]:
    """The selection of what people rejected, or made part of another record; none where states are asked for."""
    return () if selection.states else (replace(selection, states=tuple(sorted(HIDDEN))),)


def _chosen(connection: Connection, selection: Selection, wanted: list[str]) -> Mapping[str, set[str]]:
    rows = connection.execute(
        select(VERSIONS.c.id, RECORDS.c.local)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(*record_conditions(connection, selection), VERSIONS.c.id.in_(wanted))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.id].add(row.local)
    return found


def _withheld(connection: Connection, selection: Selection, wanted: list[str]) -> Mapping[str, list[_Held]]:
    found: defaultdict[str, list[_Held]] = defaultdict(list)
    for hidden in _hidden_in(selection):
        rows = connection.execute(
            select(VERSIONS.c.id, RECORDS.c.kind, RECORDS.c.local, RECORDS.c.label)
            .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
            .where(*record_conditions(connection, hidden), VERSIONS.c.id.in_(wanted))
            .order_by(RECORDS.c.seq)
        )
        for row in rows:
            found[row.id].append(_Held(row.kind, row.local, row.label))
    return found


def _clusters(connection: Connection, wanted: list[str]) -> Mapping[str, Mapping[str, str]]:
    """The number of the cluster that each record belongs to, by report and local id."""
    rows = connection.execute(
        select(VERSIONS.c.id, RECORDS.c.local, CLUSTERS.c.seq)
        .join(RECORDS, RECORDS.c.version_seq == VERSIONS.c.seq)
        .join(MEMBERS, MEMBERS.c.item == RECORDS.c.id)
        .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        .where(VERSIONS.c.id.in_(wanted))
        .order_by(CLUSTERS.c.seq)
    )
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row.id].setdefault(row.local, str(row.seq))
    return found

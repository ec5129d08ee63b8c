"""Reports whose texts go back to one text put into one cluster, so that "9 outlets, 2 origins" can be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.resolve.judged import Edge, Judged, grouped
from onrecord.resolve.syndication import Fingerprint, alike, band_keys, fingerprint_of, same_text
from onrecord.store.linking_rows import AT_ONCE, ClusterRows, Joined, Shown
from onrecord.store.loading import reports_of
from onrecord.store.schema import CLUSTERS, MEMBERS, VERSIONS

KIND = "origin"
UNDATED = "~"


@dataclass(frozen=True, slots=True)
class Origin:
    """A text that one or more reports go back to: the reports asked about, and the outlets that printed it."""

    cluster: int | None
    versions: tuple[str, ...]
    outlets: tuple[str, ...]


def origins(connection: Connection, version_ids: Iterable[str]) -> list[Origin]:
    """The texts that these reports go back to, each with those of the reports that do; the most printed first."""
    homes: dict[str, int] = {}
    outlets: dict[str, str | None] = {}
    wanted = sorted(set(version_ids))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        known = select(VERSIONS.c.id, VERSIONS.c.outlet).where(VERSIONS.c.id.in_(some))
        outlets.update((row.id, row.outlet) for row in connection.execute(known))
        joined = MEMBERS.join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
        homes.update(
            (row.item, row.cluster_seq)
            for row in connection.execute(
                select(MEMBERS.c.item, MEMBERS.c.cluster_seq)
                .select_from(joined)
                .where(CLUSTERS.c.kind == KIND, MEMBERS.c.item.in_(some))
            )
        )
    together: defaultdict[tuple[int | None, str], list[str]] = defaultdict(list)
    for version in outlets:
        seq = homes.get(version)
        together[seq, version if seq is None else ""].append(version)
    found = [
        Origin(
            seq, tuple(versions), tuple(sorted({outlet for one in versions if (outlet := outlets[one]) is not None}))
        )
        for (seq, _), versions in together.items()
    ]
    return sorted(found, key=lambda one: (-len(one.versions), one.versions))


def link_origin(connection: Connection, version: str, report: Report | None, judged: Judged) -> None:
    """Let a version be in the cluster of the texts that it goes back to; in none where there is no report."""
    _Linking(connection, judged).put(version, None if report is None else fingerprint_of(report))


class _Linking:
    def __init__(self, connection: Connection, judged: Judged) -> None:
        self._connection = connection
        self._rows = ClusterRows(connection, KIND)
        self._judged = judged
        self._prints: dict[str, Fingerprint] = {}

    def put(self, version: str, new: Fingerprint | None) -> None:
        before = self._rows.of_version(version)
        if new is not None:
            self._prints[version] = new
        if before:
            self._regroup(version, new, set(before))
        elif new is not None:
            self._join(new)

    def _join(self, new: Fingerprint) -> None:
        """The short way: a text that was not there yet joins the clusters of which it matches some text."""
        matched = {}
        for seq, items in self._near([new]).items():
            if any(same_text(new, one) is not None for one in self._loaded(items)):
                matched[seq] = items
        together = {new.id, *(item for items in matched.values() for item in items)}
        if together & self._judged.items() or len(matched) > 1:
            self._regroup(new.id, new, set(matched))
        elif not matched:
            self._begin([new])
        else:
            ((seq, items),) = matched.items()
            self._extend(seq, items, new)

    def _near(self, prints: Sequence[Fingerprint]) -> dict[int, list[str]]:
        """The clusters filed under a key of these texts, with their texts' reports; those sharing most keys first."""
        shared: defaultdict[int, int] = defaultdict(int)
        for seqs in self._rows.under({key for one in prints for key in band_keys(one)}).values():
            for seq in seqs:
                shared[seq] += 1
        partners = {one for pair in self._judged.same if {p.id for p in prints} & set(pair) for one in pair}
        for seq in self._rows.homes(partners).values():
            shared[seq] += 1
        return {
            seq: [one.item for one in self._rows.members(seq)]
            for seq in sorted(shared, key=lambda seq: (-shared[seq], seq))
        }

    def _loaded(self, items: Iterable[str]) -> Iterable[Fingerprint]:
        for item in items:
            if item not in self._prints:
                for report in reports_of(self._connection, [item]):
                    self._prints[item] = fingerprint_of(report)
            if item in self._prints:
                yield self._prints[item]

    def _begin(self, prints: Sequence[Fingerprint]) -> None:
        first = _first(prints)
        seq = self._rows.begin(_shown(prints), "{}")
        self._rows.add(seq, _members(first, prints))
        self._rows.file(seq, {key for one in prints for key in band_keys(one)})

    def _extend(self, seq: int, items: Sequence[str], new: Fingerprint) -> None:
        earliest = next(one.item for one in self._rows.members(seq) if one.score is None)
        (first,) = self._loaded([earliest])
        if _first([first, new]) is new:
            self._regroup(new.id, new, {seq})
            return
        self._rows.add(seq, _members(first, [new]))
        known = {key for one in self._loaded(items) for key in band_keys(one)} if len(items) < 3 else set()
        self._file_more(seq, new, known)

    def _file_more(self, seq: int, new: Fingerprint, known: set[str]) -> None:
        keys = set(band_keys(new)) - known
        there = {key for key, seqs in self._rows.under(keys).items() if seq in seqs}
        self._rows.file(seq, {key for key in keys if self._rows.key(key) not in there})

    def _regroup(self, version: str, new: Fingerprint | None, seqs: set[int]) -> None:
        """The long way: the texts of these clusters, and of all that they match, are grouped anew."""
        clusters = {seq: [one.item for one in self._rows.members(seq)] for seq in seqs}
        front = [item for items in clusters.values() for item in items]
        front += [version] if new is not None else []
        while front:
            near = self._near(list(self._loaded(front)))
            added = {seq: items for seq, items in near.items() if seq not in clusters}
            clusters.update(added)
            front = [item for items in added.values() for item in items]
        items = {item for items in clusters.values() for item in items} - {version}
        prints = {one.id: one for one in self._loaded(sorted(items))}
        if new is not None:
            prints[version] = new
        self._rows.end(clusters)
        for group in self._groups(prints):
            self._begin([prints[item] for item in group])

    def _groups(self, prints: Mapping[str, Fingerprint]) -> list[tuple[str, ...]]:
        listed = [prints[item] for item in sorted(prints)]
        edges = [
            edge
            for place, one in enumerate(listed)
            for other in listed[:place]
            if (edge := same_text(one, other)) is not None
        ]
        same = [Edge(*pair, 2.0, ()) for pair in sorted(self._judged.same) if set(pair) <= prints.keys()]

        def apart(one: str, other: str) -> bool:
            return other in self._judged.differing(one)

        return [group.members for group in grouped(prints, [*same, *edges], order=str, apart=apart)]


def _first(prints: Sequence[Fingerprint]) -> Fingerprint:
    """The earliest of the texts; of one day, the first by its id."""
    return min(prints, key=lambda one: (one.day or UNDATED, one.id))


def _members(first: Fingerprint, prints: Sequence[Fingerprint]) -> Iterable[Joined]:
    for one in prints:
        yield Joined(one.id, None, ()) if one is first else Joined(one.id, *alike(first, one))


def _shown(prints: Sequence[Fingerprint]) -> Shown:
    first = _first(prints)
    return Shown(first.title, day=first.day, day_end=first.day)

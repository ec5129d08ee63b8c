"""Reports whose texts go back to one text put into one cluster, so that "9 outlets, 2 origins" can be said."""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.resolve.judged import Edge, Judged, grouped
from onrecord.resolve.syndication import Fingerprint, alike, band_keys, could_match, fingerprint_of, same_text
from onrecord.store.linking_rows import AT_ONCE, ClusterRows, Joined, Shown, packed
from onrecord.store.loading import report_of
from onrecord.store.schema import CLUSTERS, MEMBERS, VERSIONS

KIND = "origin"
UNDATED = "~"
# Clusters of one key set that are looked at, those sharing most keys first: a match shares two of 24 keys or more, most
# often many more, and forms that are filled in every week share some with hundreds.
LOOKED_AT = 20


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


@dataclass(frozen=True, slots=True)
class Text:
    """What is kept of a text beside its report: enough to tell whether another is worth comparing with it."""

    id: str
    day: str | None
    sketch: str


@dataclass(frozen=True, slots=True)
class Body:
    """What an origin's row keeps: its texts, the earliest first."""

    texts: tuple[Text, ...]


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
            self._regroup(version, new, self._bodies(before))
        elif new is not None:
            self._join(new)
        self._rows.write()

    def _join(self, new: Fingerprint) -> None:
        """The short way: a text that was not there yet joins the cluster of which it matches some text."""
        near = self._near([new])
        matched = {seq: body for seq, body in near.items() if self._matches(new, body)}
        together = {new.id, *(text.id for body in matched.values() for text in body.texts)}
        if together & self._judged.items() or len(matched) > 1:
            self._regroup(new.id, new, matched)
        elif not matched:
            self._begin([new])
        else:
            ((seq, body),) = matched.items()
            self._extend(seq, body, new)

    def _matches(self, new: Fingerprint, body: Body) -> bool:
        likely = (text for text in body.texts if could_match(new.sketch, _sketch(text), (new.day, text.day)))
        return any(same_text(new, self._print(text.id)) is not None for text in likely)

    def _near(self, prints: Sequence[Fingerprint]) -> dict[int, Body]:
        """The clusters filed under a key of these texts, or with a text that was judged the same as one of these."""
        likely = {seq for one in prints for seq in self._likeliest(one)}
        ids = {one.id for one in prints}
        partners = {one for pair in self._judged.same if ids & set(pair) for one in pair}
        return self._bodies({*likely, *self._rows.homes(partners).values()})

    def _likeliest(self, one: Fingerprint) -> list[int]:
        """The clusters that share most keys with a text."""
        shared = Counter(seq for seqs in self._rows.under(band_keys(one.sketch)).values() for seq in seqs)
        return sorted(shared, key=lambda seq: (-shared[seq], seq))[:LOOKED_AT]

    def _bodies(self, seqs: Iterable[int]) -> dict[int, Body]:
        return {seq: msgspec.json.decode(raw, type=Body) for seq, raw in self._rows.bodies(seqs).items()}

    def _print(self, item: str) -> Fingerprint:
        if item not in self._prints:
            self._prints[item] = fingerprint_of(report_of(self._connection, item))
        return self._prints[item]

    def _begin(self, prints: Sequence[Fingerprint]) -> None:
        ordered = sorted(prints, key=_order)
        (seq,) = self._rows.begin([(_shown(ordered), packed(Body(tuple(map(_text, ordered)))))])
        self._rows.add(seq, _members(ordered[0], ordered))
        self._rows.file(seq, {key for one in prints for key in band_keys(one.sketch)})

    def _extend(self, seq: int, body: Body, new: Fingerprint) -> None:
        first = self._print(body.texts[0].id)
        if _order(new) < _order(first):
            self._regroup(new.id, new, {seq: body})
            return
        texts = sorted([*body.texts, _text(new)], key=lambda text: (text.day or UNDATED, text.id))
        self._rows.change(seq, _shown([first]), packed(Body(tuple(texts))))
        self._rows.add(seq, _members(first, [new]))
        known = {key for text in body.texts for key in band_keys(_sketch(text))}
        self._rows.file(seq, known | set(band_keys(new.sketch)), known=known)

    def _regroup(self, version: str, new: Fingerprint | None, clusters: dict[int, Body]) -> None:
        """The long way: the texts of these clusters, and of all that they match, are grouped anew."""
        reached = dict(clusters)
        front = [self._print(text.id) for body in clusters.values() for text in body.texts if text.id != version]
        front += [new] if new is not None else []
        while front:
            near = {seq: body for seq, body in self._near(front).items() if seq not in reached}
            matched = {seq: body for seq, body in near.items() if any(self._touches(one, body) for one in front)}
            reached |= matched
            front = [self._print(text.id) for body in matched.values() for text in body.texts if text.id != version]
        prints = {
            text.id: self._print(text.id) for body in reached.values() for text in body.texts if text.id != version
        }
        if new is not None:
            prints[version] = new
        self._rows.end(reached)
        for group in self._groups(prints):
            self._begin([prints[item] for item in group])

    def _touches(self, one: Fingerprint, body: Body) -> bool:
        ids = {text.id for text in body.texts}
        return any(one.id in pair and ids & set(pair) for pair in self._judged.same) or self._matches(one, body)

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


def _order(one: Fingerprint) -> tuple[str, str]:
    """The earliest first; of one day, the first by its id."""
    return one.day or UNDATED, one.id


def _text(one: Fingerprint) -> Text:
    return Text(one.id, one.day, "".join(f"{value:04x}" for value in one.sketch))


def _sketch(text: Text) -> tuple[int, ...]:
    return struct.unpack(f">{len(text.sketch) // 4}H", bytes.fromhex(text.sketch))


def _members(first: Fingerprint, prints: Sequence[Fingerprint]) -> Iterable[Joined]:
    for one in prints:
        yield Joined(one.id, None, ()) if one is first else Joined(one.id, *alike(first, one))


def _shown(ordered: Sequence[Fingerprint]) -> Shown:
    return Shown(ordered[0].title, day=ordered[0].day, day_end=ordered[0].day)

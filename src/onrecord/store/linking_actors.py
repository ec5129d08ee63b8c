"""The actors of a report put into clusters, and those of an earlier reading taken out of them.

A cluster's body counts its records by form, so that a report is linked without looking at the records that are there: a
country with 20,000 records is one row. What a member's row says of it hangs on its own form alone and names that form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.resolve.actors import ActorCluster, actor_clusters
from onrecord.resolve.identity import ActorForm, forms_of, keys_of, standing
from onrecord.resolve.judged import Judged
from onrecord.store.linking_rows import AT_ONCE, ClusterRows, Joined, Shown, packed
from onrecord.store.schema import VERSIONS

KIND = "actor"
# Sorts after every day.
UNDATED = "~"


@dataclass(frozen=True, slots=True, order=True)
class First:
    """The earliest record of a cluster, by the day of its report; `score` is what it would have if it came later."""

    day: str
    item: str
    score: float


@dataclass(frozen=True, slots=True)
class Body:
    """What an actor cluster keeps: how many records there are with each form, and the first of them."""

    forms: tuple[tuple[ActorForm, int], ...]
    first: First


@dataclass(slots=True)
class _Held:
    """A cluster as it was found, and what becomes of it."""

    seq: int
    body: Body
    counts: Counter[ActorForm]
    taken: list[Joined] = field(default_factory=list)


def link_actors(connection: Connection, version: str, report: Report | None, judged: Judged) -> None:
    """Let the named actors of a version be in clusters as this report has them; in none where there is no report."""
    _Linking(connection, judged).put(version, {} if report is None else _forms(report, judged), _day(report))


def _forms(report: Report, judged: Judged) -> dict[str, ActorForm]:
    named = {f"{report.report.id}:{local}": form for local, form in forms_of(report).items()}
    apart = judged.items() & named.keys()
    return {item: form.for_record(item) if item in apart else form for item, form in named.items()}


def _day(report: Report | None) -> str:
    published = report.report.published if report is not None else None
    return UNDATED if published is None else published[:10]


class _Linking:
    def __init__(self, connection: Connection, judged: Judged) -> None:
        self._connection = connection
        self._rows = ClusterRows(connection, KIND)
        self._judged = judged

    def put(self, version: str, forms: Mapping[str, ActorForm], day: str) -> None:
        before = self._rows.of_version(version)
        if not forms and not before:
            return
        held = self._around(forms, before)
        for seq, members in before.items():
            self._take(held[seq], members)
        found = Counter(forms.values())
        for one in held.values():
            found.update(one.counts)
        clusters = actor_clusters({form: count for form, count in found.items() if count > 0}, self._judged)
        new = {item: First(day, item, standing(form)[0]) for item, form in forms.items()}
        self._write(clusters, held, forms, new, found)
        self._rows.write()

    def _around(self, forms: Mapping[str, ActorForm], before: Iterable[int]) -> dict[int, _Held]:
        """The clusters that a version's actors are in, could be in, and those whose forms bear on that."""
        partners = {one for pair in self._judged.same if set(pair) & forms.keys() for one in pair}
        seqs = set(before) | set(self._rows.homes(partners).values())
        keys = {key for form in forms.values() for key in keys_of(form)}
        held: dict[int, _Held] = {}
        asked: set[str] = set()
        while keys - asked or seqs - held.keys():
            wanted = sorted(keys - asked)
            asked |= keys
            seqs.update(seq for under in self._rows.under(wanted).values() for seq in under)
            for seq, raw in self._rows.bodies(seqs - held.keys()).items():
                body = msgspec.json.decode(raw, type=Body)
                held[seq] = _Held(seq, body, Counter(dict(body.forms)))
                keys.update(key for form, _ in body.forms for key in keys_of(form))
        return held

    def _take(self, held: _Held, members: list[Joined]) -> None:
        for one in members:
            held.counts[_form_of(one, held)] -= 1
        held.taken += members
        self._rows.drop(held.seq, [one.item for one in members])

    def _write(
        self,
        clusters: list[ActorCluster],
        held: dict[int, _Held],
        forms: Mapping[str, ActorForm],
        new: Mapping[str, First],
        found: Counter[ActorForm],
    ) -> None:
        """Rows for what the clusters have become; clusters that stay as they were are not touched."""
        number = {form: place for place, cluster in enumerate(clusters) for form in cluster.forms}
        kept = {seq: _heir(one, number) for seq, one in held.items()}
        targets: dict[int, int] = {}
        for seq, place in sorted(kept.items()):
            if place is not None:
                targets.setdefault(place, seq)
        moved = self._split(held, kept, number)
        for place, cluster in enumerate(clusters):
            items = [item for item, form in forms.items() if number[form] == place]
            gone = [one for seq, one in held.items() if kept[seq] == place]
            changed = items or moved.get(place) or len(gone) > 1 or any(one.taken for one in gone)
            if changed or any(number.get(form) != place for one in gone for form, count in one.body.forms if count > 0):
                joined = [*(self._new(item, forms[item], new[item]) for item in items), *moved.get(place, ())]
                self._put_cluster(cluster, targets.get(place), gone, joined, [new[item] for item in items], found)
        self._rows.end(seq for seq, place in kept.items() if place is None or targets[place] != seq)

    def _split(
        self, held: dict[int, _Held], kept: Mapping[int, int | None], number: Mapping[ActorForm, int]
    ) -> dict[int, list[Joined]]:
        """Members that leave their cluster, taken out of it, by the place of the cluster they go to."""
        moved: dict[int, list[Joined]] = {}
        for seq, one in held.items():
            if all(number[form] == kept[seq] for form, count in one.counts.items() if count > 0):
                continue
            leaving = []
            for member in self._rows.members(seq):
                form = _form_of(member, one)
                if number[form] != kept[seq]:
                    leaving.append(member)
                    moved.setdefault(number[form], []).append(Joined(member.item, *standing(form)))
            one.taken += leaving
            self._rows.drop(seq, [member.item for member in leaving])
        return moved

    def _new(self, item: str, form: ActorForm, first: First) -> Joined:
        return Joined(item, first.score, standing(form)[1])

    def _put_cluster(
        self,
        cluster: ActorCluster,
        seq: int | None,
        gone: list[_Held],
        joined: list[Joined],
        new: list[First],
        found: Counter[ActorForm],
    ) -> None:
        shown = Shown(cluster.label, cluster.kind, cluster.country)
        if seq is None:
            (seq,) = self._rows.begin([(shown, "{}")])
        for other in gone:
            if other.seq != seq:
                self._rows.absorb(seq, other.seq)
        first = self._first(seq, gone, joined, new)
        self._rows.add(seq, [replace(one, score=None) if one.item == first.item else one for one in joined])
        counts = tuple((form, found[form]) for form in cluster.forms)
        self._rows.change(seq, shown, packed(Body(counts, first)))
        known = {key for one in gone if one.seq == seq for form, _ in one.body.forms for key in keys_of(form)}
        self._rows.file(seq, {key for form in cluster.forms for key in keys_of(form)}, known=known)

    def _first(self, seq: int, gone: list[_Held], joined: list[Joined], new: list[First]) -> First:
        """The first member, made so in its row where it is there already; one before it gets its score back."""
        taken = {member.item for one in gone for member in one.taken}
        before = [one.body.first for one in gone if one.body.first.item not in taken]
        complete = len(joined) == len(new) and len(before) == len(gone)
        first = min([*before, *new]) if complete else self._sought(seq, before, joined)
        for one in before:
            if one.item != first.item:
                self._rows.rescore(seq, Joined(one.item, one.score, ()))
        if not complete and all(one.item != first.item for one in joined):
            self._rows.rescore(seq, Joined(first.item, None, ()))
        return first

    def _sought(self, seq: int, before: list[First], joined: list[Joined]) -> First:
        """The first of all the members of a cluster, those that are about to join it too."""
        scores = {one.item: one.score for one in before}
        members = [*self._rows.members(seq), *joined]
        days = self._days({one.item.partition(":")[0] for one in members})
        return min(
            First(days.get(one.item.partition(":")[0]) or UNDATED, one.item, scores.get(one.item, one.score or 0.0))
            for one in members
        )

    def _days(self, versions: set[str]) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        wanted = sorted(versions)
        for first in range(0, len(wanted), AT_ONCE):
            some = wanted[first : first + AT_ONCE]
            rows = self._connection.execute(select(VERSIONS.c.id, VERSIONS.c.day).where(VERSIONS.c.id.in_(some)))
            found.update((row.id, row.day) for row in rows)
        return found


def _form_of(member: Joined, held: _Held) -> ActorForm:
    """The form that a member's row names."""
    alone = (form for form, _ in held.body.forms if form.alone == member.item)
    named = (form for form, _ in held.body.forms if not form.alone and standing(form)[1] == member.reasons)
    found = next(alone, None) or next(named, None)
    assert found is not None, f"{member.item} is of no form of its cluster {held.seq}"
    return found


def _heir(held: _Held, number: Mapping[ActorForm, int]) -> int | None:
    """The place of the cluster that most of a cluster's records are now of; None where none are left."""
    weights: Counter[int] = Counter()
    for form, count in held.counts.items():
        if count > 0:
            weights[number[form]] += count
    return min(weights, key=lambda place: (-weights[place], place), default=None)

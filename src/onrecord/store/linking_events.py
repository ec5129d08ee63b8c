"""The events of a report put into clusters of one happening each, and those of an earlier reading taken out of them.

What is compared of an event is kept in its cluster's body, so that no other report is read. An event is looked for
under its keys; the events that it agrees with, and those that these agree with, are grouped anew: the outcome hangs on
which events there are, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from onrecord.record import Report
from onrecord.resolve.day_numbers import iso
from onrecord.resolve.events import event_groups, on_other_days, same_happening, sought_keys, stored_keys
from onrecord.resolve.happening import Happening, happenings_of
from onrecord.resolve.judged import Group, Judged
from onrecord.store.linking_rows import ClusterRows, Joined, Shown, packed

KIND = "event"
# Events that are grouped anew together. More of them are one long chain; what lies further along it stays as it is.
AT_MOST = 300
FAR = 10**7


@dataclass(frozen=True, slots=True)
class Body:
    """What an event cluster keeps: its events, as they are compared."""

    events: tuple[Happening, ...]


def link_events(connection: Connection, version: str, report: Report | None, judged: Judged) -> list[int]:
    """Let the events of a version be in clusters as this report has them; the clusters that changed."""
    return _Linking(ClusterRows(connection, KIND), judged).put(version, [] if report is None else happenings_of(report))


class _Linking:
    def __init__(self, rows: ClusterRows, judged: Judged) -> None:
        self._rows = rows
        self._judged = judged
        self._clusters: dict[int, Body] = {}
        self._events: dict[str, Happening] = {}
        self._home: dict[str, int] = {}

    def put(self, version: str, new: Sequence[Happening]) -> list[int]:
        before = self._rows.of_version(version)
        if not new and not before:
            return []
        self._load(before)
        gone = {one.item for members in before.values() for one in members}
        old = [one for seq in sorted(before) for one in self._clusters[seq].events]
        # What an event that is taken away agreed with is grouped anew as well: it may have stood in a link's way.
        reached = self._reached([*old, *new])
        staying = {one.id: one for one in reached if one.id not in gone} | {one.id: one for one in new}
        touched = {self._home[one.id] for one in reached if one.id in self._home} | set(before)
        groups = event_groups([staying[item] for item in sorted(staying)], self._judged)
        return self._write(groups, staying, touched)

    def _load(self, seqs: Iterable[int]) -> None:
        for seq, raw in self._rows.bodies(set(seqs) - self._clusters.keys()).items():
            body = msgspec.json.decode(raw, type=Body)
            self._clusters[seq] = body
            for one in body.events:
                self._events[one.id] = one
                self._home[one.id] = seq

    def _reached(self, seeds: Sequence[Happening]) -> list[Happening]:
        """The events that the seeds agree with, directly or through others, with all of their clusters."""
        reached = {one.id: one for one in seeds}
        front = list(seeds)
        while front and len(reached) < AT_MOST:
            # A cluster is reached as a whole: what is in one that was reached need not be compared again.
            known = {self._home[item] for item in reached if item in self._home}
            found = self._agreeing(front, self._met(front), known)
            front = [one for seq in found for one in self._clusters[seq].events]
            reached.update((one.id, one) for one in front)
        return list(reached.values())

    def _met(self, front: Sequence[Happening]) -> Mapping[str, set[int]]:
        """The clusters that each event of the front meets under a key or by a judgement."""
        sought = {one.id: sought_keys(one) for one in front}
        under = self._rows.under({key for keys in sought.values() for key in keys})
        partners = {one.id: self._partners(one.id) for one in front}
        homes = self._rows.homes({other for others in partners.values() for other in others})
        self._load({*(seq for seqs in under.values() for seq in seqs), *homes.values()})
        met = {}
        for one in front:
            met[one.id] = {seq for key in sought[one.id] for seq in under.get(self._rows.key(key), ())}
            met[one.id] |= {homes[other] for other in partners[one.id] if other in homes}
        return met

    def _partners(self, item: str) -> set[str]:
        return {one for pair in self._judged.same if item in pair for one in pair} - {item}

    def _agreeing(self, front: Sequence[Happening], met: Mapping[str, set[int]], known: set[int]) -> list[int]:
        """The clusters, beside those that are known, with an event that one of the front agrees with."""
        found: set[int] = set()
        for one in front:
            found |= {seq for seq in met[one.id] - known - found if self._has_agreeing(seq, one)}
        return sorted(found)

    def _has_agreeing(self, seq: int, one: Happening) -> bool:
        partners, sought = self._partners(one.id), sought_keys(one)
        return any(
            other.id in partners
            or (
                other.type == one.type
                and not on_other_days(one, other)
                and not sought.isdisjoint(stored_keys(other))
                and same_happening(one, other) is not None
            )
            for other in self._clusters[seq].events
        )

    def _write(self, groups: Sequence[Group[str]], events: Mapping[str, Happening], touched: set[int]) -> list[int]:
        """Rows for the groups; a cluster keeps its number where most of it stays together."""
        numbers = self._numbers(groups, touched)
        bodies = {place: _body(group, events) for place, group in enumerate(groups)}
        new = [place for place in bodies if place not in numbers]
        begun = self._rows.begin([(_shown(bodies[place].events), packed(bodies[place])) for place in new])
        # A new event brings links with it: where the body is what it was, so are the members.
        changed = {place: seq for place, seq in numbers.items() if self._clusters[seq] != bodies[place]}
        for place, seq in changed.items():
            self._rows.change(seq, _shown(bodies[place].events), packed(bodies[place]))
        self._rows.clear(changed.values())
        changed |= dict(zip(new, begun, strict=True))
        for place, seq in changed.items():
            self._rows.add(seq, _members(groups[place], bodies[place].events))
            known = self._clusters[seq].events if place in numbers else ()
            self._rows.file(seq, _keys(bodies[place].events), known=_keys(known))
        self._rows.write()
        homes = {item: (numbers | changed)[place] for place, group in enumerate(groups) for item in group.members}
        for seq in sorted(touched - set(numbers.values())):
            heirs = (homes[one.id] for one in self._clusters[seq].events if one.id in homes)
            self._rows.hand_over(seq, next(heirs, None))
        self._rows.end(touched - set(numbers.values()))
        return sorted(changed.values())

    def _numbers(self, groups: Sequence[Group[str]], touched: set[int]) -> dict[int, int]:
        """For each group, by its place, the cluster that it carries on; none for a new one."""
        weights = sorted(
            (-sum(self._home.get(item) == seq for item in group.members), seq, place)
            for place, group in enumerate(groups)
            for seq in {self._home[item] for item in group.members if item in self._home} & touched
        )
        numbers: dict[int, int] = {}
        for _, seq, place in weights:
            if place not in numbers and seq not in numbers.values():
                numbers[place] = seq
        return numbers


def _keys(events: Iterable[Happening]) -> set[str]:
    return {key for one in events for key in stored_keys(one)}


def _body(group: Group[str], events: Mapping[str, Happening]) -> Body:
    return Body(tuple(sorted((events[item] for item in group.members), key=_order)))


def _order(one: Happening) -> tuple[int, str]:
    """The earliest report first; those without a day last."""
    return one.published if one.published is not None else FAR, one.id


def _members(group: Group[str], events: Sequence[Happening]) -> Iterable[Joined]:
    first, *rest = events
    yield Joined(first.id, None, ())
    for one in rest:
        link = group.links[one.id]
        yield Joined(one.id, min(1.0, link.score), link.reasons)


def _shown(events: Sequence[Happening]) -> Shown:
    """The first event's word, the commonest country, and the narrowest days that are given."""
    spots = [one.spot for one in events if one.spot is not None]
    dated = sorted((one.days for one in events if one.days is not None), key=lambda days: (days[1] - days[0], days))
    where = next((spot for spot in spots if not spot.is_wide), spots[0] if spots else None)
    place = f", {' '.join(word.capitalize() for word in where.words)}" if where is not None else ""
    country = next((spot.country for spot in spots if spot.country), None)
    first, last = dated[0] if dated else (None, None)
    return Shown(
        events[0].label + place,
        events[0].type,
        country,
        None if first is None else iso(first),
        None if last is None else iso(last),
    )

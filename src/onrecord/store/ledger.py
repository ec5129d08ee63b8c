"""Putting figures into series, one for each toll, as reports come in; `series` of store/tolls lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from onrecord.resolve import series as tolls
from onrecord.resolve.counts import Count, Setting, counts_of
from onrecord.resolve.disagreements import contradiction
from onrecord.resolve.series import Toll
from onrecord.store.clusters import Shelf, Shown
from onrecord.store.conflicts import Found, record
from onrecord.store.context import forget, forget_disagreements
from onrecord.store.judged_homes import WHY, JudgedHomes
from onrecord.store.tolls import Sheet, series

__all__ = ["series", "update"]

KIND = "toll"
# Other numbers that one figure is put on record as contradicting.
CONTRADICTED = 4


def update(connection: Connection, settings: Iterable[Setting]) -> None:
    """Put the figures of these reports into series, and on record where they contradict other sources'."""
    shelf = Shelf(connection, KIND, Sheet)
    judged = JudgedHomes(connection, KIND)
    for setting in settings:
        _forget(connection, shelf, setting.report.report.id)
        forget_disagreements(connection, setting.report.report.id, "figures")
        for count in counts_of(setting):
            _enter(connection, shelf, count, setting, judged)


def _forget(connection: Connection, shelf: Shelf[Sheet], version: str) -> None:
    """Take an earlier linking of a version out of the tolls and what they remember."""
    for seq, sheet in shelf.numbered(forget(connection, version, KIND)):
        standing = tuple(count for count in sheet.toll.standing if count.report != version)
        as_of = {item: day for item, day in sheet.as_of.items() if not item.startswith(f"{version}:")}
        revising = tuple(item for item in sheet.revising if not item.startswith(f"{version}:"))
        shelf.rewrite(seq, Sheet(replace(sheet.toll, standing=standing), as_of, revising))


def _enter(connection: Connection, shelf: Shelf[Sheet], count: Count, setting: Setting, judged: JudgedHomes) -> None:
    keys = tolls.keys_of(count)
    homes = judged.of(count.id)
    near = homes.open_to(shelf.near(keys, count.period.start or count.period.until, count.period.until, tolls.TOLD))
    best = tolls.best_of(count, [(seq, sheet.toll) for seq, sheet in near])
    given = judged.body(homes, shelf)
    # Dead and wounded are no one toll, whoever says so.
    if given is not None and (given[1].toll.measure, given[1].toll.unit) == (count.measure, count.unit):
        best, near = (given[0], tolls.Fit(1.0, (WHY,))), [*(one for one in near if one[0] != given[0]), given]
    standing = _others(count, [sheet.toll for _, sheet in near], is_copy=setting.is_copy)
    seq = _put(shelf, count, setting, best[0] if best else None, dict(near))
    shelf.add(seq, count.id, best[1].score if best else None, best[1].reasons if best else ())
    shelf.file(seq, keys)
    record(connection, _contradictions(count, standing, seq))


def _put(shelf: Shelf[Sheet], count: Count, setting: Setting, seq: int | None, near: dict[int, Sheet]) -> int:
    """Write the toll with its new figure; its number."""
    before = near[seq] if seq is not None else None
    toll = tolls.joined(before.toll, count) if before is not None else tolls.begun_by(count)
    sheet = replace(before, toll=toll) if before is not None else Sheet(toll, {})
    if not count.period.closed and count.period.until != setting.day:
        sheet = replace(sheet, as_of={**sheet.as_of, count.id: count.period.until})
    if count.revises:
        sheet = replace(sheet, revising=(*sheet.revising, count.id))
    country = toll.scene.country if toll.scene is not None else None
    shown = Shown(tolls.label_of(toll), toll.measure, country, toll.first, toll.last)
    return shelf.put(seq, sheet, shown)


def _others(count: Count, near: Iterable[Toll], *, is_copy: bool) -> list[Count]:
    """The standing counts of other sources; none where the figure only repeats what its source or its text has said."""
    standing = [known for toll in near for known in toll.standing]
    said = [known for known in standing if _values(known) == _values(count)]
    if (is_copy and said) or any(
        known.source == count.source and known.period.until <= count.period.until for known in said
    ):
        return []
    return [known for known in standing if known.source != count.source]


def _values(count: Count) -> tuple[object, ...]:
    return count.measure, count.unit, count.group, count.low, count.best, count.high, count.bound


def _contradictions(count: Count, standing: Iterable[Count], seq: int) -> list[Found]:
    """Where the figure contradicts others: of several sources with one number the newest, and the newest numbers."""
    found: dict[tuple[object, ...], Found] = {}
    for known in sorted(standing, key=lambda one: (one.period.until, one.id), reverse=True):
        reasons = contradiction(known, count) if _values(known) not in found else ()
        if reasons:
            found[_values(known)] = _found(known, count, reasons, seq)
    return list(found.values())[:CONTRADICTED]


def _found(known: Count, count: Count, reasons: tuple[str, ...], seq: int) -> Found:
    left, right = sorted((known, count), key=lambda one: (one.period.until, one.id))
    scene = count.scene or known.scene
    country = scene.country if scene is not None else None
    label = f"{count.measure}, {tolls.name_of(scene)}"
    return Found("figures", left.id, right.id, seq, label, reasons, right.period.until, country)

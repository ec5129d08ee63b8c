"""Disagreements of a store: a claim and its denial, two who are blamed, a happening and the report of none.

Numbers that contradict each other come from the ledger; all are listed here, with both sides' source, words and date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, insert, select

from onrecord.resolve.claims import Clash, Deed, clash_of, deed_of, denials_in
from onrecord.resolve.counts import Setting
from onrecord.store.context import forget_disagreements, settings_of
from onrecord.store.schema import DISAGREEMENTS, MEMBERS, VERSIONS

# Other reports of a happening that one more is set beside, and clashes that one event may bring: enough to show that
# reports differ, and few enough that a much reported happening costs no more than another.
BESIDE, CLASHES = 12, 3
LABEL = 120
_KNOWN = select(DISAGREEMENTS.c.seq).where(
    DISAGREEMENTS.c.kind == bindparam("kind"),
    DISAGREEMENTS.c.left == bindparam("first"),
    DISAGREEMENTS.c.right == bindparam("second"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Two sides that cannot both hold, as they are put on record."""

    kind: str
    left: str
    right: str
    cluster: int | None
    label: str
    reasons: tuple[str, ...]
    day: str | None
    country: str | None


def update(connection: Connection, settings: Iterable[Setting]) -> None:
    """Put on record where claims in these reports are denied, there or by another report of the same happening."""
    for setting in settings:
        forget_disagreements(connection, setting.report.report.id, "denial", "blame", "occurrence")
        # A near-identical text says again what is on record already.
        if not setting.is_copy:
            record(connection, _denials(setting))
            record(connection, _clashes(connection, setting))


def record(connection: Connection, found: Iterable[Found]) -> None:
    """Put disagreements on record, each once."""
    for one in found:
        known = connection.execute(_KNOWN, {"kind": one.kind, "first": one.left, "second": one.right}).first()
        if known is None:
            connection.execute(
                insert(DISAGREEMENTS).values(
                    kind=one.kind, left=one.left, right=one.right, cluster_seq=one.cluster, label=one.label,
                    reasons=msgspec.json.encode(one.reasons).decode("utf-8"), day=one.day, country=one.country,
                )
            )  # fmt: skip


def _denials(setting: Setting) -> Iterator[Found]:
    statements = {statement.id: statement for statement in setting.report.statements}
    for clash in denials_in(setting.report, setting.sources):
        claim = statements[clash.left.partition(":")[2]]
        yield _found(clash, None, claim.content[0].text, setting.day, None)


def _clashes(connection: Connection, setting: Setting) -> Iterator[Found]:
    """Where other reports of this report's happenings contradict it."""
    places = setting.places
    for event in setting.report.events:
        cluster = setting.events.get(event.id)
        if cluster is None:
            continue
        deed = _deed(setting, event.id)
        clashes = [
            clash for other in _others(connection, cluster, deed) if (clash := clash_of(other, deed)) is not None
        ]
        place = places.get(event.place) if event.place is not None else None
        for clash in clashes[:CLASHES]:
            where = f", {place.name}" if place is not None else ""
            yield _found(clash, cluster, event.trigger.text + where, setting.day, place.country if place else None)


def _found(clash: Clash, cluster: int | None, label: str, day: str, country: str | None) -> Found:
    short = " ".join(label.split())
    cut = short if len(short) <= LABEL else short[: LABEL - 1].rsplit(" ", 1)[0] + "…"
    return Found(clash.kind, clash.left, clash.right, cluster, cut, clash.reasons, day, country)


def _deed(setting: Setting, local: str) -> Deed:
    event = setting.by_id[local]
    return deed_of(event, setting.report, setting.source_of(event.attributed_to))


def _others(connection: Connection, cluster: int, deed: Deed) -> list[Deed]:
    """Other reports' events of the same happening, one of each source, in order of their ids."""
    items = connection.execute(
        select(MEMBERS.c.item).where(MEMBERS.c.cluster_seq == cluster).order_by(MEMBERS.c.item).limit(BESIDE)
    ).scalars()
    wanted = [item.partition(":") for item in items if not item.startswith(f"{deed.report}:")]
    ids = sorted({version for version, _, _ in wanted})
    seqs = connection.execute(select(VERSIONS.c.seq).where(VERSIONS.c.id.in_(ids))).scalars().all()
    settings = {setting.report.report.id: setting for setting in settings_of(connection, seqs)}
    found = [
        _deed(settings[version], local)
        for version, _, local in wanted
        if version in settings and local in settings[version].by_id
    ]
    return list({other.source: other for other in reversed(found)}.values())[::-1]

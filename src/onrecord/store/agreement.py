"""How far reviewers agree: Krippendorff's alpha over what each of them said of the same records, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import AgreementError
from onrecord.record import KINDS
from onrecord.store.effective import standing
from onrecord.store.history import corrected
from onrecord.store.judgements import sides_of
from onrecord.store.schema import CORRECTIONS, JUDGEMENTS

# What an action says of the record as it was read.
VERDICTS: Mapping[str, str] = {
    "accept": "right", "reject": "wrong", "edit": "changed", "merge": "changed", "split": "changed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reviewer said of one thing: a record, or a pair of records."""

    kind: str
    unit: str
    reviewer: str
    value: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on a kind. `units` have two verdicts or more; `alone` have one, and count for nothing.

    `alpha` is 1 where they agree in all, 0 where they do as by chance, below 0 where they disagree more than that;
    None where it is not defined: nothing was judged twice, or all verdicts are the same.
    """

    kind: str
    alpha: float | None
    units: int
    alone: int
    reviewers: tuple[str, ...]


def agreement(connection: Connection) -> tuple[Agreement, ...]:
    """The agreement on each kind of record that was reviewed, then on each kind of pair that was judged."""
    return agreements([*record_verdicts(connection), *pair_verdicts(connection)])


def agreements(verdicts: Iterable[Verdict]) -> tuple[Agreement, ...]:
    """The agreement on each kind; of several verdicts by one reviewer on one thing, the last one counts."""
    by_kind: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for one in verdicts:
        by_kind[one.kind][one.unit][one.reviewer] = one.value
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(
        _agreement(kind, by_kind[kind])
        for kind in sorted(by_kind, key=lambda kind: (order.get(kind, len(order)), kind))
    )


def record_verdicts(connection: Connection) -> Iterator[Verdict]:
    """What reviewers said of records, oldest first; corrections that were taken back count for nothing."""
    versions = connection.execute(select(CORRECTIONS.c.version_id).distinct().order_by(CORRECTIONS.c.version_id))
    for version_id in versions.scalars().all():
        found = corrected(connection, version_id)
        for one in standing(found.corrections):
            local = found.meant(one) if one.action in VERDICTS else None
            if local is not None:
                yield Verdict(one.kind, f"{version_id}:{local}", one.author, VERDICTS[one.action])


def pair_verdicts(connection: Connection) -> Iterator[Verdict]:
    """What reviewers said of pairs, oldest first."""
    for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.seq)):
        yield Verdict(f"same {row.kind}", " ".join(sides_of(row)), row.author, row.verdict)


def alpha_of(units: Mapping[str, Mapping[str, str]]) -> float | None:
    """Krippendorff's alpha for nominal values, by unit and reviewer; None where it is not defined."""
    several = {unit: given for unit, given in units.items() if len(given) > 1}
    if len({value for given in several.values() for value in given.values()}) < 2:
        return None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        raise AgreementError(
            "telling the agreement needs the package nltk; install it with: pip install 'onrecord[agreement]'"
        ) from None
    data = [(reviewer, unit, value) for unit, given in several.items() for reviewer, value in given.items()]
    return float(AnnotationTask(data=data).alpha())


def _agreement(kind: str, units: Mapping[str, Mapping[str, str]]) -> Agreement:
    several = sum(len(given) > 1 for given in units.values())
    reviewers = sorted({reviewer for given in units.values() for reviewer in given})
    return Agreement(kind, alpha_of(units), several, len(units) - several, tuple(reviewers))

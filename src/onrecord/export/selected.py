"""What an export is made of: reports, the records of each that were chosen, and what they belong to across reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.export.words import Wording
from onrecord.record import KINDS, Actor, Place, Record, Report, Statement, Time


@dataclass(frozen=True)
class Selected:
    """One report with the local ids of the records chosen from it, and the cluster of each record that has one."""

    report: Report
    chosen: frozenset[str]
    clusters: Mapping[str, str] = field(default_factory=dict)
    words: Wording = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", Wording(self.report))

    @classmethod
    def whole(cls, report: Report, clusters: Mapping[str, str] | None = None) -> Selected:
        """A report with all of its records."""
        return cls(report, frozenset(record.id for record in report.records()), clusters or {})

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each chosen record with its kind, in the order of the format."""
        for kind in KINDS:
            yield from ((kind, record) for record in getattr(self.report, kind) if record.id in self.chosen)

    def id(self, local: str) -> str:
        """The id of a record across reports."""
        return f"{self.report.report.id}:{local}"

    def ids(self, locals_: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of records across reports."""
        return tuple(self.id(local) for local in locals_)

    def cluster(self, local: str) -> str | None:
        """What a record belongs to across reports, or None."""
        return self.clusters.get(local)

    def actors(self, locals_: tuple[str, ...]) -> tuple[Actor, ...]:
        """The actors with these ids."""
        return tuple(one for local in locals_ if isinstance(one := self.words.record(local), Actor))

    def place(self, local: str | None) -> Place | None:
        """The place with this id, or None."""
        found = self.words.record(local or "")
        return found if isinstance(found, Place) else None

    def time(self, local: str | None) -> Time | None:
        """The time with this id, or None."""
        found = self.words.record(local or "")
        return found if isinstance(found, Time) else None

    def statements(self, locals_: tuple[str, ...]) -> tuple[Statement, ...]:
        """The statements with these ids."""
        return tuple(one for local in locals_ if isinstance(one := self.words.record(local), Statement))

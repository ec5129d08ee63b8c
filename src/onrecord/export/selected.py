"""What an export is made of: reports, the records of each that were chosen, and what they belong to across reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.export.words import Wording
from onrecord.record import KINDS, Actor, Place, Record, Report, Statement, Time


@dataclass(frozen=True, slots=True)
class Review:
    """What people made of a record, who they were, when the last of them did it, and why where it was said."""

    state: str
    by: tuple[str, ...]
    at: str
    reason: str | None = None

    def text(self) -> str:
        """The review in words: "accepted by Ada, 2021-05-19T12:00:00Z"."""
        why = f": {self.reason}" if self.reason is not None else ""
        return f"{self.state} by {' and '.join(self.by)}, {self.at}{why}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A record that is not given out, since people rejected it or made it part of another."""

    kind: str
    local: str
    words: str | None
    review: Review


@dataclass(frozen=True)
class Selected:
    """One report with the local ids of the records chosen from it, and the cluster of each record that has one.

    `reviews` are those of records that people looked at; `withheld` are the records that would have been chosen, had
    people not rejected them. A report of which nothing else was chosen is not given: only what is withheld is told.
    """

    report: Report
    chosen: frozenset[str]
    clusters: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    is_given: bool = True
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

    def review(self, local: str) -> Review | None:
        """What people made of a record, or None."""
        return self.reviews.get(local)

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

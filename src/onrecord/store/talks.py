"""The boards of a store as they are shown: tracks of talks with proposals and replies, motions with their votes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from onrecord.record import Counts, Negotiation, Proposal, Report, Vote
from onrecord.resolve.series import name_of_place
from onrecord.resolve.tracks import deadlines_of
from onrecord.store.loading import reports_of
from onrecord.store.schema import CLUSTERS, MEMBERS, RECORDS, VERSIONS
from onrecord.store.selection import Page, Selection, cursor_of, record_conditions

# Records of one board that are shown, the newest.
SHOWN = 60
# Boards given at once: each unpacks the reports that it is told by.
LISTED = 10
# Values in one query.
AT_ONCE = 5000

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor on a board: the record that names it, and its cluster across reports."""

    id: str
    name: str
    cluster: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of talks, as a report of a day tells it."""

    stage: str
    day: str | None
    record: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How a party took a proposal; `record` is the statement in which it said so, else the talks' own."""

    by: Named | None
    reply: str
    day: str | None
    record: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with the replies to it."""

    by: Named | None
    terms: tuple[str, ...]
    day: str | None
    record: str
    replies: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is asked of the parties, in the report's words."""

    day: str
    value: str
    words: str
    record: str


@dataclass(frozen=True, slots=True)
class Board:
    """Talks of the same parties over reports."""

    id: int
    label: str
    day: str | None
    day_end: str | None
    parties: tuple[Named, ...]
    mediators: tuple[Named, ...]
    topics: tuple[str, ...]
    venues: tuple[str, ...]
    stage_history: tuple[Step, ...]
    proposals: tuple[Offer, ...]
    deadlines: tuple[Due, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voter:
    """How one voter voted, as reports tell it."""

    voter: Named
    option: str


@dataclass(frozen=True, slots=True)
class MotionShown:
    """A motion with what reports tell of the vote on it; the first report that gives a value gives it."""

    id: int
    motion: str | None
    body: Named | None
    day: str | None
    modality: str
    counts: Counts
    ballots: tuple[Voter, ...]
    sponsors: tuple[Named, ...]
    vetoes: tuple[Named, ...]
    adopted: bool | None
    records: tuple[str, ...]


@dataclass(frozen=True)
class Naming:
    """The names of one report's actors, and their clusters."""

    report: Report
    clusters: Mapping[str, tuple[int, str]]

    def of(self, local: str | None) -> Named | None:
        """The actor of a local id, by the name it has across reports."""
        actor = next((one for one in self.report.actors if one.id == local), None)
        if actor is None:
            return None
        item = f"{self.report.report.id}:{actor.id}"
        cluster = self.clusters.get(item)
        return Named(
            item, cluster[1] if cluster is not None else actor.name, cluster[0] if cluster is not None else None
        )

    def of_all(self, ids: Iterable[str]) -> Iterator[Named]:
        """The actors of these local ids."""
        return (named for local in ids if (named := self.of(local)) is not None)


def boards(
    connection: Connection, selection: Selection | None = None, *, after: str | None = None, limit: int = LISTED
) -> Page[Board]:
    """The tracks of talks of a selection, the newest first; `after` is the `next` of the page before."""
    page = _clusters(connection, "track", selection or Selection(), after, limit)
    records, reports = _found(connection, page.items)
    naming = _naming(connection, reports)
    shown = (_board(row, records[row.seq], naming) for row in page.items if row.seq in records)
    return Page(tuple(shown), page.next)


def votes(
    connection: Connection, selection: Selection | None = None, *, after: str | None = None, limit: int = LISTED
) -> Page[MotionShown]:
    """The motions of a selection with their votes, the newest first; `after` is the `next` of the page before."""
    page = _clusters(connection, "motion", selection or Selection(), after, limit)
    records, reports = _found(connection, page.items)
    naming = _naming(connection, reports)
    shown = (_motion(row, records[row.seq], naming) for row in page.items if row.seq in records)
    return Page(tuple(shown), page.next)


def _clusters(connection: Connection, kind: str, selection: Selection, after: str | None, limit: int) -> Page[Row[Any]]:
    """The clusters of a kind, those that were told of last first."""
    day = func.coalesce(CLUSTERS.c.day_end, "")
    query = select(CLUSTERS).where(CLUSTERS.c.kind == kind, *_conditions(connection, selection))
    if after is not None:
        last_day, last_seq = cursor_of(after)
        query = query.where(or_(day < last_day, and_(day == last_day, CLUSTERS.c.seq > last_seq)))
    rows = connection.execute(query.order_by(day.desc(), CLUSTERS.c.seq).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(tuple(rows[:limit]), None if last is None else f"{last.day_end or ''}~{last.seq}")


def _found(
    connection: Connection, rows: Sequence[Row[Any]]
) -> tuple[Mapping[int, list[tuple[str, str, str | None]]], Mapping[str, Report]]:
    """The records of each cluster (id, version, day; oldest first), and the reports they stand in."""
    members = connection.execute(
        select(MEMBERS.c.cluster_seq, RECORDS.c.id, VERSIONS.c.id.label("version"), VERSIONS.c.day)
        .join(RECORDS, RECORDS.c.id == MEMBERS.c.item)
        .join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        .where(MEMBERS.c.cluster_seq.in_([row.seq for row in rows]), RECORDS.c.shown, VERSIONS.c.is_current)
        .order_by(MEMBERS.c.cluster_seq, VERSIONS.c.day, RECORDS.c.seq)
    )
    records = {
        int(seq): [(row.id, row.version, row.day) for row in found][-SHOWN:]
        for seq, found in groupby(members, key=lambda row: row.cluster_seq)
    }
    wanted = sorted({version for found in records.values() for _, version, _ in found})
    return records, {report.report.id: report for report in reports_of(connection, wanted)}


def _conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """What a board must meet: its own days, and a record of it among those selected otherwise."""
    found: list[ColumnElement[bool]] = []
    if selection.day_from is not None:
        found.append(CLUSTERS.c.day_end >= selection.day_from)
    if selection.day_to is not None:
        found.append(CLUSTERS.c.day <= selection.day_to)
    rest = replace(selection, day_from=None, day_to=None, kinds=())
    if rest != Selection():
        chosen = select(RECORDS.c.id).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
        chosen = chosen.where(RECORDS.c.kind.in_(("negotiations", "votes")), *record_conditions(connection, rest))
        found.append(CLUSTERS.c.seq.in_(select(MEMBERS.c.cluster_seq).where(MEMBERS.c.item.in_(chosen))))
    return found


def _naming(connection: Connection, reports: Mapping[str, Report]) -> dict[str, Naming]:
    """The names of the actors that take part in talks and votes, by report."""
    items = [f"{version}:{actor}" for version, report in reports.items() for actor in _actors_in(report)]
    clusters: dict[str, tuple[int, str]] = {}
    for first in range(0, len(items), AT_ONCE):
        rows = connection.execute(
            select(MEMBERS.c.item, CLUSTERS.c.seq, CLUSTERS.c.label)
            .join(CLUSTERS, CLUSTERS.c.seq == MEMBERS.c.cluster_seq)
            .where(MEMBERS.c.item.in_(items[first : first + AT_ONCE]), CLUSTERS.c.kind == "actor")
        )
        clusters |= {row.item: (row.seq, row.label) for row in rows}
    return {version: Naming(report, clusters) for version, report in reports.items()}


def _actors_in(report: Report) -> set[str]:
    """The local ids of all who take part in the report's talks and votes."""
    found: set[str | None] = set()
    for talks in report.negotiations:
        found |= {*talks.parties, *talks.mediators, *(offer.by for offer in talks.proposals)}
        found |= {reply.by for offer in talks.proposals for reply in offer.replies}
    for vote in report.votes:
        found |= {vote.body, *vote.sponsors, *vote.vetoes, *(ballot.voter for ballot in vote.ballots)}
    return {local for local in found if local is not None}


def _board(row: Row[Any], records: Sequence[tuple[str, str, str | None]], naming: Mapping[str, Naming]) -> Board:
    told = [
        (item, day, naming[version], record)
        for item, version, day in records
        for record in naming[version].report.negotiations
        if f"{version}:{record.id}" == item
    ]
    return Board(
        id=row.seq,
        label=row.label,
        day=row.day,
        day_end=row.day_end,
        parties=_each(named for _, _, names, talks in told for named in names.of_all(talks.parties)),
        mediators=_each(named for _, _, names, talks in told for named in names.of_all(talks.mediators)),
        topics=tuple(dict.fromkeys(topic for _, _, _, talks in told for topic in talks.topics)),
        venues=tuple(dict.fromkeys(name for _, _, names, talks in told if (name := _venue(talks, names.report)))),
        stage_history=tuple(Step(talks.stage, day, item) for item, day, _, talks in told if talks.stage is not None),
        proposals=tuple(
            _offer(offer, item, day, names) for item, day, names, talks in told for offer in talks.proposals
        ),
        deadlines=_deadlines({names.report.report.id: (day, names.report) for _, day, names, _ in told}),
        records=tuple(item for item, _, _, _ in told),
    )


def _each(named: Iterable[Named]) -> tuple[Named, ...]:
    """Each actor once, by cluster where it has one, in order."""
    found: dict[object, Named] = {}
    for one in named:
        found.setdefault(one.cluster if one.cluster is not None else one.name, one)
    return tuple(found.values())


def _venue(talks: Negotiation, report: Report) -> str | None:
    place = next((place for place in report.places if place.id == talks.place), None)
    return name_of_place(place.name) if place is not None else None


def _offer(offer: Proposal, item: str, day: str | None, names: Naming) -> Offer:
    version = names.report.report.id
    replies = (
        Answer(
            names.of(reply.by),
            reply.reply,
            day,
            f"{version}:{reply.statement}" if reply.statement is not None else item,
        )
        for reply in offer.replies
    )
    return Offer(names.of(offer.by), offer.terms, day, item, tuple(replies))


def _deadlines(reports: Mapping[str, tuple[str | None, Report]]) -> tuple[Due, ...]:
    """What the reports of a board say is due, in order of the days; once for each day and text."""
    found: dict[tuple[str, str], Due] = {}
    for version, (day, report) in reports.items():
        for one in deadlines_of(report, day) if day is not None else ():
            found.setdefault((one.value, one.words), Due(one.day, one.value, one.words, f"{version}:{one.time}"))
    return tuple(sorted(found.values(), key=lambda due: (due.day, due.record)))


def _motion(row: Row[Any], records: Sequence[tuple[str, str, str | None]], naming: Mapping[str, Naming]) -> MotionShown:
    told = [
        (item, naming[version], record)
        for item, version, _ in records
        for record in naming[version].report.votes
        if f"{version}:{record.id}" == item
    ]
    # A vote that was held says more than the same vote while it was to come.
    told.sort(key=lambda one: one[2].modality != "actual")
    ballots = {ballot.voter.name: ballot for _, names, vote in told for ballot in _ballots(vote, names)}
    return MotionShown(
        id=row.seq,
        motion=_first(vote.motion for _, _, vote in told),
        body=_first(names.of(vote.body) for _, names, vote in told),
        day=row.day_end,
        modality=told[0][2].modality,
        counts=_counts([vote.counts for _, _, vote in told]),
        ballots=tuple(ballots.values()),
        sponsors=_each(named for _, names, vote in told for named in names.of_all(vote.sponsors)),
        vetoes=_each(named for _, names, vote in told for named in names.of_all(vote.vetoes)),
        adopted=_first(vote.adopted for _, _, vote in told),
        records=tuple(item for item, _, _ in told),
    )


def _ballots(vote: Vote, names: Naming) -> Iterator[Voter]:
    for ballot in vote.ballots:
        voter = names.of(ballot.voter)
        if voter is not None:
            yield Voter(voter, ballot.option)


def _first(values: Iterable[V | None]) -> V | None:
    """The first value that there is; nought and false are values."""
    return next((value for value in values if value is not None), None)


def _counts(counts: Sequence[Counts]) -> Counts:
    """Each number from the first report that gives it."""
    return Counts(
        yes=_first(one.yes for one in counts),
        no=_first(one.no for one in counts),
        abstain=_first(one.abstain for one in counts),
        absent=_first(one.absent for one in counts),
    )

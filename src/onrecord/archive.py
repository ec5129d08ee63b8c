"""A store as Python sees it: `onrecord.open("news.db")` gives an Archive, its methods give rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, TypeVar, Unpack

from onrecord.archive_rows import (
    ActorRow,
    CorrectionRow,
    EventRow,
    FigureRow,
    NegotiationRow,
    PlaceRow,
    ReportRow,
    StatementRow,
    TimeRow,
    VoteRow,
    correction_row,
    rows_of_kind,
)
from onrecord.errors import StoreError
from onrecord.rows import Rows
from onrecord.store import Store
from onrecord.store.corrections import Asked, correct
from onrecord.store.effective import Action
from onrecord.store.history import history, parts_of_id
from onrecord.store.loading import report_of
from onrecord.store.selection import Page, Selection, record_rows, report_rows

if TYPE_CHECKING:
    from onrecord.pipeline import Reader
    from onrecord.record import Report
    from onrecord.store.clusters_told import ClusterRow
    from onrecord.store.disputes import Disagreement
    from onrecord.store.judgements import Verdict
    from onrecord.store.talks import Board, MotionShown
    from onrecord.store.tolls import Series
    from onrecord.text import Document

One = TypeVar("One")
# Rows asked for at once, and those of a list that has no pages.
PIECE = 500
MANY = 1000
Several = str | Sequence[str]


class Wanted(TypedDict, total=False):
    """What every list can be narrowed by; where several values are given, any of them will do.

    `start` and `end` are ISO days; records without a day of their own are looked for by the day of publication.
    `actor` takes part or is meant, `speaker` says it; both by name. `report` is a report's id.
    """

    text: str
    start: str
    end: str
    country: Several
    place: str
    actor: Several
    speaker: Several
    outlet: Several
    modality: Several
    attributed: bool
    state: Several
    report: Several
    bbox: tuple[float, float, float, float]


class Archive:
    """A store of reports: what they put on record as rows, and what is found across them."""

    def __init__(
        self,
        store: Store,
        *,
        reading: Callable[[], tuple[Reader, str]],
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """`reading` gives what reads reports and the name of that software; it is asked when the first one is added."""
        self._store = store
        self._reading = reading
        self._clock = clock if clock is not None else _utc

    # --- records ----------------------------------------------------------------------------------------------------

    def reports(self, *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[ReportRow]:
        """The current versions of reports, newest first."""
        with self._store.connect() as connection:
            selection = selection_of(wanted)
            rows = _all(lambda after, size: report_rows(connection, selection, after=after, limit=size), limit)
            return Rows(ReportRow, [ReportRow.of(row) for row in rows])

    def actors(self, kind: Several = (), *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[ActorRow]:
        """Persons, organizations, governments and others, one row for each report that names them."""
        return self._records("actors", ActorRow, kind, limit, wanted)

    def statements(
        self, kind: Several = (), *, limit: int | None = None, **wanted: Unpack[Wanted]
    ) -> Rows[StatementRow]:
        """Who said what; `kind` is assertion, denial, demand and so on."""
        return self._records("statements", StatementRow, kind, limit, wanted)

    def events(self, type: Several = (), *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[EventRow]:  # noqa: A002
        """Who did what to whom; `type` is one of PLOVER's: CONSULT, ASSAULT and so on."""
        return self._records("events", EventRow, type, limit, wanted)

    def figures(self, measure: Several = (), *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[FigureRow]:
        """How many of what; `measure` is killed, injured, displaced and so on."""
        return self._records("figures", FigureRow, measure, limit, wanted)

    def times(self, *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[TimeRow]:
        """Expressions of time, with the days that they name."""
        return self._records("times", TimeRow, (), limit, wanted)

    def places(self, *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[PlaceRow]:
        """Places, with coordinates where they are known."""
        return self._records("places", PlaceRow, (), limit, wanted)

    def votes(self, *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[VoteRow]:
        """Votes, as each report tells them; `motions` has them across reports."""
        return self._records("votes", VoteRow, (), limit, wanted)

    def negotiations(
        self, stage: Several = (), *, limit: int | None = None, **wanted: Unpack[Wanted]
    ) -> Rows[NegotiationRow]:
        """Talks, as each report tells them; `tracks` has them across reports."""
        return self._records("negotiations", NegotiationRow, stage, limit, wanted)

    def search(self, words: str, *, limit: int | None = None, **wanted: Unpack[Wanted]) -> Rows[ReportRow]:
        """Reports with these words in title or text: quotation marks hold words together, a minus keeps them out."""
        asked: Wanted = {**wanted, "text": words}
        return self.reports(limit=limit, **asked)

    def report(self, report_id: str, *, corrected: bool = True) -> Report:
        """One report with all its records, as corrections have left it unless asked otherwise."""
        with self._store.connect() as connection:
            return report_of(connection, report_id, corrected=corrected)

    # --- across reports ---------------------------------------------------------------------------------------------

    def series(
        self, measure: str | None = None, *, reading: str | None = None, limit: int = MANY, **wanted: Unpack[Wanted]
    ) -> Rows[Series]:
        """Tolls, and what each source said of them over time; `reading` (acled, ucdp) gives vague words a number."""
        from onrecord.store.tolls import Series, series

        with self._store.connect() as connection:
            found = series(connection, selection_of(wanted), measure=measure, reading=reading, limit=limit)
        return Rows(Series, found)

    def disagreements(
        self, kind: str | None = None, *, limit: int | None = None, **wanted: Unpack[Wanted]
    ) -> Rows[Disagreement]:
        """Two sides that cannot both hold; `kind` is figures, votes, denial, blame or occurrence."""
        from onrecord.store.disputes import Disagreement, disagreements

        with self._store.connect() as connection:
            selection = selection_of(wanted)
            found = _all(
                lambda after, size: disagreements(connection, selection, kind=kind, after=after, limit=size), limit
            )
            return Rows(Disagreement, found)

    def tracks(self, *, limit: int = MANY, **wanted: Unpack[Wanted]) -> Rows[Board]:
        """Talks across reports: parties, proposals with their replies, deadlines."""
        from onrecord.store.talks import Board, boards

        with self._store.connect() as connection:
            return Rows(Board, boards(connection, selection_of(wanted), limit=limit).items)

    def motions(self, *, limit: int = MANY, **wanted: Unpack[Wanted]) -> Rows[MotionShown]:
        """Motions across reports, with the votes on them."""
        from onrecord.store.talks import MotionShown, votes

        with self._store.connect() as connection:
            return Rows(MotionShown, votes(connection, selection_of(wanted), limit=limit).items)

    def clusters(
        self, kind: str | None = None, *, name: str | None = None, record: str | None = None, limit: int = MANY
    ) -> Rows[ClusterRow]:
        """What is one across reports, the largest first: kind is actor, event, origin (a text), toll, track, motion."""
        from onrecord.store.clusters_told import ClusterRow, clusters

        with self._store.connect() as connection:
            return Rows(ClusterRow, clusters(connection, kind, name=name, record=record, limit=limit))

    # --- changing ---------------------------------------------------------------------------------------------------

    def add(self, report: str | Path, *, published: str | None = None) -> str:
        """Read a report, given as text or as the path of a file, and keep it; its id.

        The same report twice is one report. Across reports nothing is linked yet: `link` does that, once for many.
        """
        from onrecord.source.files import document_of_file
        from onrecord.source.plain import document_of

        if isinstance(report, Path):
            document, place = document_of_file(report, published=published), str(report.resolve())
            return self._put(document, document.url or place)
        document = document_of(report, published=published)
        return self._put(document, document.url or document.digest)

    def link(self, *, rebuild: bool = False) -> None:
        """Link what was added since: the same actors, events and tolls, disagreements, tracks.

        With `rebuild`, all that is derived is made anew from what was read, corrected and judged.
        """
        from onrecord.store.linking import link_new
        from onrecord.store.rebuilding import rebuild as rebuilt

        with self._store.begin() as connection:
            (rebuilt if rebuild else link_new)(connection, self._now())

    def accept(self, record: str, *, author: str, reason: str | None = None) -> CorrectionRow:
        """Put on record that a person looked at a record and found it right."""
        return self._correct("accept", record, author, {"reason": reason})

    def reject(self, record: str, *, author: str, reason: str | None = None) -> CorrectionRow:
        """Take a record out of sight; what was read stays in the store."""
        return self._correct("reject", record, author, {"reason": reason})

    def edit(self, record: str, *, author: str, reason: str | None = None, **fields: Any) -> CorrectionRow:
        """Change fields of a record, named as in the format."""
        return self._correct("edit", record, author, {"reason": reason, "fields": fields})

    def merge(self, record: str, *others: str, author: str, reason: str | None = None) -> CorrectionRow:
        """Make one record of several of the same report and kind; the first one's values stay."""
        version_id, _ = parts_of_id(record)
        pairs = [parts_of_id(one) for one in others]
        if any(version != version_id for version, _ in pairs):
            raise StoreError("only records of one report can be merged; across reports, judge them to be the same")
        return self._correct("merge", record, author, {"reason": reason, "others": tuple(one for _, one in pairs)})

    def split(self, record: str, *parts: Mapping[str, Any], author: str, reason: str | None = None) -> CorrectionRow:
        """Make several records of one; each part is the fields in which it differs, the first stays the record."""
        return self._correct("split", record, author, {"reason": reason, "parts": parts})

    def add_record(
        self, report: str, kind: str, span: tuple[int, int], *, author: str, reason: str | None = None, **fields: Any
    ) -> str:
        """Add a record that was not found, from a span of a report's text; its id.

        `kind` is events, figures and so on. It stands on the word of whoever says what stands at the span.
        """
        wish = Asked("add", report, author, kind=kind, span=span, fields=fields, reason=reason)
        with self._store.begin() as connection:
            return f"{report}:{correct(connection, wish, now=self._now()).record}"

    def judge(self, left: str, right: str, verdict: Verdict, *, author: str, reason: str | None = None) -> None:
        """Say of two records of different reports that they are "same", "different" or "unsure"; `link` heeds it."""
        from onrecord.store.judgements import Judgement, kind_judged, put_judgement

        with self._store.begin() as connection:
            kind = kind_judged(connection, left, right)
            put_judgement(connection, Judgement(kind, left, right, verdict, author, self._now(), reason))

    def split_off(self, *records: str, author: str, reason: str | None = None) -> int:
        """Take records out of the cluster they are in, together; how many pairs are now kept as different."""
        from onrecord.store.clusters_told import cluster_of
        from onrecord.store.splitting import split_off

        with self._store.begin() as connection:
            return split_off(connection, cluster_of(connection, records[0]), records, author, self._now(), reason)

    def undo(self, record: str, *, author: str, reason: str | None = None) -> CorrectionRow:
        """Take back the newest correction of a record."""
        return self._correct("undo", record, author, {"reason": reason})

    def history(self, record: str) -> Rows[CorrectionRow]:
        """What people did to a record, oldest first."""
        with self._store.connect() as connection:
            return Rows(CorrectionRow, [correction_row(record, entry) for entry in history(connection, record)])

    # --- the archive itself -----------------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The store beneath, for what this interface does not cover."""
        return self._store

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Archive {self._store.engine.url.render_as_string(hide_password=True)}>"

    def _records(self, kind: str, made: type[One], types: Several, limit: int | None, wanted: Wanted) -> Rows[One]:
        selection = selection_of(wanted, kinds=(kind,), types=_several(types))
        with self._store.connect() as connection:
            rows = _all(lambda after, size: record_rows(connection, selection, after=after, limit=size), limit)
            return Rows(made, rows_of_kind(connection, made, list(rows)))

    def _correct(self, action: Action, record: str, author: str, asked: dict[str, Any]) -> CorrectionRow:
        version_id, local = parts_of_id(record)
        wish = Asked(action, version_id, author, record=local, **asked)
        with self._store.begin() as connection:
            kept = correct(connection, wish, now=self._now())
            entries = history(connection, f"{version_id}:{kept.record}")
        return correction_row(record, entries[-1])

    def _put(self, document: Document, key: str) -> str:
        from onrecord.store.writing import put_report

        reader, software = self._reading()
        report = reader.read(document)
        with self._store.begin() as connection:
            put = put_report(connection, report, key=key, software=software, now=self._now())
        return put.version_id

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")


def selection_of(wanted: Wanted, *, kinds: tuple[str, ...] = (), types: tuple[str, ...] = ()) -> Selection:
    """The selection that is asked for."""
    unknown = sorted(set(wanted) - set(Wanted.__annotations__))
    if unknown:
        raise StoreError(
            f"lists cannot be narrowed by {', '.join(unknown)}; {', '.join(Wanted.__annotations__)} can be"
        )
    return Selection(
        text=wanted.get("text"), kinds=kinds, types=types, day_from=wanted.get("start"), day_to=wanted.get("end"),
        countries=_several(wanted.get("country")), place=wanted.get("place"), actors=_several(wanted.get("actor")),
        outlets=_several(wanted.get("outlet")), speakers=_several(wanted.get("speaker")),
        modalities=_several(wanted.get("modality")), attributed=wanted.get("attributed"),
        states=_several(wanted.get("state")), versions=_several(wanted.get("report")), bbox=wanted.get("bbox"),
    )  # fmt: skip


def _several(given: Several | None) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _all(page: Callable[[str | None, int], Page[One]], limit: int | None) -> Iterator[One]:
    """The items of a list, piece after piece, up to the limit."""
    after: str | None = None
    left = limit
    while left is None or left > 0:
        found = page(after, PIECE if left is None else min(PIECE, left))
        yield from found.items
        after, left = found.next, None if left is None else left - len(found.items)
        if after is None:
            return


def _utc() -> datetime:
    return datetime.now(UTC)

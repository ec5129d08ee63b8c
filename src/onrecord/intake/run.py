"""Reading what waits: inputs in their order to reports in the store, each with its state in one transaction.

A run that ends anywhere loses nothing: what was stored is marked so, what was not still waits, and the next run goes
on there. The bytes of what fails stay, with the reason.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from onrecord.errors import OnrecordError
from onrecord.intake.keys import known_version, make_current, report_key
from onrecord.intake.queue import Waiting, mark_failed, mark_stored, waiting_after
from onrecord.pipeline.serial import Failed
from onrecord.record import Report
from onrecord.source.addresses import canonical
from onrecord.source.files import one_line
from onrecord.source.items import Read, read_of
from onrecord.store.store import Store
from onrecord.store.writing import Origin, put_report
from onrecord.text import Document

# Inputs fetched from the store at once; their bytes are held until they are read.
FETCHED_AT_ONCE = 96
# Reports stored between two runs of the linking.
LINKED_AFTER = 200

State = Literal["new report", "new version", "new reading", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read: by what, under which name it is recorded, and what links the reports afterwards."""

    outcomes: Callable[[Iterable[Document]], Iterator[Report | Failed]]
    software: str
    link: Callable[[Connection, str], object] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    seq: int
    location: str
    state: State
    version_id: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An input with its document, or with the reason why it has none, or with the version that has its text."""

    waiting: Waiting
    read: Read | None = None
    error: str | None = None
    known: int | None = None
    key: str = ""


Ended = TypeVar("Ended")


def linked_between(
    store: Store, reading: Reading, now: Callable[[], str], outcomes: Iterable[Ended], is_new: Callable[[Ended], bool]
) -> Iterator[Ended]:
    """The outcomes, with a run of linking after every `LINKED_AFTER` new readings and at the end."""

    def link() -> None:
        if reading.link is not None:
            with store.begin() as connection:
                reading.link(connection, now())

    unlinked = 0
    for outcome in outcomes:
        unlinked += is_new(outcome)
        yield outcome
        if unlinked >= LINKED_AFTER:
            unlinked = 0
            link()
    link()


def read_waiting(store: Store, reading: Reading, now: Callable[[], str]) -> Iterator[Outcome]:
    """Read all inputs that wait, in order; the outcome of each when it is in the store."""
    outcomes = _Run(store, reading, now).outcomes()
    yield from linked_between(store, reading, now, outcomes, lambda one: one.state not in ("known", "failed"))


class _Run:
    """One pass over what waits: `last` is the last input that was fetched, `pending` are those sent to be read."""

    def __init__(self, store: Store, reading: Reading, now: Callable[[], str]) -> None:
        self.store, self.reading, self.now = store, reading, now
        self.last = 0
        self.pending: deque[Prepared] = deque()

    def outcomes(self) -> Iterator[Outcome]:
        """The outcome of each input, in order.

        Where reading many at once breaks, those that were under way are read alone, to find the one at fault.
        """
        ended = False
        while not ended:
            reports = self.reading.outcomes(self._documents())
            while True:
                try:
                    report = next(reports, None)
                except Exception:  # noqa: BLE001 (whatever one text does to the language pipeline, the others go on)
                    yield from self._read_alone()
                    break
                yield from self._without_document()
                if report is None:
                    ended = True
                    break
                yield self._kept(self.pending.popleft(), report)

    def _documents(self) -> Iterator[Document]:
        """The documents to be read, in order; what has none is put beside them, to come out in its place."""
        while True:
            with self.store.connect() as connection:
                batch = waiting_after(connection, self.last, FETCHED_AT_ONCE)
            if not batch:
                return
            for waiting in batch:
                prepared = _prepared(self.store, waiting)
                self.last = waiting.seq
                self.pending.append(prepared)
                if prepared.read is not None:
                    yield prepared.read.document

    def _read_alone(self) -> Iterator[Outcome]:
        while self.pending:
            yield from self._without_document()
            if self.pending:
                prepared = self.pending.popleft()
                yield self._kept(prepared, self._alone(prepared))

    def _alone(self, prepared: Prepared) -> Report | Failed:
        assert prepared.read is not None
        document = prepared.read.document
        try:
            return next(self.reading.outcomes([document]))
        except Exception as error:  # noqa: BLE001 (as above)
            return Failed(document, f"{type(error).__name__}: {error}")

    def _without_document(self) -> Iterator[Outcome]:
        """The outcomes of the inputs in front that need no reading: refused ones and known ones."""
        while self.pending and self.pending[0].read is None:
            prepared = self.pending.popleft()
            if prepared.known is not None:
                yield self._known(prepared)
            else:
                yield self._failed(prepared.waiting, prepared.error or "could not be read")

    def _kept(self, prepared: Prepared, report: Report | Failed) -> Outcome:
        place = prepared.waiting.item.location
        if isinstance(report, Failed):
            return self._failed(
                prepared.waiting, f"{place}: could not be read ({report.error}); please report this with the file"
            )
        try:
            try:
                return self._stored(prepared, report)
            except IntegrityError:  # another run may have stored the same report a moment ago: then it is known now
                return self._stored(prepared, report)
        except (IntegrityError, DataError, OnrecordError) as error:
            return self._failed(prepared.waiting, f"{place}: could not be stored ({error}); please report this")

    def _stored(self, prepared: Prepared, report: Report) -> Outcome:
        """The report in the store and its input marked so, in one transaction."""
        waiting, read = prepared.waiting, prepared.read
        assert read is not None
        key, origin = prepared.key, None
        if read.original is not None and read.document.offsets is not None:
            origin = Origin(read.original, read.document.offsets)
        with self.store.begin() as connection:
            known = known_version(connection, read.document, key)
            if known is not None:
                return _marked_known(connection, waiting, known, key)
            put = put_report(connection, report, key=key, software=self.reading.software, now=self.now(), origin=origin)
            mark_stored(connection, waiting.seq, known=put.state == "known", version_seq=put.version_seq)
        return Outcome(waiting.seq, waiting.item.location, put.state, put.version_id)

    def _known(self, prepared: Prepared) -> Outcome:
        assert prepared.known is not None
        with self.store.begin() as connection:
            return _marked_known(connection, prepared.waiting, prepared.known, prepared.key)

    def _failed(self, waiting: Waiting, reason: str) -> Outcome:
        error = one_line(reason)
        with self.store.begin() as connection:
            mark_failed(connection, waiting.seq, error)
        return Outcome(waiting.seq, waiting.item.location, "failed", error=error)


def _marked_known(connection: Connection, waiting: Waiting, version_seq: int, key: str) -> Outcome:
    make_current(connection, version_seq, key)
    mark_stored(connection, waiting.seq, known=True, version_seq=version_seq)
    return Outcome(waiting.seq, waiting.item.location, "known")


def _prepared(store: Store, waiting: Waiting) -> Prepared:
    """An input's document, unless it cannot be made or the store has its text."""
    try:
        read = read_of(waiting.item)
    except OnrecordError as error:
        return Prepared(waiting, error=one_line(error))
    except Exception as error:  # noqa: BLE001 (a fault of ours in one input must not end the run)
        place = waiting.item.location
        told = f"{place}: could not be taken apart ({type(error).__name__}: {error}); please report this with the file"
        return Prepared(waiting, error=one_line(told))
    url = read.document.url
    if url is not None and url.lower().startswith(("http://", "https://")):
        read = replace(read, document=replace(read.document, url=canonical(url)))
    key = report_key(waiting.item, read.document)
    with store.connect() as connection:
        known = known_version(connection, read.document, key)
    return Prepared(waiting, known=known, key=key) if known is not None else Prepared(waiting, read=read, key=key)

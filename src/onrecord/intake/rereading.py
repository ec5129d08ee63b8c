"""Reading again what a store holds, with newer software: the texts stay, each gets a new reading beside its older ones.

What people corrected and judged stays too, and is laid over the new reading by kind and characters. Every report is one
transaction, and one that this software has read is not read again: a run that was interrupted goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError

from onrecord.errors import OnrecordError, StoreError
from onrecord.intake.run import Reading, linked_between
from onrecord.pipeline.serial import Failed
from onrecord.record import Report
from onrecord.source.files import one_line
from onrecord.store.effective import Unmatched
from onrecord.store.history import corrected
from onrecord.store.loading import report_of
from onrecord.store.schema import READINGS, VERSIONS
from onrecord.store.store import Store
from onrecord.store.writing import put_report
from onrecord.text import Document, Part

# Reports taken out of the store at once.
FETCHED_AT_ONCE = 96


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one report; `unfitting` are the corrections that fitted the older reading and not the new one."""

    version_id: str
    state: Literal["new reading", "known", "failed"]
    error: str | None = None
    unfitting: tuple[Unmatched, ...] = ()


def waiting_to_be_reread(
    connection: Connection, software: str, *, every: bool = False, versions: Sequence[str] = ()
) -> list[str]:
    """The ids of the current texts that other software read last, or of `every` one; of these `versions` alone."""
    query = select(VERSIONS.c.id).join(READINGS, READINGS.c.version_seq == VERSIONS.c.seq)
    query = query.where(READINGS.c.is_current).order_by(VERSIONS.c.seq)
    if not every:
        query = query.where(READINGS.c.software != software)
    if not versions:
        return list(connection.execute(query.where(VERSIONS.c.is_current)).scalars())
    known = set(connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.id.in_(versions))).scalars())
    strange = [one for one in versions if one not in known]
    if strange:
        raise StoreError(f"there is no report {strange[0]!r} in the store")
    return list(connection.execute(query.where(VERSIONS.c.id.in_(versions))).scalars())


def reread(store: Store, reading: Reading, now: Callable[[], str], versions: Iterable[str]) -> Iterator[Reread]:
    """Read the texts of these versions again, in order; the outcome of each when it is in the store."""
    outcomes = _Run(store, reading, now, versions).outcomes()
    yield from linked_between(store, reading, now, outcomes, lambda one: one.state == "new reading")


def document_of_report(report: Report) -> Document:
    """The document that a report was read from: its text, parts and what was known of it."""
    text = report.report
    return Document(
        text.text,
        tuple(Part(part.kind, part.start, part.end) for part in text.parts),
        title=text.title,
        outlet=text.outlet,
        url=text.url,
        byline=text.byline,
        published=text.published,
        language=text.language,
        warnings=report.warnings,
    )


class _Run:
    """One pass: `pending` are the reports whose documents were sent to be read, and those that have none any more."""

    def __init__(self, store: Store, reading: Reading, now: Callable[[], str], versions: Iterable[str]) -> None:
        self.store, self.reading, self.now = store, reading, now
        self.versions = iter(versions)
        self.fetched: deque[Report | Reread] = deque()
        self.pending: deque[Report | Reread] = deque()

    def outcomes(self) -> Iterator[Reread]:
        """The outcome of each report, in order.

        Where reading many at once breaks, those that were under way are read alone, to find the one at fault.
        """
        while True:
            found = self.reading.outcomes(self._documents())
            while True:
                try:
                    report = next(found, None)
                except Exception:  # noqa: BLE001 (whatever one text does to the language pipeline, the others go on)
                    while self.pending:
                        yield self._kept(self.pending.popleft(), None)
                    break
                while self.pending and isinstance(self.pending[0], Reread):
                    yield self._kept(self.pending.popleft(), None)
                if report is None:
                    return
                yield self._kept(self.pending.popleft(), report)

    def _documents(self) -> Iterator[Document]:
        # What was fetched is kept on the run: where the reading breaks, another begins with the rest of it.
        while self.fetched or self._fetch():
            one = self.fetched.popleft()
            self.pending.append(one)
            if isinstance(one, Report):
                yield document_of_report(one)

    def _fetch(self) -> bool:
        batch = list(islice(self.versions, FETCHED_AT_ONCE))
        with self.store.connect() as connection:
            self.fetched.extend(_held(connection, version_id) for version_id in batch)
        return bool(batch)

    def _kept(self, before: Report | Reread, made: Report | Failed | None) -> Reread:
        if isinstance(before, Reread):
            return before
        here = before.report.id
        found = made if made is not None else self._alone(document_of_report(before))
        if isinstance(found, Failed):
            return Reread(here, "failed", one_line(f"{here}: could not be read again ({found.error})"))
        try:
            return self._stored(before, found)
        except (IntegrityError, DataError, OnrecordError) as error:
            return Reread(here, "failed", one_line(f"{here}: could not be stored ({error})"))

    def _stored(self, before: Report, found: Report) -> Reread:
        # A warning of the older reading stands among the document's; the new one may give it again.
        report = replace(found, report=before.report, warnings=tuple(dict.fromkeys(found.warnings)))
        here = before.report.id
        with self.store.begin() as connection:
            fitted = {one.correction.id for one in corrected(connection, here).effective.unmatched}
            put = put_report(connection, report, key=here, software=self.reading.software, now=self.now())
            unmatched = corrected(connection, here).effective.unmatched
        unfitting = tuple(one for one in unmatched if one.correction.id not in fitted)
        return Reread(here, "known" if put.state == "known" else "new reading", unfitting=unfitting)

    def _alone(self, document: Document) -> Report | Failed:
        try:
            return next(self.reading.outcomes([document]))
        except Exception as error:  # noqa: BLE001 (as above)
            return Failed(document, f"{type(error).__name__}: {error}")


def _held(connection: Connection, version_id: str) -> Report | Reread:
    try:
        return report_of(connection, version_id, corrected=False)
    except StoreError as error:
        return Reread(version_id, "failed", str(error))

"""Taking in from the page or a program: what was given becomes a task for the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from importlib.metadata import version as version_of

from sqlalchemy import select

from onrecord.intake.gathering import Found, Gathering
from onrecord.intake.queue import count_waiting, is_taken, queued, wake_failed
from onrecord.intake.run import Reading, read_waiting
from onrecord.settings import Settings, stages_of
from onrecord.source.budget import Budget
from onrecord.source.contents import Known, kind_of, taken_from_bytes
from onrecord.source.fetch import Fetcher
from onrecord.source.items import Hints, Item, Link
from onrecord.store.schema import INPUTS
from onrecord.store.store import Store
from onrecord.web.given import Given, GivenAddress, GivenFile, GivenFiles, GivenText
from onrecord.web.jobs import Outcome, Progress, Task

HEAD = 16_384
# Of a digest, what tells one upload from another with the same name.
SHORT = 12
# A file that unpacks to more than this is a job for `onrecord add`.
LARGEST_UNPACKED = 1_000_000_000


@dataclass(frozen=True)
class Taking:
    """Makes the tasks that take in; `reading` is asked for once, by the first task, since it loads the models."""

    store: Store
    reading: Callable[[], Reading]
    fetcher: Callable[[], Fetcher]
    clock: Callable[[], str]

    def task(self, given: Given) -> Task:
        """The task that takes in what was given and reads it."""

        def work(progress: Progress) -> None:
            self._take(self._found(given), progress)

        return work

    def again(self, seq: int) -> Task:
        """The task that reads a failed input again, or fetches it where it could not be fetched."""

        def work(progress: Progress) -> None:
            with self.store.connect() as connection:
                failed = select(INPUTS.c.location).where(INPUTS.c.seq == seq, INPUTS.c.media == "link")
                address = connection.execute(failed).scalar_one_or_none()
            if address is None:
                with self.store.begin() as connection:
                    wake_failed(connection, seq)
            self._take(() if address is None else self._gathering.from_address(address), progress)

        return work

    @cached_property
    def _loaded(self) -> Reading:
        return self.reading()

    @cached_property
    def _gathering(self) -> Gathering:
        return Gathering(self.fetcher(), self._is_taken)

    def _is_taken(self, location: str) -> bool:
        with self.store.connect() as connection:
            return is_taken(connection, location)

    def _found(self, given: Given) -> Iterator[Found]:
        match given:
            case GivenText():
                yield item_of_text(given)
            case GivenAddress():
                yield from self._gathering.from_address(given.url)
            case GivenFiles():
                for file in given.files:
                    yield from _found_in_file(file, given, self._gathering)

    def _take(self, found: Iterable[Found], progress: Progress) -> None:
        def refused(error: str) -> None:
            progress.tell(Outcome(error.partition(": ")[0], "failed", error=error))

        for _ in queued(self.store, found, self.clock, refused):
            pass
        with self.store.connect() as connection:
            waiting = count_waiting(connection)
        progress.expect(waiting)
        if waiting == 0:
            return
        for one in read_waiting(self.store, self._loaded, self.clock):
            progress.tell(Outcome(one.location, one.state, one.version_id, one.error))


def taking_of(store: Store, settings: Settings, clock: Callable[[], str]) -> Taking:
    """Taking in by these settings, from public addresses."""
    agent = f"onrecord/{version_of('onrecord')} (reads news reports; follows robots.txt)"
    return Taking(store, lambda: reading_of(settings), lambda: Fetcher(agent), clock)


def item_of_text(given: GivenText) -> Item:
    """A pasted text as an item; the same text again is the same report."""
    raw = given.text.encode("utf-8", "surrogatepass")
    hints = Hints(title=given.title, outlet=given.outlet, url=given.url, byline=given.byline, published=given.published)
    return Item(f"pasted:{_short(raw)}", "row", raw, hints)


def sample_items() -> list[Item]:
    """The sample reports that ship, by name."""
    folder = resources.files("onrecord").joinpath("samples")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=lambda one: one.name)
    return [Item(f"sample:{one.name}", "text", one.read_bytes()) for one in files]


def reading_of(settings: Settings) -> Reading:
    """How documents are read by these settings; loads the language pipeline."""
    from onrecord.language.spacy_adapter import SpacyAnnotator
    from onrecord.pipeline import Reader
    from onrecord.store.linking import link_new

    annotator = SpacyAnnotator(settings.pipeline)
    reader = Reader(annotator=annotator, stages=stages_of(settings))
    return Reading(reader.outcomes, f"onrecord {version_of('onrecord')}, {annotator.version}", link_new)


def _found_in_file(file: GivenFile, given: GivenFiles, gathering: Gathering) -> Iterator[Found]:
    # The name stays at the end, since it may tell what the file is; what it holds tells it from others of that name.
    location = f"uploaded:{_short(file.content)}/{file.name}"
    about = given.about
    hints = Hints(outlet=about.outlet, byline=about.byline)
    if len(given.files) == 1 and kind_of(file.content[:HEAD], file.name) == "report":
        hints = replace(hints, title=about.title, url=about.url)
    known = Known(published=about.published, budget=Budget(location, LARGEST_UNPACKED))
    for one in taken_from_bytes(file.content, location, known, hints=hints):
        if isinstance(one, Link):
            yield from gathering.from_address(one.url)
        else:
            yield one


def _short(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:SHORT]

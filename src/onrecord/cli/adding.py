"""Commands that take reports into a store, and read again what is in it: add, watch, retry, reread."""

from __future__ import annotations

import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import NOTHING_READ, SOME_UNREAD, WRONG_CALL, Published, SettingsFile, date_given, say
from onrecord.cli.progress import progress_bar

if TYPE_CHECKING:
    from onrecord.intake import Gathering, Outcome, Reading, Tally
    from onrecord.intake.watching import Watch
    from onrecord.settings import Settings
    from onrecord.source.contents import Known
    from onrecord.source.fetch import Fetcher
    from onrecord.store.store import Store

Database = Annotated[str, typer.Option("--to", help="The store: a file such as news.db, or postgresql://...")]
Processes = Annotated[int, typer.Option(min=1, help="How many processes read.")]
Link = Annotated[bool, typer.Option("--link/--no-link", help="Link the new reports with those in the store.")]
Map = Annotated[
    str | None,
    typer.Option("--map", help="For tables: which column holds what, as body=text,published=date.", show_default=False),
]

EVERY = re.compile(r"(?P<number>\d{1,5})\s*(?P<unit>s|m|h|d)")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
# The least time between two looks at the same feeds, in seconds.
LEAST_PAUSE = 60


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (add, watch, retry, reread):
        app.command()(command)


def add(  # noqa: PLR0913, PLR0917 (one argument an option)
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Files, folders, addresses or - for standard input: text, HTML, feeds, OPML, WARC, WACZ, ninjs, "
            "tables (CSV, JSON lines, Parquet), zip and gz of them.",
        ),
    ],
    database: Database,
    published: Published = None,
    columns: Map = None,
    processes: Processes = 1,
    link: Link = True,
    settings_file: SettingsFile = None,
) -> None:
    """Take reports into a store and read them; a run that was interrupted goes on where it was."""
    from onrecord.intake import queued
    from onrecord.settings import settings_of
    from onrecord.source.contents import Known
    from onrecord.source.table import Columns
    from onrecord.store.opening import open_store

    known = Known(Columns.of(columns), date_given(published))
    settings = settings_of(settings_file)
    with _quiet(), open_store(database, create=True) as store:
        gathering = _gathering(store, known)
        tally = _gathered(queued(store, gathering.gathered(given, _stdin), _now, _complain))
        counts = _read(store, _reading_maker(settings, processes, link=link))
    _tell(database, tally, counts)


def watch(  # noqa: PLR0913, PLR0917 (one argument an option)
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of feeds, or OPML files.")],
    database: Database,
    every: Annotated[str, typer.Option(help="How long to wait between two looks: 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look once and end; for a timer of your own.")] = False,
    processes: Processes = 1,
    link: Link = True,
    settings_file: SettingsFile = None,
) -> None:
    """Keep taking in what is new in feeds, until it is ended with Ctrl-C."""
    from onrecord.intake.watching import Watch
    from onrecord.settings import settings_of
    from onrecord.source.contents import Known
    from onrecord.store.opening import open_store

    pause = _seconds(every)
    reading = _reading_maker(settings_of(settings_file), processes, link=link)
    failed = False
    try:
        with _quiet(), open_store(database, create=True) as store:
            while True:
                # A new fetcher for each look: robots.txt is asked for anew.
                looking = Watch(store, _gathering(store, Known()), _now, _complain)
                failed = _look(looking, feeds, reading)
                if once:
                    break
                time.sleep(pause)
    except KeyboardInterrupt:
        say(f"stopped; what was found is in {database}, the same call goes on from there")
        return
    if failed:
        raise typer.Exit(SOME_UNREAD)


def retry(
    database: Annotated[str, typer.Argument(metavar="DB", help="The store: a file or postgresql://...")],
    processes: Processes = 1,
    link: Link = True,
    settings_file: SettingsFile = None,
) -> None:
    """Read again what failed: inputs that could not be read, addresses that could not be fetched."""
    from onrecord.intake import queued, refetched, wake_failed
    from onrecord.settings import settings_of
    from onrecord.store.opening import open_store

    settings = settings_of(settings_file)
    with _quiet(), open_store(database) as store:
        with store.begin() as connection:
            woken = wake_failed(connection)
        tally = _gathered(queued(store, refetched(store, _fetcher()), _now, _complain))
        if woken == 0 and tally.found == 0:
            say(f"nothing in {database} has failed")
            return
        counts = _read(store, _reading_maker(settings, processes, link=link))
    _tell(database, tally, counts)


def reread(
    database: Annotated[str, typer.Argument(metavar="DB", help="The store: a file or postgresql://...")],
    reports: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="ID", help="Only this report; may be repeated.", show_default=False),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also what this version read last; for other stages or your own.")
    ] = False,
    processes: Processes = 1,
    link: Link = True,
    settings_file: SettingsFile = None,
) -> None:
    """Read again, with this version of the software, the texts that an older one read.

    Older readings stay in the store. What people corrected and judged is laid over the new reading, matched by kind and
    characters; what does not fit any more is told. A run that was interrupted goes on where it was.
    """
    from onrecord.intake import waiting_to_be_reread
    from onrecord.settings import settings_of
    from onrecord.store.opening import open_store

    settings = settings_of(settings_file)
    with _quiet(), open_store(database) as store:
        reading = _reading(settings, processes, link=link)
        with store.connect() as connection:
            waiting = waiting_to_be_reread(connection, reading.software, every=every, versions=reports or ())
        if not waiting:
            say(f"{database}: every report was read by {reading.software}; --all reads them again nevertheless")
            return
        counts = _reread(store, reading, waiting)
    say(f"{database}: {_numbered(counts)}")
    if counts["failed"]:
        say(f"what failed keeps its older reading; `onrecord reread {database}` tries again")
        raise typer.Exit(SOME_UNREAD if counts["failed"] < sum(counts.values()) else NOTHING_READ)


@contextmanager
def _quiet() -> Iterator[None]:
    """What libraries log about bad inputs stays off the terminal: the message of the input says what is wrong."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _stdin(most: int) -> bytes:
    return sys.stdin.buffer.read(most)


def _complain(error: str) -> None:
    say(f"onrecord: {error}")


def _seconds(every: str) -> int:
    match = EVERY.fullmatch(every.strip())
    if match is None or int(match["number"]) * SECONDS[match["unit"]] < LEAST_PAUSE:
        say(f"onrecord: --every {every!r} is no time to wait; give one of a minute or more as 15m, 2h or 1d")
        raise typer.Exit(WRONG_CALL)
    return int(match["number"]) * SECONDS[match["unit"]]


def _fetcher() -> Fetcher:
    from onrecord.source.fetch import Fetcher

    return Fetcher(f"onrecord/{version_of('onrecord')} (reads news reports; follows robots.txt)")


def _gathering(store: Store, known: Known) -> Gathering:
    from onrecord.intake import Gathering
    from onrecord.intake.queue import is_taken

    def taken(location: str) -> bool:
        with store.connect() as connection:
            return is_taken(connection, location)

    return Gathering(_fetcher(), taken, known)


def _reading_maker(settings: Settings, processes: int, *, link: bool) -> Callable[[], Reading]:
    """What makes the reading when there is something to read: the language pipeline takes a second to load."""
    made: list[Reading] = []

    def reading() -> Reading:
        if not made:
            made.append(_reading(settings, processes, link=link))
        return made[0]

    return reading


def _reading(settings: Settings, processes: int, *, link: bool) -> Reading:
    from onrecord.intake import Reading
    from onrecord.language.spacy_adapter import SpacyAnnotator
    from onrecord.pipeline import Reader
    from onrecord.pipeline.processes import Recipe, outcomes_in_processes
    from onrecord.settings import stages_of

    annotator = SpacyAnnotator(settings.pipeline)
    software = f"onrecord {version_of('onrecord')}, {annotator.version}"
    linker = _linker() if link else None
    if processes == 1:
        return Reading(Reader(annotator=annotator, stages=stages_of(settings)).outcomes, software, linker)
    recipe = Recipe(settings.pipeline, stages_of(settings))
    return Reading(partial(outcomes_in_processes, processes=processes, recipe=recipe), software, linker)


def _linker() -> Callable[..., object]:
    from onrecord.store.linking import link_new

    return link_new


def _look(looking: Watch, feeds: list[str], reading: Callable[[], Reading]) -> bool:
    """Whether a feed or a report failed in one look at all feeds."""
    from onrecord.intake.queue import Tally

    total, unread, unchanged = Tally(), 0, 0
    for seen in looking.looked_at(feeds):
        total = total.plus(seen.tally or Tally())
        unread += seen.error is not None
        unchanged += seen.tally is None and seen.error is None
    counts = _read(looking.store, reading)
    say(
        f"{_now()}: {_numbered(counts)}; {unchanged} feeds unchanged, {unread} not read"
        + (f", {total.unfetched} addresses not fetched" if total.unfetched else "")
    )
    return bool(unread or total.refused or total.unfetched or counts["failed"])


def _gathered(tallies: Iterable[Tally]) -> Tally:
    """The last tally; while it grows, a line tells how far the search is."""
    from onrecord.intake.queue import Tally

    last = Tally()
    with progress_bar() as progress:
        task = progress.add_task("looking", total=None)
        for last in tallies:
            progress.update(task, completed=last.found)
    return last


def _read(store: Store, reading: Callable[[], Reading]) -> Counter[str]:
    """What became of the inputs that waited, counted; failures are said as they come."""
    from onrecord.intake import read_waiting
    from onrecord.intake.queue import count_waiting

    with store.connect() as connection:
        total = count_waiting(connection)
    counts: Counter[str] = Counter()
    if total == 0:
        return counts
    with progress_bar() as progress:
        task = progress.add_task("reading", total=total)
        for outcome in _said(read_waiting(store, reading(), _now)):
            counts[outcome.state] += 1
            progress.advance(task)
    return counts


def _reread(store: Store, reading: Reading, waiting: list[str]) -> Counter[str]:
    """What became of the reports that were read again, counted; failures and what fits no more are said."""
    from onrecord.intake import reread as outcomes_of

    counts: Counter[str] = Counter()
    with progress_bar() as progress:
        task = progress.add_task("reading", total=len(waiting))
        for outcome in outcomes_of(store, reading, _now, waiting):
            counts[outcome.state] += 1
            progress.advance(task)
            if outcome.error is not None:
                _complain(outcome.error)
            for one in outcome.unfitting:
                made = one.correction
                _complain(f"{made.version_id}: {made.action} by {made.author} ({made.id}) fits no more: {one.why}")
    return counts


def _said(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        if outcome.error is not None:
            _complain(outcome.error)
        yield outcome


def _numbered(counts: Counter[str]) -> str:
    names = {
        "new report": "new",
        "new version": "changed",
        "new reading": "read anew",
        "known": "known",
        "failed": "failed",
    }
    return ", ".join(f"{counts[state]:,} {name}" for state, name in names.items() if counts[state]) or "nothing new"


def _tell(database: str, tally: Tally, counts: Counter[str]) -> None:
    """Say what the run came to; exit codes as for `read`."""
    there = f", {tally.there:,} there already" if tally.there else ""
    say(f"{database}: {_numbered(counts)}{there}")
    kept = counts["failed"] + tally.failed_before + tally.unfetched
    if not kept + tally.refused:
        return
    if kept:
        say(f"what failed is kept with its reason; `onrecord retry {database}` tries again")
    read = sum(counts.values()) - counts["failed"] + tally.there
    raise typer.Exit(SOME_UNREAD if read else NOTHING_READ)

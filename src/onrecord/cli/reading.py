"""Commands over single reports, without a store: read, why, stages, schema, about."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.cli.common import (
    NOTHING_READ,
    SOME_UNREAD,
    WRONG_CALL,
    Published,
    SettingsFile,
    date_given,
    listed,
    say,
    written,
)
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.pipeline.serial import Failed
    from onrecord.record import Report
    from onrecord.settings import Settings
    from onrecord.source.files import Unread
    from onrecord.text import Document


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (read, why, stages, schema, about):
        app.command()(command)


class Format(StrEnum):
    """The forms in which `onrecord read` gives a record."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def read(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders with reports; - is standard input.")],
    published: Published = None,
    form: Annotated[Format, typer.Option("--format", help="How to give the record.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write; standard output where not given.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, max=64, help="Processes to read in; one a core is best.")] = 1,
    settings_file: SettingsFile = None,
) -> None:
    """Read reports and print their records."""
    from onrecord.settings import settings_of

    settings = settings_of(settings_file)
    tally = {True: 0, False: 0}
    with written(output) as write:
        outcomes = _outcomes(paths, date_given(published), settings, processes)
        reports = (report for _, report in _counted(outcomes, tally) if report is not None)
        for piece in _pieces(reports, form):
            write(piece)
    if not tally[True] and not tally[False]:
        say("onrecord: no files found in what was given; reports are .txt, .md or .html files")
    if not tally[True]:
        raise typer.Exit(NOTHING_READ)
    if tally[False]:
        raise typer.Exit(SOME_UNREAD)


def why(
    path: Annotated[Path, typer.Argument(help="The file with the report; - is standard input.")],
    record_id: Annotated[str, typer.Argument(help="The id of a record, as `onrecord read` prints it: s3, e1, f2.")],
    published: Published = None,
    settings_file: SettingsFile = None,
) -> None:
    """Tell how a record came about: evidence, stage, rule, inputs."""
    from onrecord.export.why import why as account_of
    from onrecord.settings import settings_of

    for _, report in _outcomes([path], date_given(published), settings_of(settings_file), 1):
        if report is None:
            raise typer.Exit(NOTHING_READ)
        found = {record.id: record for record in report.records()}
        if record_id not in found:
            say(f"onrecord: {path}: has no record {record_id!r}; its records are {listed(list(found))}")
            raise typer.Exit(WRONG_CALL)
        sys.stdout.write(account_of(report, found[record_id]))


def stages(settings_file: SettingsFile = None) -> None:
    """List the stages in their order, with what each needs and makes."""
    from onrecord.settings import settings_of, stages_of

    for number, stage in enumerate(stages_of(settings_of(settings_file)), start=1):
        needs = ", ".join(stage.needs) or "nothing"
        sys.stdout.write(f"{number}  {stage.name:<14} needs {needs:<42} makes {', '.join(stage.makes)}\n")


def schema() -> None:
    """Print the JSON Schema of the record format."""
    import json

    from onrecord.export.json import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")


def about(settings_file: SettingsFile = None) -> None:
    """Print versions, models, data and their licences."""
    from onrecord.export.about import about_text
    from onrecord.language.spacy_adapter import SpacyAnnotator
    from onrecord.settings import settings_of

    sys.stdout.write(about_text(SpacyAnnotator(settings_of(settings_file).pipeline).version))


def _outcomes(
    paths: list[Path], published: str | None, settings: Settings, processes: int
) -> Iterator[tuple[str, Report | None]]:
    """Each file's name with its report, or None after its error was said; a bar tells how far the reading is."""
    from onrecord.source.files import Unread, paths_of

    found = [one for path in paths for one in ([path] if str(path) == "-" else paths_of([path]))]
    waiting: deque[tuple[str, Document | Unread]] = deque()

    def documents() -> Iterator[Document]:
        for name, source in _sources(found, published):
            waiting.append((name, source))
            if not isinstance(source, Unread):
                yield source

    def unread() -> Iterator[tuple[str, None]]:
        while waiting and isinstance(source := waiting[0][1], Unread):
            say(f"onrecord: {source.error}")
            yield waiting.popleft()[0], None
            advance()

    with _bar(len(found)) as advance:
        for outcome in _read_all(documents(), settings, processes):
            yield from unread()
            name, _ = waiting.popleft()
            advance()
            yield name, _report_or_none(name, outcome)
        yield from unread()


def _counted(
    outcomes: Iterable[tuple[str, Report | None]], tally: dict[bool, int]
) -> Iterator[tuple[str, Report | None]]:
    """The outcomes as they come, counted by whether there is a report."""
    for name, report in outcomes:
        tally[report is not None] += 1
        yield name, report


def _report_or_none(name: str, outcome: Report | Failed) -> Report | None:
    from onrecord.pipeline.serial import Failed

    if isinstance(outcome, Failed):
        say(f"onrecord: {name}: could not be read ({outcome.error}); please report this with the file")
        return None
    return outcome


def _sources(paths: list[Path], published: str | None) -> Iterator[tuple[str, Document | Unread]]:
    from onrecord.source.files import Unread, document_of_bytes, documents_of

    for path in paths:
        if str(path) != "-":
            yield from ((str(one), source) for one, source in documents_of([path], published=published))
            continue
        try:
            yield "-", document_of_bytes(sys.stdin.buffer.read(), "standard input", published=published)
        except OnrecordError as error:
            yield "-", Unread("standard input", str(error))


def _read_all(documents: Iterable[Document], settings: Settings, processes: int) -> Iterator[Report | Failed]:
    from onrecord.pipeline import Reader
    from onrecord.pipeline.processes import Recipe, outcomes_in_processes
    from onrecord.settings import stages_of

    if processes == 1:
        return Reader(stages=stages_of(settings), pipeline=settings.pipeline).outcomes(documents)
    recipe = Recipe(settings.pipeline, stages_of(settings))
    return outcomes_in_processes(documents, processes=processes, recipe=recipe)


def _pieces(reports: Iterator[Report], form: Format) -> Iterator[str]:
    """What is written, report by report where the form allows it."""
    from onrecord.export.html import html_of
    from onrecord.export.json import json_of
    from onrecord.export.text import text_of

    match form:
        case Format.JSON:
            yield from (json_of(report, indent=1) + "\n" for report in reports)
        case Format.JSONL:
            yield from (json_of(report) + "\n" for report in reports)
        case Format.TEXT:
            for number, report in enumerate(reports):
                yield ("\n\n" if number else "") + text_of(report)
        case Format.HTML:
            if read := list(reports):
                yield html_of(read)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error where somebody watches and there is more than one report."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    shown = total > 1 and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)

"""The command line: parse, call, print.

Exit codes: 0 all went well; 1 some reports could not be read (the others were); 2 the call is wrong; 3 nothing
was read.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from importlib.metadata import version as version_of
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.errors import OnrecordError
from onrecord.source.dates import date_in

# NumPy reads this when it is first imported; more threads than one only fight over the cores (eval/throughput).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from onrecord.pipeline.serial import Failed
    from onrecord.record import Report
    from onrecord.settings import Settings
    from onrecord.source.files import Unread
    from onrecord.text import Document

SOME_UNREAD, WRONG_CALL, NOTHING_READ = 1, 2, 3

app = typer.Typer(
    name="onrecord",
    help="Read news reports and put on record who said what, who did what to whom, where, when and how many.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """The forms in which `onrecord read` gives a record."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="A TOML file with `pipeline` and `stages`.", show_default=False)
]
Published = Annotated[
    str | None,
    typer.Option(help="When the reports were published, as YYYY-MM-DD; stands above what a report says itself."),
]


def main() -> None:
    """Run the command line; errors raised on purpose become one line and an exit code."""
    try:
        app()
    except OnrecordError as error:
        _say(f"onrecord: {error}")
        sys.exit(WRONG_CALL)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@app.command()
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
    with _written(output) as write:
        outcomes = _outcomes(paths, _date(published), settings, processes)
        reports = (report for _, report in _counted(outcomes, tally) if report is not None)
        for piece in _pieces(reports, form):
            write(piece)
    if not tally[True] and not tally[False]:
        _say("onrecord: no files found in what was given; reports are .txt, .md or .html files")
    if not tally[True]:
        raise typer.Exit(NOTHING_READ)
    if tally[False]:
        raise typer.Exit(SOME_UNREAD)


@app.command()
def why(
    path: Annotated[Path, typer.Argument(help="The file with the report; - is standard input.")],
    record_id: Annotated[str, typer.Argument(help="The id of a record, as `onrecord read` prints it: s3, e1, f2.")],
    published: Published = None,
    settings_file: SettingsFile = None,
) -> None:
    """Tell how a record came about: evidence, stage, rule, inputs."""
    from onrecord.export.why import why as account_of
    from onrecord.settings import settings_of

    for _, report in _outcomes([path], _date(published), settings_of(settings_file), 1):
        if report is None:
            raise typer.Exit(NOTHING_READ)
        found = {record.id: record for record in report.records()}
        if record_id not in found:
            _say(f"onrecord: {path}: has no record {record_id!r}; its records are {_listed(list(found))}")
            raise typer.Exit(WRONG_CALL)
        sys.stdout.write(account_of(report, found[record_id]))


@app.command()
def stages(settings_file: SettingsFile = None) -> None:
    """List the stages in their order, with what each needs and makes."""
    from onrecord.settings import settings_of, stages_of

    for number, stage in enumerate(stages_of(settings_of(settings_file)), start=1):
        needs = ", ".join(stage.needs) or "nothing"
        sys.stdout.write(f"{number}  {stage.name:<14} needs {needs:<42} makes {', '.join(stage.makes)}\n")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record format."""
    import json

    from onrecord.export.json import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")


@app.command()
def about(settings_file: SettingsFile = None) -> None:
    """Print versions, models, data and their licences."""
    from onrecord.export.about import about_text
    from onrecord.language.spacy_adapter import SpacyAnnotator
    from onrecord.settings import settings_of

    sys.stdout.write(about_text(SpacyAnnotator(settings_of(settings_file).pipeline).version))


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"onrecord {version_of('onrecord')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news reports and put on record who said what, who did what to whom, where, when and how many."""


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
            _say(f"onrecord: {source.error}")
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
        _say(f"onrecord: {name}: could not be read ({outcome.error}); please report this with the file")
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
def _written(output: Path | None) -> Iterator[Callable[[str], None]]:
    """A call that writes text to the file, made when the first text comes, or to standard output."""
    with ExitStack() as files:
        opened: list[IO[bytes]] = [] if output is not None else [sys.stdout.buffer]

        def write(text: str) -> None:
            if not opened and output is not None:
                opened.append(files.enter_context(_opened(output)))
            opened[0].write(text.encode("utf-8", "backslashreplace"))
            opened[0].flush()

        yield write
    if output is not None and opened:
        _say(f"wrote {output}")


def _opened(output: Path) -> IO[bytes]:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return output.open("wb")
    except OSError as error:
        _say(f"onrecord: {output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_CALL) from error


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error where somebody watches and there is more than one report."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    shown = total > 1 and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)


def _date(given: str | None) -> str | None:
    if given is None:
        return None
    found = date_in(given)
    if found is None:
        _say(f"onrecord: --published {given!r} is no date; give it as YYYY-MM-DD")
        raise typer.Exit(WRONG_CALL)
    return found


def _listed(ids: list[str]) -> str:
    return ", ".join(ids[:40]) + (f" and {len(ids) - 40} more" if len(ids) > 40 else "") if ids else "none"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")

"""The command line: parse, call, print.

Exit codes: 0 all went well; 1 some reports could not be read (the others were); 2 the call is wrong; 3 nothing
was read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    outcomes = list(_outcomes(paths, _date(published), settings, processes))
    reports = [report for _, report in outcomes if report is not None]
    if reports:
        _write(_rendered(reports, form), output)
    unread = len(outcomes) - len(reports)
    if not outcomes:
        _say("onrecord: no files found in what was given; reports are .txt, .md or .html files")
    if not reports:
        raise typer.Exit(NOTHING_READ)
    if unread:
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
    from onrecord.source.files import Unread

    sources = list(_sources(paths, published))
    documents = [source for _, source in sources if not isinstance(source, Unread)]
    for _, source in sources:
        if isinstance(source, Unread):
            _say(f"onrecord: {source.error}")
    read_all = iter(_read_all(documents, settings, processes)) if documents else iter(())
    with _bar(len(documents)) as advance:
        for name, source in sources:
            if isinstance(source, Unread):
                yield name, None
                continue
            outcome = next(read_all)
            advance()
            yield name, _report_or_none(name, outcome)


def _report_or_none(name: str, outcome: Report | Failed) -> Report | None:
    from onrecord.pipeline.serial import Failed

    if isinstance(outcome, Failed):
        _say(f"onrecord: {name}: could not be read ({outcome.error}); please report this with the file")
        return None
    return outcome


def _sources(paths: list[Path], published: str | None) -> Iterator[tuple[str, Document | Unread]]:
    from onrecord.source.files import Unread, document_of_bytes, documents_of, paths_of

    for path in paths:
        if str(path) != "-":
            yield from ((str(one), source) for one, source in documents_of(paths_of([path]), published=published))
            continue
        try:
            yield "-", document_of_bytes(sys.stdin.buffer.read(), "standard input", published=published)
        except OnrecordError as error:
            yield "-", Unread("standard input", str(error))


def _read_all(documents: list[Document], settings: Settings, processes: int) -> Iterator[Report | Failed]:
    from onrecord.pipeline import Reader
    from onrecord.pipeline.processes import Recipe, outcomes_in_processes
    from onrecord.settings import stages_of

    if processes == 1:
        return Reader(stages=stages_of(settings), pipeline=settings.pipeline).outcomes(documents)
    recipe = Recipe(settings.pipeline, stages_of(settings))
    return outcomes_in_processes(documents, processes=processes, recipe=recipe)


def _rendered(reports: list[Report], form: Format) -> str:
    from onrecord.export.html import html_of
    from onrecord.export.json import json_of
    from onrecord.export.text import text_of

    match form:
        case Format.JSON:
            return "\n".join(json_of(report, indent=1) for report in reports) + "\n"
        case Format.JSONL:
            return "".join(json_of(report) + "\n" for report in reports)
        case Format.HTML:
            return html_of(reports)
        case Format.TEXT:
            return "\n\n".join(text_of(report) for report in reports)


def _write(text: str, output: Path | None) -> None:
    raw = text.encode("utf-8", "backslashreplace")
    if output is None:
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(raw)
    except OSError as error:
        _say(f"onrecord: {output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_CALL) from error
    _say(f"wrote {output}")


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

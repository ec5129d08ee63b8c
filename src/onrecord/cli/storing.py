"""Commands that look into a store: reports, records, search, show, verify, migrate."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onrecord.cli.common import NOTHING_READ, SOME_UNREAD, WRONG_CALL, date_given, say
from onrecord.record import KINDS

if TYPE_CHECKING:
    from onrecord.store.selection import RecordRow, ReportRow

Database = Annotated[str, typer.Argument(help="The store: a file such as news.db, or postgresql://...")]
Words = Annotated[str | None, typer.Option("--text", help="Words to find in the reports' text.", show_default=False)]
Kind = Annotated[list[str] | None, typer.Option(help=f"A kind: {', '.join(KINDS)}.", show_default=False)]
Type = Annotated[list[str] | None, typer.Option("--type", help="An event type, measure ...", show_default=False)]
From = Annotated[str | None, typer.Option("--from", help="The first day, as YYYY-MM-DD.", show_default=False)]
To = Annotated[str | None, typer.Option("--to", help="The last day, as YYYY-MM-DD.", show_default=False)]
Country = Annotated[list[str] | None, typer.Option(help="A country (ISO 3166-1 alpha-3).", show_default=False)]
Place = Annotated[str | None, typer.Option(help="The name of a place.", show_default=False)]
Actor = Annotated[list[str] | None, typer.Option(help="An actor, by name.", show_default=False)]
Speaker = Annotated[list[str] | None, typer.Option(help="Who said it, by name.", show_default=False)]
Outlet = Annotated[list[str] | None, typer.Option(help="An outlet.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line in place of a table.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="How many are printed at most.")]
# Columns of `records` and `versions` that are the database's own.
INNER = frozenset({"seq", "report_seq", "version_seq", "is_current", "first_day", "last_day", "listed", "shown"})


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (reports, records, search, show, verify, migrate):
        app.command()(command)


def reports(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Database,
    text: Words = None,
    outlet: Outlet = None,
    day_from: From = None,
    day_to: To = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List the reports of a store, newest first."""
    from onrecord.store.opening import open_store
    from onrecord.store.selection import Selection, count_of_reports, report_rows

    selection = Selection(
        text=text, outlets=_many(outlet),
        day_from=date_given(day_from, "--from"), day_to=date_given(day_to, "--to")
    )  # fmt: skip
    with open_store(database) as store, store.connect() as connection:
        page, total = report_rows(connection, selection, limit=limit), count_of_reports(connection, selection)
    if as_json:
        _print_json(page.items)
    else:
        _print_reports(page.items)
    _tell(len(page.items), total, "report")


def records(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Database,
    kind: Kind = None,
    of_type: Type = None,
    text: Words = None,
    day_from: From = None,
    day_to: To = None,
    country: Country = None,
    place: Place = None,
    actor: Actor = None,
    speaker: Speaker = None,
    outlet: Outlet = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List records of a store, newest first: who said what, who did what to whom, how many, where and when."""
    from onrecord.store.opening import open_store
    from onrecord.store.selection import Selection, count_of_records, record_rows

    selection = Selection(
        text=text, kinds=_kinds(kind), types=_many(of_type),
        day_from=date_given(day_from, "--from"), day_to=date_given(day_to, "--to"),
        countries=_many(country), place=place, actors=_many(actor), speakers=_many(speaker), outlets=_many(outlet),
    )  # fmt: skip
    with open_store(database) as store, store.connect() as connection:
        page, total = record_rows(connection, selection, limit=limit), count_of_records(connection, selection)
    if as_json:
        _print_json(page.items)
    else:
        _print_records(page.items)
    _tell(len(page.items), total, "record")


def search(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Database,
    words: Annotated[str, typer.Argument(help='Words, "a phrase", -without.')],
    kind: Kind = None,
    of_type: Type = None,
    day_from: From = None,
    day_to: To = None,
    country: Country = None,
    place: Place = None,
    actor: Actor = None,
    speaker: Speaker = None,
    outlet: Outlet = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Find reports by their words, and show where the words stand.

    With filters of records, only reports that have such a record: events of a type, an actor, a place.
    """
    from onrecord.store.opening import open_store
    from onrecord.store.search import snippets
    from onrecord.store.selection import Selection, count_of_reports, report_rows

    selection = Selection(
        text=words, kinds=_kinds(kind), types=_many(of_type),
        day_from=date_given(day_from, "--from"), day_to=date_given(day_to, "--to"),
        countries=_many(country), place=place, actors=_many(actor), speakers=_many(speaker), outlets=_many(outlet),
    )  # fmt: skip
    with open_store(database) as store, store.connect() as connection:
        page, total = report_rows(connection, selection, limit=limit), count_of_reports(connection, selection)
        found = snippets(connection, words, [row.seq for row in page.items])
    if as_json:
        _print_json(page.items, {row.seq: {"snippet": _pieces(found.get(row.seq, ()))} for row in page.items})
    else:
        _print_found(page.items, found)
    _tell(len(page.items), total, "report")


def show(
    database: Database,
    report: Annotated[str, typer.Argument(help="A report's id, as `onrecord reports` prints it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the onrecord/1 object in place of text.")] = False,
) -> None:
    """Print the record of one report in a store, as corrections have left it."""
    from onrecord.export.json import json_of
    from onrecord.export.text import text_of
    from onrecord.store.loading import report_of
    from onrecord.store.opening import open_store

    with open_store(database) as store, store.connect() as connection:
        found = report_of(connection, report)
    sys.stdout.write(json_of(found) + "\n" if as_json else text_of(found))


def verify(database: Database) -> None:
    """Check every span against its text, every record against the format, and every index row against its record.

    Exit code 1 where anything does not fit.
    """
    from onrecord.store.opening import open_store
    from onrecord.store.verify import verify as faults_of

    number = 0
    with open_store(database) as store, store.connect() as connection:
        for number, fault in enumerate(faults_of(connection), start=1):  # noqa: B007 (the last number is the count)
            sys.stdout.write(f"{_one_line(fault.where)}: {_one_line(fault.what)}\n")
    if number:
        say(f"onrecord: {database}: {number} faults found")
        raise typer.Exit(SOME_UNREAD)
    say(f"{database}: every span, record and row fits")


def migrate(database: Database) -> None:
    """Bring a store of an older version to this one; make a copy before."""
    from onrecord.store.opening import migrate as migrated

    before, after = migrated(database)
    say(
        f"{database}: is at version {after} already"
        if before == after
        else f"{database}: from version {before} to {after}"
    )


def _print_reports(rows: Iterable[ReportRow]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("id", "published", "outlet", "title"):
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "published"))
    for row in rows:
        table.add_row(*(escape(_one_line(one or "")) for one in (row.id, row.day, row.outlet, row.title)))
    Console().print(table)


def _print_records(rows: Iterable[RecordRow]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("id", "type", "what", "day", "where", "told", "in"):
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "day"))
    for row in rows:
        told = " ".join(
            one for one in (
                row.modality if row.modality not in (None, "actual") else None,
                "negative" if row.polarity == "negative" else None,
                "attributed" if row.attributed else "own voice",
            ) if one
        )  # fmt: skip
        where = ", ".join(one for one in (row.place, row.country) if one)
        shown = (row.id, row.type, row.label, row.day, where, told, row.outlet or row.title)
        table.add_row(*(escape(_one_line(one or "")) for one in shown))
    Console().print(table)


def _print_found(rows: Iterable[ReportRow], found: Mapping[int, Sequence[tuple[str, bool]]]) -> None:
    console = Console()
    for row in rows:
        console.print(f"[bold]{escape(_one_line(row.title or 'without a title'))}[/bold]  {_about(row)}")
        pieces = (
            f"[reverse]{escape(_one_line(piece))}[/reverse]" if hit else escape(_one_line(piece))
            for piece, hit in found.get(row.seq, ())
        )  # fmt: skip
        console.print("  " + "".join(pieces))


def _pieces(found: Iterable[tuple[str, bool]]) -> list[dict[str, Any]]:
    return [{"text": piece, "hit": hit} for piece, hit in found]


def _print_json(rows: Iterable[Any], more: Mapping[int, Mapping[str, Any]] | None = None) -> None:
    """A row a line, with what is told of it besides, by its number."""
    for row in rows:
        kept = {name: value for name, value in row._mapping.items() if name not in INNER}
        kept |= (more or {}).get(row.seq, {})
        sys.stdout.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _tell(shown: int, total: int, what: str) -> None:
    if total == 0:
        say(f"no {what} has all of this")
        raise typer.Exit(NOTHING_READ)
    more = "" if shown == total else f"; the newest {shown} are shown, --limit shows more"
    say(f"{total:,} {what}{'' if total == 1 else 's'}{more}")


def _about(row: ReportRow) -> str:
    return escape(_one_line(", ".join(one for one in (row.outlet, row.day, row.id) if one)))


def _one_line(text: str) -> str:
    """Text from a report as a terminal may be given it: no line breaks, no control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _kinds(given: Sequence[str] | None) -> tuple[str, ...]:
    unknown = sorted(set(given or ()) - set(KINDS))
    if unknown:
        say(f"onrecord: --kind {unknown[0]!r} is no kind of record; kinds are {', '.join(KINDS)}")
        raise typer.Exit(WRONG_CALL)
    return tuple(given or ())


def _many(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(given or ())

"""Commands that look across the reports of a store: link, figures, disagreements, tracks, votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import WRONG_CALL, say, written
from onrecord.source.dates import date_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.selection import Selection

Database = Annotated[str, typer.Argument(help="The store: a file such as news.db, or postgresql://...")]
Place = Annotated[str | None, typer.Option(help="Only of this place.", show_default=False)]
Country = Annotated[
    list[str] | None,
    typer.Option(help="Only of this country (ISO 3166-1 alpha-3); may be repeated.", show_default=False),
]
From = Annotated[str | None, typer.Option("--from", help="The first day, as YYYY-MM-DD.", show_default=False)]
To = Annotated[str | None, typer.Option("--to", help="The last day, as YYYY-MM-DD.", show_default=False)]
Actor = Annotated[list[str] | None, typer.Option(help="Only with this actor; may be repeated.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="How many are printed at most.")]
# Names that people use for a project's reading, beside the names in ontology/readings.
READINGS = {"ucdp": "ucdp_best"}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (link, figures, disagreements, tracks, votes):
        app.command()(command)


def link(
    database: Database,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make all that is derived anew: index, search, counts and links.")
    ] = False,
) -> None:
    """Link reports with each other: the same actors, events, tolls, talks and motions, and what contradicts what.

    Reports taken in with `onrecord add` are linked already, unless it was told not to. What was read, corrected and
    judged is never touched; --rebuild makes everything else from it again, and comes to the same.
    """
    from onrecord.store.linking import link_new
    from onrecord.store.opening import open_store
    from onrecord.store.rebuilding import rebuild as rebuilt

    with open_store(database) as store, store.begin() as connection:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        linked = rebuilt(connection) if rebuild else link_new(connection, now)
    say(f"linked: {linked}")


def figures(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Database,
    measure: Annotated[str, typer.Option(help="What is counted: killed, injured, displaced, detained ...")] = "killed",
    place: Place = None,
    country: Country = None,
    day_from: From = None,
    day_to: To = None,
    reading: Annotated[
        str | None, typer.Option(help="One number a figure, as this project takes it: acled, ucdp.", show_default=False)
    ] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Print what each source said of a toll over time, with its bounds, and a small chart.

    A reading stands beside the figures and is not kept: `onrecord` holds what was reported.
    """
    from onrecord.cli.shown import pages
    from onrecord.store.ledger import series

    asked = _selection(place=place, country=country, day_from=day_from, day_to=day_to)
    with _opened(database) as connection:
        name = READINGS.get(reading, reading) if reading is not None else None
        found = series(connection, asked, measure=measure, reading=name, limit=limit)
    where = f" in {place}" if place is not None else ""
    _print(found, lambda: pages(found, name), f"no figures of {measure}{where}", as_json=as_json)


def disagreements(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Database,
    kind: Annotated[
        str | None,
        typer.Option(help="Only of this kind: figures, votes, denial, blame, occurrence.", show_default=False),
    ] = None,
    place: Place = None,
    country: Country = None,
    actor: Actor = None,
    day_from: From = None,
    day_to: To = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Print where sources contradict each other: both sides, whose words, which words and when."""
    from onrecord.cli.shown import sides
    from onrecord.store.disputes import KINDS
    from onrecord.store.disputes import disagreements as listed

    if kind is not None and kind not in KINDS:
        say(f"onrecord: --kind {kind!r} is not one of {', '.join(KINDS)}")
        raise typer.Exit(WRONG_CALL)
    asked = _selection(place=place, country=country, actor=actor, day_from=day_from, day_to=day_to)
    with _opened(database) as connection:
        found = listed(connection, asked, kind=kind, limit=limit)
    _print(found.items, lambda: sides(found.items), "no disagreements", as_json=as_json)
    if found.next is not None:
        say(f"the newest {limit} are shown; --limit gives more, --to earlier ones")


def tracks(
    database: Database,
    actor: Actor = None,
    day_from: From = None,
    day_to: To = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Print talks as boards: parties, mediators, stages, proposals with the replies to them, deadlines."""
    from onrecord.cli.shown import boards
    from onrecord.store.talks import boards as listed

    with _opened(database) as connection:
        found = listed(connection, _selection(actor=actor, day_from=day_from, day_to=day_to), limit=limit).items
    _print(found, lambda: boards(found), "no talks", as_json=as_json)


def votes(
    database: Database,
    actor: Actor = None,
    day_from: From = None,
    day_to: To = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Print motions with the votes on them: tally, voters, vetoes, outcome."""
    from onrecord.cli.shown import motions
    from onrecord.store.talks import votes as listed

    with _opened(database) as connection:
        found = listed(connection, _selection(actor=actor, day_from=day_from, day_to=day_to), limit=limit).items
    _print(found, lambda: motions(found), "no votes", as_json=as_json)


@contextmanager
def _opened(database: str) -> Iterator[Connection]:
    from onrecord.store.opening import open_store

    with open_store(database) as store, store.connect() as connection:
        yield connection


def _selection(
    *,
    place: str | None = None,
    country: list[str] | None = None,
    actor: list[str] | None = None,
    day_from: str | None = None,
    day_to: str | None = None,
) -> Selection:
    from onrecord.store.selection import Selection

    return Selection(
        place=place,
        countries=tuple(country or ()),
        actors=tuple(actor or ()),
        day_from=_day(day_from, "--from"),
        day_to=_day(day_to, "--to"),
    )


def _day(given: str | None, option: str) -> str | None:
    found = date_in(given) if given is not None else None
    if given is not None and found is None:
        say(f"onrecord: {option} {given!r} is no date; give it as YYYY-MM-DD")
        raise typer.Exit(WRONG_CALL)
    return found


def _print(found: Sequence[object], lines: Callable[[], Iterable[str]], nothing: str, *, as_json: bool) -> None:
    """Print what was found, as JSON or in lines; where there is nothing, say so."""
    import msgspec

    with written(None) as write:
        if as_json:
            write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode("utf-8") + "\n")
            return
        for line in lines():
            write(line + "\n")
    if not found:
        say(nothing)

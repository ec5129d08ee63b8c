"""The command that shows what is one across reports: actors, events, texts, tolls, talks and motions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import say, written

if TYPE_CHECKING:
    from onrecord.store.clusters_told import ClusterRow, MemberRow


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(clusters)


def clusters(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    database: Annotated[str, typer.Argument(help="The store: a file such as news.db, or postgresql://...")],
    kind: Annotated[
        str | None,
        typer.Option(help="Only of this kind: actor, event, origin (a text), toll, track, motion.", show_default=False),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Only with this in its name.", show_default=False)] = None,
    record: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only what this record, or this report, is in.", show_default=False),
    ] = None,
    shown: Annotated[bool, typer.Option("--members", help="Print each one's records, and why they are in it.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many are printed at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")] = False,
) -> None:
    """List what is one across reports, the largest first: in how many outlets, and from how many texts of origin.

    `onrecord judge` says of two records whether they are the same, `onrecord split` takes some out of their cluster.
    """
    import msgspec

    from onrecord.store.clusters_told import clusters as listed
    from onrecord.store.clusters_told import members
    from onrecord.store.opening import open_store

    with open_store(database) as store, store.connect() as connection:
        found = listed(connection, kind, name=name, record=record, limit=limit)
        inside = members(connection, [one.id for one in found]) if shown or record is not None else {}
    with written(None) as write:
        if as_json:
            rows = [{**msgspec.to_builtins(one), "members": inside.get(one.id)} for one in found]
            write(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n")
        else:
            for line in _lines(found, inside):
                write(line + "\n")
    if not found:
        say("nothing of this is linked; `onrecord link` links a store")


def _lines(found: Sequence[ClusterRow], inside: Mapping[int, Sequence[MemberRow]]) -> Iterator[str]:
    from onrecord.cli.shown import plain

    for one in found:
        days = " to ".join(dict.fromkeys(day for day in (one.day, one.day_end) if day is not None))
        what = ", ".join(part for part in (one.kind, one.type, one.country, days) if part)
        yield plain(f"{one.id:>6}  {one.label}  ({what}): {_told(one)}")
        for member in inside.get(one.id, ()):
            where = ", ".join(part for part in (member.outlet or member.title, member.day) if part)
            why = "; ".join(member.reasons) or "the first"
            score = "     " if member.score is None else f"{member.score:5.2f}"
            yield plain(f"          {score}  {member.item}  {member.label or ''}  ({where})  {why}")


def _told(one: ClusterRow) -> str:
    """How often it is told: "12 records, 9 outlets, 2 origins"."""
    numbers = [(one.size, "record"), (one.outlets, "outlet")]
    if one.origins is not None:
        numbers.append((one.origins, "origin"))
    return ", ".join(f"{number:,} {what}{'' if number == 1 else 's'}" for number, what in numbers)

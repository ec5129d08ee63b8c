"""Giving out: export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer

from onrecord.cli.common import WRONG_CALL, say
from onrecord.record import KINDS
from onrecord.source.dates import date_in

if TYPE_CHECKING:
    from onrecord.export.forms import Form
    from onrecord.export.loss import LossReport
    from onrecord.export.selected import Selected
    from onrecord.store.selection import Selection


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(export)


class FormName(StrEnum):
    """The forms of export.forms, by name; written out here so that the help needs no writer."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    ACLED = "acled"
    UCDP = "ucdp"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    FTM = "ftm"
    ANNOTATION = "annotation"
    PROV = "prov"
    TIMELINEJS = "timelinejs"


def export(  # noqa: PLR0913 (each filter is an option of its own; they become one Selection at once)
    store: Annotated[str, typer.Argument(help="The store: a file, or postgresql://user@host/name.")],
    *,
    form: Annotated[FormName, typer.Option("--as", help="The form to give the records in; see docs/EXPORTS.md.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file; csv and parquet: a folder, if the name has no suffix."),
    ] = None,
    loss: Annotated[bool, typer.Option("--loss", help="Print all that the form could not hold.")] = False,
    bom: Annotated[bool, typer.Option("--bom", help="csv: begin each file with a byte order mark, for Excel.")] = False,
    text: Annotated[str | None, typer.Option(help="Words to find in the text of the reports.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help=f"A kind of record: {', '.join(KINDS)}.")] = None,
    of_type: Annotated[list[str] | None, typer.Option("--type", help="An event type, measure, kind ...")] = None,
    day_from: Annotated[str | None, typer.Option("--from", help="The first day, as YYYY-MM-DD.")] = None,
    day_to: Annotated[str | None, typer.Option("--to", help="The last day, as YYYY-MM-DD.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="A country, as ISO 3166-1 alpha-3.")] = None,
    place: Annotated[str | None, typer.Option(help="The name of a place.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="An actor, by name or number of its cluster.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="An outlet.")] = None,
    speaker: Annotated[list[str] | None, typer.Option(help="Who said it, by name or number of a cluster.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="How real it is told to be.")] = None,
    attributed: Annotated[
        bool | None, typer.Option("--attributed/--own-voice", help="On a source's word, or in the publisher's voice.")
    ] = None,
    state: Annotated[list[str] | None, typer.Option(help="machine, accepted, rejected, merged, edited, added.")] = None,
    report: Annotated[list[str] | None, typer.Option(help="A report, by its id.")] = None,
    bbox: Annotated[str | None, typer.Option(help="A box: west,south,east,north in degrees.")] = None,
) -> None:
    """Give out records of a store in one of fourteen forms, and tell what the form could not hold."""
    from onrecord.export.forms import form_named
    from onrecord.store.selection import Selection

    selection = Selection(
        text=text,
        kinds=_kinds(kind),
        types=tuple(of_type or ()),
        day_from=_day("--from", day_from),
        day_to=_day("--to", day_to),
        countries=tuple(country or ()),
        place=place,
        actors=tuple(actor or ()),
        outlets=tuple(outlet or ()),
        speakers=tuple(speaker or ()),
        modalities=tuple(modality or ()),
        attributed=attributed,
        states=tuple(state or ()),
        versions=tuple(report or ()),
        bbox=_box(bbox),
    )
    chosen = form_named(form.value)
    if bom and chosen.name != "csv":
        _refuse("--bom is for --as csv only")
    destination = _destination(chosen, output, bom=bom)
    try:
        _tell(_exported(store, selection, destination), output, loss=loss)
    except OSError as error:
        if output is None:
            raise
        _refuse(f"{output}: cannot be written: {error.strerror}")


def _exported(store: str, selection: Selection, destination: Callable[[Iterable[Selected]], LossReport]) -> LossReport:
    from onrecord.giving import selected_from
    from onrecord.store.opening import open_store

    with open_store(store) as opened, opened.connect() as connection:
        return destination(selected_from(connection, selection))


def _destination(form: Form, output: Path | None, *, bom: bool) -> Callable[[Iterable[Selected]], LossReport]:
    """What writes a selection to where the call wants it."""
    write = partial(form.write, bom=True) if bom else form.write
    if output is None:
        if sys.stdout.isatty() and form.is_binary:
            _refuse(f"--as {form.name} is no text for a terminal; give a file with --output")
        return lambda selected: write(selected, sys.stdout.buffer)
    if form.write_folder is not None and (output.is_dir() or not output.suffix):
        return partial(form.write_folder, folder=output, **({"bom": True} if bom else {}))
    return lambda selected: _written(output, lambda file: write(selected, file))


def _written(output: Path, write: Callable[[BinaryIO], LossReport]) -> LossReport:
    """Write a file whole or not at all: it gets its name when it is complete."""
    partly = output.with_name(f".{output.name}.{os.getpid()}.part")
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with partly.open("wb") as file:
            found = write(file)
        partly.replace(output)
    finally:
        partly.unlink(missing_ok=True)
    return found


def _tell(found: LossReport, output: Path | None, *, loss: bool) -> None:
    """Say what was lost; beside a file, the whole report lies as JSON."""
    beside = None
    if output is not None:
        beside = output / "loss.json" if output.is_dir() else output.with_name(f"{output.name}.loss.json")
        beside.write_text(found.json(), encoding="utf-8")
        say(f"wrote {output}")
    if loss:
        sys.stderr.write(found.text())
    elif found.losses:
        records = sum(one.count for one in found.losses if one.field is None)
        fields = sum(one.count for one in found.losses if one.field is not None)
        where = beside if beside is not None else "--loss"
        say(f"onrecord: {found.form} could not hold {records} records and {fields} values; {where} tells which and why")


def _kinds(given: list[str] | None) -> tuple[str, ...]:
    for one in given or ():
        if one not in KINDS:
            _refuse(f"--kind {one!r} is not one of {', '.join(KINDS)}")
    return tuple(given or ())


def _day(option: str, given: str | None) -> str | None:
    if given is None:
        return None
    found = date_in(given)
    if found is None:
        _refuse(f"{option} {given!r} is no date; give it as YYYY-MM-DD")
    return found


def _box(given: str | None) -> tuple[float, float, float, float] | None:
    if given is None:
        return None
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        _refuse(f"--bbox {given!r} is no box; give it as west,south,east,north in degrees")
    return west, south, east, north


def _refuse(message: str) -> NoReturn:
    say(f"onrecord: {message}")
    raise typer.Exit(WRONG_CALL)

"""What the event tables of other projects share: which events become rows, and how rows are written."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from onrecord.export.cells import Cell, cell, one_cell_line
from onrecord.export.covered_days import Days, days_of
from onrecord.export.loss import Losses
from onrecord.export.selected import Selected
from onrecord.export.told import attributed, counted_of, partial, unreal
from onrecord.export.words import one_line
from onrecord.record import Event, Figure, Place

NO_DATE: Final = "no day is told on which it happened, and a row needs one"
BARE: Final = "numbers stand without the words around them (at least, about)"
OTHER_KINDS: Final[Mapping[str, str]] = {
    "actors": "actors stand in the rows of events only",
    "places": "places stand in the rows of events only",
    "times": "times stand in the rows of events only",
    "statements": "who said what is no event here",
    "votes": "votes have no row here",
    "negotiations": "talks over time have no row here",
}


class Tabbed(csv.excel_tab):
    """Cells between tabs, one row a line, quotation marks around a cell that holds one (POLECAT)."""

    lineterminator = "\n"


class Bare(Tabbed):
    """Cells between tabs without quotation marks around them: what is in a cell is its text (GDELT)."""

    quoting = csv.QUOTE_NONE
    quotechar = None


class RowWriter:
    """Writes rows of named cells as delimited text in UTF-8, in the order of the columns; absent cells are empty."""

    def __init__(self, out: BinaryIO, columns: tuple[str, ...], dialect: type[csv.Dialect] = csv.excel) -> None:
        self._columns = columns
        self._plain = dialect.delimiter == "\t"
        self._rows = csv.writer(codecs.getwriter("utf-8")(out), dialect)

    def heading(self) -> None:
        """Write the names of the columns as the first row."""
        self._rows.writerow(self._columns)

    def write(self, row: Mapping[str, Cell]) -> None:
        """Write one row; a cell that is no column is an error of the caller."""
        unknown = row.keys() - set(self._columns)
        if unknown:
            raise KeyError(f"no such columns: {', '.join(sorted(unknown))}")
        self._rows.writerow([self._cell(row.get(name)) for name in self._columns])

    def _cell(self, value: Cell) -> Cell:
        # A table without quotation marks cannot hold a tab or a line break inside a cell.
        return cell(one_cell_line(value) if self._plain and isinstance(value, str) else value)


def dated_facts(selected: Selected, losses: Losses, *, names_sources: bool) -> Iterator[tuple[Event, Days]]:
    """The chosen events that are told as facts and on certain days; what is left out is counted with its reason."""
    for kind, record in selected.records():
        if isinstance(record, Event):
            reason = unreal(record) or partial(selected, record) or (None if names_sources else attributed(record))
            days = days_of(selected.time(record.time))
            if reason is not None or days is None:
                losses.record(kind, reason or NO_DATE, selected.id(record.id))
            else:
                yield record, days


def dead_in(selected: Selected, event: Event, losses: Losses) -> list[Figure]:
    """The figures of an event's dead that are told as facts; what is left out or loses its wording is counted."""
    kept = []
    for figure in counted_of(selected, event, "killed"):
        here = selected.id(figure.id)
        reason = unreal(figure) or partial(selected, figure, event)
        if reason is not None:
            losses.field("events", "deaths", reason, here)
            continue
        kept.append(figure)
        if figure.bound != "exactly":
            losses.field("figures", "bound", BARE, here)
        if figure.attributed_to:
            losses.field("figures", "attributed_to", "only the event's sources have a field", here)
    return kept


def number_of(record_id: str) -> int:
    """A whole number for a record's id, the same always: for forms whose ids are numbers (53 bits of SHA-256)."""
    return int.from_bytes(hashlib.sha256(record_id.encode()).digest()[:8], "big") >> 11


def evidence(event: Event) -> str:
    """The words that an event rests on, in one line."""
    return " ... ".join(one_line(span.text) for span in event.evidence or (event.trigger,))


def feature_class(place: Place | None) -> str | None:
    """What a GeoNames feature code is: settlement, country, first, second, water; None where it is something else."""
    feature = (place.feature if place is not None else None) or ""
    for start, name in (("PPL", "settlement"), ("PCL", "country"), ("ADM1", "first"), ("ADM2", "second")):
        if feature.startswith(start):
            return name
    return "water" if feature in {"SEA", "OCN", "STRT", "GULF", "BAY", "LK", "STM"} else None


def uncounted_figures(selected: Selected, losses: Losses, used: set[str], reason: str) -> None:
    """Count each chosen figure that no row of an event took."""
    for kind, record in selected.records():
        if kind == "figures" and record.id not in used:
            losses.record(kind, reason, selected.id(record.id))

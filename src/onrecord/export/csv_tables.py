"""Tables as CSV (RFC 4180, UTF-8), one file a table: no cell starts a formula, numbers stay numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from onrecord.export.cells import JOIN, Cell, cell
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.tables import TABLES, UNHELD, Value, rows_of
from onrecord.export.zipped import zip_folder


def write(selected: Iterable[Selected], out: BinaryIO, *, bom: bool = False) -> LossReport:
    """Write a zip archive with one CSV file a table; a byte order mark first in each, if asked for (for Excel)."""
    with TemporaryDirectory(prefix="onrecord-") as folder:
        losses = write_folder(selected, Path(folder), bom=bom)
        zip_folder(Path(folder), out)
    return losses


def write_folder(selected: Iterable[Selected], folder: Path, *, bom: bool = False) -> LossReport:
    """Write one CSV file a table into a folder."""
    losses = Losses()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = {}
        for table, columns in TABLES.items():
            path = folder / f"{table}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline=""))
            writers[table] = csv.writer(file)
            writers[table].writerow([name for name, _ in columns])
        for one in losses.through(selected):
            losses.fields_of_report(one, UNHELD)
            for table, row in rows_of(one):
                writers[table].writerow([cell(flat(value)) for value in row])
                losses.wrote(table)
    return losses.report("csv")


def flat(value: Value) -> Cell:
    """A value as one cell: several texts joined by semicolons, none as an empty cell."""
    return (JOIN.join(value) if value else None) if isinstance(value, tuple) else value

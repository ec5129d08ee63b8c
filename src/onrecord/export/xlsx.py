"""Tables as one Excel workbook, one sheet a table: texts are texts, never formulas or links; numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.cells import Cell, printable
from onrecord.export.csv_tables import flat
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.tables import TABLES, UNHELD, Row, rows_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits (Excel specifications and limits, Microsoft).
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
# Excel keeps 15 digits of a number; what has more stands as text, so that no digit changes.
FIRST_INEXACT = 10**15
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TOO_MANY = f"a sheet holds {MAX_ROWS:,} rows, the heading included"
_TOO_LONG = f"a cell holds {MAX_CHARACTERS:,} characters; the text is cut there"
# A workbook says when it was made; a fixed time keeps equal exports equal.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)


def write(selected: Iterable[Selected], out: BinaryIO, *, max_rows: int = MAX_ROWS) -> LossReport:
    """Write one workbook; the rows of each sheet go to disk as they come."""
    from xlsxwriter import Workbook

    losses = Losses()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        sheets = {table: book.add_worksheet(table) for table in TABLES}
        filled = dict.fromkeys(TABLES, 1)
        for table, sheet in sheets.items():
            sheet.freeze_panes(1, 0)
            for column, (name, _) in enumerate(TABLES[table]):
                sheet.write_string(0, column, name)
        for one in losses.through(selected):
            losses.fields_of_report(one, UNHELD)
            for table, row in rows_of(one):
                if filled[table] >= max_rows:
                    losses.record(table, _TOO_MANY, str(row[0]))
                    continue
                _write_row(sheets[table], filled[table], row)
                _tell_cuts(losses, table, row)
                filled[table] += 1
                losses.wrote(table)
    return losses.report("xlsx")


def _write_row(sheet: Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row):
        _write_cell(sheet, number, column, flat(value))


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float() if abs(value) < FIRST_INEXACT:
            sheet.write_number(row, column, value)
        case _:
            sheet.write_string(row, column, _fitting(printable(str(value))))


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str) -> str:
    """The text cut where a cell ends; Excel counts UTF-16 units."""
    if len(text) * 2 <= MAX_CHARACTERS or _utf16_length(text) <= MAX_CHARACTERS:
        return text
    return text.encode("utf-16-le")[: MAX_CHARACTERS * 2].decode("utf-16-le", "ignore")


def _tell_cuts(losses: Losses, table: str, row: Row) -> None:
    for (name, _), value in zip(TABLES[table], row, strict=True):
        text = flat(value)
        if isinstance(text, str) and len(text) * 2 > MAX_CHARACTERS and _utf16_length(printable(text)) > MAX_CHARACTERS:
            losses.field(table, name, _TOO_LONG, str(row[0]))

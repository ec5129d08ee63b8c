"""Text as the cells and characters of other forms can hold it: no formula, no character that breaks a file."""

from __future__ import annotations

import re
from typing import Final

Cell = str | int | float | bool | None

# What XML 1.0 forbids, and with it what CSV readers and spreadsheets stumble over; each becomes U+FFFD.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A spreadsheet takes a cell for a formula if it begins so (OWASP, CSV injection); the full-width forms too, and white
# space or invisible characters before them, which some programs drop.
_FORMULA = re.compile(
    "^[\\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]"
)
GUARD: Final = "'"
JOIN: Final = "; "


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML, CSV or a spreadsheet cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    clean = printable(text)
    return GUARD + clean if _FORMULA.match(clean) else clean


def cell(value: Cell) -> Cell:
    """A value as a cell of a CSV table: numbers stay numbers, texts are guarded, None is an empty cell."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case _:
            return value


def one_cell_line(text: str) -> str:
    """The text without tabs and line breaks, for forms that have no quotation marks around cells."""
    return " ".join(text.split())

"""Tables as Parquet, one file a table, with the types of the record: lists are lists, absent is null."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import ExportError
from onrecord.export.loss import Losses, LossReport
from onrecord.export.selected import Selected
from onrecord.export.tables import TABLES, UNHELD, Row, rows_of
from onrecord.export.zipped import zip_folder

if TYPE_CHECKING:
    import pyarrow as pa

# Rows kept in memory for each table before they are written as one row group.
ROWS = 8_192


def write(selected: Iterable[Selected], out: BinaryIO) -> LossReport:
    """Write a zip archive with one Parquet file a table."""
    with TemporaryDirectory(prefix="onrecord-") as folder:
        losses = write_folder(selected, Path(folder))
        zip_folder(Path(folder), out)
    return losses


def write_folder(selected: Iterable[Selected], folder: Path, *, rows: int = ROWS) -> LossReport:
    """Write one Parquet file a table into a folder."""
    arrow = _pyarrow()
    losses = Losses()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        tables = {name: files.enter_context(_Table(arrow, folder / f"{name}.parquet", name)) for name in TABLES}
        for one in losses.through(selected):
            losses.fields_of_report(one, UNHELD)
            for name, row in rows_of(one):
                tables[name].add(row, rows)
                losses.wrote(name)
    return losses.report("parquet")


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError(
            "--as parquet needs pyarrow, which is not installed; pip install 'onrecord[parquet]' brings it"
        ) from error
    return pyarrow


class _Table:
    """One Parquet file that takes rows one by one and writes them in groups."""

    def __init__(self, arrow: Any, path: Path, name: str) -> None:
        types = {
            "text": arrow.string(),
            "texts": arrow.list_(arrow.string()),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "boolean": arrow.bool_(),
        }
        self._arrow = arrow
        self._schema: pa.Schema = arrow.schema([(column, types[kind]) for column, kind in TABLES[name]])
        self._writer = arrow.parquet.ParquetWriter(str(path), self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: Row, limit: int) -> None:
        """Take a row; write all that wait once they are as many as the limit."""
        self._waiting.append(row)
        if len(self._waiting) >= limit:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns = zip(*self._waiting, strict=True)
        arrays = [
            self._arrow.array(_typed(column, field.type == self._arrow.float64()), type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._waiting.clear()


def _typed(column: tuple[Any, ...], as_float: bool) -> list[Any]:
    """The values of a column; whole numbers among others become the floating-point numbers nearest to them."""
    return [float(value) if as_float and value is not None else value for value in column]

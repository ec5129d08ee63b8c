"""What an archive answers with: rows of one type in order, as dictionaries or data frames where those are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from onrecord.errors import ExportError
from onrecord.notebook import table_html

if TYPE_CHECKING:
    import pandas
    import polars

One = TypeVar("One")


class Rows(Sequence[One], Generic[One]):
    """Rows of one type. They are read once and do not change when the store does."""

    __slots__ = ("_columns", "_rows")

    def __init__(self, kind: type[One], rows: Iterable[One]) -> None:
        self._columns = tuple(one.name for one in fields(kind))  # type: ignore[arg-type]
        self._rows = tuple(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, also where there is no row."""
        return self._columns

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary a row; what holds several values is a list, what holds fields is a dictionary."""
        return [{name: _plain(getattr(row, name)) for name in self._columns} for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of pandas, a row each; needs `onrecord[pandas]`."""
        try:
            import pandas
        except ImportError as error:
            raise _missing("pandas", "pip install 'onrecord[pandas]'") from error
        return pandas.DataFrame(self.to_dicts(), columns=list(self._columns))

    def to_polars(self) -> polars.DataFrame:
        """A data frame of polars, a row each; needs polars."""
        try:
            import polars
        except ImportError as error:
            raise _missing("polars", "pip install polars") from error
        # Every row is looked at: a column may be absent in the first hundred and hold a value after them.
        return polars.DataFrame(self.to_dicts(), schema=list(self._columns), infer_schema_length=None)

    @overload
    def __getitem__(self, index: int) -> One: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[One, ...]: ...

    def __getitem__(self, index: int | slice) -> One | tuple[One, ...]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        shown = ",\n ".join(repr(row) for row in self._rows[:5])
        more = f",\n ... {len(self) - 5} more" if len(self) > 5 else ""
        return f"[{shown}{more}]"

    def _repr_html_(self) -> str:
        rows = ([getattr(row, name) for name in self._columns] for row in self._rows)
        return table_html(self._columns, rows, len(self))


def _plain(value: Any) -> Any:
    found = msgspec.to_builtins(value)
    return list(found) if isinstance(found, tuple) else found


def _missing(package: str, remedy: str) -> ExportError:
    return ExportError(f"this needs the package {package}, which is not installed; install it with: {remedy}")

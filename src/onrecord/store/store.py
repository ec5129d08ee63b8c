"""An open store: where connections come from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

# An execution option: the transaction is going to write, so it takes the one writer's place from the start.
WRITES = "onrecord_writes"


class Store:
    """A database with the tables of store/schema.py; the functions of this package work on its connections."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # PostgreSQL would show each query the newest state; SQLite keeps to one as it is.
        self._reading: dict[str, Any] = (
            {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            if engine.dialect.name == "postgresql"
            else {}
        )

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection for reading: it sees one state of the store from its first query to its end."""
        with self.engine.connect().execution_options(**self._reading) as connection:
            yield connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection for writing: all that is done on it is kept, or nothing where an error is raised."""
        with self.engine.execution_options(**{WRITES: True}).begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

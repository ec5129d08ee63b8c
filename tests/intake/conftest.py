"""A store in a file, what takes things into it, and a server on the loopback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from eval.hostile_server import Site, serving
from onrecord.intake import Gathering, Outcome, Reading, Tally, queued, read_waiting
from onrecord.intake.queue import is_taken
from onrecord.source.contents import Known
from onrecord.source.fetch import Fetcher
from onrecord.store.schema import INPUTS, REPORTS, VERSIONS
from onrecord.store.store import Store
from tests.intake.light import light_reading, now
from tests.source.conftest import fetcher_with


@dataclass
class Taking:
    """Takes things into a store and tells what became of them."""

    store: Store
    fetcher: Fetcher = field(default_factory=lambda: fetcher_with(lambda host, port: ["127.0.0.1"]))
    known: Known = field(default_factory=Known)
    reading: Reading = field(default_factory=light_reading)
    said: list[str] = field(default_factory=list)

    def gathering(self) -> Gathering:
        """How things are found."""

        def taken(location: str) -> bool:
            with self.store.connect() as connection:
                return is_taken(connection, location)

        return Gathering(self.fetcher, taken, self.known)

    def find(self, *given: str | Path, stdin: bytes = b"") -> Tally:
        """Write down what is given."""
        tally = Tally()
        found = self.gathering().gathered([str(one) for one in given], lambda most: stdin[:most])
        for so_far in queued(self.store, found, now, self.said.append):
            tally = so_far
        return tally

    def read(self) -> list[Outcome]:
        """Read what waits."""
        return list(read_waiting(self.store, self.reading, now))

    def add(self, *given: str | Path, stdin: bytes = b"") -> Counter[str]:
        """Write down what is given, read what waits, and count the outcomes."""
        self.find(*given, stdin=stdin)
        return Counter(outcome.state for outcome in self.read())

    def report_keys(self) -> list[str]:
        """The keys of the reports, in order."""
        with self.store.connect() as connection:
            return list(connection.execute(select(REPORTS.c.key).order_by(REPORTS.c.seq)).scalars())

    def inputs(self) -> Sequence[tuple[str, str, bool, str | None]]:
        """Location, state, whether bytes are kept, and error of each input."""
        with self.store.connect() as connection:
            rows = connection.execute(select(INPUTS).order_by(INPUTS.c.seq)).all()
        return [(row.location, row.state, row.raw is not None, row.error) for row in rows]

    def current(self, key: str) -> tuple[int, str]:
        """The number and text of a report's current version."""
        query = (
            select(VERSIONS.c.number, VERSIONS.c.text)
            .join(REPORTS, REPORTS.c.seq == VERSIONS.c.report_seq)
            .where(REPORTS.c.key == key, VERSIONS.c.is_current)
        )
        with self.store.connect() as connection:
            number, text = connection.execute(query).one()
        return number, text


@pytest.fixture
def taking(store: Store) -> Taking:
    """An empty store, in SQLite and in PostgreSQL, and what takes things into it."""
    return Taking(store)


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site."""
    with serving() as one:
        yield one


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """What writes a file beside the store, in a folder of its own; its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write

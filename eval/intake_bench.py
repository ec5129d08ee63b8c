"""Reports a second taken into a store, on SQLite and PostgreSQL, with and without linking, and bytes a report.

    python -m eval.intake_bench [--reports 400] [--data ../shared/data] [--output eval/results/intake.json]

The reports are Wikinews articles. Reading (the language pipeline and all stages) is measured with the storing, as a
user meets it, and storing alone from reports read before.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from onrecord.intake import Gathering, Reading, queued, read_waiting
from onrecord.pipeline import Reader
from onrecord.pipeline.serial import Failed
from onrecord.record import Report
from onrecord.source.fetch import Fetcher
from onrecord.store.linking import link_new
from onrecord.store.opening import open_store
from onrecord.store.store import Store
from onrecord.text import Document

ROOT = Path(__file__).parents[1]
FILES = ("wikinews_2019.csv", "wikinews_2020.csv")


def rows(data: Path, number: int) -> list[dict[str, str]]:
    """The first articles of the collections, as rows of a table."""
    found: list[dict[str, str]] = []
    for name in FILES:
        with (data / "reports" / name).open(encoding="utf-8", newline="") as opened:
            found += list(csv.DictReader(opened))
    return [row for row in found if row["text"].strip()][:number]


def remembering(
    reader: Reader, read: dict[str, Report | Failed]
) -> Callable[[Iterable[Document]], Iterator[Report | Failed]]:
    """The reader's outcomes; a text that was read before is not read again."""

    def outcomes(documents: Iterable[Document]) -> Iterator[Report | Failed]:
        for document in documents:
            if document.digest not in read:
                read[document.digest] = next(reader.outcomes([document]))
            yield read[document.digest]

    return outcomes


def taken_in(store: Store, table: Path, reading: Reading) -> dict[str, float]:
    """Seconds for finding and for reading with storing, and the number of reports."""
    gathering = Gathering(Fetcher("onrecord/0 (eval)"), lambda location: False)
    start = time.perf_counter()
    for _ in queued(store, gathering.gathered([str(table)], lambda most: b""), _now, _say):
        pass
    found = time.perf_counter()
    number = sum(outcome.state == "new report" for outcome in read_waiting(store, reading, _now))
    end = time.perf_counter()
    return {"reports": number, "finding_s": found - start, "storing_s": end - found}


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def size_of(store: Store) -> int:
    """The bytes that a store takes on disk."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(str(store.engine.url.database)).stat().st_size
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def measured(address: str, table: Path, reading: Reading) -> dict[str, float]:
    """One run into a new store, with its rate and size."""
    with open_store(address, create=True) as store:
        empty = size_of(store)
        run = taken_in(store, table, reading)
        size = size_of(store)
    number = max(run["reports"], 1)
    return {
        "reports": run["reports"],
        "finding_s": round(run["finding_s"], 3),
        "storing_s": round(run["storing_s"], 2),
        "reports_a_second": round(run["reports"] / run["storing_s"], 1),
        "bytes_a_report": round((size - empty) / number),
    }


def measurements(table: Path, folder: Path, server: str | None) -> dict[str, dict[str, float]]:
    """Every store with and without linking; the first run reads, the others store what it read."""
    read: dict[str, Report | Failed] = {}
    outcomes = remembering(Reader(), read)
    found = {"SQLite, reading and storing": measured(f"{folder}/read.db", table, Reading(outcomes, "eval"))}
    found["SQLite, storing"] = measured(f"{folder}/stored.db", table, Reading(outcomes, "eval"))
    found["SQLite, storing and linking"] = measured(f"{folder}/linked.db", table, Reading(outcomes, "eval", link_new))
    if server is not None:
        found["PostgreSQL, storing"] = measured(_database(server, "stored"), table, Reading(outcomes, "eval"))
        found["PostgreSQL, storing and linking"] = measured(
            _database(server, "linked"), table, Reading(outcomes, "eval", link_new)
        )
    return found


def _database(server: str, name: str) -> str:
    """A new database of a server; its address."""
    from sqlalchemy import create_engine

    from onrecord.store.opening import url_of

    engine = create_engine(url_of(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{server.rsplit('/', 1)[0]}/{name}"


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--output", type=Path, default=ROOT / "eval" / "results" / "intake.json")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        folder = Path(name)
        table = folder / "wikinews.jsonl"
        chosen = rows(given.data, given.reports)
        table.write_text("".join(json.dumps(row) + "\n" for row in chosen), encoding="utf-8")
        found = _with_server(table, folder)
    characters = sum(len(row["text"]) for row in chosen)
    result = {
        "what": "Wikinews articles from a JSON lines table into a new store, one process",
        "cores": os.cpu_count(),
        "characters_a_report": round(characters / len(chosen)),
        "runs": found,
    }
    given.output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(json.dumps(found, indent=1) + "\n")


def _with_server(table: Path, folder: Path) -> dict[str, dict[str, float]]:
    from tests.databases import binaries, running_server

    if binaries() is None:
        return measurements(table, folder, None)
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-") as name, running_server(Path(name)) as server:
        return measurements(table, folder, server)


if __name__ == "__main__":
    main()

"""How fast a store takes in and answers: `python -m eval.store_bench [--reports 20000] [--postgresql ADDRESS]`.

The reports are made by eval/varied.py from the records of the samples, so no parser runs. Each query is asked many
times over different names, days and words; the 50th and 95th percentiles of its wall-clock time are told.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import Connection, select, text

from eval.varied import varied
from onrecord.export.json import report_of_json
from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.disputes import disagreements
from onrecord.store.ledger import series
from onrecord.store.linking import link_new
from onrecord.store.schema import RECORDS
from onrecord.store.search import snippets
from onrecord.store.selection import Selection, facets, record_rows, report_rows
from onrecord.store.writing import put_report

RESULT = Path(__file__).parent / "results" / "store.json"
GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
NOW = "2024-01-01T00:00:00Z"
ASKED = 40
# Reports put in one transaction, and linked after.
PORTION = 200
Query = Callable[[Connection, random.Random], object]


def main() -> None:
    """Fill stores, time them, and keep what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--postgresql", help="the address of an empty database; without it one is started here")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--store", help="a store that was filled before: its queries are timed, nothing is kept")
    given = parser.parse_args()
    if given.store is not None:
        with open_store(given.store) as store:
            print(json.dumps(asked(store), indent=1))
        return
    results: dict[str, Any] = {"reports": given.reports}
    for name in ("sqlite", "postgresql"):
        if given.only in (None, name):
            with address_of(name, given.postgresql) as address:
                results[name] = timed_store(address, given.reports)
                RESULT.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
                print(json.dumps({name: results[name]}, indent=1))


def timed_store(address: str, number: int) -> dict[str, Any]:
    """Times of one store: taking in, linking, and each query, in milliseconds."""
    with open_store(address, create=True) as store:
        taken = filled(store, samples(), number)
        return {**taken, "bytes_per_report": round(size_of(store) / number), "queries_ms": asked(store)}


def asked(store: Store) -> dict[str, dict[str, float]]:
    """The time of each query, in milliseconds, once the database has counted what its tables hold."""
    with store.begin() as connection:
        connection.execute(text("ANALYZE"))
    with store.connect() as connection:
        return {name: percentiles(connection, query) for name, query in QUERIES.items()}


def filled(store: Store, reports: Sequence[Report], number: int) -> dict[str, Any]:
    """Put and link this many reports; reports a second of both, and how linking grows."""
    putting = linking = 0.0
    growth: list[dict[str, float]] = []
    waiting = varied(reports, number)
    for first in range(0, number, PORTION):
        portion = [next(waiting) for _ in range(min(PORTION, number - first))]
        began = time.perf_counter()
        with store.begin() as connection:
            for report in portion:
                put_report(connection, report, key=report.report.url or "", software="bench", now=NOW)
        put = time.perf_counter()
        with store.begin() as connection:
            link_new(connection, NOW)
        linked = time.perf_counter()
        putting, linking = putting + put - began, linking + linked - put
        if first + PORTION in (1_000, 5_000, 10_000, 20_000):
            growth.append({"at": first + PORTION, "link_ms_per_report": round(1000 * (linked - put) / len(portion), 2)})
            print(growth[-1], file=sys.stderr, flush=True)
    return {
        "put_per_second": round(number / putting, 1),
        "put_and_link_per_second": round(number / (putting + linking), 1),
        "linking": growth,
    }


def percentiles(connection: Connection, query: Query) -> dict[str, float]:
    """The middle and the 95th percentile of a query's time, in milliseconds."""
    chance = random.Random(7)  # noqa: S311 (the same questions each time)
    spent = []
    for _ in range(ASKED):
        began = time.perf_counter()
        query(connection, chance)
        spent.append(1000 * (time.perf_counter() - began))
    cut = quantiles(spent, n=20)
    return {"p50": round(cut[9], 1), "p95": round(cut[18], 1)}


def samples() -> list[Report]:
    """The records of the sample reports."""
    return [report_of_json(path.read_bytes()) for path in sorted(GOLDEN.glob("*.json"))]


def size_of(store: Store) -> int:
    """Bytes that a store takes."""
    with store.connect() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


@contextmanager
def address_of(name: str, postgresql: str | None) -> Iterator[str]:
    """A store's address: a file that is removed after, or a PostgreSQL server."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        if name == "sqlite":
            yield str(Path(folder) / "bench.db")
        elif postgresql is not None:
            yield postgresql
        else:
            from tests.databases import running_server

            with running_server(Path(folder)) as address:
                yield address


def _some(connection: Connection, chance: random.Random, kind: str) -> str:
    """The name of some record of a kind."""
    seq = chance.randrange(1, 10_000)
    found = connection.execute(
        select(RECORDS.c.label).where(RECORDS.c.kind == kind, RECORDS.c.seq >= seq).order_by(RECORDS.c.seq).limit(1)
    ).scalar()
    return str(found or "Sennet")


def _month(chance: random.Random) -> tuple[str, str]:
    start = f"{chance.choice((2019, 2020, 2021))}-{chance.randrange(1, 13):02}"
    return f"{start}-01", f"{start}-28"


def _search(connection: Connection, chance: random.Random) -> object:
    words = chance.choice(("ceasefire", "harbour shelling", '"security council"', "strike -veto", "families men"))
    rows = report_rows(connection, Selection(text=words), limit=50).items
    return snippets(connection, words, [row.seq for row in rows])


def _of_month(connection: Connection, chance: random.Random) -> object:
    first, last = _month(chance)
    return record_rows(connection, Selection(kinds=("events",), types=("ASSAULT",), day_from=first, day_to=last))


def _ledger(connection: Connection, chance: random.Random) -> object:
    return series(connection, Selection(place=_some(connection, chance, "places")), measure="killed")


def _ledger_of_month(connection: Connection, chance: random.Random) -> object:
    first, last = _month(chance)
    return series(connection, Selection(day_from=first, day_to=last), measure="killed")


def _disagreements_of_month(connection: Connection, chance: random.Random) -> object:
    first, last = _month(chance)
    return disagreements(connection, Selection(day_from=first, day_to=last))


QUERIES: dict[str, Query] = {
    "search with snippets": _search,
    "reports, newest": lambda connection, _: report_rows(connection, Selection()),
    "events of a type and month": _of_month,
    "records of an actor": lambda connection, chance: record_rows(
        connection, Selection(actors=(_some(connection, chance, "actors"),))
    ),
    "ledger of a place": _ledger,
    "ledger of a month": _ledger_of_month,
    "disagreements, newest": lambda connection, _: disagreements(connection, Selection()),
    "disagreements of a month": _disagreements_of_month,
    "facets of a month": lambda connection, chance: facets(
        connection, Selection(day_from=_month(chance)[0], day_to=_month(chance)[1])
    ),
    "facets of everything": lambda connection, _: facets(connection, Selection()),
}

if __name__ == "__main__":
    main()

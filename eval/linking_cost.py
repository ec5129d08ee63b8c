"""What linking one more report costs as the store grows: `python -m eval.linking_cost [--reports 20000]`.

Reports are made by eval/varied.py from the records of the samples, taken in and linked a portion at a time on SQLite;
what is told at 1,000, 5,000 and 20,000 is the processor's and the clock's time of linking the last portion, a report.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import func, select

from eval.saved import circumstances
from eval.store_bench import NOW, PORTION, samples
from eval.varied import varied
from onrecord.record import Report
from onrecord.store import Store, open_store
from onrecord.store.linking import link_new
from onrecord.store.schema import BLOCKS, CLUSTERS
from onrecord.store.writing import put_report

RESULT = Path(__file__).parent / "results" / "linking_cost.json"
TOLD_AT = (1_000, 5_000, 20_000)


def main() -> None:
    """Fill a store, and keep what the linking of the last portion cost at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=TOLD_AT[-1])
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-cost-") as folder,
        open_store(Path(folder) / "cost.db", create=True) as store,
    ):
        told: list[dict[str, float]] = []
        for one in costs(store, samples(), given.reports):
            told.append(one)
            kept = {"made": circumstances(), "told": told}
            RESULT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def costs(store: Store, reports: Sequence[Report], number: int) -> Iterator[dict[str, float]]:
    """Milliseconds that linking took for each report of the portion before each size that is told."""
    waiting = varied(reports, number)
    for first in range(0, number, PORTION):
        with store.begin() as connection:
            for report in (next(waiting) for _ in range(min(PORTION, number - first))):
                put_report(connection, report, key=report.report.url or "", software="cost", now=NOW)
        clock, processor = time.perf_counter(), time.process_time()
        with store.begin() as connection:
            linked = link_new(connection, NOW).reports
        spent = time.process_time() - processor, time.perf_counter() - clock
        if first + PORTION in TOLD_AT:
            yield {
                "reports": first + PORTION,
                "processor_ms_per_report": round(1000 * spent[0] / linked, 1),
                "clock_ms_per_report": round(1000 * spent[1] / linked, 1),
                **_sizes(store),
            }


def _sizes(store: Store) -> dict[str, float]:
    with store.connect() as connection:
        return {
            "clusters": connection.execute(select(func.count()).select_from(CLUSTERS)).scalar_one(),
            "keys": connection.execute(select(func.count()).select_from(BLOCKS)).scalar_one(),
        }


if __name__ == "__main__":
    main()

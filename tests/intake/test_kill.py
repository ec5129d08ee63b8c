"""kill -9 at any moment of a run loses nothing and doubles nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.store.opening import open_store
from onrecord.store.schema import INPUTS, PARTICIPANTS, READINGS, RECORDS, REPORTS, VERSIONS
from tests.intake.light import report_text
from tests.intake.taking_in import take_in

ROOT = Path(__file__).parents[2]
REPORTS_WRITTEN = 1000
KILLS = 20
# The longest wait before a kill, in seconds: a run of 1,000 reports works for about six, half of one to find them. The
# first kill of a store comes early, while its tables are made and its inputs are written down.
LONGEST_WAIT, EARLY = 1.5, 0.4


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a store holds of its reports: places, versions, readings, records and who takes part in them."""
    i, v, r = INPUTS.c, VERSIONS.c, RECORDS.c
    queries = {
        "inputs": select(i.seq, i.location, i.digest, i.state, i.raw, i.error),
        "reports": select(REPORTS.c.seq, REPORTS.c.key),
        "versions": select(v.seq, v.id, v.report_seq, v.number, v.is_current),
        "readings": select(READINGS.c.seq, READINGS.c.version_seq, READINGS.c.number, READINGS.c.body_digest),
        "records": select(r.seq, r.id, r.version_seq, r.start, r.end, r.day),
        "participants": select(PARTICIPANTS),
    }
    with open_store(database) as store, store.connect() as connection:
        return {name: sorted(map(tuple, connection.execute(query)), key=repr) for name, query in queries.items()}


def killed_after(seconds: float, folder: Path, database: Path) -> bool:
    """Whether a run was still at work when it was killed, this long after it had begun."""
    command = [sys.executable, "-m", "tests.intake.taking_in", str(folder), str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"at work\n"
        time.sleep(seconds)
        was_at_work = run.poll() is None
        run.kill()
    return was_at_work


def write_reports(folder: Path) -> None:
    """A thousand short reports, a copy of one among them and one that cannot be read."""
    folder.mkdir()
    for number in range(REPORTS_WRITTEN):
        (folder / f"{number:04}.txt").write_text(report_text(number), encoding="utf-8")
    (folder / "0500-copy.txt").write_text(report_text(7), encoding="utf-8")
    (folder / "0500-empty.txt").write_bytes(b"")


@pytest.mark.slow
def test_a_run_killed_at_twenty_moments_comes_to_the_same_store(tmp_path: Path) -> None:
    seed = 20260102
    moments = random.Random(seed)
    folder = tmp_path / "reports"
    write_reports(folder)
    take_in(folder, tmp_path / "undisturbed.db")
    waits: list[float] = []
    stores = 0
    while len(waits) < KILLS:
        database = tmp_path / f"killed-{stores:02}.db"
        wait = moments.uniform(0, LONGEST_WAIT if database.exists() else EARLY)
        if killed_after(wait, folder, database):
            waits.append(wait)
        else:  # the run came to its end first: the next kills fall into a fresh store, so that each hits a run at work
            stores += 1
    told = ", ".join(f"{wait:.2f}" for wait in waits)
    print(f"seed {seed}, killed after {told} seconds, {stores + 1} stores")  # noqa: T201 (pytest -s shows it)
    expected = contents(tmp_path / "undisturbed.db")
    assert len(expected["versions"]) == REPORTS_WRITTEN
    assert len(expected["records"]) >= 2 * REPORTS_WRITTEN
    for database in sorted(tmp_path.glob("killed-*.db")):
        take_in(folder, database)
        found = contents(database)
        for table, rows in expected.items():
            assert found[table] == rows, f"{database.name}: {table}; seed {seed}"

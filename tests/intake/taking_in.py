"""A run of `add` with the light reader, as a process of its own that can be killed: FOLDER STORE."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.intake import Gathering, queued, read_waiting
from onrecord.source.fetch import Fetcher
from onrecord.store.opening import open_store
from tests.intake.light import light_reading, now


def take_in(folder: Path, database: Path) -> None:
    """Take the folder's reports into the store, from where the last run ended."""
    with open_store(database, create=True) as store:
        gathering = Gathering(Fetcher("onrecord/0 (tests)"), lambda location: False)
        found = gathering.gathered([str(folder)], lambda most: b"")
        for _ in queued(store, found, now, lambda error: None):
            pass
        for _ in read_waiting(store, light_reading(), now):
            pass


if __name__ == "__main__":
    # Who kills this process waits for the line: a kill while Python starts would hit nothing.
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    take_in(Path(sys.argv[1]), Path(sys.argv[2]))

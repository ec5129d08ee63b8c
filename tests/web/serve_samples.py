"""Serve the sample reports, for work on the page: `python -m tests.web.serve_samples --port 8765`."""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path

from onrecord.cli.common import say
from onrecord.settings import Settings
from onrecord.store.opening import open_store
from onrecord.web.app import make_app, utc_now
from onrecord.web.running import bound, server_of
from onrecord.web.serving import Binding, Limits
from onrecord.web.taking import taking_of
from tests.web.fixture_store import make_sample_store


def main() -> None:
    """Serve until interrupted."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--port", type=int, default=8765)
    given.add_argument("--store", type=Path, help="a store that is there already, in place of the samples")
    asked = given.parse_args()
    port = asked.port
    with tempfile.TemporaryDirectory() as folder:
        path = asked.store or Path(folder) / "samples.db"
        if asked.store is None:
            make_sample_store(path)
        made, binding = bound(Binding(port=port))
        with made, open_store(path) as store:
            app = make_app(
                store, taking_of(store, Settings(), utc_now), binding=binding, limits=Limits(rate=1000, burst=5000)
            )
            server_of(app, partial(say, binding.address)).run(sockets=[made])


if __name__ == "__main__":
    main()

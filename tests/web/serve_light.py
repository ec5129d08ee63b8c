"""A server over a store with the light reader, as a process of its own: STORE; prints its address once it answers.

With `--loopback` it fetches from this machine too, which it otherwise refuses.
"""

from __future__ import annotations

import ipaddress
import sys
from functools import partial
from pathlib import Path

from onrecord.source.fetch import Fetcher
from onrecord.store.opening import open_store
from onrecord.web.app import make_app, utc_now
from onrecord.web.first_looks import ask_first
from onrecord.web.running import bound, server_of
from onrecord.web.serving import Binding
from onrecord.web.taking import Taking
from tests.intake.light import light_reading
from tests.web.conftest import GENEROUS, local_addresses

LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


def main(database: Path, *, loopback: bool) -> None:
    """Serve until terminated."""
    allowed = [LOOPBACK] if loopback else []
    made, binding = bound(Binding(port=0))
    with made, open_store(database) as store:

        def fetcher() -> Fetcher:
            return Fetcher("onrecord/0 (tests)", allowed=allowed, resolve=local_addresses, pause=0)

        taking = Taking(store, light_reading, fetcher, utc_now)

        def ready() -> None:
            sys.stdout.write(binding.address + "\n")
            sys.stdout.flush()

        app = make_app(store, taking, binding=binding, limits=GENEROUS)
        server_of(app, ready, partial(ask_first, app, binding)).run(sockets=[made])


if __name__ == "__main__":
    main(Path(sys.argv[1]), loopback="--loopback" in sys.argv[2:])

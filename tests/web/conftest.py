"""A store with the samples, made once; and servers over copies of it."""

from __future__ import annotations

import ipaddress
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from onrecord.source.fetch import Fetcher
from onrecord.store.opening import open_store
from onrecord.store.store import Store
from onrecord.store.tokens import create_token
from onrecord.web.app import make_app
from onrecord.web.serving import Binding, Limits
from onrecord.web.taking import Taking
from tests.intake.light import light_reading
from tests.web.client import TestClient
from tests.web.fixture_store import make_sample_store

HOME = "http://127.0.0.1:8765"
NOW = "2021-06-02T08:00:00.000Z"
GENEROUS = Limits(rate=100_000, burst=100_000, waiting_jobs=10_000)
LOOPBACK, NO_PAGE = Binding(), Path("nowhere")
Serve = Callable[..., TestClient]


def clock() -> str:
    """The moment at which the tests take place."""
    return NOW


def local_addresses(host: str, port: int) -> Sequence[str]:
    """What the name of a host stands for, without asking a name server: no test leaves this machine."""
    if host == "localhost":
        return ["127.0.0.1"]
    try:
        return [str(ipaddress.ip_address(host.strip("[]")))]
    except ValueError as error:
        raise OSError(f"no name server is asked for {host}:{port}") from error


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples; only to be copied and read."""
    path = tmp_path_factory.mktemp("store") / "samples.db"
    make_sample_store(path)
    return path


@pytest.fixture
def database(sample_store: Path, tmp_path: Path) -> Path:
    """A store with the samples that a test may write to."""
    return Path(shutil.copy(sample_store, tmp_path / "samples.db"))


def taking_of(store: Store) -> Taking:
    """Taking in that reads lightly and asks no name server."""
    return Taking(store, light_reading, lambda: Fetcher("onrecord/0 (tests)", resolve=local_addresses), clock)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A client of a server over a store, which ends with the test."""
    with ExitStack() as ending:

        def served(
            path: Path | str, *, binding: Binding = LOOPBACK, limits: Limits = GENEROUS, page: Path = NO_PAGE
        ) -> TestClient:
            store = ending.enter_context(open_store(path))
            app = make_app(store, taking_of(store), binding=binding, limits=limits, page=page, clock=clock)
            return ending.enter_context(TestClient(app, base_url=HOME, raise_server_exceptions=False))

        yield served


@pytest.fixture
def client(serve: Serve, database: Path) -> TestClient:
    """A client of a loopback server over the samples."""
    return serve(database)


@pytest.fixture
def secrets(database: Path) -> dict[str, str]:
    """A token for each role in the store with the samples."""
    with open_store(database) as store, store.begin() as connection:
        return {
            role: create_token(connection, name=f"the {role}", role=role, now=NOW)[1]
            for role in ("reader", "reviewer", "admin")
        }

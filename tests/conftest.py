"""What tests share: one reader for the whole run, the sample reports, the real data where it is there."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.pipeline import Reader
from tests.databases import binaries, running_server

if TYPE_CHECKING:
    from onrecord.record import Report
    from onrecord.store import Store

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    """The default language pipeline, loaded once."""
    return SpacyAnnotator()


@pytest.fixture(scope="session")
def reader(annotator: SpacyAnnotator) -> Reader:
    """The default reader, loaded once."""
    return Reader(annotator=annotator)


@pytest.fixture(scope="session")
def samples() -> dict[str, str]:
    """The sample reports that ship, by file name."""
    folder = resources.files("onrecord").joinpath("samples")
    return {one.name: one.read_bytes().decode() for one in folder.iterdir() if one.name.endswith(".txt")}


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with real texts; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no real data at {DATA}")
    return DATA


@pytest.fixture(scope="session")
def golden() -> tuple[Report, ...]:
    """The records of the six samples, as they are kept; no parser runs for them."""
    from onrecord.export.json import report_of_json

    folder = Path(__file__).parent / "golden"
    return tuple(report_of_json(path.read_bytes()) for path in sorted(folder.glob("*.json")))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database of a real PostgreSQL server, started for this run."""
    if binaries() is None:
        pytest.skip("no PostgreSQL server is installed here (Debian: postgresql); the tests ran on SQLite alone")
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-") as folder, running_server(Path(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with no reports, to be copied."""
    from onrecord.store import open_store

    path = tmp_path_factory.mktemp("empty") / "store.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def filled_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, golden: tuple[Report, ...]) -> Path:
    """A store with the records of the six samples, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "store.db"
    shutil.copy(empty_sqlite, path)
    _fill(str(path), golden)
    return path


@pytest.fixture(scope="session")
def empty_postgresql(postgresql: str) -> str:
    """The name of a database with an empty store, to be copied."""
    from onrecord.store import open_store

    _on_server(postgresql, "CREATE DATABASE empty_store")
    open_store(_database(postgresql, "empty_store"), create=True).close()
    return "empty_store"


@pytest.fixture(scope="session")
def filled_postgresql(postgresql: str, empty_postgresql: str, golden: tuple[Report, ...]) -> str:
    """The name of a database with the records of the six samples, to be copied."""
    _on_server(postgresql, f"CREATE DATABASE filled_store TEMPLATE {empty_postgresql}")
    _fill(_database(postgresql, "filled_store"), golden)
    return "filled_store"


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Each test of a store runs on SQLite and on PostgreSQL."""
    return str(request.param)


@pytest.fixture
def store_address(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new store without reports."""
    with _copied("empty", backend, request, tmp_path) as address:
        yield address


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A new store without reports, open."""
    from onrecord.store import open_store

    with open_store(store_address) as opened:
        yield opened


@pytest.fixture
def filled(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with the records of the six samples, open."""
    from onrecord.store import open_store

    with _copied("filled", backend, request, tmp_path) as address, open_store(address) as opened:
        yield opened


@contextmanager
def _copied(which: str, backend: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a copy of the empty or the filled store of a database."""
    if backend == "sqlite":
        path = folder / "store.db"
        shutil.copy(request.getfixturevalue(f"{which}_sqlite"), path)
        yield str(path)
        return
    server: str = request.getfixturevalue("postgresql")
    template: str = request.getfixturevalue(f"{which}_postgresql")
    name = f"store_{abs(hash(request.node.nodeid))}"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(server, name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _fill(address: str, reports: tuple[Report, ...]) -> None:
    from onrecord.store import open_store
    from onrecord.store.writing import put_report

    with open_store(address) as store:
        for number, report in enumerate(reports):
            with store.begin() as connection:
                put_report(connection, report, key=f"sample {number}", software="tests", now="2021-05-18T12:00:00Z")


def _database(server: str, name: str) -> str:
    return f"{server.rsplit('/', 1)[0]}/{name}"


def _on_server(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)

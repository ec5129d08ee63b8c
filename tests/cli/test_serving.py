"""The commands that serve: tokens made, listed, revoked; a server started by its command; calls that are wrong."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import StoreError, TokenError
from onrecord.store.opening import open_store
from onrecord.store.tokens import token_of
from onrecord.web.serving import DEFAULT_PORT

RUNNER = CliRunner()


@pytest.fixture
def database(tmp_path: Path) -> str:
    """An empty store."""
    path = tmp_path / "news.db"
    open_store(path, create=True).close()
    return str(path)


def test_a_token_is_printed_once_and_works(database: str) -> None:
    made = RUNNER.invoke(app, ["token", "create", database, "--name", "Ada", "--role", "reviewer"])
    assert made.exit_code == 0
    with open_store(database) as store, store.connect() as connection:
        token = token_of(connection, made.stdout.strip())
    assert token is not None
    assert (token.name, token.role) == ("Ada", "reviewer")
    listed = RUNNER.invoke(app, ["token", "list", database]).stdout
    assert token.id in listed
    assert "in use" in listed
    assert made.stdout.strip() not in listed


def test_a_revoked_token_is_listed_as_such(database: str) -> None:
    secret = RUNNER.invoke(app, ["token", "create", database, "--name", "Ada"]).stdout.strip()
    assert RUNNER.invoke(app, ["token", "revoke", database, secret.split("_")[1]]).exit_code == 0
    with open_store(database) as store, store.connect() as connection:
        assert token_of(connection, secret) is None
    assert "revoked" in RUNNER.invoke(app, ["token", "list", database]).stdout


def test_wrong_calls_say_what_would_work(database: str, tmp_path: Path) -> None:
    role = RUNNER.invoke(app, ["token", "create", database, "--name", "Ada", "--role", "owner"])
    assert isinstance(role.exception, TokenError)
    assert "reader, reviewer, admin" in str(role.exception)
    gone = RUNNER.invoke(app, ["token", "list", str(tmp_path / "none.db")])
    assert isinstance(gone.exception, StoreError)
    assert not (tmp_path / "none.db").exists()


def test_the_default_port_is_the_server_s() -> None:
    from onrecord.cli import serving

    assert serving.PORT == DEFAULT_PORT


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_command_serves(database: str, host: str) -> None:
    command = [
        sys.executable, "-m", "onrecord", "serve", database, "--host", host, "--port", "0", "--no-open"
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told: list[str] = []
        while "Ctrl-C" not in (line := server.stderr.readline()):
            assert line, told
            told.append(line)
        address = line.split()[1]
        status = httpx.get(f"{address}api/v1/reports").status_code
        server.send_signal(signal.SIGINT)
        rest = server.communicate(timeout=20)[1]
    assert "Traceback" not in rest
    assert status == (200 if host == "127.0.0.1" else 401)
    assert any("nobody has a token yet" in one for one in told) == (host == "0.0.0.0")
    assert any("plain text" in one for one in told) == (host == "0.0.0.0")


@pytest.mark.slow
def test_the_demo_serves_the_samples() -> None:
    command = [sys.executable, "-m", "onrecord", "demo", "--port", "0", "--no-open"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        line = next(one for one in lines if "Ctrl-C" in one)
        found = httpx.get(f"{line.split()[1]}api/v1/reports").json()
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)
    assert found["total"] == 6

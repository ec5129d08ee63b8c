"""Real databases for the tests: an SQLite file, and a PostgreSQL server of its own on a free port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Seconds a server may take to answer first.
PATIENCE_S = 30
SERVER_USER = "postgres"
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=100")


def binaries() -> Path | None:
    """The folder with PostgreSQL's own programs, newest first, or None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None else Path(on_path).parent


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL server with its data in this folder, which its user can reach: the address of its database."""
    programs = binaries()
    assert programs is not None
    data = folder / "data"
    port = free_port()
    if os.geteuid() == 0:
        _hand_over(folder)
    _as_server([str(programs / "initdb"), "-D", str(data), "-U", SERVER_USER, "-A", "trust", "-E", "UTF8", "--no-sync"])
    server = subprocess.Popen(
        _command(
            [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), *QUICK]
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    try:
        _wait_for(port)
        yield f"postgresql://{SERVER_USER}@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait_for(port: int) -> None:
    import psycopg

    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user={SERVER_USER} dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _as_server(command: list[str]) -> None:
    subprocess.run(_command(command), check=True, capture_output=True, cwd="/")


def _command(command: list[str]) -> list[str]:
    """The command as the server's user: PostgreSQL does not run as root."""
    return ["runuser", "-u", SERVER_USER, "--", *command] if os.geteuid() == 0 else command


def _hand_over(folder: Path) -> None:
    user = pwd.getpwnam(SERVER_USER)
    os.chown(folder, user.pw_uid, user.pw_gid)

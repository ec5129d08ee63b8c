"""The light server as a process of its own, for tests and timings that need a real one."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20


@contextmanager
def running(database: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of a store: its address, once it answers, and the process; `options` as serve_light takes them."""
    command = [sys.executable, "-m", "tests.web.serve_light", str(database), *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip(), server
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                server.wait(PATIENCE_S)

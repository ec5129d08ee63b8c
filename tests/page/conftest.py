"""A real browser before a real server: the system's Chromium, and stores of the samples and of hostile reports."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.web.built import BUILT_PAGE
from tests.databases import free_port
from tests.web.fixture_store import make_sample_store

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; the tests are skipped where it is not installed or the page is not built."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed here (Debian: chromium): the page was not looked at in a browser")
    if not (BUILT_PAGE / "index.html").is_file():
        pytest.skip("the page is not built (`make page`)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples that reviewers may change."""
    path = tmp_path_factory.mktemp("page") / "samples.db"
    make_sample_store(path)
    return path


@pytest.fixture(scope="package")
def address(samples_store: Path) -> Iterator[str]:
    """Where the samples are served."""
    with served(samples_store) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the samples; an error in its console or a request to elsewhere fails the test."""
    with watched_page(browser, address) as opened:
        yield opened


@contextmanager
def served(store: Path) -> Iterator[str]:
    """A server of a store, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "tests.web.serve_samples", "--port", str(port), "--store", str(store)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v1/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


@contextmanager
def watched_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must stay on this address, without errors and without dialogs."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on("console", lambda line: wrong.extend([f"console: {line.text}"] if line.type == "error" else []))
    opened.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    opened.on("request", lambda asked: wrong.extend(_elsewhere(asked.url, address)))
    yield opened
    context.close()
    assert wrong == []


def _elsewhere(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:", "blob:")) else [f"request: {url}"]


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)

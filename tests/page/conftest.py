"""A real browser before a real server: the system's Chromium, and stores of the samples and of hostile reports."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from onrecord.settings import Settings
from onrecord.store import open_store
from onrecord.web.app import make_app, utc_now
from onrecord.web.built import BUILT_PAGE
from onrecord.web.running import bound, server_of
from onrecord.web.serving import Binding
from onrecord.web.taking import taking_of
from tests.web.conftest import GENEROUS
from tests.web.fixture_store import make_sample_store

PATIENCE_S = 60


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; the tests are skipped where it is not installed or the page is not built."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed here (Debian: chromium): the page was not looked at in a browser")
    if not (BUILT_PAGE / "index.html").is_file():
        pytest.skip("the page is not built (`make page`)")
    expect.set_options(timeout=PATIENCE_S * 1000)  # a busy machine may take its time; what never comes still fails
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
    """A server of a store, in a thread of this process: what it would load is loaded already."""
    ready = threading.Event()
    made, binding = bound(Binding(port=0))
    with made, open_store(store) as opened:
        app = make_app(opened, taking_of(opened, Settings(), utc_now), binding=binding, limits=GENEROUS)
        server = server_of(app, ready.set)
        running = threading.Thread(target=server.run, kwargs={"sockets": [made]})
        running.start()
        try:
            assert ready.wait(PATIENCE_S)
            yield binding.address.rstrip("/")
        finally:
            server.should_exit = True
            running.join(PATIENCE_S)


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

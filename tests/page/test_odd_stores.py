"""Stores that no sample shows: an empty one, one with names of a hundred letters; and a server gone quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from onrecord.store import open_store
from onrecord.store.linking import link_new
from onrecord.store.writing import put_report
from tests.page.conftest import served, watched_page
from tests.page.test_views import VIEWS
from tests.web.fixture_store import NOW, sample_reports

LONG = "Ferryharbourbridgewaterboard" * 5
RIGHT_TO_LEFT = "قال المتحدث إن الجسر مغلق منذ يوم الاثنين"
NOTHING = {
    "reports": "No reports yet", "reading": "There is no report to read here", "statements": "Nobody says anything",
    "timeline": "Nothing here has a day", "map": "No place on the map", "figures": "No series of figures",
    "disputes": "No two sources contradict each other", "network": "Nobody acts on anybody",
}  # fmt: skip


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where samples are served whose names no line has room for."""
    path = tmp_path_factory.mktemp("long") / "long.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        for number, report in enumerate(sample_reports().values()):
            title = RIGHT_TO_LEFT if number % 2 else f"{LONG} {'and so on, ' * 20}"
            about = replace(report.report, title=title, outlet=LONG, byline=LONG)
            actors = tuple(replace(actor, name=f"{actor.name} {LONG}") for actor in report.actors)
            put_report(
                connection,
                replace(report, report=about, actors=actors),
                key=title + str(number),
                software="tests",
                now=NOW,
            )
        link_new(connection, NOW)
    with served(path) as address:
        yield address


@pytest.mark.parametrize("width", [1440, 390])
def test_long_names_break_and_widen_nothing(browser: Browser, long_names: str, width: int) -> None:
    with watched_page(browser, long_names) as page:
        page.set_viewport_size({"width": width, "height": 900})
        for view in VIEWS:
            page.goto(f"/{view}")
            expect(page.get_by_role("main")).to_contain_text(LONG[:10])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


def test_an_empty_store_says_so_in_every_view(browser: Browser, tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db", create=True):
        pass
    with served(tmp_path / "empty.db") as address, watched_page(browser, address) as page:
        for view, words in NOTHING.items():
            page.goto(f"/{view}")
            expect(page.get_by_role("main")).to_contain_text(words)
            expect(page.get_by_role("main")).not_to_contain_text("Take a condition out")


def test_a_view_that_could_not_be_loaded_is_asked_for_again(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        for view in VIEWS:
            page.route("**/api/v1/**", lambda route: route.continue_() if "/me" in route.request.url else route.abort())
            page.goto(f"/{view}")
            expect(page.get_by_role("alert").first).to_contain_text("The server does not answer")
            page.unroute("**/api/v1/**")
            page.get_by_role("button", name="Try again").first.click()
            expect(page.get_by_role("alert")).to_have_count(0)

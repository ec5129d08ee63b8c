"""Taking in from the page: pasted text is followed until it is in the list; names of files stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from eval.hostile_server import Site, serving
from onrecord.store import open_store
from tests.page.conftest import watched_page
from tests.page.test_hostile import PAYLOADS, assert_unharmed
from tests.web.light_server import running

# Slashes part folders, and a name has at most so many characters.
FILE_NAMES = tuple(f"{one.replace('/', '∕')[:80]}.txt" for one in PAYLOADS)

HERE = "127.0.0.1"
ARTICLES = {"/bridge": "Bridge closed in Tal", "/ferry": "Ferry late in Tal"}
ARTICLE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>TAL, 3 March 2021 - {title} on Monday, the mayor of Tal said, after a long night of rain and wind.</p>
<p>The harbour board will look at it on Tuesday, and the mayor asked people to stay at home until then.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an empty store is served by the reader that loads no models."""
    path = tmp_path_factory.mktemp("light") / "news.db"
    with open_store(path, create=True):
        pass
    with running(path) as (address, _):
        yield address


def test_pasted_text_is_followed_until_it_is_in_the_list(browser: Browser, light: str) -> None:
    with watched_page(browser, light) as page:
        page.goto("/reports")
        expect(page.get_by_role("main")).to_contain_text("No reports yet")
        page.get_by_role("button", name="Add reports").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Paste a report").fill("Bridge closed\n\nTAL, 3 March 2021 - The bridge closed on Monday.")
        with page.expect_request("**/api/v1/jobs/*/events"):
            dialog.get_by_role("button", name="Read it").click()
        expect(dialog.locator(".job")).to_contain_text("1 read")
        page.keyboard.press("Escape")
        expect(page.locator(".report-title")).to_have_text(["Bridge closed"])
        page.locator(".report-title").click()
        expect(page.locator(".report-text")).to_contain_text("The bridge closed on Monday.")


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an empty store is served by a server that may fetch from this machine."""
    path = tmp_path_factory.mktemp("near") / "news.db"
    with open_store(path, create=True):
        pass
    with running(path, "--loopback") as (address, _):
        yield address


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site with two articles and a feed of them."""
    with serving() as site:
        items = ""
        for path, title in ARTICLES.items():
            site.page(path, ARTICLE.format(title=title).encode())
            items += f"<item><title>{title}</title><link>{site.url(path, HERE)}</link></item>"
        feed = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
        site.page("/feed", feed.encode(), Content_Type="application/rss+xml")
        yield site


def test_an_address_is_fetched_and_read(browser: Browser, near: str, site: Site) -> None:
    with watched_page(browser, near) as page:
        assert fetched(page, site.url("/bridge", HERE)) == "1 read"
        expect(page.locator(".report-title")).to_have_text(["Bridge closed in Tal"])


def test_a_feed_is_read_item_by_item(browser: Browser, near: str, site: Site) -> None:
    with watched_page(browser, near) as page:
        fetched(page, site.url("/feed", HERE))
        expect(page.locator(".report-title")).to_have_count(2)
        expect(page.get_by_role("main")).to_contain_text("Ferry late in Tal")


def test_what_cannot_be_fetched_is_told(browser: Browser, light: str, near: str, site: Site) -> None:
    for server, told in ((light, "127.0.0.1"), (near, "answered 404")):
        with watched_page(browser, server) as page:
            page.goto("/reports")
            page.get_by_role("button", name="Add reports").click()
            give(page, site.url("/nowhere", HERE))
            expect(page.locator(".job")).to_contain_text("could not be read")
            expect(page.locator(".job")).to_contain_text(told)


def fetched(page: Page, address: str) -> str:
    """What the job says at the end, with the dialog closed."""
    page.goto("/reports")
    page.get_by_role("button", name="Add reports").click()
    give(page, address)
    expect(page.locator(".job")).to_contain_text(re.compile(r"\d read"))
    said = re.search(r"\d read", page.locator(".job").inner_text())
    page.keyboard.press("Escape")
    return said[0] if said else ""


def give(page: Page, address: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Or give the address of a page or a feed").fill(address)
    dialog.get_by_role("button", name="Fetch it").click()


def test_names_of_files_stay_text(browser: Browser, light: str) -> None:
    with watched_page(browser, light) as page:
        page.goto("/reports")
        page.get_by_role("button", name="Add reports").click()
        files: list[FilePayload] = [
            {"name": name, "mimeType": "text/plain", "buffer": f"Ferry {number} late\n\nIt was late.".encode()}
            for number, name in enumerate(FILE_NAMES)
        ]
        files.append(
            {"name": "<img src=x onerror=window.ran=1>.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
        )
        page.get_by_role("dialog").locator("input[type=file]").set_input_files(files)
        job = page.locator(".job")
        expect(job).to_contain_text(f"{len(FILE_NAMES)} read, 1 could not be read")
        expect(job).to_contain_text(FILE_NAMES[1])
        assert_unharmed(page, "the job")
        page.keyboard.press("Escape")
        page.locator(".failures summary").click()
        expect(page.locator(".failure", has_text="<img src=x onerror=window.ran=1>.pdf")).to_have_count(1)
        assert_unharmed(page, "the failures")

"""Taking in from the page: pasted text is followed until it is in the list; names of files stay text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from onrecord.store import open_store
from tests.page.conftest import watched_page
from tests.page.test_hostile import PAYLOADS, assert_unharmed
from tests.web.light_server import running

# Slashes part folders, and a name has at most so many characters.
FILE_NAMES = tuple(f"{one.replace('/', '∕')[:80]}.txt" for one in PAYLOADS)


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
        expect(page.locator(".failure")).to_contain_text("<img src=x onerror=window.ran=1>.pdf")
        assert_unharmed(page, "the failures")

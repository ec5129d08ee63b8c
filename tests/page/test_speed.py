"""The page is there at once, and its views and keys are: on the samples, with room for a slow machine."""

from __future__ import annotations

import sys
import time

from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import watched_page
from tests.page.test_views import SHOWN, VIEWS, opened

FIRST_PAINT_MS = 1000 * 3
SWITCH_MS = 300 * 5
NAMES = ("Reports", "Reading", "Who said what", "Timeline", "Map", "Figures", "Disagreements & tracks", "Network")


def test_the_first_paint_comes_soon(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as page:
        opened(page, "reports")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        sys.stdout.write(f"first paint: {paint:.0f} ms\n")
        assert paint < FIRST_PAINT_MS


def test_a_view_is_there_when_it_is_asked_for(page: Page) -> None:
    opened(page, "reports")
    views = page.get_by_role("navigation", name="Views")
    took: dict[str, float] = {}
    for view, name in [*zip(VIEWS, NAMES, strict=True)][1:]:
        link = views.get_by_role("link", name=name, exact=True)
        began = time.perf_counter()
        link.click()
        page.wait_for_function("words => document.querySelector('main').innerText.includes(words)", arg=SHOWN[view])
        took[view] = (time.perf_counter() - began) * 1000
    sys.stdout.write(f"{ {view: round(one) for view, one in took.items()} } ms\n")
    assert max(took.values()) < SWITCH_MS, took


def test_tab_goes_through_search_and_tools_to_the_views(page: Page) -> None:
    opened(page, "reports")
    walked: list[str] = []
    while len(walked) < 20 and "Network" not in walked:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert walked[:3] == ["Skip to the view", "onrecord", "search"]
    assert [one for one in walked if one in NAMES] == list(NAMES)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network")

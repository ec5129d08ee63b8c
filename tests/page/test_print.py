"""Printed: black on white whatever the screen shows, nothing cut off, no tools, and the address to see it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import watched_page
from tests.page.test_views import VIEWS, opened

# What holds more than it shows, and would stay cut off on paper; text for screen readers only is meant to be.
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const style = getComputedStyle(one);
    const scrolls = ["auto", "scroll"].includes(style.overflowY) && style.maxHeight !== "none";
    return scrolls && one.scrollHeight > one.clientHeight + 2;
}).map((one) => one.className)"""
TOOLS = "main :is(input, select, textarea, .row button, .more):visible, .masthead button:visible, nav.views:visible"


@pytest.fixture(scope="module")
def dark(browser: Browser, address: str) -> Iterator[Page]:
    """A page that is dark by the system's setting and by its own."""
    with watched_page(browser, address) as page:
        page.emulate_media(color_scheme="dark")
        page.add_init_script("localStorage.setItem('onrecord-theme', 'dark')")
        yield page


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_on_paper(dark: Page, view: str) -> None:
    dark.emulate_media(media="screen")
    dark.set_viewport_size({"width": 1440, "height": 900})
    opened(dark, view)
    assert dark.evaluate("getComputedStyle(document.body).color") == "rgb(233, 230, 223)"
    dark.emulate_media(media="print")
    dark.set_viewport_size({"width": 718, "height": 1000})
    assert dark.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 35)"
    expect(dark.locator(".printed")).to_have_text(f"Everything in the store. {dark.url}")
    assert dark.evaluate(CUT) == []
    assert dark.locator(TOOLS).all_inner_texts() == []
    assert dark.evaluate("document.documentElement.scrollWidth <= innerWidth")

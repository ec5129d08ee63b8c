"""Each view on the samples: what it must show, at every width, light and dark, to eyes, keys and screen readers."""

from __future__ import annotations

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord.web.built import BUILT_PAGE
from onrecord.web.first_looks import PREFIX, QUESTIONS
from tests.page.conftest import watched_page

VIEWS = ("reports", "reading", "statements", "timeline", "map", "figures", "disputes", "network")
# What stands in each view on the samples, and nowhere else in its frame.
SHOWN = {
    "reports": "Two vetoes block council's call for a ceasefire",
    "reading": "Karin Osk",
    "statements": "Samuel Orrin",
    "timeline": "Council of the Strait States",
    "map": "Geneva",
    "figures": "Killed, Port Lessen",
    "disputes": "A doctor at St Anselm's Hospital",
    "network": "Sennet Island Front",
}
SERIOUS = ("serious", "critical")
LARGEST_SCRIPTS = 250_000
# An old answer stays until the new one is there: what is seen is what no longer changes.
SETTLED = """() => {
    const now = document.querySelector("main").innerText;
    if (window.seen !== now) [window.seen, window.since] = [now, performance.now()];
    return performance.now() - window.since > 700 && !document.querySelector("main [aria-busy=true]");
}"""


def opened(page: Page, view: str) -> Page:
    """A view, once what it asks for is there."""
    page.goto(f"/{view}")
    expect(page.get_by_role("main")).to_contain_text(SHOWN[view])
    return page


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_what_the_samples_hold(page: Page, view: str) -> None:
    current = opened(page, view).get_by_role("navigation", name="Views").locator("[aria-current=page]")
    expect(current).to_have_count(1)
    expect(page.get_by_role("heading", level=1).first).to_be_attached()


def test_the_server_asks_itself_what_the_views_ask(page: Page) -> None:
    asked: set[str] = set()
    page.on("request", lambda one: asked.add(one.url.partition(PREFIX)[2]) if PREFIX in one.url else None)
    for view in VIEWS:
        opened(page, view)
        page.wait_for_function(SETTLED)
    reports = {question for question in asked if question.startswith("/reports/r")}
    assert asked - reports - {"/me"} == set(QUESTIONS)


@pytest.mark.parametrize("view", VIEWS)
def test_no_serious_barrier_and_no_sideways_scrolling(page: Page, view: str) -> None:
    opened(page, view)
    # Colours do not hang on the width, nor the layout on the theme: each width and each theme is looked at once.
    for width, dark in ((1440, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        assert barriers(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_barrier_would_be_found(page: Page) -> None:
    opened(page, "reports")
    added = "<button></button><p id=pale>pale</p>"
    page.evaluate("added => document.querySelector('main').insertAdjacentHTML('beforeend', added)", added)
    for scheme, pale in (("light", "#ccc"), ("dark", "#333")):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate("pale => { document.querySelector('#pale').style.color = pale; }", pale)
        assert {rule for rule, _ in barriers(page)} == {"button-name", "color-contrast"}, scheme


def barriers(page: Page) -> list[tuple[str, str]]:
    """The serious findings of axe, each with the element it is about."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in SERIOUS]


def test_the_address_shows_the_same_again(page: Page, browser: Browser, address: str) -> None:
    opened(page, "reports")
    page.get_by_role("searchbox", name="Search the reports").fill("ceasefire")
    page.keyboard.press("Enter")
    titles = page.locator(".report-title")
    expect(titles).not_to_have_count(6)
    expected = titles.all_inner_texts()
    with watched_page(browser, address) as other:
        other.goto(page.url)
        expect(other.locator(".report-title")).to_have_count(len(expected))
        assert other.locator(".report-title").all_inner_texts() == expected


@pytest.mark.parametrize("view", [one for one in VIEWS if one not in ("reports", "reading")])
def test_the_address_of_every_view_shows_the_same_again(page: Page, browser: Browser, address: str, view: str) -> None:
    opened(page, view)
    page.get_by_role("searchbox", name="Search the reports").fill("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{view}\\?.*q=ceasefire"))
    page.wait_for_function(SETTLED)
    seen = page.get_by_role("main").inner_text()
    with watched_page(browser, address) as other:
        other.goto(page.url)
        expect(other.get_by_role("main")).to_have_text(seen, use_inner_text=True)


def test_the_timeline_is_a_list_too(page: Page) -> None:
    cards = opened(page, "timeline").locator(".as-list .cards > *")
    expect(cards).to_have_count(0)
    page.get_by_text("The same as a list").click()
    expect(cards.first).to_be_visible()


def test_keys_reach_the_view_and_dialogs_give_the_focus_back(page: Page) -> None:
    opened(page, "reports")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the view")).to_be_focused()
    button = page.get_by_role("button", name="Export")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_an_export_comes_down(page: Page) -> None:
    opened(page, "reports")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("dialog").get_by_role("radio").first.check()
    expect(page.get_by_role("dialog")).to_contain_text(re.compile("Writes|Nothing is lost|cannot hold"))
    with page.expect_download() as down:
        page.get_by_role("link", name=re.compile("Export as")).click()
    assert down.value.path().stat().st_size > 100


def test_the_scripts_stay_small() -> None:
    scripts = list((BUILT_PAGE / "assets").glob("*.js")) if (BUILT_PAGE / "assets").is_dir() else []
    if not scripts:
        pytest.skip("the page is not built (`make page`)")
    assert sum(len(gzip.compress(one.read_bytes())) for one in scripts) <= LARGEST_SCRIPTS

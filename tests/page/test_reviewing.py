"""A reviewer's edits and the records made of selected text, as the store holds them afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from onrecord.record import PartRecord, Report, ReportText
from onrecord.store import open_store
from onrecord.store.loading import report_of
from onrecord.store.writing import put_report
from onrecord.text import digest_of
from tests.page.conftest import served, watched_page
from tests.page.test_reading import corrections
from tests.web.fixture_store import NOW, sample_reports

COUNCIL = sample_reports()["02-council-vetoes"]
WORDS = ("👩‍👩‍👧", "e\u0301", "שלום", "😀", "الجسر", "The bridge")
TEXT = f"{' '.join(WORDS[:4])}\n\n{WORDS[4]} مغلق 😀 {WORDS[5]} closed"
SELECT = """(words) => {
    const walker = document.createTreeWalker(document.querySelector(".report-text"), NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (!(node.parentElement.closest("[data-start]") && node.data.includes(words))) node = walker.nextNode();
    const start = node.data.indexOf(words);
    getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""
# The keys a, r and u in the moment in which the card of this record is open, before the page is drawn.
PRESS_AT_ONCE = """(record) => new MutationObserver((_, watch) => {
    if (!document.querySelector(`[data-record="${record}"][aria-expanded=true]`)) return;
    watch.disconnect();
    for (const key of "aru") document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}).observe(document, { subtree: true, childList: true, attributes: true })"""


def effective(store: Path, version: str) -> Report:
    with open_store(store) as opened, opened.connect() as connection:
        return report_of(connection, version)


def fail_once(page: Page, addresses: str) -> None:
    """Let the next request to these addresses fail, and pass on those after it.

    Playwright's own `times=1` takes its interception out of the browser behind the request, at the very moment in which
    the page sends the next one: that one may then be left without an answer.
    """
    failing = iter((True,))
    page.route(addresses, lambda route: route.abort() if next(failing, False) else route.continue_())


def test_an_edit_is_kept_and_undone(page: Page, samples_store: Path) -> None:
    event = COUNCIL.events[1]
    before = effective(samples_store, COUNCIL.report.id).events[1]
    page.goto(f"/reading/{COUNCIL.report.id}?record={event.id}")
    card = page.locator(f"[data-record={event.id}]")
    expect(card).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("modality").select_option("planned")
    dialog.get_by_role("button", name="Keep the change").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Edited.")).to_be_visible()
    kept = next(one for one in effective(samples_store, COUNCIL.report.id).events if one.id == event.id)
    assert (before.modality, kept.modality) == ("actual", "planned")
    page.keyboard.press("u")
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    assert effective(samples_store, COUNCIL.report.id).events[1] == before


def test_keys_that_come_faster_than_answers_are_kept_in_order(page: Page, samples_store: Path) -> None:
    before = len(corrections(samples_store))
    page.goto(f"/reading/{COUNCIL.report.id}?record={COUNCIL.figures[1].id}")
    expect(page.locator(f"[data-record={COUNCIL.figures[1].id}]")).to_have_attribute("aria-expanded", "true")
    for key in "aru":
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    assert [action for action, _ in corrections(samples_store)[before:]] == ["accept", "reject", "undo"]


def test_keys_that_come_with_the_card_are_kept(page: Page, samples_store: Path) -> None:
    before = len(corrections(samples_store))
    page.add_init_script(f"({PRESS_AT_ONCE})({COUNCIL.figures[2].id!r})")
    page.goto(f"/reading/{COUNCIL.report.id}?record={COUNCIL.figures[2].id}")
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    assert [action for action, _ in corrections(samples_store)[before:]] == ["accept", "reject", "undo"]


def test_what_is_not_kept_stands_at_its_record(browser: Browser, address: str, samples_store: Path) -> None:
    before = len(corrections(samples_store))
    event = COUNCIL.events[0].id
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        fail_once(page, "**/api/v1/corrections")
        page.goto(f"/reading/{COUNCIL.report.id}?record={event}")
        expect(page.locator(f"[data-record={event}]")).to_have_attribute("aria-expanded", "true")
        fail_once(page, f"**/api/v1/reports/{COUNCIL.report.id}")
        for key in "ajr":
            page.keyboard.press(key)
        refused = page.locator("li", has=page.locator(f"[data-record={event}]")).get_by_role("alert")
        expect(refused).to_contain_text("Not kept. The server does not answer.")
        expect(page.get_by_role("status").filter(has_text="Rejected.")).to_be_visible()
        page.keyboard.press("k")
        page.keyboard.press("a")
        expect(page.get_by_role("status").filter(has_text="Accepted.")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
    assert [action for action, _ in corrections(samples_store)[before:]] == ["reject", "accept"]


def test_a_second_reviewer_is_told_what_came_between(browser: Browser, address: str, samples_store: Path) -> None:
    before = len(corrections(samples_store))
    vote = COUNCIL.votes[0].id
    with browser.new_context(base_url=address) as context:
        pages = [context.new_page(), context.new_page()]
        for page in pages:
            page.goto(f"/reading/{COUNCIL.report.id}?record={vote}")
            expect(page.locator(f"[data-record={vote}]")).to_have_attribute("aria-expanded", "true")
        for page, key in zip(pages, "ar", strict=True):
            page.keyboard.press(key)
            expect(pages[0].get_by_role("status").filter(has_text="Accepted.")).to_be_visible()
        expect(pages[1].get_by_role("alert")).to_contain_text("Not kept. Somebody else changed this record meanwhile.")
        expect(pages[1].locator(f"[data-record={vote}]")).to_have_attribute("data-state", "accepted")
    assert [action for action, _ in corrections(samples_store)[before:]] == ["accept"]


def test_the_list_of_reports_tells_outlets_origins_and_reviews(page: Page) -> None:
    page.goto(f"/reading/{COUNCIL.report.id}?record={COUNCIL.events[2].id}")
    expect(page.locator(f"[data-record={COUNCIL.events[2].id}]")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="Accepted.")).to_be_visible()
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Reports", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("6 reports, 6 outlets, 6 origins, 1 reviewed")
    reviewed = page.locator(".report", has_text=COUNCIL.report.title or "").locator(".tag")
    expect(reviewed).to_have_text(re.compile(r"^reviewed: \d+ accepted"))


def test_pointing_at_characters_lights_their_card(page: Page) -> None:
    page.goto(f"/reading/{COUNCIL.report.id}")
    figure = COUNCIL.figures[0]
    card = page.locator(f"[data-record={figure.id}]")
    expect(card).not_to_have_class("record record-pointed")
    page.locator(f".m[data-start='{figure.evidence[0].start}']").hover()
    expect(card).to_have_class("record record-pointed")


@pytest.fixture(scope="module")
def odd_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report of emoji, combining marks and right-to-left words."""
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        put_report(connection, odd_report(), key="odd", software="tests", now=NOW)
    return path


def test_records_of_any_script_have_the_characters_that_were_selected(browser: Browser, odd_store: Path) -> None:
    with served(odd_store) as address, watched_page(browser, address) as page:
        page.goto(f"/reading/{odd_report().report.id}")
        for words in WORDS:
            add_time(page, words)
    report = effective(odd_store, odd_report().report.id)
    spans = [(one.evidence[0].start, one.evidence[0].end, one.evidence[0].text) for one in report.times]
    expected = [(TEXT.index(words), TEXT.index(words) + len(words), words) for words in WORDS]
    assert sorted(spans) == sorted(expected)


def add_time(page: Page, words: str) -> None:
    """Make a time of the first of these words, as a reviewer does."""
    expect(page.locator(".report-text")).to_contain_text("bridge")
    page.evaluate(SELECT, words)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    assert dialog.locator("q").inner_text() == words
    dialog.get_by_label("kind of record").select_option("times")
    chosen(dialog, "type").select_option("DATE")
    with page.expect_response(lambda answer: f"/reports/{odd_report().report.id}" in answer.url):
        dialog.get_by_role("button", name="Add it").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".m").filter(has_text=words).first).to_be_visible()


def chosen(dialog: Locator, name: str) -> Locator:
    return dialog.get_by_label(f"{name} (needed)")


def odd_report() -> Report:
    parts = (PartRecord("paragraph", 0, TEXT.index("\n")), PartRecord("paragraph", TEXT.index("\n") + 2, len(TEXT)))
    about = ReportText(
        id="r00000000000000ac", digest=digest_of(TEXT), text=TEXT, title="Odd", published="2021-05-18", parts=parts
    )
    return replace(Report(report=about))

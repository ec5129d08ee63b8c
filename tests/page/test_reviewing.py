"""A reviewer's edits and the records made of selected text, as the store holds them afterwards."""

from __future__ import annotations

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


def effective(store: Path, version: str) -> Report:
    with open_store(store) as opened, opened.connect() as connection:
        return report_of(connection, version)


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

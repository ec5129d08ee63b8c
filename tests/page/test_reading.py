"""Reading: cards and characters light each other up, reviewers' keys reach the store, text of any script is exact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from onrecord.record import PartRecord, Report, ReportText
from onrecord.store import open_store
from onrecord.store.schema import CORRECTIONS
from onrecord.store.writing import put_report
from onrecord.text import digest_of
from tests.page.conftest import served, watched_page
from tests.web.fixture_store import NOW, sample_reports

COUNCIL = sample_reports()["02-council-vetoes"]
ODD = "👩‍👩‍👧 e\u0301 \u05e9\u05dc\u05d5\u05dd 😀 The bridge closed"


def corrections(store: Path) -> list[tuple[str, str | None]]:
    with open_store(store) as opened, opened.connect() as connection:
        rows = connection.execute(select(CORRECTIONS.c.action, CORRECTIONS.c.supersedes).order_by(CORRECTIONS.c.seq))
        return [(row.action, row.supersedes) for row in rows]


def test_pointing_at_a_card_lights_its_characters_and_back(page: Page) -> None:
    page.goto(f"/reading/{COUNCIL.report.id}")
    event = COUNCIL.events[0]
    card = page.locator(f"[data-record={event.id}]").first
    card.hover()
    lit = page.locator(".m-lit")
    expect(lit.first).to_be_attached()
    assert event.trigger.text in "".join(lit.all_inner_texts())
    page.mouse.move(0, 0)
    expect(lit).to_have_count(0)
    card.click()
    assert f"record={event.id}" in page.url


def test_a_reviewers_keys_reach_the_store(page: Page, samples_store: Path) -> None:
    before = len(corrections(samples_store))
    figure = COUNCIL.figures[0].id
    page.goto(f"/reading/{COUNCIL.report.id}?record={figure}")
    card = page.locator(f"[data-record={figure}]").first
    expect(card).to_be_visible()
    page.keyboard.press("a")
    expect(card).to_have_attribute("data-state", "accepted")
    page.keyboard.press("r")
    expect(card).to_have_attribute("data-state", "rejected")
    page.keyboard.press("u")
    expect(card).not_to_have_attribute("data-state", "rejected")
    made = corrections(samples_store)[before:]
    assert [action for action, _ in made] == ["accept", "reject", "undo"]
    assert made[2][1] is not None


def test_j_and_k_walk_through_the_records(page: Page) -> None:
    page.goto(f"/reading/{COUNCIL.report.id}")
    expect(page.locator("[data-record]").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[data-record][aria-expanded=true]")).to_have_count(1)
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)


def test_a_record_made_from_selected_text_has_the_right_characters(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        put_report(connection, _report(ODD), key="odd", software="tests", now=NOW)
    with served(path) as address, watched_page(browser, address) as page:
        page.goto(f"/reading/{_report(ODD).report.id}")
        expect(page.locator(".report-text")).to_contain_text("bridge")
        page.evaluate(
            """(words) => {
                const walker = document.createTreeWalker(document.querySelector(".report-text"), NodeFilter.SHOW_TEXT);
                let node = walker.nextNode();
                while (!node.data.includes(words)) node = walker.nextNode();
                const range = document.createRange();
                const start = node.data.indexOf(words);
                range.setStart(node, start); range.setEnd(node, start + words.length);
                getSelection().removeAllRanges(); getSelection().addRange(range);
            }""",
            "The bridge",
        )
        page.keyboard.press("n")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("The bridge")
        dialog.get_by_role("combobox").first.select_option("times")
        dialog.get_by_role("combobox").nth(1).select_option("DATE")
        with page.expect_response(lambda answer: answer.url.endswith("/corrections")) as kept:
            dialog.locator("form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
        asked = kept.value.request.post_data_json or {}
        expect(dialog).to_have_count(0)
    start = ODD.index("The bridge")
    assert asked["body"]["span"] == {"start": start, "end": start + len("The bridge")}


def _report(text: str) -> Report:
    about = ReportText(
        id="r00000000000000ab", digest=digest_of(text), text=text, title="Odd", published="2021-05-18",
        parts=(PartRecord("paragraph", 0, len(text)),),
    )  # fmt: skip
    return replace(Report(report=about))

"""What the page gives away: the network as picture and GraphML, a selection as a dossier that needs no network."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.web.routes import exports
from tests.page.conftest import served, watched_page
from tests.page.test_views import opened

SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def test_the_network_comes_as_a_drawing_that_needs_no_style_sheet(page: Page) -> None:
    drawing = ElementTree.fromstring(taken(page, "Picture (SVG)").read_text(encoding="utf-8"))
    words = {"".join(text.itertext()) for text in drawing.iter(f"{SVG}text")}
    assert "Maradal" in words
    assert all(text.get("fill") and text.get("font-size") for text in drawing.iter(f"{SVG}text"))
    assert not any("class" in element.attrib or element.tag.endswith("script") for element in drawing.iter())


def test_the_network_comes_as_a_picture(page: Page) -> None:
    picture = taken(page, "Picture (PNG)").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) > 1000


def test_the_network_comes_as_graphml(page: Page) -> None:
    graph = ElementTree.fromstring(taken(page, "GraphML").read_text(encoding="utf-8"))
    assert len(list(graph.iter(f"{GRAPHML}node"))) > 10
    assert len(list(graph.iter(f"{GRAPHML}edge"))) > 5


def taken(page: Page, name: str) -> Path:
    """The file that comes for a button, or a link, of the network."""
    opened(page, "network")
    with page.expect_download() as down:
        page.get_by_text(name, exact=True).click()
    return Path(down.value.path())


@pytest.fixture
def dossier(page: Page, tmp_path: Path) -> Path:
    """The dossier of the reports with one word, as the page gives it."""
    page.goto("/reports?q=ceasefire")
    expect(page.locator(".report-title").first).to_be_visible()
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as down:
        page.get_by_role("link", name=re.compile("^Dossier")).click()
    target = tmp_path / "dossier.html"
    down.value.save_as(target)
    return target


def test_the_dossier_opens_from_disk_without_a_network(browser: Browser, dossier: Path) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(dossier.as_uri())
        expect(page.locator("body")).to_contain_text("Two vetoes block council's call for a ceasefire")
        expect(page.locator("body")).not_to_contain_text("Families ask where the men of Sennet are")
        assert asked == [dossier.as_uri()]


def test_what_is_too_much_for_a_dossier_is_told_before(
    browser: Browser, samples_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LARGEST_DOSSIER", 2)
    with served(samples_store) as address, watched_page(browser, address) as page:
        page.goto("/reports")
        page.get_by_role("button", name="Export").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("holds at most 2 reports; 6 are selected")
        expect(dialog.get_by_role("link", name=re.compile("^Dossier"))).to_have_count(0)
        page.goto("/reports?q=nowhere")
        page.get_by_role("button", name="Export").click()
        expect(page.get_by_role("dialog")).to_contain_text("There is no report here that a dossier could hold.")

"""Markup and scripts in every text of a report stay text, in every view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.record import PartRecord, Report
from onrecord.store import open_store
from onrecord.store.linking import link_new
from onrecord.store.writing import put_report
from onrecord.text import digest_of
from tests.page.conftest import served, watched_page
from tests.page.test_views import SETTLED, VIEWS
from tests.web.fixture_store import NOW, sample_reports

PAYLOADS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    "<body onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<iframe src=javascript:parent.ran=1>",
    "<a href=javascript:window.ran=1>x</a>",
    "<math><mtext><script>window.ran=1</script>",
    "<details open ontoggle=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>",
    "<video><source onerror=window.ran=1>",
    "<audio src=x onerror=window.ran=1>",
    "<marquee onstart=window.ran=1>",
    "<object data=javascript:window.ran=1>",
    "<embed src=javascript:window.ran=1>",
    "<form action=javascript:window.ran=1><button>x",
    "<style>@import 'javascript:window.ran=1'</style>",
    "<link rel=import href=x>",
    "<base href=javascript:window.ran=1//>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    '"><script>window.ran=1</script>',
    "'><script>window.ran=1</script>",
    "</title><script>window.ran=1</script>",
    "</textarea><script>window.ran=1</script>",
    "--><script>window.ran=1</script>",
    "]]><script>window.ran=1</script>",
    "<scr<script>ipt>window.ran=1</script>",
    "<SCRIPT>window.ran=1</SCRIPT>",
    "<script\t>window.ran=1</script>",
    "<script/x>window.ran=1</script>",
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "&#60;script&#62;window.ran=1&#60;/script&#62;",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "{{constructor.constructor('window.ran=1')()}}",
    "${window.ran=1}",
    "<%= window.ran=1 %>",
    "<template><script>window.ran=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "<xss id=x tabindex=1 onfocus=window.ran=1></xss>",
    "<button popovertarget=x onclick=window.ran=1>",
    "\u202e<script>window.ran=1</script>\u202c",
)
# As a link within the page does, without loading all of it again.
FOLLOW = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"


def test_there_are_forty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 40


def test_nothing_of_a_report_becomes_markup(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    reports = [hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
    with open_store(path, create=True) as store:
        for report in reports:
            with store.begin() as connection:
                put_report(connection, report, key=report.report.id, software="tests", now=NOW)
        with store.begin() as connection:
            link_new(connection, NOW)
    with served(path) as address, watched_page(browser, address) as page:
        for view in VIEWS:
            page.goto(f"/{view}")
            expect(page.get_by_role("main")).to_contain_text("window.ran=1")
            page.wait_for_function(SETTLED)
            assert_unharmed(page, view)
        for report in reports:
            page.evaluate(FOLLOW, f"/reading/{report.report.id}?record=a1")
            expect(page.locator(".report-text .part").last).to_have_text(report.report.title or "")
            assert_unharmed(page, report.report.title or "")


HARMS = {
    "an element": "main => { main.append(document.createElement('iframe')); }",
    "a handler": "main => { main.setAttribute('onclick', ''); }",
    "a script that ran": "() => { window.ran = 1; }",
}


@pytest.mark.parametrize("harm", HARMS)
def test_harm_would_be_noticed(browser: Browser, address: str, harm: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/reports")
        assert_unharmed(page, "as it is")
        page.locator("main").evaluate(HARMS[harm])
        with pytest.raises(AssertionError):
            assert_unharmed(page, harm)


def assert_unharmed(page: Page, where: str) -> None:
    """Nothing ran, and no element came from a text."""
    assert page.evaluate("window.ran === undefined"), where
    made = page.evaluate(
        "selector => document.querySelectorAll(selector).length",
        "main :is(iframe, object, embed, script, style, base, meta, marquee, video, audio, xss, img), "
        "a[href^='javascript:'], a[href^='data:']",
    )
    assert made == 0, where
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => [...one.attributes].some(({name}) => name.startsWith('on')))"
        ".length"
    )
    assert handlers == 0, where


def hostile(number: int, payload: str) -> Report:
    """A sample with a payload at the end of its text, in its title, outlet, byline and address, and in every name."""
    sample = list(sample_reports().values())[number % 6]
    text = f"{sample.report.text}\n\n{payload}"
    body = PartRecord("paragraph", len(text) - len(payload), len(text))
    about = replace(
        sample.report, id=f"r{number:016x}", text=text, digest=digest_of(text), parts=(*sample.report.parts, body),
        title=payload, outlet=payload, byline=payload, url=payload if number % 2 else f"https://news.example/{payload}",
    )  # fmt: skip
    actors = tuple(replace(actor, name=f"{actor.name} {payload}") for actor in sample.actors)
    places = tuple(replace(place, name=payload) for place in sample.places)
    return replace(sample, report=about, actors=actors, places=places)

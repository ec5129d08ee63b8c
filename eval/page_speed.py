"""How fast the page's views are on a large store: `python -m eval.page_speed [--reports 20000] [--store KEPT.db]`.

The reports are made by eval/varied.py from the records of the samples, so no parser runs. Each view is opened in the
system's Chromium in an empty tab without a cache (address to content), then by its link (click to content); the first
look comes before the server has an answer kept, the others after.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from eval.store_bench import filled, samples
from onrecord.store import open_store
from tests.web.light_server import running
from tools.pictures import VIEWS, chromium

RESULT = Path(__file__).parent / "results" / "page_speed.json"
TIMES = 5
PATIENCE_MS = 120_000
# A view is there once its heading is, nothing in it is still being asked for, and the page was painted.
THERE = """view => {
    const main = document.querySelector("main");
    const own = view === "reading" ? ".report-text" : "h1";
    // The link of the view is marked in the same drawing that takes the view before it away.
    const current = document.querySelector("nav.views [aria-current=page]")?.getAttribute("href") ?? "";
    // The text comes last: asked for in every frame, it would take time from what is timed.
    return current.startsWith("/" + view) && main?.querySelector(own) && !main.querySelector("[aria-busy=true]")
        && ![...main.querySelectorAll("[role=status]")].some((one) => one.textContent.startsWith("Loading"))
        && performance.getEntriesByName("first-contentful-paint").length > 0 && main.innerText.length > 200;
}"""


def main() -> None:
    """Fill a store unless one is given, look at every view, and keep the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--store", type=Path, help="where the store is kept; one that is there is used as it is")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "news.db"
        if not path.exists():
            with open_store(path, create=True) as store:
                filled(store, samples(), given.reports)
        with running(path) as (address, _):
            before = os.getloadavg()[0]
            views = times(address.rstrip("/"))
            # What else the machine did: the average number of processes that ran or waited to.
            load = [round(before, 1), round(os.getloadavg()[0], 1)]
            result = {"reports": given.reports, "load_before_and_after": load, "views_ms": views}
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def times(address: str) -> dict[str, dict[str, float]]:
    """For each view: the first look, later ones, and by its link, in milliseconds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        found = {view: _times_of(browser, address, view) for view in VIEWS}
        browser.close()
    return found


def _times_of(browser: Browser, address: str, view: str) -> dict[str, float]:
    opened = [_opened(browser, f"{address}/{view}", view) for _ in range(TIMES)]
    first = opened[0]
    later = opened[1:]
    return {
        "first look": round(first[0]),
        "first paint": round(median(paint for _, paint, _ in later)),
        "again": round(median(took for took, _, _ in later)),
        "by link": round(median(switched for _, _, switched in later)),
    }


def _opened(browser: Browser, address: str, view: str) -> tuple[float, float, float]:
    """Address to content, address to first paint, and click to content from another view."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    # The tab is open already: how long the browser takes to start a process for it is not the page's doing.
    page.goto("about:blank")
    page.wait_for_timeout(300)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(THERE, arg=view)
    took = time.perf_counter() - began
    paint: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    switched = _by_link(page, view)
    page.close()
    return took * 1000, paint, switched * 1000


def _by_link(page: Page, view: str) -> float:
    other = "reports" if view != "reports" else "figures"
    page.locator(f"nav.views a[href^='/{other}']").click()
    page.wait_for_function(THERE, arg=other)
    began = time.perf_counter()
    page.locator(f"nav.views a[href^='/{view}']").click()
    page.wait_for_function(THERE, arg=view)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

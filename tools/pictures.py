"""Pictures of the page's views: `python -m tools.pictures http://127.0.0.1:8765 out/pictures`.

Needs a server that runs (`onrecord demo`) and a Chromium of the system.
"""

from __future__ import annotations

import shutil
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

VIEWS = ("reports", "reading", "statements", "timeline", "map", "figures", "disputes", "network")
WIDTHS = {1440: 900, 900: 1100, 390: 844}
THEMES = ("light", "dark")


def pictures(
    address: str, folder: Path, *, views: tuple[str, ...] = VIEWS, widths: tuple[int, ...] = tuple(WIDTHS)
) -> None:
    """One PNG for each view, width and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width, theme in product(widths, THEMES):
            for view in views:
                _picture(browser, f"{address}/{view}", folder / f"{view}-{width}-{theme}.png", width, theme)
        browser.close()


def chromium() -> str:
    """Where the system's Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("no Chromium is installed here (Debian: chromium)")
    return found


def _picture(browser: Browser, address: str, target: Path, width: int, theme: str) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme="dark" if theme == "dark" else "light"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(target))
    page.close()


if __name__ == "__main__":
    wanted = tuple(sys.argv[3].split(",")) if len(sys.argv) > 3 else VIEWS
    sizes = tuple(int(one) for one in sys.argv[4].split(",")) if len(sys.argv) > 4 else tuple(WIDTHS)
    pictures(sys.argv[1].rstrip("/"), Path(sys.argv[2]), views=wanted, widths=sizes)

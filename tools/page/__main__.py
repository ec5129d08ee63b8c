"""`python -m tools.page`: build the page where its sources changed."""

from __future__ import annotations

from pathlib import Path

from tools.page.build import build, is_current

ROOT = Path(__file__).parents[2]

if not is_current(ROOT):
    build(ROOT)

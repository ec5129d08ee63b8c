"""`python -m tools.page` builds the page where its sources changed; `python -m tools.page check` checks its sources."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.page.build import PageError, build, check, is_current

ROOT = Path(__file__).parents[2]

try:
    if not is_current(ROOT):
        build(ROOT)
    if sys.argv[1:] == ["check"]:
        sys.stdout.write(check(ROOT))
except PageError as error:
    raise SystemExit(str(error)) from None

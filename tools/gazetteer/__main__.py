"""`python -m tools.gazetteer`: build the gazetteer where it is missing or its inputs changed."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.gazetteer.build import build, is_current
from tools.gazetteer.sources import BuildError

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/onrecord/data/gazetteer/gazetteer.sqlite"


def main() -> int:
    """Build if needed and say what was done."""
    if is_current(TARGET, ROOT):
        sys.stderr.write(f"{TARGET.relative_to(ROOT)} is current\n")
        return 0
    try:
        build(TARGET, ROOT)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{TARGET.relative_to(ROOT)} built\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

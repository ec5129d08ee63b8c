"""Hatchling's build hook: a wheel or an editable install gets a gazetteer and a page, built where not current."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltParts(BuildHookInterface[Any]):
    """Makes data/gazetteer/gazetteer.sqlite and web/page from the pinned packages of the build requirements."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build each part that is missing or older than what it is made from."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root), str(root / "src")]
        try:
            from tools.gazetteer.build import build, is_current

            target = root / "src/onrecord/data/gazetteer/gazetteer.sqlite"
            if not is_current(target, root):
                build(target, root)

            from tools.page import build as page

            if not page.is_current(root):
                page.build(root)
        finally:
            del sys.path[:2]
        build_data["artifacts"] += ["src/onrecord/data/gazetteer/gazetteer.sqlite", "src/onrecord/web/page/**"]

"""The commands of docs/REVIEWING.md, run in order in a store with the six samples."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "REVIEWING.md"
COMMAND = re.compile(r"^    onrecord (.+)$", re.MULTILINE)
# It loads the language pipeline, and what it does is tested elsewhere.
SLOW = "reread"


def test_the_commands(tmp_path: Path, filled_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(filled_sqlite, tmp_path / "news.db")
    monkeypatch.chdir(tmp_path)
    commands = [shlex.split(found) for found in COMMAND.findall(PAGE.read_text(encoding="utf-8"))]
    assert len(commands) > 15
    for command in commands:
        if command[0] != SLOW:
            found = CliRunner().invoke(app, command, input="q\n" if command[0] == "review" else "")
            assert found.exit_code == 0, (command, found.output, found.exception)

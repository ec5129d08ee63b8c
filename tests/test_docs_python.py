"""The examples of docs/PYTHON.md, run in order beside a store with the six samples."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "PYTHON.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples(tmp_path: Path, filled_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(filled_sqlite, tmp_path / "news.db")
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(PAGE.read_text())
    assert len(blocks) > 5
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "docs/PYTHON.md", str(PAGE), 0)
    told: list[str] = []
    found = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert found.failed == 0, "".join(told)
    assert found.attempted > 15


def test_every_example_is_found() -> None:
    assert PAGE.read_text().count("```python") == len(BLOCK.findall(PAGE.read_text()))

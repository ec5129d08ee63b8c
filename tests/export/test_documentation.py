"""docs/EXPORTS.md says what there is, and its example runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import networkx as nx
import pytest

from onrecord.export import acled, gdelt, polecat, ucdp
from onrecord.export.forms import FORMS
from onrecord.record import Report
from onrecord.store import open_store
from onrecord.store.writing import put_report

DOCUMENT = (Path(__file__).parents[2] / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
ROWS = {found[1]: found[0] for found in re.finditer(r"^\| `(\w+)` \|.*$", DOCUMENT, re.MULTILINE)}


def test_every_form_has_its_row_with_the_codebook_it_follows() -> None:
    assert list(ROWS) == list(FORMS)
    for name, form in FORMS.items():
        assert form.codebook is None or form.codebook in ROWS[name]


@pytest.mark.parametrize("module", [acled, ucdp, polecat, gdelt])
def test_the_numbers_of_columns_are_right(module: object) -> None:
    name = str(getattr(module, "__name__", "")).rsplit(".", 1)[-1]
    assert f"{len(getattr(module, 'COLUMNS', ()))} columns" in ROWS[name]


def test_the_example_in_python_runs(
    empty_sqlite: Path, golden: tuple[Report, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(empty_sqlite, tmp_path / "news.db")
    with open_store(tmp_path / "news.db") as store, store.begin() as connection:
        for report in golden:
            put_report(connection, report, key=report.report.id, software="tests", now="2021-05-18T12:00:00Z")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    exec(compile(example, "EXPORTS.md", "exec"), {})
    assert nx.read_graphml(tmp_path / "talks.graphml").number_of_edges() > 0

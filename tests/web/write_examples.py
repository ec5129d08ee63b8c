"""Answers on the sample reports as examples for the description: `python -m tests.web.write_examples` writes them.

An example that is asked for by no path here stays as it is.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from onrecord.store.opening import open_store
from onrecord.web.app import make_app
from tests.web.client import TestClient
from tests.web.conftest import GENEROUS, HOME, NO_PAGE, clock, taking_of
from tests.web.fixture_store import make_sample_store, sample_reports

OUTPUT = Path("src/onrecord/web/examples.json")
API = "/api/v1"
# Paths of the description with what is asked of them.
ASKED = {
    "/disagreements": "", "/statements/opposed": "", "/figures": "?measure=killed", "/tracks": "", "/votes": "",
    "/network": "", "/actors": "", "/export/forms": "", "/export/loss": "?as=csv",
}  # fmt: skip


def examples_of(client: TestClient) -> dict[str, Any]:
    """Answers, cut short, by the name of their schema."""
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    found = {_schema(paths[API + path]["get"], "200"): _answer(client, path, asked) for path, asked in ASKED.items()}
    report = sample_reports()["01-harbour-shelling"].report.id
    judged = {"left": f"{report}:a1", "right": f"{report}:a2", "verdict": "different"}
    posted = client.post(f"{API}/judgements", json=judged)
    return {**found, _schema(paths[f"{API}/judgements"]["post"], "201"): posted.json()}


def _schema(operation: dict[str, Any], status: str) -> str:
    content = operation["responses"][status]["content"]["application/json"]
    return str(content["schema"]["$ref"].rpartition("/")[2])


def _answer(client: TestClient, path: str, asked: str) -> Any:
    answer = client.get(f"{API}{path}{asked}")
    assert answer.status_code == 200, answer.text
    if path != "/network":
        return _short(answer.json())
    # The nodes that are kept are those of the edge that is.
    edge = answer.json()["edges"][0]
    nodes = [node for node in answer.json()["nodes"] if node["id"] in (edge["source"], edge["target"])]
    return {**answer.json(), "edges": [edge], "nodes": nodes}


def _short(value: Any, depth: int = 0) -> Any:
    """The first of each list, and the first two of one deeper down."""
    match value:
        case list():
            return [_short(one, depth + 1) for one in value[: 1 if depth < 2 else 2]]
        case dict():
            return {name: _short(one, depth + 1) for name, one in value.items()}
        case _:
            return value


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.db"
        make_sample_store(path)
        with open_store(path) as store:
            app = make_app(store, taking_of(store), limits=GENEROUS, page=NO_PAGE, clock=clock)
            with TestClient(app, base_url=HOME) as client:
                found = examples_of(client)
    known = json.loads(OUTPUT.read_text(encoding="utf-8"))
    OUTPUT.write_text(json.dumps({**known, **found}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

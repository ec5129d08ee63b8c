"""The routes over PostgreSQL: the same answers as over SQLite, and ETags that follow its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.databases import binaries, running_server
from tests.web.client import TestClient
from tests.web.conftest import Serve
from tests.web.fixture_store import make_sample_store, sample_reports

pytestmark = [pytest.mark.slow, pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")]
API = "/api/v1"
REPORT = sample_reports()["01-harbour-shelling"].report.id
SAME = [
    "/reports", "/reports?q=harbour", f"/reports/{REPORT}", "/records?limit=500", "/records?place=Port%20Lessen",
    f"/records/{REPORT}:f1", f"/records/{REPORT}:f1/why", "/facets", "/statements", "/timeline", "/timeline?lane=place",
    "/map", "/figures?reading=acled", "/disagreements", "/network", "/network?layer=speaks", "/tracks", "/votes",
    "/actors", "/inputs", "/export?as=jsonl", "/export/loss?as=csv",
]  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database with the samples."""
    with TemporaryDirectory() as folder, running_server(Path(folder)) as address:
        make_sample_store(address)
        yield address


def _told(found: Any) -> Any:
    """An answer without what the search engines word differently."""
    assert found.status_code == 200, found.text
    if found.headers["content-type"] != "application/json":
        return found.text
    told = found.json()
    for one in told.get("items", []) if isinstance(told, dict) else []:
        one.pop("snippet", None)
    return told


def test_both_databases_answer_alike(serve: Serve, server: str, sample_store: Path) -> None:
    ours, theirs = serve(server), serve(sample_store)
    for path in SAME:
        assert _told(ours.get(API + path)) == _told(theirs.get(API + path)), path


def test_etags_follow_its_transactions(serve: Serve, server: str) -> None:
    client: TestClient = serve(server)
    etag = client.get(f"{API}/facets").headers["etag"]
    assert client.get(f"{API}/facets", headers={"If-None-Match": etag}).status_code == 304
    asked = {"report": REPORT, "record": "f3", "action": "accept", "expected": None}
    assert client.post(f"{API}/corrections", json=asked).status_code == 201
    assert client.get(f"{API}/facets", headers={"If-None-Match": etag}).status_code == 200
    assert client.post(f"{API}/corrections", json=asked).status_code == 409

"""ETags: the same answer is not sent twice, and any change ends that, whoever makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.opening import open_store
from tests.web.client import TestClient
from tests.web.conftest import Serve
from tests.web.fixture_store import NOW, sample_reports

API = "/api/v1"
REPORT = sample_reports()["01-harbour-shelling"].report.id
CACHED = [
    "/reports",
    f"/reports/{REPORT}",
    "/records?kind=events",
    "/facets",
    "/timeline",
    "/map",
    "/network",
    "/figures",
]


@pytest.mark.parametrize("path", CACHED)
def test_what_a_client_holds_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(API + path)
    etag = first.headers["etag"]
    assert etag.startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(API + path, headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert "content-type" not in again.headers


def test_the_etag_is_of_the_question_too(client: TestClient) -> None:
    etags = {client.get(API + path).headers["etag"] for path in CACHED}
    assert len(etags) == len(CACHED)
    assert client.get(f"{API}/records?kind=figures", headers={"If-None-Match": etags.pop()}).status_code == 200


def test_a_correction_ends_it(client: TestClient) -> None:
    etag = client.get(f"{API}/facets").headers["etag"]
    client.post(f"{API}/corrections", json={"report": REPORT, "record": "f1", "action": "reject"})
    again = client.get(f"{API}/facets", headers={"If-None-Match": etag})
    assert (again.status_code, again.headers["etag"] != etag) == (200, True)


def test_so_does_another_program_s_change(serve: Serve, database: Path) -> None:
    from onrecord.store.tokens import create_token

    client = serve(database)
    etag = client.get(f"{API}/facets").headers["etag"]
    with open_store(database) as other, other.begin() as connection:
        create_token(connection, name="somebody", role="reader", now=NOW)
    assert client.get(f"{API}/facets", headers={"If-None-Match": etag}).status_code == 200


def test_an_etag_does_not_outlive_the_server(serve: Serve, database: Path) -> None:
    etag = serve(database).get(f"{API}/facets").headers["etag"]
    assert serve(database).get(f"{API}/facets", headers={"If-None-Match": etag}).status_code == 200

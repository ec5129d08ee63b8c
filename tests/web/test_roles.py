"""Who may do what: nobody without a token beyond loopback, and each role no more than it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.store.opening import open_store
from onrecord.store.tokens import revoke_token
from onrecord.web.serving import Binding
from tests.web.conftest import NOW, Serve
from tests.web.fixture_store import sample_reports

API = "/api/v1"
OPEN_TO_THE_NETWORK = Binding("0.0.0.0")
REPORT = sample_reports()["01-harbour-shelling"].report.id
READING = [
    "/me", "/reports", "/reports/totals", f"/reports/{REPORT}", "/records", f"/records/{REPORT}:f1",
    f"/records/{REPORT}:f1/why",
    f"/records/{REPORT}:f1/history", "/facets", "/statements", "/statements/opposed", "/timeline", "/map", "/figures",
    "/disagreements", "/tracks", "/votes", "/network", "/actors", "/corrections", "/inputs", "/jobs", "/metrics",
    "/export?as=jsonl", "/export/loss?as=jsonl", "/export/forms",
]  # fmt: skip
CHANGING: list[tuple[str, dict[str, Any]]] = [
    ("/reports", {"text": "The mayor opened a bridge."}),
    ("/corrections", {"report": REPORT, "record": "f1", "action": "accept"}),
    ("/judgements", {"left": f"{REPORT}:a1", "right": f"{REPORT}:a2", "verdict": "different"}),
]
ADMINISTERING = [("GET", "/tokens"), ("DELETE", "/tokens/{reader}"), ("POST", "/links/rebuild")]


@pytest.mark.parametrize("path", READING)
def test_reading_needs_a_token_beyond_loopback(
    serve: Serve, database: Path, secrets: dict[str, str], path: str
) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    refused = client.get(API + path)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer realm="onrecord"')
    assert client.get(API + path, headers={"Authorization": "Bearer onrecord_0_x"}).status_code == 401
    assert client.get(API + path, headers={"Authorization": f"Basic {secrets['admin']}"}).status_code == 401
    for secret in secrets.values():
        assert client.get(API + path, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


@pytest.mark.parametrize(("path", "body"), CHANGING)
def test_a_reader_changes_nothing(
    serve: Serve, database: Path, secrets: dict[str, str], path: str, body: dict[str, Any]
) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    assert client.post(API + path, json=body).status_code == 401
    found = {
        role: client.post(API + path, json=body, headers={"Authorization": f"Bearer {secret}"}).status_code
        for role, secret in secrets.items()
    }
    assert found["reader"] == 403
    assert found["reviewer"] in (201, 202)
    assert found["admin"] in (201, 202)


@pytest.mark.parametrize(("method", "path"), ADMINISTERING)
def test_only_an_admin_administers(
    serve: Serve, database: Path, secrets: dict[str, str], method: str, path: str
) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    where = path.format(reader=secrets["reader"].split("_")[1])
    found = {
        role: client.request(method, API + where, headers={"Authorization": f"Bearer {secret}"}).status_code
        for role, secret in secrets.items()
    }
    assert found == {"reader": 403, "reviewer": 403, "admin": {"GET": 200, "DELETE": 204, "POST": 202}[method]}


def test_what_needs_no_token_tells_nothing(serve: Serve, database: Path) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    assert set(client.get(f"{API}/health").json()) == {"status", "version"}
    assert client.get(f"{API}/openapi.json").status_code == 200


def test_the_name_of_a_correction_is_the_token_s(serve: Serve, database: Path, secrets: dict[str, str]) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    bearer = {"Authorization": f"Bearer {secrets['reviewer']}"}
    made = client.post(f"{API}/corrections", json=CHANGING[1][1], headers=bearer).json()
    assert made["correction"]["author"] == "the reviewer"
    assert client.get(f"{API}/me", headers=bearer).json() == {
        "name": "the reviewer",
        "role": "reviewer",
        "tokens": True,
    }


def test_a_revoked_token_is_refused_at_once(serve: Serve, database: Path, secrets: dict[str, str]) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    bearer = {"Authorization": f"Bearer {secrets['reader']}"}
    assert client.get(f"{API}/reports", headers=bearer).status_code == 200
    with open_store(database) as store, store.begin() as connection:
        revoke_token(connection, secrets["reader"].split("_")[1], now=NOW)
    assert client.get(f"{API}/reports", headers=bearer).status_code == 401


def test_the_page_keeps_a_token_where_no_script_reads_it(serve: Serve, database: Path, secrets: dict[str, str]) -> None:
    client = serve(database, binding=OPEN_TO_THE_NETWORK)
    assert client.get(f"{API}/me").status_code == 401
    found = client.post(f"{API}/session", json={"token": secrets["reviewer"]})
    cookie = found.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/api" in cookie
    assert client.get(f"{API}/me").json()["role"] == "reviewer"
    assert client.delete(f"{API}/session", headers={"X-Requested-With": "onrecord"}).status_code == 204
    assert client.get(f"{API}/me").status_code == 401


def test_loopback_can_ask_for_tokens_too(serve: Serve, database: Path, secrets: dict[str, str]) -> None:
    client = serve(database, binding=Binding(tokens=True))
    assert client.get(f"{API}/reports").status_code == 401
    assert client.get(f"{API}/reports", headers={"Authorization": f"Bearer {secrets['reader']}"}).status_code == 200


def test_behind_a_proxy_its_name_is_known_and_tokens_are_wanted(
    serve: Serve, database: Path, secrets: dict[str, str]
) -> None:
    client = serve(database, binding=Binding(names=("News.example",)))
    bearer = {"Authorization": f"Bearer {secrets['reader']}", "Host": "news.example"}
    assert client.get(f"{API}/reports", headers=bearer).status_code == 200
    assert client.get(f"{API}/reports", headers={"Host": "news.example"}).status_code == 401
    assert client.get(f"{API}/reports", headers={**bearer, "Host": "other.example"}).status_code == 421


def test_on_loopback_a_foreign_name_is_refused(serve: Serve, database: Path) -> None:
    assert serve(database).get(f"{API}/reports", headers={"Host": "evil.example"}).status_code == 421

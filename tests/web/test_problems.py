"""Every error is told in one form, says what is wrong, and repeats nothing as markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.web.serving import Limits
from tests.web.client import TestClient
from tests.web.conftest import Serve

API = "/api/v1"
OWN = {"X-Requested-With": "onrecord"}


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/records/r0123456789abcdef:e1", {}, 404),
        ("GET", "/records/r0123456789abcdef:e1/why", {}, 404),
        ("GET", "/records/r0123456789abcdef:e1/history", {}, 404),
        ("GET", "/reports/r0123456789abcdef", {}, 404),
        ("GET", "/jobs/0123456789abcdef", {}, 404),
        ("GET", "/jobs/0123456789abcdef/events", {}, 404),
        ("GET", "/clusters/999999", {}, 404),
        ("POST", "/inputs/999999/retry", {"headers": OWN}, 404),
        ("POST", "/corrections", {"json": {"report": "r0", "record": "e1", "action": "accept"}}, 404),
        ("POST", "/records", {"json": {}}, 405),
        ("DELETE", "/reports", {"headers": OWN}, 405),
        ("GET", "/records?limit=0", {}, 422),
        ("GET", "/records?limit=many", {}, 422),
        ("GET", "/records?kind=wishes", {}, 422),
        ("GET", "/records?unknown=1", {}, 422),
        ("GET", "/records?from=yesterday", {}, 422),
        ("GET", "/records?bbox=1,2,3", {}, 422),
        ("GET", "/records?bbox=1,nan,3,4", {}, 422),
        ("GET", "/records?q=%00", {}, 422),
        ("GET", "/records?after=nowhere", {}, 400),
        ("GET", "/records/no%20record", {}, 422),
        ("GET", "/inputs?after=x", {}, 400),
        ("GET", "/export?as=stone", {}, 422),
        ("GET", "/export", {}, 422),
        ("GET", "/export?as=dossier&outlet=none", {}, 422),
        ("POST", "/reports", {"content": b"<a/>", "headers": {**OWN, "Content-Type": "text/xml"}}, 415),
        ("POST", "/reports", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/reports", {"json": {"text": "  "}}, 422),
        ("POST", "/reports", {"json": {"url": "file:///etc/passwd"}}, 422),
        ("POST", "/reports", {"json": {"text": "a", "published": "soon"}}, 422),
        ("POST", "/reports", {"data": {"title": "x"}, "files": {"other": b"x"}, "headers": OWN}, 422),
        ("POST", "/corrections", {"json": {"report": "r0"}}, 422),
        ("POST", "/corrections", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/judgements", {"json": {"left": "r0123:a1", "right": "r0123:a1", "verdict": "same"}}, 422),
        ("POST", "/session", {"json": {"token": "guessed"}}, 401),
        ("POST", "/corrections", {"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 403),
    ],
)
def test_errors_are_problems(client: TestClient, method: str, path: str, sent: dict[str, Any], status: int) -> None:
    found = client.request(method, API + path, **sent)
    assert found.status_code == status, found.text
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["cache-control"] == "no-store"
    problem = found.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert problem["detail"]
    assert "Traceback" not in found.text


def test_a_fault_of_ours_is_a_problem_without_its_detail(serve: Serve, database: Path) -> None:
    client = serve(database)
    serving = client.app.state.serving  # type: ignore[attr-defined]
    serving.store.engine.dispose()
    database.rename(database.with_suffix(".gone"))
    database.mkdir()
    found = client.get(f"{API}/records")
    assert found.status_code == 503
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["retry-after"] == "2"
    assert str(database) not in found.text


def test_too_large_and_too_often(serve: Serve, database: Path) -> None:
    client = serve(database, limits=Limits(body=2000, rate=0.001, burst=12))
    found = client.post(f"{API}/reports", json={"text": "a" * 2000})
    assert (found.status_code, found.headers["content-type"]) == (413, "application/problem+json")
    assert [client.get(f"{API}/me").status_code for _ in range(8)] == [200] * 7 + [429]
    assert int(client.get(f"{API}/me").headers["retry-after"]) > 100


def test_what_was_asked_for_is_told_as_text(client: TestClient) -> None:
    found = client.get(f"{API}/<script>alert(1)</script>")
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["x-content-type-options"] == "nosniff"

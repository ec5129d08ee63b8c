"""Answers kept: the same bytes from the same state, none from another, and no more than was allowed for."""

from __future__ import annotations

from onrecord.web.answers import Answers
from tests.web.client import TestClient
from tests.web.fixture_store import sample_reports

API = "/api/v1"
REPORT = sample_reports()["01-harbour-shelling"].report.id


def test_the_same_question_gets_the_same_bytes_without_the_work(client: TestClient) -> None:
    first = client.get(f"{API}/facets")
    answers = client.app.state.serving.answers  # type: ignore[attr-defined]
    assert answers.get(first.headers["etag"]) == first.content
    again = client.get(f"{API}/facets")
    assert (again.status_code, again.content) == (200, first.content)
    assert {name: again.headers[name] for name in ("etag", "cache-control", "content-type", "x-frame-options")} == {
        name: first.headers[name] for name in ("etag", "cache-control", "content-type", "x-frame-options")
    }


def test_a_change_is_seen_at_once(client: TestClient) -> None:
    before = client.get(f"{API}/facets").json()["kinds"]["figures"]
    client.post(f"{API}/corrections", json={"report": REPORT, "record": "f1", "action": "reject"})
    assert client.get(f"{API}/facets").json()["kinds"]["figures"] == before - 1


def test_problems_are_not_kept(client: TestClient) -> None:
    for _ in range(2):
        assert client.get(f"{API}/records/r0123456789abcdef:e1").status_code == 404
        assert client.get(f"{API}/records", params={"after": "nowhere"}).status_code == 400


def test_the_longest_unused_goes_first() -> None:
    answers = Answers(kept=10)
    answers.put("a", b"1234")
    answers.put("b", b"1234")
    assert answers.get("a") == b"1234"
    answers.put("c", b"1234")
    assert (answers.get("a"), answers.get("b"), answers.get("c")) == (b"1234", None, b"1234")
    answers.put("a", b"12345678")
    assert (answers.get("a"), answers.get("c")) == (b"12345678", None)

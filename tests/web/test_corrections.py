"""Corrections over the interface: kept, shown, undone, and never lost where two reviewers meet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.web.client import TestClient
from tests.web.conftest import NOW, Serve
from tests.web.fixture_store import sample_reports

API = "/api/v1"
REPORT = sample_reports()["01-harbour-shelling"]
ID = REPORT.report.id
FIGURE = next(one for one in REPORT.figures if one.low == 12)


def _correct(client: TestClient, **asked: Any) -> Any:
    return client.post(f"{API}/corrections", json={"report": ID, **asked})


def _record(client: TestClient, local: str) -> Any:
    found = client.get(f"{API}/records/{ID}:{local}")
    assert found.status_code == 200, found.text
    return found.json()


def test_a_rejected_record_is_hidden_and_can_still_be_asked_for(client: TestClient) -> None:
    before = client.get(f"{API}/facets").json()["kinds"]["figures"]
    made = _correct(client, record=FIGURE.id, action="reject", reason="counted twice", expected=None)
    assert made.status_code == 201
    correction = made.json()["correction"]
    assert (correction["action"], correction["reason"], correction["at"]) == ("reject", "counted twice", NOW)
    assert client.get(f"{API}/facets").json()["kinds"]["figures"] == before - 1
    assert _record(client, FIGURE.id)["state"] == "rejected"
    assert client.get(f"{API}/records", params={"state": "rejected"}).json()["total"] == 1
    whole = client.get(f"{API}/reports/{ID}").json()
    assert FIGURE.id not in [one["id"] for one in whole["report"]["figures"]]
    assert [one["id"] for one in whole["corrections"]] == [correction["id"]]
    listed = client.get(f"{API}/reports", params={"report": ID}).json()["items"]
    assert [one["state"] for one in listed] == ["reviewed"]


def test_an_edit_changes_the_record_and_an_undo_takes_it_back(client: TestClient) -> None:
    _correct(client, record=FIGURE.id, action="edit", body={"fields": {"low": 14}}, expected=None)
    assert (_record(client, FIGURE.id)["low"], _record(client, FIGURE.id)["state"]) == (14, "edited")
    history = client.get(f"{API}/records/{ID}:{FIGURE.id}/history").json()
    assert [one["standing"] for one in history["items"]] == ["stands"]
    undone = _correct(client, record=FIGURE.id, action="undo", expected=history["newest"])
    assert undone.status_code == 201
    assert (_record(client, FIGURE.id)["low"], _record(client, FIGURE.id)["state"]) == (12, "machine")
    history = client.get(f"{API}/records/{ID}:{FIGURE.id}/history").json()
    assert history["items"][0]["standing"] == "undone"


def test_a_record_is_added_from_the_text(client: TestClient) -> None:
    start = REPORT.report.text.index("breakwater")
    made = _correct(
        client, kind="places", action="add", body={"span": {"start": start, "end": start + len("breakwater")}}
    )
    assert made.status_code == 201, made.text
    found = client.get(f"{API}/records/{made.json()['record']}").json()
    assert (found["kind"], found["state"], found["span"]["text"]) == ("places", "added", "breakwater")


def test_two_reviewers_at_once_lose_no_correction(client: TestClient) -> None:
    """Both saw the same state: one correction is kept, the other is told so and made again on what it sees then."""

    def edited(low: int) -> int:
        made = _correct(client, record=FIGURE.id, action="edit", body={"fields": {"low": low}}, expected=None)
        return int(made.status_code)

    with ThreadPoolExecutor(8) as reviewers:
        found = sorted(reviewers.map(edited, range(1, 9)))
    assert found == [201] + [409] * 7
    newest = client.get(f"{API}/records/{ID}:{FIGURE.id}/history").json()["newest"]
    assert _correct(client, record=FIGURE.id, action="accept", expected=newest).status_code == 201
    assert len(client.get(f"{API}/corrections").json()["items"]) == 2


def test_a_conflict_says_what_came_between(serve: Serve, database: Path) -> None:
    client = serve(database)
    _correct(client, record=FIGURE.id, action="accept", expected=None)
    late = _correct(client, record=FIGURE.id, action="reject", expected=None)
    assert late.status_code == 409
    assert "accept" in late.json()["detail"]
    assert _correct(client, record=FIGURE.id, action="reject").status_code == 201


def test_what_cannot_be_done_is_said_and_changes_nothing(client: TestClient) -> None:
    for asked in (
        {"record": "f999", "action": "accept"},
        {"record": FIGURE.id, "action": "edit"},
        {"record": FIGURE.id, "action": "edit", "body": {"fields": {"low": "many"}}},
        {"record": FIGURE.id, "action": "undo"},
        {"record": FIGURE.id, "action": "split", "body": {"parts": [{}]}},
        {"record": "r0123456789abcdef:f1", "action": "accept"},
        {"kind": "places", "action": "add", "body": {"span": {"start": 5, "end": 5}}},
        {"kind": "places", "action": "add", "body": {"span": {"start": 0, "end": 10**9}}},
    ):
        found = _correct(client, **asked)
        assert found.status_code == 422, (asked, found.text)
    assert client.get(f"{API}/corrections").json()["items"] == []


def test_corrections_are_listed_newest_first_in_pieces(client: TestClient) -> None:
    for one in REPORT.figures[:5]:
        _correct(client, record=one.id, action="accept")
    seen, after = [], None
    while True:
        piece = client.get(f"{API}/corrections", params={"limit": 2, **({"after": after} if after else {})}).json()
        seen += [one["record"] for one in piece["items"]]
        after = piece["next"]
        if after is None:
            break
    assert seen == [f"{ID}:{one.id}" for one in reversed(REPORT.figures[:5])]
    assert client.get(f"{API}/corrections", params={"report": "r0"}).json()["items"] == []


def test_a_judgement_is_kept(client: TestClient) -> None:
    actors = client.get(f"{API}/records", params={"kind": "actors"}).json()["items"][:2]
    asked = {"left": actors[0]["id"], "right": actors[1]["id"], "verdict": "different", "reason": "two persons"}
    found = client.post(f"{API}/judgements", json=asked)
    assert (found.status_code, found.json()["kind"], found.json()["new"]) == (201, "actor", True)
    mixed = client.post(f"{API}/judgements", json={**asked, "right": f"{ID}:{FIGURE.id}"})
    assert mixed.status_code == 422


def test_a_cluster_is_split(client: TestClient) -> None:
    actors = client.get(f"{API}/actors", params={"q": "Kestovia"}).json()["items"]
    cluster = next(one for one in actors if one["name"] == "Kestovia")
    members = client.get(f"{API}/clusters/{cluster['id']}").json()["members"]
    leaving = [members[0]["item"]]
    made = client.post(f"{API}/clusters/{cluster['id']}/split", json={"items": leaving, "reason": "a ship"})
    assert made.status_code == 201, made.text
    assert made.json() == {"cluster": cluster["id"], "items": leaving, "judged": len(members) - 1}
    everyone = client.post(f"{API}/clusters/{cluster['id']}/split", json={"items": [one["item"] for one in members]})
    assert everyone.status_code == 422
    assert client.post(f"{API}/clusters/999999/split", json={"items": leaving}).status_code == 404


def test_a_record_is_split_in_two(client: TestClient) -> None:
    made = _correct(client, record="e2", action="split", body={"parts": [{}, {"type": "COERCE"}]}, expected=None)
    assert made.status_code == 201, made.text
    whole = client.get(f"{API}/reports/{ID}").json()["report"]["events"]
    assert [one["type"] for one in whole if one["id"].startswith("x")] == ["COERCE"]

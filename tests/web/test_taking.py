"""Taking in over the interface: texts, files, addresses, failures and retries, with the light reader."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from tests.intake.light import report_text
from tests.web.client import TestClient

API = "/api/v1"
OWN = {"X-Requested-With": "onrecord"}


def ended_job(client: TestClient, made: Any) -> Any:
    """A job once it has ended, as its last event tells it."""
    assert made.status_code == 202, made.text
    with client.stream("GET", f"{API}/jobs/{made.json()['job']['id']}/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = "".join(response.iter_text()).strip().split("\n\n")
    assert events[-1].startswith("event: end\n")
    return json.loads(events[-1].partition("data: ")[2])


def test_a_text_becomes_a_report(client: TestClient) -> None:
    given = {"text": report_text(1), "outlet": "Tal Post", "url": "https://news.example/bridge-1"}
    job = ended_job(client, client.post(f"{API}/reports", json=given))
    assert (job["state"], job["done"], job["failed"]) == ("done", 1, 0)
    [outcome] = job["outcomes"]
    assert outcome["state"] == "new report"
    found = client.get(f"{API}/reports/{outcome['report']}").json()["report"]["report"]
    assert (found["outlet"], found["url"]) == ("Tal Post", "https://news.example/bridge-1")
    assert client.get(f"{API}/reports").json()["total"] == 7


def test_the_same_text_again_is_known(client: TestClient) -> None:
    given = {"text": report_text(2)}
    ended_job(client, client.post(f"{API}/reports", json=given))
    again = ended_job(client, client.post(f"{API}/reports", json=given))
    assert (again["state"], again["failed"]) == ("done", 0)
    assert client.get(f"{API}/reports").json()["total"] == 7


def test_files_of_one_name_are_different_reports(client: TestClient) -> None:
    for number in (3, 4):
        files = {"file": ("report.txt", report_text(number).encode(), "text/plain")}
        job = ended_job(client, client.post(f"{API}/reports", files=files, data={"outlet": "Tal Post"}, headers=OWN))
        assert [one["state"] for one in job["outcomes"]] == ["new report"]
    listed = client.get(f"{API}/reports", params={"outlet": "Tal Post"}).json()
    assert listed["total"] == 2


def test_several_files_and_archives_are_taken_apart(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", report_text(5))
        archive.writestr("b.txt", report_text(6))
    files = [
        ("file", ("morning.zip", packed.getvalue(), "application/zip")),
        ("file", ("c.txt", report_text(7).encode(), "text/plain")),
    ]
    job = ended_job(client, client.post(f"{API}/reports", files=files, headers=OWN))
    assert (job["label"], job["total"], job["done"], job["failed"]) == ("morning.zip and 1 more", 3, 3, 0)


def test_what_fails_is_kept_and_read_again_on_request(client: TestClient) -> None:
    files = {"file": ("empty.txt", b"   ", "text/plain")}
    job = ended_job(client, client.post(f"{API}/reports", files=files, headers=OWN))
    assert job["failed"] == 1
    assert "empty.txt" in job["outcomes"][0]["error"]
    [failed] = client.get(f"{API}/inputs", params={"state": "failed"}).json()["items"]
    assert failed["attempts"] == 1
    again = ended_job(client, client.post(f"{API}/inputs/{failed['seq']}/retry", headers=OWN))
    assert (again["kind"], again["failed"]) == ("retry", 1)
    [failed] = client.get(f"{API}/inputs", params={"state": "failed"}).json()["items"]
    assert failed["attempts"] == 2


def test_what_did_not_fail_is_not_read_again(client: TestClient) -> None:
    ended_job(client, client.post(f"{API}/reports", json={"text": report_text(8)}))
    [read] = client.get(f"{API}/inputs").json()["items"]
    assert read["state"] == "read"
    assert client.post(f"{API}/inputs/{read['seq']}/retry", headers=OWN).status_code == 409


def test_no_address_of_this_network_is_fetched(client: TestClient) -> None:
    for url in ("http://127.0.0.1:9/x", "http://[::1]/", "http://169.254.169.254/latest", "http://localhost/"):
        job = ended_job(client, client.post(f"{API}/reports", json={"url": url}))
        assert job["failed"] == 1, job
        assert job["outcomes"][0]["state"] == "failed"
    assert client.get(f"{API}/reports").json()["total"] == 6
    failed = client.get(f"{API}/inputs", params={"state": "failed"}).json()["items"]
    assert ended_job(client, client.post(f"{API}/inputs/{failed[0]['seq']}/retry", headers=OWN))["failed"] == 1


def test_hostile_names_and_texts_stay_what_they_are(client: TestClient) -> None:
    name = "..\\..\\<img src=x onerror=alert(1)>\r\nX: y.txt"
    text = "<script>alert(1)</script> The mayor opened a bridge on 3 March 2021.\n"
    files = {"file": (name, text.encode(), "text/plain")}
    job = ended_job(client, client.post(f"{API}/reports", files=files, data={"title": "<b>x</b>"}, headers=OWN))
    assert job["failed"] == 0
    listed = client.get(f"{API}/reports", params={"q": "mayor"})
    assert listed.headers["content-type"] == "application/json"
    assert "/" not in job["label"]
    assert "\n" not in job["label"]


def test_jobs_are_listed_newest_first(client: TestClient) -> None:
    first = ended_job(client, client.post(f"{API}/reports", json={"text": report_text(10), "title": "One"}))
    second = ended_job(client, client.post(f"{API}/reports", json={"text": report_text(11), "title": "Two"}))
    found = client.get(f"{API}/jobs").json()["items"]
    assert [one["id"] for one in found] == [second["id"], first["id"]]
    assert client.get(f"{API}/jobs/{first['id']}").json() == first

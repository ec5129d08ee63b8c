"""What an admin does over HTTP: tokens seen and revoked, links made anew."""

from __future__ import annotations

from pathlib import Path

from tests.web.client import TestClient
from tests.web.conftest import NOW, Serve
from tests.web.test_taking import ended_job

API = "/api/v1"
OWN = {"X-Requested-With": "onrecord"}


def test_tokens_are_listed_without_what_would_open_the_store(client: TestClient, secrets: dict[str, str]) -> None:
    found = client.get(f"{API}/tokens")
    assert {(one["name"], one["role"], one["revoked"]) for one in found.json()["items"]} == {
        (f"the {role}", role, None) for role in secrets
    }
    assert not any(secret.split("_", 2)[2] in found.text for secret in secrets.values())
    assert "sha256" not in found.text


def test_a_revoked_token_opens_nothing_and_is_revoked_once(
    serve: Serve, database: Path, client: TestClient, secrets: dict[str, str]
) -> None:
    token = secrets["reader"].split("_")[1]
    bearer = {"Authorization": f"Bearer {secrets['reader']}"}
    assert client.get(f"{API}/reports", headers=bearer).status_code == 200
    assert client.delete(f"{API}/tokens/{token}").status_code == 403, "no other site may send this"
    assert client.delete(f"{API}/tokens/{token}", headers=OWN).status_code == 204
    assert client.get(f"{API}/reports", headers=bearer).status_code == 401
    assert client.delete(f"{API}/tokens/{token}", headers=OWN).status_code == 404
    kept = {one["id"]: one["revoked"] for one in client.get(f"{API}/tokens").json()["items"]}
    assert kept[token] == NOW


def test_links_made_anew_are_the_same_again(client: TestClient) -> None:
    before = client.get(f"{API}/disagreements").json()
    totals = client.get(f"{API}/reports/totals").json()
    job = ended_job(client, client.post(f"{API}/links/rebuild", headers=OWN))
    assert (job["state"], job["error"]) == ("done", None)
    assert client.get(f"{API}/disagreements").json() == before
    assert client.get(f"{API}/reports/totals").json() == totals

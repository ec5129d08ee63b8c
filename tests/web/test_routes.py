"""What each route answers on the samples."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.export.json import report_of_json
from tests.web.client import TestClient
from tests.web.fixture_store import sample_reports

REPORTS = sample_reports()
HARBOUR = REPORTS["01-harbour-shelling"]
VETOES = REPORTS["02-council-vetoes"]
API = "/api/v1"


def _get(client: TestClient, path: str, **params: Any) -> Any:
    found = client.get(f"{API}{path}", params=params)
    assert found.status_code == 200, found.text
    return found.json()


def test_health_says_ok(client: TestClient) -> None:
    assert _get(client, "/health")["status"] == "ok"


def test_the_local_user_may_do_everything(client: TestClient) -> None:
    found = _get(client, "/me")
    assert (found["role"], found["tokens"]) == ("admin", False)
    assert found["name"]


def test_reports_are_listed_newest_first_with_their_counts(client: TestClient) -> None:
    found = _get(client, "/reports")
    assert found["total"] == len(found["items"]) == 6
    published = [one["published"] for one in found["items"]]
    assert published == sorted(published, reverse=True)
    [harbour] = [one for one in found["items"] if one["id"] == HARBOUR.report.id]
    assert harbour["outlet"] == "Strait Wire"
    assert harbour["state"] == "read"
    assert harbour["counts"]["statements"] == len(HARBOUR.statements)
    assert harbour["counts"]["figures"] == len(HARBOUR.figures)


def test_lists_come_in_pieces(client: TestClient) -> None:
    for path in ("/reports", "/records", "/statements"):
        seen: list[str] = []
        piece = _get(client, path, limit=4)
        total = piece["total"]
        seen += [one["id"] for one in piece["items"]]
        while piece["next"] is not None and len(seen) < 40:
            piece = _get(client, path, limit=4, after=piece["next"])
            assert piece["total"] is None
            seen += [one["id"] for one in piece["items"]]
        assert len(seen) == len(set(seen))
        assert len(seen) == min(total, len(seen))
        assert seen == [one["id"] for one in _get(client, path, limit=len(seen))["items"]]


def test_a_search_gives_pieces_and_never_markup(client: TestClient) -> None:
    found = _get(client, "/reports", q="harbour")
    hits = [piece for one in found["items"] for piece in one["snippet"] if piece["hit"]]
    assert {piece["text"].lower() for piece in hits} <= {"harbour", "harbours"}
    assert hits
    assert "<" not in json.dumps(found)


def test_a_report_is_the_object_that_was_read(client: TestClient) -> None:
    found = _get(client, f"/reports/{HARBOUR.report.id}")
    assert report_of_json(json.dumps(found["report"])) == HARBOUR
    assert [one["local"] for one in found["records"]] == [one.id for one in HARBOUR.records()]
    assert [(one["number"], one["is_current"]) for one in found["versions"]] == [(1, True)]
    assert found["corrections"] == []


def test_records_are_narrowed_by_every_parameter(client: TestClient) -> None:
    everything = _get(client, "/records")["total"]
    for params in (
        {"q": "harbour"}, {"kind": "events"}, {"type": "killed"}, {"from": "2021-05-20"}, {"to": "2021-05-18"},
        {"place": "Port Lessen"}, {"actor": "Hanna Broz"}, {"outlet": "Strait Wire"}, {"speaker": "Hanna Broz"},
        {"modality": "planned"}, {"attributed": "true"}, {"report": HARBOUR.report.id}, {"country": "CHE"},
        {"bbox": "5,45,7,47"},
    ):  # fmt: skip
        total = _get(client, "/records", **params)["total"]
        assert 0 < total < everything, params
    assert _get(client, "/records", state="rejected")["total"] == 0
    assert _get(client, "/records", kind=["events", "figures"])["total"] == sum(
        _get(client, "/records", kind=kind)["total"] for kind in ("events", "figures")
    )


def test_a_record_has_its_own_words_and_its_body(client: TestClient) -> None:
    for figure in HARBOUR.figures:
        found = _get(client, f"/records/{HARBOUR.report.id}:{figure.id}")
        span = found["span"]
        assert HARBOUR.report.text[span["start"] : span["end"]] == span["text"]
        assert found["body"]["wording"] == figure.wording
        assert (found["low"], found["best"], found["high"]) == (figure.low, figure.best, figure.high)
        assert found["report"]["id"] == HARBOUR.report.id


def test_participants_are_named_with_their_parts(client: TestClient) -> None:
    [vote] = VETOES.votes[:1]
    found = _get(client, f"/records/{VETOES.report.id}:{vote.id}")
    roles = {one["role"] for one in found["participants"]}
    assert ("veto" in roles) == bool(vote.vetoes)
    assert ("body" in roles) == (vote.body is not None)
    assert all(one["name"] for one in found["participants"])


def test_why_tells_rule_evidence_and_voices(client: TestClient) -> None:
    carried = next(one for one in HARBOUR.events if len(one.attributed_to) > 0)
    found = _get(client, f"/records/{HARBOUR.report.id}:{carried.id}/why")
    assert (found["stage"], found["rule"]) == (carried.provenance.stage, carried.provenance.rule)
    assert [one["statement"] for one in found["chain"]] == [
        f"{HARBOUR.report.id}:{one}" for one in carried.attributed_to
    ]
    assert [(one["start"], one["end"]) for one in found["evidence"]] == [
        (one.start, one.end) for one in carried.evidence
    ]
    actor = HARBOUR.actors[0]
    assert _get(client, f"/records/{HARBOUR.report.id}:{actor.id}/why")["chain"] == []


def test_facets_add_up(client: TestClient) -> None:
    found = _get(client, "/facets")
    assert sum(found["kinds"].values()) == found["total"] == _get(client, "/records")["total"]
    assert found["kinds"]["votes"] == sum(len(one.votes) for one in REPORTS.values())
    assert set(found["outlets"]) == {one.report.outlet for one in REPORTS.values()}


def test_statements_come_with_all_their_words(client: TestClient) -> None:
    found = _get(client, "/statements", report=HARBOUR.report.id, limit=100)
    assert len(found["items"]) == len(HARBOUR.statements)
    by_id = {one.id: one for one in HARBOUR.statements}
    for one in found["items"]:
        body = by_id[one["local"]]
        assert [span["text"] for span in one["content"]] == [span.text for span in body.content]
        assert (one["source"] is not None) == (body.source is not None)
        assert len(one["addressees"]) == len(body.addressees)


def test_the_timeline_has_dated_records_in_lanes(client: TestClient) -> None:
    for lane in ("actor", "place"):
        found = _get(client, "/timeline", lane=lane, lanes=3, per_lane=5)
        assert 0 < len(found["lanes"]) <= 3
        assert found["undated"] > 0
        for one in found["lanes"]:
            days = [record["day"] for record in one["items"]]
            assert None not in days
            assert days == sorted(days)
            assert 0 < len(days) <= min(5, one["total"])


def test_the_map_keeps_what_it_cannot_place(client: TestClient) -> None:
    found = _get(client, "/map", unplaced=5)
    assert all(-90 <= one["latitude"] <= 90 for one in found["features"])
    assert all(0 < len(one["records"]) <= one["count"] for one in found["features"])
    assert all(one["precision"] for one in found["features"])
    assert len(found["unplaced"]) == 5
    placed = sum(one["count"] for one in found["features"])
    drawn = ["events", "figures", "statements", "votes", "negotiations"]
    assert placed + found["unplaced_total"] == _get(client, "/records", kind=drawn)["total"]


@pytest.mark.parametrize("layer", ["acts", "speaks"])
def test_the_network_s_edges_join_its_nodes(client: TestClient, layer: str) -> None:
    found = _get(client, "/network", layer=layer)
    nodes = {one["id"] for one in found["nodes"]}
    assert found["edges"]
    assert all(one["source"] in nodes and one["target"] in nodes for one in found["edges"])


@pytest.mark.parametrize("path", ["/disagreements", "/statements/opposed", "/tracks", "/votes", "/actors"])
def test_derived_views_answer(client: TestClient, path: str) -> None:
    assert isinstance(_get(client, path)["items"], list)


@pytest.mark.parametrize("reading", ["none", "acled", "ucdp", "ucdp_low", "ucdp_high"])
def test_the_ledger_answers_in_every_reading(client: TestClient, reading: str) -> None:
    assert isinstance(_get(client, "/figures", reading=reading, measure="killed")["series"], list)


def test_a_cluster_shows_its_members(client: TestClient) -> None:
    actors = _get(client, "/actors", limit=5)["items"]
    for one in actors:
        found = _get(client, f"/clusters/{one['id']}")
        assert (found["kind"], found["label"], found["size"]) == ("actor", one["name"], one["count"])
        assert all(member["record"]["kind"] == "actors" for member in found["members"])


def test_metrics_count_by_route_and_not_by_path(client: TestClient) -> None:
    _get(client, f"/records/{HARBOUR.report.id}:f1")
    client.get(f"{API}/nothing/here")
    found = client.get(f"{API}/metrics")
    assert found.headers["content-type"].startswith("text/plain")
    assert "onrecord_reports 6.0" in found.text
    assert 'route="/records/{record}",status="200"' in found.text
    assert "nothing" not in found.text

"""Bodies and parameters that are made to break something: each is answered, none with a 5xx."""

from __future__ import annotations

import json

import pytest

from tests.web.client import TestClient
from tests.web.fixture_store import sample_reports

API = "/api/v1"
REPORT = sample_reports()["01-harbour-shelling"].report.id
JSON = {"Content-Type": "application/json"}
LONE = '"\\ud800"'
DEEP = "[" * 900 + "]" * 900
DEEPEST = "[" * 100_000
CORRECTION = f'{{"report": "{REPORT}", "record": "f1", "action": %s}}'
BODIES = {
    "/corrections": [
        CORRECTION % f'"accept", "reason": {LONE}',
        CORRECTION % '"accept", "reason": "\\u0000"',
        CORRECTION % f'"edit", "body": {{"fields": {{"wording": {LONE}}}}}',
        CORRECTION % '"edit", "body": {"fields": {"wording": "\\u0000"}}',
        CORRECTION % f'"edit", "body": {{"fields": {{"wording": {DEEP}}}}}',
        CORRECTION % '"edit", "body": {"fields": {"low": 1e400}}',
        CORRECTION % '"edit", "body": {"fields": {"low": NaN}}',
        CORRECTION % '"edit", "body": {"fields": {"low": 123456789012345678901234567890}}',
        CORRECTION % '"edit", "body": {"fields": {"evidence": [{"start": -1, "end": 99999999999999999999}]}}',
        CORRECTION % '"edit", "body": {"fields": {"provenance": {"stage": 1}}}',
        CORRECTION % '"merge", "body": {"others": ["f1", "f1"]}',
        CORRECTION % '"split", "body": {"parts": [{"id": "f1"}, {"id": "f1"}]}',
        CORRECTION % f'"split", "body": {{"parts": [{{}}, {{"low": {DEEP}}}]}}',
        DEEPEST,
        "null",
        '"text"',
    ],
    "/judgements": ['{"left": "r0123:a1", "right": "r0123:a2", "verdict": "same", "reason": "\\ud800"}', DEEPEST],
    "/reports": [
        f'{{"text": {LONE}}}', '{"text": "\\u0000"}', f'{{"text": "a", "title": {LONE}}}', DEEPEST,
        f'{{"text": "a", "outlet": {LONE}, "published": "2021-99-99"}}', '{"url": "http://\\ud800/"}',
        '{"url": "http://[::1"}', '{"url": "http://a:99999999/"}',
    ],
    "/session": [f'{{"token": {LONE}}}', '{"token": "\\u0000"}', DEEPEST],
}  # fmt: skip


@pytest.mark.parametrize(("path", "body"), [(path, body) for path, bodies in BODIES.items() for body in bodies])
def test_no_body_breaks_the_server(client: TestClient, path: str, body: str) -> None:
    found = client.post(API + path, content=body.encode("ascii"), headers=JSON)
    assert found.status_code < 500, found.text
    for seen in ("/reports", f"/reports/{REPORT}", "/records", "/corrections", "/jobs", "/inputs"):
        again = client.get(API + seen)
        assert again.status_code == 200, (seen, again.text)
        json.loads(again.content)


@pytest.mark.parametrize(
    "value",
    ["%ED%A0%80", "%FF%FE", "\ue000x\ue001", '"', "-", '"" -"', "NEAR(a b)", "a*", "a:b", "^", "{", "' OR 1=1 --"],
)
@pytest.mark.parametrize("name", ["q", "place", "actor", "outlet", "speaker", "type", "modality", "report"])
def test_no_parameter_breaks_the_server(client: TestClient, name: str, value: str) -> None:
    quoted = value if value.startswith("%") else None
    for path in ("/records", "/reports"):
        url = f"{API}{path}?{name}={quoted}" if quoted else f"{API}{path}"
        found = client.get(url, params=None if quoted else {name: value})
        assert found.status_code in (200, 422), found.text

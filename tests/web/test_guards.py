"""Headers, the Host header and requests from other sites, on an application that says yes to everything."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onrecord.web.guards import CrossSiteGuard, HostGuard, SecurityHeaders, cross_site_fault, host_name
from onrecord.web.serving import LOOPBACK_NAMES, Binding
from tests.web.client import TestClient


async def _yes(_: Request) -> Response:
    return PlainTextResponse("yes")


def _client() -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", _yes, methods=["GET", "POST", "DELETE"])])
    app.add_middleware(CrossSiteGuard)
    app.add_middleware(HostGuard, names=LOOPBACK_NAMES)
    app.add_middleware(SecurityHeaders)
    return TestClient(app, base_url="http://127.0.0.1:8765")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8765", "127.0.0.1", "127.0.0.1:1", "[::1]:8765", "LOCALHOST:80"]
)
def test_own_names_are_answered(host: str) -> None:
    assert _client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "[::1", "127.1",
     "localhost:port", "localhost:8765:1", "127.0.0.1 "],
)  # fmt: skip
def test_a_foreign_name_is_refused(host: str) -> None:
    found = _client().get("/", headers={"host": host})
    assert found.status_code == 421
    assert "Content-Security-Policy" in found.headers


def test_two_host_headers_are_no_name() -> None:
    assert host_name(Headers(raw=[(b"host", b"localhost"), (b"host", b"evil.example")])) is None
    assert host_name(Headers()) is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json"}, 200),
        ({"content-type": "application/json; charset=utf-8"}, 200),
        ({"content-type": "multipart/form-data; boundary=x", "x-requested-with": "onrecord"}, 200),
        ({"content-type": "multipart/form-data; boundary=x", "authorization": "Bearer x"}, 200),
        ({"content-type": "application/json", "origin": "http://127.0.0.1:8765"}, 200),
        ({"content-type": "application/json", "sec-fetch-site": "same-origin"}, 200),
        ({"content-type": "application/json", "sec-fetch-site": "none"}, 200),
        ({}, 403),
        ({"content-type": "multipart/form-data; boundary=x"}, 403),
        ({"content-type": "application/x-www-form-urlencoded"}, 403),
        ({"content-type": "text/plain"}, 403),
        ({"content-type": "text/plain; application/json"}, 403),
        ({"content-type": "application/json", "origin": "http://evil.example"}, 403),
        ({"content-type": "application/json", "origin": "http://127.0.0.1:9999"}, 403),
        ({"content-type": "application/json", "origin": "null"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "same-site"}, 403),
        ({"x-requested-with": "onrecord", "origin": "http://evil.example"}, 403),
    ],
)
def test_only_our_own_page_and_programs_change_things(headers: dict[str, str], status: int) -> None:
    client = _client()
    assert client.post("/api/v1/x", content=b"{}", headers=headers).status_code == status
    assert client.request("DELETE", "/api/v1/x", headers=headers).status_code == status


def test_other_sites_may_link_to_the_page_and_not_ask_the_interface() -> None:
    client = _client()
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
        assert client.get("/api/v1/x", headers={"sec-fetch-site": site}).status_code == status
        assert client.get("/?kind=events", headers={"sec-fetch-site": site}).status_code == 200
    assert client.get("/api/v1/x").status_code == 200


def test_a_refusal_names_what_would_work() -> None:
    assert "X-Requested-With" in (cross_site_fault(Headers({"content-type": "text/plain"})) or "")


@pytest.mark.parametrize("path", ["/", "/api/v1/records"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    headers = _client().get(path).headers
    policy = dict(one.strip().partition(" ")[::2] for one in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_nothing_in_the_interface_runs_as_a_page() -> None:
    assert "sandbox" in _client().get("/api/v1/x").headers["content-security-policy"]
    assert "script-src 'self'" in _client().get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.0.0.2", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("news.example", False)],
)  # fmt: skip
def test_only_loopback_needs_no_token(host: str, expected: bool) -> None:
    binding = Binding(host)
    assert binding.is_loopback is expected
    assert binding.wants_tokens is not expected
    assert (binding.host_names is not None) is expected
    assert Binding(host, tokens=True).wants_tokens


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/"), ("0.0.0.0", "http://127.0.0.1:80/"),
     ("::", "http://[::1]:80/"), ("news.example", "http://news.example:80/")],
)  # fmt: skip
def test_the_address_to_open_is_one_that_a_browser_takes(host: str, address: str) -> None:
    assert Binding(host, 80).address == address

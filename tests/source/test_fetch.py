"""Fetching from a real server on the loopback: limits, redirects, rules, pinned addresses, TLS by name."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from eval.hostile_server import PAGE, Site
from onrecord.errors import SourceError
from onrecord.source.fetch import Fetcher, Limits
from tests.source.conftest import LOOPBACK, fetcher_with


def test_a_page_comes_with_its_type_and_the_headers_of_its_version(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", ETag='"7"', Last_Modified="Wed, 03 Mar 2021 08:00:00 GMT")
    page = fetcher.fetch(url)
    assert (page.url, page.status, page.body) == (url, 200, PAGE)
    assert (page.etag, page.modified) == ('"7"', "Wed, 03 Mar 2021 08:00:00 GMT")
    assert page.charset == "utf-8"


def test_it_says_who_asks_and_whom(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.page("/a"))
    path, headers = site.asked[-1]
    assert path == "/a"
    assert headers["User-Agent"] == "onrecord/0 (tests)"
    assert headers["Host"] == f"reports.example:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_the_environment_gives_no_proxy(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert fetcher.fetch(site.page("/a")).body == PAGE


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)],
)
def test_packed_bodies_are_unpacked(site: Site, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    assert fetcher.fetch(site.page("/a", packed, Content_Encoding=encoding)).body == PAGE


def test_a_body_of_exactly_the_limit_is_taken_and_one_more_byte_is_not(site: Site, fetcher: Fetcher) -> None:
    assert len(fetcher.fetch(site.page("/a", b"x" * 1_000_000)).body) == 1_000_000
    with pytest.raises(SourceError, match="more than the 1,000,000 bytes"):
        fetcher.fetch(site.page("/b", b"x" * 1_000_001))


def test_redirects_are_followed_to_the_last_address(site: Site, fetcher: Fetcher) -> None:
    end = site.page("/end")
    for step in range(5):
        site.redirect(f"/{step}", f"/{step + 1}" if step < 4 else end)
    assert fetcher.fetch(site.url("/0")).url == end
    site.redirect("/before", "/0")
    with pytest.raises(SourceError, match="redirected more than 5 times"):
        fetcher.fetch(site.url("/before"))


def test_a_name_is_resolved_once_and_its_second_answer_is_not_used(site: Site) -> None:
    asked: list[str] = []

    def turning(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    url = site.page("/a")
    assert fetcher_with(turning).fetch(url).body == PAGE
    assert asked == ["reports.example"]


def test_what_was_not_changed_has_no_body(site: Site, fetcher: Fetcher) -> None:
    site.answers["/feed"] = (304, {}, b"")
    page = fetcher.fetch(site.url("/feed"), etag='"7"', modified="Wed, 03 Mar 2021 08:00:00 GMT")
    assert (page.status, page.body) == (304, b"")
    sent = site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"7"', "Wed, 03 Mar 2021 08:00:00 GMT")


def test_a_remembered_header_cannot_bring_another_one_in(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.page("/a"), etag='"7"\r\nX-Other: 1')
    assert not {"If-None-Match", "X-Other"} & set(site.asked[-1][1])


def test_the_rules_of_a_host_are_asked_once_a_run_and_kept(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nDisallow: /drafts\n",
    )
    site.page("/drafts/a")
    assert fetcher.fetch(site.page("/a")).status == 200
    assert fetcher.fetch(site.page("/private/a")).status == 200  # the rules for our own name stand above those for all
    with pytest.raises(SourceError, match=r"robots\.txt does not allow it"):
        fetcher.fetch(site.url("/drafts/a"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/private/a"]


def test_rules_hold_for_redirects_too(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /drafts\n")
    site.redirect("/a", "/drafts/a")
    with pytest.raises(SourceError, match=r"robots\.txt does not allow it"):
        fetcher.fetch(site.url("/a"))


def test_between_two_requests_to_a_host_there_is_a_pause(site: Site) -> None:
    site.page("/a")
    patient = Fetcher("onrecord/0", Limits(), [LOOPBACK], lambda host, port: ["127.0.0.1"], pause=0.15)
    start = time.monotonic()
    patient.fetch(site.url("/a"))
    patient.fetch(site.url("/a"))
    assert time.monotonic() - start >= 0.3  # robots.txt, the page, the page again


def test_slow_answers_end_in_time(site: Site, fetcher: Fetcher) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(2)

    site.handlers["/a"] = silent
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"in time|time limit"):
        fetcher.fetch(site.url("/a"))
    assert time.monotonic() - start < 1.6


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for reports.example and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "made.pem", folder / "key.pem"
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=reports.example", "-addext", "subjectAltName=DNS:reports.example",
        "-keyout", str(key), "-out", str(made),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl on this machine")
    return made, key


@pytest.fixture
def secure_port(certificate: tuple[Path, Path]) -> Iterator[int]:
    """A server with TLS under that certificate."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that does not trust us hangs up."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*map(str, certificate))
    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_tls_asks_for_the_name_at_the_pinned_address(certificate: tuple[Path, Path], secure_port: int) -> None:
    trusting = fetcher_with(lambda host, port: ["127.0.0.1"])
    trusting.tls = ssl.create_default_context(cafile=str(certificate[0]))
    assert trusting.fetch(f"https://reports.example:{secure_port}/a").body == PAGE
    with pytest.raises(SourceError, match="could not be fetched"):
        trusting.fetch(f"https://other.example:{secure_port}/a")
    with pytest.raises(SourceError, match="could not be fetched"):
        fetcher_with(lambda host, port: ["127.0.0.1"]).fetch(f"https://reports.example:{secure_port}/a")

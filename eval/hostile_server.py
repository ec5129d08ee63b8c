"""A small server on the loopback that answers as bad servers do; eval/bad_inputs and the tests fetch from it."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPH = (
    "The water board closed the old bridge on Monday after the river rose, and the mayor of Tal said so himself. "
)
PAGE = (
    "<!doctype html><html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>"
    f"<p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></article></body></html>"
).encode()
FEED_HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>River Post</title>'


@dataclass
class Site:
    """What the server answers with: a path's status, headers and body, or a handler that writes by itself."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    handlers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "reports.example") -> str:
        """The address of a path under a name that the caller's resolver leads here."""
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = PAGE, **headers: str) -> str:
        """Put a page at a path; its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **named}, body)
        return self.url(path)

    def redirect(self, path: str, target: str) -> str:
        """Put a redirect at a path; its address."""
        self.answers[path] = (302, {"Location": target}, b"")
        return self.url(path)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            self.close_connection = True
            with suppress(OSError):  # the client hangs up, as it should
                if self.path in site.handlers:
                    site.handlers[self.path](self)
                    return
                status, headers, body = site.answers.get(self.path, (404, {}, b"not here"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of the loopback, for as long as the block runs."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    """A body that comes a byte at a time and never ends."""
    handler.send_response(200)
    handler.end_headers()
    _drip(handler)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    """A head that comes a byte at a time and never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without end, as fast as it goes."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 65_536)


def many_headers(handler: BaseHTTPRequestHandler) -> None:
    """A head with ten thousand lines."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)))
    handler.wfile.write(b"\r\n")


def no_http(handler: BaseHTTPRequestHandler) -> None:
    """An answer that is no HTTP."""
    handler.wfile.write(b"220 mail.example ready\r\n\r\n")


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    """A body that ends before the length it was given."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(PAGE[:100])


def bomb(megabytes: int) -> bytes:
    """Zeros, packed with gzip to a thousandth."""
    return gzip.compress(b"\0" * (megabytes * 1_000_000))

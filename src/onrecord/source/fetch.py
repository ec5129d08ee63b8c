"""Fetching pages and feeds: from checked addresses, within limits, by robots.txt, under an honest name.

A name is resolved once and the connection goes to exactly the address that was checked, so that a second answer of the
name server changes nothing; TLS still asks for the name. Every redirect is checked as if it were given. No proxy and
no credentials are used, whatever the environment holds, and no cookie is kept.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from typing import Final
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from onrecord.errors import SourceError
from onrecord.source.addresses import Network, Place, Resolve, checked_addresses, place_of, system_addresses

CHUNK = 65_536
REDIRECTS: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, for one answer of a socket, and for a whole fetch with its redirects; bytes; redirects."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    largest: int = 32_000_000
    redirects: int = 5
    robots: int = 512_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: the last one after redirects, its bytes unpacked, its status 200 or 304."""

    url: str
    status: int
    body: bytes
    media_type: str | None = None
    etag: str | None = None
    modified: str | None = None

    @property
    def charset(self) -> str | None:
        """The encoding that the sender names."""
        named = (self.media_type or "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
        return named or None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one request: no redirect is followed here."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a checked place; `asks_rules` tells whether its host's robots.txt is asked first."""

    place: Place
    addresses: Sequence[str]
    headers: Mapping[str, str]
    largest: int
    asks_rules: bool = True


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses for one run; it remembers the rules of each host and when it was last asked.

    `allowed` are networks beside the public ones (a test's loopback, a team's own archive); `resolve` gives a host's
    addresses; `pause` is the least time between two requests to a host, in seconds.
    """

    agent: str
    limits: Limits = Limits()
    allowed: Sequence[Network] = ()
    resolve: Resolve = system_addresses
    pause: float = 1.0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    _rules: dict[str, Callable[[str], bool]] = field(default_factory=dict, init=False)
    _delays: dict[str, float] = field(default_factory=dict, init=False)
    _asked: dict[str, float] = field(default_factory=dict, init=False)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What stands at an address; raises SourceError naming it. With a known etag or date, 304 has no body."""
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value is not None and _is_plain(value)}
        deadline = time.monotonic() + self.limits.total
        place = place_of(url)
        addresses = checked_addresses(place, self.resolve, self.allowed)
        place, answer = self._followed(Request(place, addresses, headers, self.limits.largest), deadline)
        if answer.status not in (200, 203, 304):
            raise SourceError(f"{place.url}: answered {answer.status}; check the address, or try again later")
        return Fetched(
            place.url,
            304 if answer.status == 304 else 200,
            answer.body,
            answer.headers.get("content-type"),
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )

    def _followed(self, request: Request, deadline: float) -> tuple[Place, Answer]:
        """The last place and its answer; each redirect is checked as if it were given."""
        first = request.place.url
        for _ in range(self.limits.redirects + 1):
            if request.asks_rules:
                self._check_rules(request, deadline)
            answer = self._asked_politely(request, deadline)
            target = answer.headers.get("location")
            if answer.status not in REDIRECTS or target is None:
                return request.place, answer
            place = place_of(urljoin(request.place.url, target.strip()))
            request = replace(request, place=place, addresses=checked_addresses(place, self.resolve, self.allowed))
        raise SourceError(f"{first}: is redirected more than {self.limits.redirects} times; give the last address")

    def _asked_politely(self, request: Request, deadline: float) -> Answer:
        """The answer to one request, after the pause that its host is due."""
        host = request.place.host_header
        due = self._asked.get(host, 0.0) + self._delays.get(host, self.pause)
        wait = due - time.monotonic()
        if host in self._asked and wait > 0:
            time.sleep(wait)
            deadline += wait  # a pause is ours, not the host's
        try:
            return self._answer(request, deadline)
        finally:
            self._asked[host] = time.monotonic()

    def _answer(self, request: Request, deadline: float) -> Answer:
        place = request.place
        sent = {
            "Host": place.host_header,
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **request.headers,
        }
        with self._connected(place, request.addresses, deadline) as connection:
            try:
                connection.request("GET", place.target, headers=sent, preload_content=False, decode_content=False)
                response = connection.getresponse()
                found = {name.lower(): value for name, value in response.headers.items()}
                wanted = response.status in (200, 203)
                body = b"".join(_body(response, request, deadline)) if wanted else b""
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                raise SourceError(_mishap(place, error, deadline)) from error
        if time.monotonic() >= deadline:  # what was cut off may look like an answer that ends early
            raise SourceError(_late(place))
        return Answer(response.status, found, body)

    @contextmanager
    def _connected(self, place: Place, addresses: Sequence[str], deadline: float) -> Iterator[HTTPConnection]:
        """A connection to the first of the checked addresses that answers, cut off when the time is up."""
        connection = self._opened(place, addresses, deadline)
        cut = threading.Timer(max(0.0, deadline - time.monotonic()), _cut_off, (connection,))
        cut.daemon = True
        cut.start()
        try:
            yield connection
        finally:
            cut.cancel()
            connection.close()

    def _opened(self, place: Place, addresses: Sequence[str], deadline: float) -> HTTPConnection:
        failed: Exception = OSError("no address")
        for address in addresses:
            connection = self._connection(place, address)
            cut = threading.Timer(max(0.0, deadline - time.monotonic()), _cut_off, (connection,))
            cut.daemon = True
            cut.start()
            try:
                connection.connect()
                if connection.sock is not None:
                    connection.sock.settimeout(self.limits.read)
            except (HTTPError, OSError, ValueError) as error:  # (ValueError: a certificate for another name)
                connection.close()
                failed = error
            else:
                return connection
            finally:
                cut.cancel()
        raise SourceError(_mishap(place, failed, deadline)) from failed

    def _connection(self, place: Place, address: str) -> HTTPConnection:
        if place.scheme == "http":
            return HTTPConnection(address, place.port, timeout=self.limits.connect)
        return HTTPSConnection(
            address, place.port, timeout=self.limits.connect, ssl_context=self.tls, server_hostname=place.name,
            assert_hostname=place.name,
        )  # fmt: skip

    def _check_rules(self, request: Request, deadline: float) -> None:
        """Raise SourceError where the host's robots.txt does not allow this address."""
        place = request.place
        origin = f"{place.scheme}://{place.host_header}"
        if origin not in self._rules:
            self._rules[origin] = self._rules_of(request, origin, deadline)
        if place.target != "/robots.txt" and not self._rules[origin](place.url):
            raise SourceError(f"{place.url}: its host's robots.txt does not allow it; ask its publisher for the report")

    def _rules_of(self, request: Request, origin: str, deadline: float) -> Callable[[str], bool]:
        """The host's rules as RFC 9309 has them: none where there is no file (4xx), nothing allowed where it fails."""
        from protego import Protego

        place = request.place
        robots = Request(place_of(f"{origin}/robots.txt"), request.addresses, {}, self.limits.robots, asks_rules=False)
        try:
            _, answer = self._followed(robots, deadline)
        except SourceError as error:
            raise SourceError(f"{place.url}: its host's robots.txt cannot be had ({error}); try again later") from error
        if 400 <= answer.status < 500:
            return lambda _: True
        if answer.status != 200:
            raise SourceError(f"{place.url}: its host's robots.txt answered {answer.status}; try again later")
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        name = self.agent.split("/")[0]
        delay = rules.crawl_delay(name)
        if delay is not None:
            # A minute's pause is the longest that is kept; who wants more is asked once a run all the same.
            self._delays[place.host_header] = min(max(float(delay), self.pause), 60.0)
        return lambda url: bool(rules.can_fetch(url, name))


def _is_plain(value: str) -> bool:
    """Whether a remembered header can be sent back: what a server sent may hold anything."""
    return value.isascii() and value.isprintable()


def _cut_off(connection: HTTPConnection) -> None:
    """End a connection from beside: a read that a slow host keeps alive byte by byte ends at once."""
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _mishap(place: Place, error: Exception, deadline: float) -> str:
    if time.monotonic() >= deadline:
        return _late(place)
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return f"{place.url}: was not answered in time; try again later"
    said = str(error.reason) if isinstance(error, ssl.SSLError) and error.reason else str(error)
    return f"{place.url}: could not be fetched ({said[:200] or type(error).__name__}); try again later"


def _late(place: Place) -> str:
    return f"{place.url}: was not answered in full within the time limit; try again later"


def _body(response: HTTPResponse, request: Request, deadline: float) -> Iterator[bytes]:
    """The body piece by piece, unpacked as it comes; raises SourceError beyond the limit of size or of time."""
    place, largest = request.place, request.largest
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > largest:
        raise SourceError(_too_large(place, largest))
    inflate = _inflater(response.headers.get("Content-Encoding", ""), place)
    made = 0
    while piece := response.read1(CHUNK, decode_content=False):
        for part in inflate(piece):
            made += len(part)
            if made > largest:
                raise SourceError(_too_large(place, largest))
            yield part
        if time.monotonic() > deadline:
            raise SourceError(_late(place))
    if length.isdigit() and response.length_remaining not in (0, None):
        raise SourceError(f"{place.url}: broke off before its end; try again later")


def _too_large(place: Place, largest: int) -> str:
    return f"{place.url}: has more than the {largest:,} bytes that are fetched; save it to a file and give that"


def _inflater(encoding: str, place: Place) -> Callable[[bytes], Iterator[bytes]]:
    """What unpacks a body in this encoding, never more than a chunk at once: a small body may unpack to anything."""
    named = encoding.strip().lower()
    if named in ("", "identity"):
        return lambda piece: iter((piece,))
    if named not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"{place.url}: comes packed as {named[:40]!r}, which was not asked for; save it to a file")
    unpacker = zlib.decompressobj(wbits=47 if named != "deflate" else 15)

    def inflated(piece: bytes) -> Iterator[bytes]:
        waiting = piece
        while waiting and not unpacker.eof:
            try:
                made = unpacker.decompress(waiting, CHUNK)
            except zlib.error as error:
                raise SourceError(f"{place.url}: its packed body is damaged ({error}); try again later") from error
            waiting = unpacker.unconsumed_tail
            if made:
                yield made

    return inflated

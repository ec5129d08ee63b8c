"""Bad inputs and what each got, as the table docs/BAD_INPUTS.md: files made up, answers of a server, real broken files.

python -m eval.bad_inputs [--data ../shared/data] [--output docs/BAD_INPUTS.md]
"""

from __future__ import annotations

import argparse
import ipaddress
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from eval.bad_made import FILES, Case
from eval.hostile_server import (
    Site,
    bomb,
    broken_off,
    drip_body,
    drip_head,
    endless,
    many_headers,
    no_http,
    serving,
)
from onrecord.errors import OnrecordError
from onrecord.intake.gathering import Gathering
from onrecord.source.addresses import Network, system_addresses
from onrecord.source.fetch import Fetcher, Limits
from onrecord.source.items import Item, read_of

ROOT = Path(__file__).parents[1]
LOOPBACK = ipaddress.ip_network("127.0.0.1/32")
# The real collections: the archive, and which of its files; all are tried, and counted by what they got.
REAL = (
    ("feedparser's feeds, well-formed and not", "feedparser_tests.tar.gz"),
    ("chardet's pages and feeds in some 50 encodings", "chardet_tests.tar.gz"),
    ("warcio's archives, good and broken", "warcio_test_data.tar.gz"),
)


class Got(NamedTuple):
    """What an input came to: documents made, messages given, seconds."""

    read: int
    errors: tuple[str, ...]
    seconds: float

    def in_words(self, hidden: str) -> str:
        """One cell of the table; the folder of the run is left out."""
        parts = [f"{self.read} read"] if self.read else []
        parts += [self.errors[0].replace(hidden, "")] if self.errors else []
        parts += [f"and {len(self.errors) - 1} messages more"] if len(self.errors) > 1 else []
        return "; ".join(parts).replace("|", "\\|").replace("\n", " ")


@dataclass(frozen=True)
class Address:
    """A bad address or a bad server: what it is, how the site is set up for it, and words of the message."""

    what: str
    url: Callable[[Site], str]
    expected: str
    resolve: Callable[[str, int], Sequence[str]] = lambda host, port: ["127.0.0.1"]
    allowed: Sequence[Network] = (LOOPBACK,)


def got(given: str, gathering: Gathering) -> Got:
    """What becomes of one input on its way to documents."""
    start = time.monotonic()
    read, errors = 0, []
    for found in gathering.gathered([given], lambda most: b""):
        if not isinstance(found, Item):
            errors.append(found.error)
            continue
        try:
            read_of(found)
            read += 1
        except OnrecordError as error:
            errors.append(str(error))
    return Got(read, tuple(errors), time.monotonic() - start)


def gathering(
    resolve: Callable[[str, int], Sequence[str]] = lambda host, port: ["127.0.0.1"],
    allowed: Sequence[Network] = (LOOPBACK,),
) -> Gathering:
    """A gathering that may reach these networks, with tight limits."""
    limits = Limits(connect=1, read=1, total=1.0, largest=1_000_000)
    return Gathering(Fetcher("onrecord/0 (tests)", limits, allowed, resolve, pause=0), lambda location: False)


def _handled(path: str, handler: Callable[..., None]) -> Callable[[Site], str]:
    def url(site: Site) -> str:
        site.handlers[path] = handler
        return site.url(path)

    return url


def _answered(status: int, body: bytes = b"", **headers: str) -> Callable[[Site], str]:
    def url(site: Site) -> str:
        site.answers["/x"] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return site.url("/x")

    return url


def _robots(status: int, body: bytes) -> Callable[[Site], str]:
    def url(site: Site) -> str:
        site.answers["/robots.txt"] = (status, {}, body)
        return site.page("/x")

    return url


def _to(target: str) -> Callable[[Site], str]:
    return lambda site: site.redirect("/x", target.format(port=site.port))


def _private(notation: str) -> Address:
    return Address(
        f"`http://{notation}/`", lambda site: f"http://{notation}/", "no public address", system_addresses, ()
    )


def turning(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A name server whose answer changes from one question to the next; the last one stays."""
    waiting = list(answers)

    def resolve(host: str, port: int) -> Sequence[str]:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return resolve


SERVERS: tuple[Address, ...] = (
    Address("404", _answered(404), "answered 404"),
    Address("500", _answered(500), "answered 500"),
    Address("a redirect to itself", _to("/x"), "redirected more than 5 times"),
    Address(
        "a redirect to 10.0.0.1",
        _to("http://10.0.0.1/"),
        "no public address",
        lambda host, port: [host] if host[0] == "1" else ["127.0.0.1"],
    ),
    Address(
        "a redirect to the metadata of a cloud",
        _to("http://169.254.169.254/latest/"),
        "no public address",
        lambda host, port: [host] if host[0] == "1" else ["127.0.0.1"],
    ),
    Address("a redirect to a file", _to("file:///etc/passwd"), "in http or https only"),
    Address("a redirect with a password", _to("http://mira:secret@river.example/"), "user name or password"),
    Address("a body that comes a byte at a time", _handled("/x", drip_body), "within the time limit"),
    Address("a head that comes a byte at a time", _handled("/x", drip_head), "within the time limit"),
    Address("a body without end", _handled("/x", endless), "more than the 1,000,000 bytes"),
    Address(
        "a body that says it is large",
        _answered(200, b"", Content_Length="99999999999"),
        "more than the 1,000,000 bytes",
    ),
    Address(
        "a gzip bomb as a body", _answered(200, bomb(50), Content_Encoding="gzip"), "more than the 1,000,000 bytes"
    ),
    Address("a damaged gzip body", _answered(200, b"\x1f\x8bnot gzip at all", Content_Encoding="gzip"), "is damaged"),
    Address(
        "a body packed in an unknown way", _answered(200, b"x", Content_Encoding="zstd"), "which was not asked for"
    ),
    Address("a body that breaks off", _handled("/x", broken_off), "try again later"),
    Address("ten thousand lines of head", _handled("/x", many_headers), "could not be fetched"),
    Address("an answer that is no HTTP", _handled("/x", no_http), "could not be fetched"),
    Address(
        "robots.txt that allows nothing", _robots(200, b"User-agent: *\nDisallow: /\n"), "robots.txt does not allow it"
    ),
    Address("robots.txt that cannot be had", _robots(503, b""), "robots.txt answered 503"),
    Address(
        "a name that turns to a private address after a redirect",
        _to("http://reports.example:{port}/y"),
        "no public address",
        turning(["127.0.0.1"], ["10.0.0.1"]),
    ),
    Address(
        "a name with a public and a private address",
        lambda site: site.page("/x"),
        "no public address",
        lambda host, port: ["93.184.215.14", "192.168.0.1"],
    ),
    Address("a name that nobody has", lambda site: "http://nowhere.invalid/", "was found", lambda host, port: []),
    Address("a port where nobody listens", lambda site: "http://reports.example:9/", "try again later"),
    Address("an address with a password", lambda site: "http://mira:secret@river.example/", "user name or password"),
    Address("an address of FTP", lambda site: "ftp://river.example/report.txt", "in http or https only"),
    Address("an address with a line end", lambda site: "http://river.example/\r\nX-A: b", "is no address"),
    Address("an address without a host", lambda site: "http:///report", "names no host"),
    Address("an address with a port too large", lambda site: "http://river.example:99999/", "is no address"),
    *(
        _private(one)
        for one in (
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "0.0.0.0",  # noqa: S104 (an address asked for, none bound to)
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a00:1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[fe80::1]",
            "[fc00::1]",
            "[ff02::1]",
        )
    ),
)


def files_tried(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Case, Got]]:
    """Each made-up file with what it got."""
    for case in cases:
        path = folder / case.name
        path.write_bytes(case.made())
        yield case, got(str(path), gathering())
        path.unlink()


def servers_tried(cases: Iterable[Address]) -> Iterator[tuple[Address, Got]]:
    """Each bad address or server with what it got."""
    for case in cases:
        with serving() as site:
            yield case, got(case.url(site), gathering(case.resolve, case.allowed))


def real_tried(archive: Path, folder: Path) -> Iterator[Got]:
    """What each file of a real collection got."""
    with tarfile.open(archive) as opened:
        for member in opened:
            source = opened.extractfile(member) if member.isfile() else None
            if source is not None:
                path = folder / Path(member.name).name
                path.write_bytes(source.read())
                yield got(str(path), _offline())
                path.unlink()


def _offline() -> Gathering:
    """A gathering for which no name leads anywhere: the links of real feeds are not fetched."""
    return gathering(lambda host, port: [])


def table(data: Path) -> str:
    """The page with all that was tried."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hidden = f"{folder}/"
        files = [(case.what, case.name, one.in_words(hidden)) for case, one in files_tried(FILES, folder)]
        servers = [(case.what, one.in_words(hidden)) for case, one in servers_tried(SERVERS)]
        real = [_counted(what, list(real_tried(data / "pages" / archive, folder))) for what, archive in REAL]
    tried = len(files) + len(servers)
    return "\n".join((
        "# Bad inputs, and what each got",
        "",
        f"{tried} made-up inputs and {sum(int(row[1]) for row in real):,} real files. Each refusal is one line that",
        "names the input, what is wrong and what would work; the run goes on with the next input.",
        "`python -m eval.bad_inputs` makes this page; the made-up inputs are tests too.",
        "",
        "## Files",
        "",
        "| input | name | got |",
        "|---|---|---|",
        *(f"| {what} | `{name}` | {words} |" for what, name, words in files),
        "",
        "## Addresses and servers",
        "",
        "| input | got |",
        "|---|---|",
        *(f"| {what} | {_plain(words)} |" for what, words in servers),
        "",
        "## Real files",
        "",
        "| collection | files | with a report read | refused with a message | with neither | slowest, s |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in real),
        "",
    ))  # fmt: skip


def _plain(words: str) -> str:
    """The message without the port of the day."""
    import re

    return re.sub(r"(reports\.example):\d+", r"\1", words)


def _counted(what: str, found: Sequence[Got]) -> tuple[str, ...]:
    read = sum(one.read > 0 for one in found)
    refused = sum(one.read == 0 and bool(one.errors) for one in found)
    slowest = max(one.seconds for one in found)
    return what, str(len(found)), str(read), str(refused), str(len(found) - read - refused), f"{slowest:.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "BAD_INPUTS.md")
    given = parser.parse_args(arguments)
    given.output.parent.mkdir(exist_ok=True)
    given.output.write_text(table(given.data), encoding="utf-8")
    sys.stderr.write(f"wrote {given.output}\n")


if __name__ == "__main__":
    main()

"""Which addresses on the net are fetched from: public ones, and networks that the caller allows by name."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from onrecord.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# The addresses of a host, as texts; what it raises is an OSError.
Resolve = Callable[[str, int], Sequence[str]]

# What `is_global` lets through and nobody publishes reports from: other addresses in disguise, and old test ranges.
# 64:ff9b::/96 and 64:ff9b:1::/48 NAT64, 2002::/16 6to4, 2001::/32 Teredo, 192.88.99.0/24 6to4 relays,
# fec0::/10 site-local, ::/96 IPv4-compatible.
DISGUISED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(one)
    for one in (
        "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24", "fec0::/10", "::/96",
        "::ffff:0:0/96", "100.64.0.0/10", "0.0.0.0/8", "240.0.0.0/4",
    )
)  # fmt: skip
LONGEST = 2_000
CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A checked URL in its parts; `name` is the host as TLS and the Host header want it."""

    url: str
    scheme: str
    name: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The host with its port where that is not the scheme's own."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == {"http": 80, "https": 443}[self.scheme] else f"{name}:{self.port}"


def system_addresses(host: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for a host, each once; this also reads the odd forms of IPv4 (0x7f.1)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def place_of(url: str) -> Place:
    """The parts of a URL that may be fetched; raises SourceError naming what is wrong with it."""
    if len(url) > LONGEST or CONTROL.search(url):
        raise SourceError(f"{url[:200]!r}: is no address: it is too long or holds blanks or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
        name = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise SourceError(f"{url}: is no address ({error}); give one as https://example.org/report") from error
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise SourceError(f"{url}: is fetched in http or https only; save the report to a file and give that")
    if parts.username is not None or parts.password is not None:
        bare = urlunsplit((scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
        raise SourceError(f"{bare}: was given with a user name or password, which are not sent; give it without")
    if not name:
        raise SourceError(f"{url}: names no host; give an address as https://example.org/report")
    chosen = port if port is not None else {"http": 80, "https": 443}[scheme]
    if chosen == 0:
        raise SourceError(f"{url}: names port 0; give a port from 1 to 65535")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(url.partition("#")[0], scheme, _ascii_name(name, url), chosen, _ascii(target))


def canonical(url: str) -> str:
    """A URL as the key of a report: without what does not tell one page from another.

    Scheme and host in lower case; the scheme's own port, the fragment, credentials and `utm_...` parameters dropped; an
    empty path is "/". The order of parameters and a slash at the end stay: servers may give them a meaning.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme, name = parts.scheme.lower(), (parts.hostname or "").rstrip(".").lower()
    host = f"[{name}]" if ":" in name else name
    if port is not None and port != {"http": 80, "https": 443}.get(scheme):
        host = f"{host}:{port}"
    kept = [one for one in parts.query.split("&") if one and not one.lower().startswith("utm_")]
    return urlunsplit((scheme, host, parts.path or "/", "&".join(kept), ""))


def _ascii_name(name: str, url: str) -> str:
    try:
        return name.lower() if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SourceError(f"{url}: its host {name!r} is no name of a host; check the address") from error


def _ascii(target: str) -> str:
    """A path and query with what is not ASCII in percent signs."""
    return "".join(
        one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode("utf-8", "replace")) for one in target
    )


def checked_addresses(place: Place, resolve: Resolve, allowed: Sequence[Network] = ()) -> list[str]:
    """The addresses of a place's host, resolved once; raises SourceError if any of them is not public.

    One address that is private among others that are not is how a name is made to point inward: all are refused.
    """
    try:
        texts = resolve(place.name, place.port)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{place.url}: no host {place.name!r} was found ({error}); check the address") from error
    addresses = [ipaddress.ip_address(text.split("%")[0]) for text in texts]
    if not addresses:
        raise SourceError(f"{place.url}: no host {place.name!r} was found; check the address")
    for address in addresses:
        if not is_public(address) and not any(address in network for network in allowed):
            raise SourceError(
                f"{place.url}: leads to {address}, which is no public address; save the report to a file and give that"
            )
    return [str(address) for address in addresses]


def is_public(address: Address) -> bool:
    """Whether an address is one of the public net, and none in disguise."""
    if any(address in network for network in DISGUISED):
        return False
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )

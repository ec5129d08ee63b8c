"""What stands before the routes: response headers, the Host header, and requests from other sites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import problem_response

API = "/api/"
# The page draws pictures of its own charts (data: and blob:); everything else comes from this server or not at all.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
HEADER_OF_OUR_OWN = "x-requested-with"
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]@/\s]+)(:[0-9]{1,5})?")


class SecurityHeaders:
    """Puts the security headers on every response; the policy for the page differs from that for the interface."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the headers put on what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                policy = API_POLICY if scope["path"].startswith(API) else PAGE_POLICY
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class HostGuard:
    """Refuses a loopback request under a foreign name: a page elsewhere had its name pointed here (DNS rebinding)."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app = app
        self.names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if its Host header is one of the names."""
        if scope["type"] == "http" and host_name(Headers(scope=scope)) not in self.names:
            detail = f"this server answers to {', '.join(sorted(self.names))} only; open it by one of these names"
            await problem_response(421, detail)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class CrossSiteGuard:
    """Refuses what another site has a browser send: the interface is for our own page and for programs.

    Reading too: another site could not see the answer, but it could have a browser ask for costly ones.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it cannot come from another site."""
        wrong = None
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            wrong = cross_site_fault(Headers(scope=scope))
        elif scope["type"] == "http" and scope["path"].startswith(API):
            wrong = foreign_site_fault(Headers(scope=scope))
        if wrong is not None:
            await problem_response(403, wrong)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def host_name(headers: Headers) -> str | None:
    """The name in the Host header, in lower case and without its port; None where it is absent, double or malformed."""
    given = headers.getlist("host")
    found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
    return found["name"].lower() if found else None


def cross_site_fault(headers: Headers) -> str | None:
    """Why a changing request may come from another site, or None where it cannot."""
    foreign = foreign_site_fault(headers)
    if foreign is not None:
        return foreign
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return f"requests from {origin[:100]} change nothing here"
    if not _needs_a_preflight(headers):
        return "send JSON (Content-Type: application/json), or a header X-Requested-With: onrecord"
    return None


def foreign_site_fault(headers: Headers) -> str | None:
    """Why a request was sent by another site's page, as the browser says, or None; programs say nothing."""
    site = headers.get("sec-fetch-site")
    return "requests from other sites are not answered" if site is not None and site not in OWN_SITE else None


def _needs_a_preflight(headers: Headers) -> bool:
    """Whether a browser would ask before it sends this across sites; a plain form never has these headers."""
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    return media == "application/json" or HEADER_OF_OUR_OWN in headers or "authorization" in headers

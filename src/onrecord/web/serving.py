"""What one running server knows: its store, where it listens, whom it lets in, and what it allows."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.store.store import Store
    from onrecord.web.answers import Answers
    from onrecord.web.etags import Changes
    from onrecord.web.jobs import Jobs
    from onrecord.web.metrics import Metrics
    from onrecord.web.taking import Taking

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
DEFAULT_PORT = 8765


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may ask for: bytes in one body, requests a second after a first burst, jobs that wait."""

    body: int = 32 * 1024 * 1024
    rate: float = 50.0
    burst: int = 400
    waiting_jobs: int = 32


@dataclass(frozen=True, slots=True)
class Binding:
    """The address that the server listens on.

    `tokens` asks for a token on loopback as well; `names` are those under which a proxy on this machine passes
    requests on, which then come from anywhere and need tokens too.
    """

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    tokens: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the address."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def wants_tokens(self) -> bool:
        """Whether a request needs a token: always, except on loopback unless asked for there too."""
        return self.tokens or bool(self.names) or not self.is_loopback

    @property
    def host_names(self) -> frozenset[str] | None:
        """The names by which a browser may call a loopback server; None where any name is right."""
        if not self.is_loopback:
            return None
        own = f"[{self.host}]" if ":" in self.host else self.host
        return LOOPBACK_NAMES | {own} | {name.lower() for name in self.names}

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 (a name, not a binding)
        return f"http://{f'[{host}]' if ':' in host.strip('[]') and not host.startswith('[') else host}:{self.port}/"


@dataclass(frozen=True, slots=True)
class Serving:
    """All that the routes need; one object for the life of the server."""

    store: Store
    binding: Binding
    limits: Limits
    local_name: str
    clock: Callable[[], str]
    changes: Changes
    answers: Answers
    jobs: Jobs
    metrics: Metrics
    taking: Taking

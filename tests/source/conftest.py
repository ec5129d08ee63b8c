"""A server on the loopback, and a fetcher that is allowed to reach it and nothing else that is private."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence

import pytest

from eval.hostile_server import Site, serving
from onrecord.source.fetch import Fetcher, Limits

LOOPBACK = ipaddress.ip_network("127.0.0.1/32")


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site."""
    with serving() as one:
        yield one


@pytest.fixture
def fetcher() -> Fetcher:
    """A fetcher for which every name leads to the loopback, with tight limits."""
    return fetcher_with(lambda host, port: ["127.0.0.1"])


def fetcher_with(resolve: Callable[[str, int], Sequence[str]]) -> Fetcher:
    """A fetcher with these addresses for names."""
    limits = Limits(connect=1, read=1, total=1.2, largest=1_000_000)
    return Fetcher("onrecord/0 (tests)", limits, [LOOPBACK], resolve, pause=0)

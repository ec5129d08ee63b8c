"""Addresses on the net: which are public, which notations are understood, and the key of a report."""

from __future__ import annotations

import ipaddress

import pytest

from onrecord.errors import SourceError
from onrecord.source.addresses import canonical, checked_addresses, is_public, place_of, system_addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
        "0.0.0.0", "224.0.0.251", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.9",
        "192.88.99.1",
        "::", "::1", "::7f00:1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::",
        "2001:0:1::1", "fe80::1", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_what_is_not_of_the_public_net_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "100.63.255.255", "172.32.0.1", "2606:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("notation", ["127.1", "0x7f.1", "2130706433", "017700000001", "0", "localhost", "localhost."])
def test_every_notation_of_the_loopback_is_refused(notation: str) -> None:
    with pytest.raises(SourceError, match="no public address"):
        checked_addresses(place_of(f"http://{notation}/"), system_addresses)


def test_one_private_address_among_public_ones_refuses_all() -> None:
    place = place_of("http://reports.example/")
    with pytest.raises(SourceError, match=r"leads to 10\.0\.0\.1"):
        checked_addresses(place, lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert checked_addresses(place, lambda host, port: ["8.8.8.8"]) == ["8.8.8.8"]


def test_networks_are_allowed_only_by_name() -> None:
    place = place_of("http://archive.example/")
    allowed = [ipaddress.ip_network("10.0.0.0/24")]
    assert checked_addresses(place, lambda host, port: ["10.0.0.7"], allowed) == ["10.0.0.7"]
    with pytest.raises(SourceError, match=r"10\.0\.1\.7"):
        checked_addresses(place, lambda host, port: ["10.0.1.7"], allowed)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://river.example/x", "http or https only"),
        ("javascript:alert(1)", "http or https only"),
        ("http:///x", "names no host"),
        ("http://river.example:0/", "port 0"),
        ("http://river.example:70000/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://river.example/a b", "blanks"),
        ("http://river.example\\@10.0.0.1/", "control characters"),
        ("http://" + "a" * 3000, "too long"),
    ],
)
def test_what_is_no_address_is_refused(url: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        place_of(url)


def test_a_password_is_neither_sent_nor_said() -> None:
    with pytest.raises(SourceError) as refused:
        place_of("https://mira:secret@river.example/x")
    assert "secret" not in str(refused.value)
    assert "https://river.example/x" in str(refused.value)


def test_a_place_keeps_the_name_and_drops_the_fragment() -> None:
    place = place_of("https://River.Example:8443/Bridge?a=b#top")
    assert (place.name, place.port, place.target) == ("river.example", 8443, "/Bridge?a=b")
    assert place.host_header == "river.example:8443"
    assert place_of("http://b\u00fccher.example/\u00fc").name == "xn--bcher-kva.example"
    assert place_of("http://b\u00fccher.example/\u00fc").target == "/%C3%BC"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://River.Example:80/Bridge#top", "http://river.example/Bridge"),
        ("https://river.example:443", "https://river.example/"),
        ("https://river.example:8443/x", "https://river.example:8443/x"),
        ("https://river.example/x?utm_source=a&id=0&UTM_Medium=b", "https://river.example/x?id=0"),
        ("https://river.example/x?b=2&a=1", "https://river.example/x?b=2&a=1"),
        ("https://mira:secret@river.example/x", "https://river.example/x"),
        ("https://river.example./x/", "https://river.example/x/"),
    ],
)
def test_the_key_of_a_report_drops_what_tells_no_page_from_another(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected

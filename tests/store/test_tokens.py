"""Tokens: kept as hashes, found by their secret, revoked for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, select

from onrecord.errors import TokenError
from onrecord.store.schema import METADATA, TOKENS
from onrecord.store.tokens import ROLES, create_token, revoke_token, token_of, tokens

NOW = "2021-05-18T09:30:00.000Z"
LATER = "2021-05-19T09:30:00.000Z"


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A connection to an empty store in memory."""
    engine = create_engine("sqlite://")
    METADATA.create_all(engine, tables=[TOKENS])
    with engine.begin() as made:
        yield made
    engine.dispose()


@pytest.mark.parametrize("role", ROLES)
def test_a_token_is_found_by_its_secret(connection: Connection, role: str) -> None:
    token, secret = create_token(connection, name=" Ada ", role=role, now=NOW)
    assert (token.name, token.role, token.created, token.revoked) == ("Ada", role, NOW, None)
    assert token_of(connection, secret) == token


def test_the_secret_is_nowhere_kept(connection: Connection) -> None:
    _, secret = create_token(connection, name="Ada", role="reader", now=NOW)
    row = connection.execute(select(TOKENS)).one()
    assert secret.split("_", 2)[2] not in "".join(str(value) for value in row)


def test_another_secret_is_nobody_s(connection: Connection) -> None:
    token, secret = create_token(connection, name="Ada", role="admin", now=NOW)
    other = create_token(connection, name="Ben", role="reader", now=NOW)[1]
    crossed = f"onrecord_{token.id}_{other.split('_', 2)[2]}"
    flipped = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for wrong in (crossed, flipped, "", secret + " ", secret.upper(), f"onrecord_{'0' * 16}_{'A' * 43}", "é" * 60):
        assert token_of(connection, wrong) is None


def test_a_revoked_token_counts_no_longer_and_stays_listed(connection: Connection) -> None:
    token, secret = create_token(connection, name="Ada", role="admin", now=NOW)
    kept, kept_secret = create_token(connection, name="Ben", role="reader", now=LATER)
    revoke_token(connection, token.id, now=LATER)
    assert token_of(connection, secret) is None
    assert token_of(connection, kept_secret) == kept
    assert [(one.name, one.revoked) for one in tokens(connection)] == [("Ada", LATER), ("Ben", None)]
    with pytest.raises(TokenError, match="token list"):
        revoke_token(connection, token.id, now=LATER)


@pytest.mark.parametrize(("name", "role"), [("Ada", "owner"), ("", "reader"), ("a\nb", "reader"), ("x" * 81, "admin")])
def test_a_token_needs_a_name_and_a_known_role(connection: Connection, name: str, role: str) -> None:
    with pytest.raises(TokenError):
        create_token(connection, name=name, role=role, now=NOW)

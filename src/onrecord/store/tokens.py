"""Tokens: who may use a store over the network, and as what. A token is shown once and kept as a hash."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from sqlalchemy import Connection, Row, insert, select, update

from onrecord.errors import TokenError
from onrecord.store.schema import TOKENS

Role = Literal["reader", "reviewer", "admin"]
# Each may do what those before it may.
ROLES: Final[tuple[str, ...]] = get_args(Role)
LONGEST_NAME = 80
# 256 random bits need no slow hash: nobody guesses them, however fast a guess is.
SECRET_BYTES = 32
_FORM = re.compile(r"onrecord_(?P<id>[0-9a-f]{16})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: whose it is, what it allows, since when, and until when if it was revoked."""

    id: str
    name: str
    role: Role
    created: str
    revoked: str | None = None


def create_token(connection: Connection, *, name: str, role: str, now: str) -> tuple[Token, str]:
    """A new token and its secret, which is nowhere kept."""
    if role not in ROLES:
        raise TokenError(f"role {role!r} is not one of {', '.join(ROLES)}")
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise TokenError(f"a token's name has 1 to {LONGEST_NAME} printable characters")
    token = Token(secrets.token_hex(8), name.strip(), cast("Role", role), now)
    secret = f"onrecord_{token.id}_{secrets.token_urlsafe(SECRET_BYTES)}"
    connection.execute(
        insert(TOKENS).values(id=token.id, name=token.name, role=token.role, hash=_hash(secret), created=now)
    )
    return token, secret


def token_of(connection: Connection, secret: str) -> Token | None:
    """The token that a secret belongs to, or None where there is none or it was revoked."""
    form = _FORM.fullmatch(secret)
    row = connection.execute(select(TOKENS).where(TOKENS.c.id == form["id"])).one_or_none() if form else None
    # A hash is compared even where there is no such token, in the same time whether it fits or not.
    fits = hmac.compare_digest(_hash(secret), row.hash if row is not None else _hash(""))
    return _token(row) if row is not None and fits and row.revoked is None else None


def tokens(connection: Connection) -> list[Token]:
    """Every token there ever was, oldest first."""
    return [_token(row) for row in connection.execute(select(TOKENS).order_by(TOKENS.c.created, TOKENS.c.id))]


def revoke_token(connection: Connection, token_id: str, *, now: str) -> None:
    """Let a token count no longer; raises TokenError where there is none of this id or it was revoked before."""
    standing = (TOKENS.c.id == token_id) & TOKENS.c.revoked.is_(None)
    if connection.execute(update(TOKENS).where(standing).values(revoked=now)).rowcount == 0:
        raise TokenError(f"no token {token_id!r} is in use; `onrecord token list` shows them all")


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(row.id, row.name, cast("Role", row.role), row.created, row.revoked)


def _hash(secret: str) -> str:
    return "sha256:" + hashlib.sha256(secret.encode()).hexdigest()

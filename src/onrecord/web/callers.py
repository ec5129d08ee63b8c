"""Who calls, and whether they may: the local user on loopback, the bearer of a token elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from onrecord.store.tokens import ROLES, Role, token_of
from onrecord.web.first_looks import OWN
from onrecord.web.problems import ProblemError
from onrecord.web.serving import Serving

COOKIE = "onrecord"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="onrecord"'}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, under which name their work is kept, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the caller's role includes this one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def serving_of(request: Request) -> Serving:
    """What this server knows."""
    found: Serving = request.app.state.serving
    return found


async def caller_of(request: Request) -> Caller:
    """Who sends this request; raises a 401 where a token is wanted and absent, or given and not known."""
    serving = serving_of(request)
    secret = secret_in(request)
    if request.scope.get(OWN):
        return Caller("onrecord", "reader" if serving.binding.wants_tokens else "admin")
    if secret is None:
        if serving.binding.wants_tokens:
            raise ProblemError(401, "send a token: Authorization: Bearer onrecord_...", headers=CHALLENGE)
        return Caller(serving.local_name, "admin")
    return await run_in_threadpool(bearer_of, serving, secret)


def bearer_of(serving: Serving, secret: str) -> Caller:
    """Whose token this is; raises a 401 where it is nobody's."""
    with serving.store.connect() as connection:
        token = token_of(connection, secret)
    if token is None:
        raise ProblemError(401, "this token is not known or was revoked", headers=CHALLENGE)
    return Caller(token.name, token.role)


def secret_in(request: Request) -> str | None:
    """The token that a request carries, in its header or in the cookie of the page."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return secret.strip()
    return request.cookies.get(COOKIE)


async def reader_of(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """The caller, who may read."""
    return _with_role(caller, "reader")


async def reviewer_of(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """The caller, who may correct and take in reports."""
    return _with_role(caller, "reviewer")


async def admin_of(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """The caller, who may do everything."""
    return _with_role(caller, "admin")


def _with_role(caller: Caller, role: Role) -> Caller:
    if not caller.may(role):
        raise ProblemError(403, f"this needs the role {role}; your token has the role {caller.role}")
    return caller


Here = Annotated[Serving, Depends(serving_of)]
Reader = Annotated[Caller, Depends(reader_of)]
Reviewer = Annotated[Caller, Depends(reviewer_of)]
Admin = Annotated[Caller, Depends(admin_of)]

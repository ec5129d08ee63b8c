"""What an admin alone may do: see and revoke tokens, and have all that is derived made anew."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from onrecord.errors import TokenError
from onrecord.store.rebuilding import rebuild
from onrecord.store.tokens import Role, revoke_token, tokens
from onrecord.web.callers import Admin, Here
from onrecord.web.jobs import Outcome, Progress
from onrecord.web.problems import ProblemError, responses
from onrecord.web.routes.jobs import Accepted, shown

router = APIRouter(tags=["administering"])
TokenId = Annotated[
    str, Path(pattern=r"^[0-9a-f]{16}$", description="The id of a token.", examples=["4f2a19c03b77e1d0"])
]


class TokenShown(BaseModel):
    """A token without its secret: whose it is, what it allows, since when, and until when if it was revoked."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "4f2a19c03b77e1d0", "name": "Ada", "role": "reviewer",
                "created": "2021-05-18T09:30:00.000Z", "revoked": None,
            }
        }
    )  # fmt: skip

    id: str
    name: str
    role: Role
    created: str
    revoked: str | None


class TokenList(BaseModel):
    """Every token there ever was, oldest first."""

    items: list[TokenShown]


@router.get("/tokens", responses=responses(401, 403))
def list_tokens(serving: Here, caller: Admin) -> TokenList:
    """List the tokens; their secrets are nowhere kept."""
    with serving.store.connect() as connection:
        return TokenList(items=[TokenShown(**asdict(one)) for one in tokens(connection)])


@router.delete("/tokens/{token}", status_code=204, responses=responses(401, 403, 404, 422, 429))
def end_token(serving: Here, caller: Admin, token: TokenId) -> None:
    """Revoke a token: from the next request on it counts no longer."""
    try:
        with serving.store.begin() as connection:
            revoke_token(connection, token, now=serving.clock())
    except TokenError as error:
        raise ProblemError(404, str(error)) from error


@router.post("/links/rebuild", status_code=202, responses=responses(401, 403, 429, 503))
def rebuild_links(serving: Here, caller: Admin) -> Accepted:
    """Make the index and all links anew, as `onrecord link --rebuild` does; whoever writes meanwhile waits."""

    def work(progress: Progress) -> None:
        progress.expect(1)
        with serving.store.begin() as connection:
            rebuild(connection)
        progress.tell(Outcome("index and links", "made anew"))

    job = serving.jobs.add(work, kind="rebuild", label="index and links", by=caller.name)
    return Accepted(job=shown(job))

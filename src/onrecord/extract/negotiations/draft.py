"""What one mention tells of a track of talks, before mentions of the same track are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.language import Token
from onrecord.record import Proposal, Stage


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of talks, of mediation or of a proposal, with what stands around it.

    `weak` mentions count only beside others; `offer` marks one of a proposal, `repliers` those who only answer it;
    `known` talks are those told of before ("the talks"); `around` are the only two powers named near talks that name
    no party; `keys` are the lexicon entries that made it, `rule` says what it is.
    """

    token: Token
    sentence: int
    rule: str
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    stage: Stage | None = None
    tokens: tuple[Token, ...] = ()
    topics: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    place: str | None = None
    time: str | None = None
    keys: tuple[str, ...] = ()
    weak: bool = False
    offer: bool = False
    repliers: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    known: bool = False


def distinct(*listed: Iterable[str]) -> tuple[str, ...]:
    """The members of these, each once, in order."""
    return tuple(dict.fromkeys(one for some in listed for one in some))

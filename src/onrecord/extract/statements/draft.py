"""A statement in the making: tokens, not yet characters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.statements.cues import Cue
from onrecord.language import Token
from onrecord.record import StatementKind
from onrecord.text import Span


@dataclass(frozen=True)
class Voice:
    """Who speaks: the head of the words that name the source, the first and the last of these words.

    `resolved` is the token that stands for the actor where the head itself is a relative pronoun.
    """

    head: Token
    first: int
    last: int
    resolved: Token | None = None


@dataclass(frozen=True)
class Draft:
    """What is known of a statement before it has an id: cue, voice, content, and the rule that found it.

    `closes_at` is the character at which a clause of saying begins that closes its sentence; `opens` tells of a clause
    of saying behind which speech without marks begins.
    """

    cue_tokens: tuple[Token, ...]
    content: tuple[Span, ...]
    voice: Voice | None
    kind: StatementKind
    rule: str
    keys: tuple[str, ...]
    addressee: Token | None = None
    direct: bool = False
    closes_at: int | None = None
    opens: bool = False

    @property
    def start(self) -> int:
        """Where the statement begins in the text: its content or its cue, whichever is first."""
        starts = [span.start for span in self.content] + [token.start for token in self.cue_tokens]
        return min(starts)

    def with_content(self, content: tuple[Span, ...]) -> Draft:
        """The same statement with other content."""
        return replace(self, content=content)


def draft_of(cue: Cue, tokens: tuple[Token, ...], content: tuple[Span, ...], voice: Voice | None, rule: str) -> Draft:
    """A draft by an entry of a cue table."""
    return Draft(tokens, content, voice, cue.kind, rule, (cue.key,))

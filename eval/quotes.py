"""Quotes in an annotator's draft and the places of a text they stand for; GUIDELINE.md says how they are written."""

import re
from dataclasses import dataclass
from functools import cached_property

from eval.spans import Stretch

BLOCK = re.compile(r"\S[^\r\n]*(?:\r?\n[ \t]*\S[^\r\n]*)*")
QUOTE = re.compile(r"(?:(?P<block>\d+)\|\s*)?(?P<words>.+?)(?:\s(?:@(?P<number>\d+)|(?P<every>\*)))?", re.DOTALL)
MARKED = re.compile(r"(?P<before>[^<>]*)<(?P<words>[^<>]+)>(?P<after>[^<>]*)")
ELLIPSIS = " ... "
WORD = re.compile(r"\w")


class DraftError(Exception):
    """A draft says something that cannot be compiled: the message names the record and the quote."""


@dataclass(frozen=True)
class Page:
    """A text in which quotes are looked up."""

    text: str

    @cached_property
    def blocks(self) -> tuple[Stretch, ...]:
        """The runs of lines without a blank line, in order."""
        return tuple(
            (match.start(), len(match.group().rstrip()) + match.start()) for match in BLOCK.finditer(self.text)
        )

    def one(self, quote: str, at: str | int | None = None) -> Stretch:
        """The only place of the quote, in what `at` names or in the whole text."""
        found = self.every(quote, at)
        if len(found) == 1:
            return found[0]
        raise DraftError(f"{quote!r} stands for {len(found)} places, not for one; add words around it in <>, or @2")

    def every(self, quote: str, at: str | int | None = None) -> tuple[Stretch, ...]:
        """The places of the quote: one with a number, all with `*`, and all that match if it has neither."""
        asked = QUOTE.fullmatch(quote)
        if asked is None:
            raise DraftError(f"{quote!r} is no quote")
        within = self.block(int(asked["block"])) if asked["block"] else self.scope(at)
        places = tuple(match.span("quoted") for match in _pattern(asked["words"]).finditer(self.text, *within))
        if not places:
            raise DraftError(f"{quote!r} is not there" + ("" if at is None else f" in {at!r}"))
        if not asked["number"]:
            return places
        if int(asked["number"]) > len(places):
            raise DraftError(f"{quote!r} stands there {len(places)} times only")
        return (places[int(asked["number"]) - 1],)

    def scope(self, at: str | int | None) -> Stretch:
        """The stretch that a record's `at` names: the whole text, a block, or the place of a quote."""
        match at:
            case None:
                return (0, len(self.text))
            case int():
                return self.block(at)
            case str():
                return self.one(at)

    def block(self, number: int) -> Stretch:
        """The block with this number, counted from 1."""
        if not 1 <= number <= len(self.blocks):
            raise DraftError(f"there is no block {number}; the text has {len(self.blocks)}")
        return self.blocks[number - 1]


def _pattern(words: str) -> re.Pattern[str]:
    marked = MARKED.fullmatch(words)
    before, quoted, after = (marked["before"], marked["words"], marked["after"]) if marked else ("", words, "")
    whole = before + quoted + after
    opened = r"(?<!\w)" if WORD.match(whole[0]) else ""
    closed = r"(?!\w)" if WORD.match(whole[-1]) else ""
    return re.compile(f"{opened}{_literal(before)}(?P<quoted>{_literal(quoted)}){_literal(after)}{closed}", re.DOTALL)


def _literal(words: str) -> str:
    """The words as a pattern: white space matches any white space, an ellipsis as little text as it can."""
    runs = (r"\s+".join(re.escape(word) for word in re.split(r"\s+", run)) for run in words.split(ELLIPSIS))
    return r"(?!\w).*?(?<!\w)".join(runs)

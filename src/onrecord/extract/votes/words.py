"""The words of voting: rules, lists of words, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.language import Token
from onrecord.record import BallotOption

RULES = "rules/en/votes"
WORDS = "ontology/vote_words"
# What a word does: it decides on a motion, says that a body votes, vetoes, blocks with a veto, names a ballot,
# moves one to another day, or says how one voter voted.
RuleKind = Literal["decides", "votes", "vetoes", "blocks", "ballots", "moves", "options"]


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Verbs or nouns that tell of a vote, and what they say of its outcome or of one voter's choice."""

    key: str
    id: str
    tells: str
    kind: RuleKind
    pos: Literal["VERB", "NOUN"]
    words: tuple[str, ...]
    outcome: bool | None = None
    option: BallotOption | None = None


@cache
def rules() -> dict[tuple[str, str], VoteRule]:
    """The rules by part of speech and lemma."""
    return {(rule.pos, word): rule for rule in lexicon.entries(RULES, VoteRule) for word in rule.words}


def rule_of(token: Token) -> VoteRule | None:
    """The rule whose word a token is."""
    return rules().get((token.pos, token.lemma.lower()))


@cache
def listed(name: str) -> frozenset[str]:
    """The lemmas of one of the lists: bodies, motions, again."""
    return frozenset(lexicon.document(WORDS)[name].split(", "))


def is_in(name: str, token: Token) -> bool:
    """Whether a token's lemma is in a list."""
    return token.lemma.lower() in listed(name)


@cache
def numbers() -> dict[str, int]:
    """Numbers in words."""
    return dict(lexicon.document(WORDS)["numbers"])


def number_of(word: str) -> int | None:
    """The number that a word or a run of digits stands for."""
    plain = word.lower().replace(",", "")
    if plain.isdigit():
        return int(plain)
    tens, hyphen, ones = plain.partition("-")
    if hyphen and numbers().get(tens, 0) >= 20 and 0 < numbers().get(ones, 0) < 10:
        return numbers()[tens] + numbers()[ones]
    return numbers().get(plain)

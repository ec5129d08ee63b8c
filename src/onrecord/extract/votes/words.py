"""The words of voting: rules, bodies, motions, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.language import Token

RULES = "rules/en/votes"
WORDS = "ontology/vote_words"


@dataclass(frozen=True, slots=True)
class VoteRule:
    """A verb or noun that tells a vote, whether it says that the motion was adopted, and whether it tells a veto."""

    key: str
    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    outcome: bool | None = None
    veto: bool = False


@cache
def rules() -> dict[tuple[str, str], VoteRule]:
    """The rules by kind of word and lemma."""
    found: dict[tuple[str, str], VoteRule] = {}
    for rule in lexicon.entries(RULES, VoteRule):
        found |= {("verb", verb): rule for verb in rule.verbs}
        found |= {("noun", noun): rule for noun in rule.nouns}
    return found


def rule_of(token: Token) -> VoteRule | None:
    """The rule whose word a token is."""
    kind = {"VERB": "verb", "NOUN": "noun"}.get(token.pos)
    return rules().get((kind, token.lemma.lower())) if kind is not None else None


@cache
def listed(name: str) -> frozenset[str]:
    """The lemmas of one of the lists: bodies, motions, again."""
    return frozenset(lexicon.document(WORDS)[name].split(", "))


@cache
def numbers() -> dict[str, int]:
    """Numbers in words."""
    return dict(lexicon.document(WORDS)["numbers"])


def number_of(word: str) -> int | None:
    """The number that a word or a run of digits stands for."""
    plain = word.lower().replace(",", "")
    if plain.isdigit():
        return int(plain)
    if "-" in plain:
        tens, _, ones = plain.partition("-")
        if numbers().get(tens, 0) >= 20 and 0 < numbers().get(ones, 0) < 10:
            return numbers()[tens] + numbers()[ones]
    return numbers().get(plain)

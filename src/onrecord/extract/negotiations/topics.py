"""What talks are about, in the report's words."""

from __future__ import annotations

from onrecord.extract.negotiations.draft import distinct
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.setting import Settings
from onrecord.language import Token

TOPIC = ("on", "over", "about", "concerning", "regarding")
# A topic's words stand at most this far before its head; what is longer is told by its last words.
LONGEST = 6


def topics_of(grammar: Grammar, settings: Settings, noun: Token) -> tuple[str, ...]:
    """What a word for talks is said to be about: "talks on the border", "peace talks"."""
    below = grammar.governed(noun, *TOPIC)
    named = [low for low in below if low.pos in ("NOUN", "PROPN") and not settings.is_time(low)]
    kinds = (low.text.lower() for low in grammar.doc.children(noun, "compound") if _is_kind(grammar, low))
    return distinct((_phrase(grammar, low) for low in named), kinds)


def _is_kind(grammar: Grammar, low: Token) -> bool:
    """Whether a noun before the word for talks is a topic, and neither a party nor half of a compound."""
    doc = grammar.doc
    plain = low.pos == "NOUN" and low.text.isalpha() and not doc.children(low, "amod", "nummod")
    return plain and doc.text[low.start - 1 : low.start] != "-" and grammar.actors.at(low.start, low.end) is None


def _phrase(grammar: Grammar, head: Token) -> str:
    """A noun with what stands before it."""
    before = (one for one in grammar.doc.subtree(head) if one.index <= head.index and one.relation != "case")
    inside = [one for one in before if one.index > head.index - LONGEST]
    return grammar.doc.quote(inside[0].index, head.index + 1).text

"""Patterns over words: regular expressions whose atoms are word classes (UPPER) and function words (lower)."""

from __future__ import annotations

import re
from functools import cache

from onrecord.errors import LexiconError
from onrecord.extract.times.words import JOINTS, letters_with

# Parts of patterns that several rules share.
MACROS = {
    "NUMBER": r"(?:(?:(?:a|an) SCALE|CARD|INT|AMOUNT|FOURDIGITS)(?:(?:DASH|and)? (?:CARD|SCALE)){0,5}(?: FRACTION)?)",
    "QUANT": r"(?:NUMBER|VAGUE|COUPLE|a|an)",
    "DAYNUM": r"(?:DAY|NTH|ORD)",
    "ANYYEAR": r"(?:YEAR|OLDYEAR|SHORTYEAR)",
    "SPOKENYEAR": r"(?:CARD CARD (?:DASH CARD)?)",
}
_ATOM = re.compile(
    r"(?P<group>\(\?P<\w+>|\(\?<?[:=!])|(?P<name>[A-Z][A-Z0-9]+)|(?P<joint>[a-z](?:[a-z'-]*[a-z])?)"
    r"|(?P<space>\s+)|(?P<other>.)"
)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as one over class letters."""
    return re.compile(_translated(pattern))


def _translated(pattern: str) -> str:
    pieces: list[str] = []
    for atom in _ATOM.finditer(pattern):
        kind, text = atom.lastgroup, atom.group()
        if kind == "name" and text in MACROS:
            pieces.append(_translated(MACROS[text]))
        elif kind in {"name", "joint"}:
            pieces.append(_letters(text, pattern))
        elif kind != "space":
            pieces.append(text)
    return "".join(pieces)


def _letters(name: str, pattern: str) -> str:
    found = letters_with(name)
    if not found or (name.islower() and name not in JOINTS):
        raise LexiconError(f"the time pattern {pattern!r} names {name!r}, which no word of the time lexicon is")
    return f"[{found}]"

"""Compounds that say whose side somebody takes or who helps him: "pro-Kenyan", "anti-government", "Kenya-backed".

The country or body in them is another than that of whom they describe.
"""

from __future__ import annotations

from onrecord.language import AnnotatedDocument

HYPHENS = frozenset({"-", "‐", "‑", "–"})
STANCES = frozenset({"pro", "anti"})
HELPED = frozenset(
    {"backed", "supported", "sponsored", "funded", "financed", "armed", "equipped", "supplied", "trained"}
    | {"allied", "aligned", "linked", "affiliated", "inspired", "friendly", "leaning", "born", "built", "made"}
)


def is_sided(doc: AnnotatedDocument, first: int, last: int) -> bool:
    """Whether the tokens from `first` up to `last` name for, against or by whose help somebody or something is."""
    before = [token.text.lower() for token in doc.tokens[max(first - 2, 0) : first]]
    after = [token.text.lower() for token in doc.tokens[last : last + 2]]
    taken = len(before) == 2 and before[0] in STANCES and before[1] in HYPHENS
    return taken or (len(after) == 2 and after[0] in HYPHENS and after[1] in HELPED)

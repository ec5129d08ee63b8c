"""Compounds that say whose side somebody takes or who helps him: "pro-Kenyan", "anti-government", "Kenya-backed".

The country or body in them is another than that of whom they describe.
"""

from __future__ import annotations

from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument

HYPHENS = frozenset({"-", "‐", "‑", "–"})


def is_sided(doc: AnnotatedDocument, first: int, size: int = 1) -> bool:
    """Whether some tokens say, or name, for, against or by whose help somebody or something is."""
    words = [token.text.lower() for token in doc.tokens[max(first - 2, 0) : first + size + 2]]
    start = min(first, 2)
    before, own, after = words[:start], words[start : start + size], words[start + size :]
    if own[0] in words_of("@stances") and after[:1] and after[0] in HYPHENS:
        return True
    taken = len(before) == 2 and before[0] in words_of("@stances") and before[1] in HYPHENS
    return taken or (len(after) == 2 and after[0] in HYPHENS and after[1] in words_of("@helped"))

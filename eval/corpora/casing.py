"""Case for texts that have come down in capitals: by how the words are cased in other news, and nothing cleverer.

The reference is the current-events items and Wikinews reports of the data folder. A word takes the form it most often
has there inside sentences, and a plural that is not there the form of its singular; any other word that is not there
gets a capital (it is most often a name); the first word of a sentence gets a capital; an unknown word of two to six
letters alone in brackets stays in capitals (an acronym).
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from eval.corpora.current_events import items
from eval.result import present

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
INSIDE = re.compile(r"(?<=[a-z,;] )[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENS = re.compile(r"(?:^|[.!?:]['\")\]]?\s+|\n\s*|-- )['\"(\[]?$")
BRACKETED = re.compile(r"[A-Z]{2,6}")


@cache
def forms(data: Path) -> Mapping[str, str]:
    """For each word in capitals, the form it most often has inside sentences of the reference."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in _reference(data):
        for match in INSIDE.finditer(text):
            seen[match[0].upper()][match[0]] += 1
    return {word: max(sorted(some), key=some.__getitem__) for word, some in seen.items()}


def _reference(data: Path) -> Iterable[str]:
    yield from (item.text for item in items(data))
    with present(data / "reports" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["text"]


def cased(text: str, known: Mapping[str, str]) -> str:
    """The text with its words recased; every character keeps its place."""

    def recased(match: re.Match[str]) -> str:
        word = match[0]
        before = text[max(0, match.start() - 4) : match.start()]
        form = known.get(word.upper()) or _plural(known.get(word.upper().removesuffix("S")))
        if form is None:
            alone = before.endswith("[") and text[match.end() : match.end() + 1] == "]"
            form = word if alone and BRACKETED.fullmatch(word) else word[0] + word[1:].lower()
        if len(form) != len(word):
            form = word[0] + word[1:].lower()
        return form[0].upper() + form[1:] if OPENS.search(before) or match.start() == 0 else form

    return WORD.sub(recased, text)


def _plural(singular: str | None) -> str | None:
    return f"{singular}s" if singular is not None else None

"""Which of a place's many names a report in English may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.gazetteer import NameKind, name_key

LONGEST_NAME = 10  # words
# The article of Arabic names, as it is transliterated before each letter.
_ARTICLE = re.compile(r"^(?:al|el|ad|ed|an|ar|as|es|ash|esh|at|az|ez|ath|adh)[ -](?=\w{4,})", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{2,4}$")
_LATIN_ENDS = 0x24F
_LATIN_ADDITIONAL = range(0x1E00, 0x1F00)
_MARKS = frozenset("’‘ʻʼʿʾ`´")


def keyed_names(own: str, others: Iterable[str], *, arabic: bool = False) -> dict[str, NameKind]:
    """The keys of a place's usable names with the best kind of each; Arabic ones also without article and final h."""
    kinds: dict[str, NameKind] = {}
    for name, kind in _usable(own, others, arabic):
        key = name_key(name)
        if key and len(key.split()) <= LONGEST_NAME:
            kinds[key] = min(kind, kinds.get(key, kind))
    return kinds


def _usable(own: str, others: Iterable[str], arabic: bool) -> Iterator[tuple[str, NameKind]]:
    yield own, NameKind.OWN
    for name in filter(is_usable, others):
        yield name, NameKind.OTHER
    if arabic:
        for name in (own, *filter(is_usable, others)):
            yield _ARTICLE.sub("", name), NameKind.DERIVED
            yield name.removesuffix("h"), NameKind.DERIVED
            yield _ARTICLE.sub("", name).removesuffix("h"), NameKind.DERIVED


def is_usable(name: str) -> bool:
    """Whether a name is in Latin letters, starts with a capital and is no airport or language code."""
    return bool(name) and name[0].isupper() and not _CODE.match(name) and all(map(_is_latin, name))


def _is_latin(char: str) -> bool:
    return ord(char) <= _LATIN_ENDS or ord(char) in _LATIN_ADDITIONAL or char in _MARKS

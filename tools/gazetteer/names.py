"""Which of a place's many names a report in English may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.gazetteer import NameKind, name_key

LONGEST_NAME = 10  # words
# The article of Arabic names, as it is transliterated before each letter.
_ARTICLE = re.compile(r"^(?:al|el|ad|ed|an|ar|as|es|ash|esh|at|az|ez|ath|adh)[ -](?=\w{4,})", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{2,4}$")
# Latin with its two extensions, Latin Extended Additional, and the apostrophes of transliteration.
_LATIN = re.compile(r"[\x20-\u024f\u1e00-\u1eff’‘ʻʼʿʾ`´]+")


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
    return name[:1].isupper() and _CODE.match(name) is None and _LATIN.fullmatch(name) is not None

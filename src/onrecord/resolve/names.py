"""Names made comparable: case, accents, articles, possessives and spellings put aside, owners told from the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from onrecord import lexicon
from onrecord.record import Actor, Report

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))", re.IGNORECASE)
POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")
# "OIC", "U.N.", "SIF"; a single capital is an initial.
ACRONYM = re.compile(r"(?:[A-Z]{2,6}|(?:[A-Z]\.){2,6})")
Words = tuple[str, ...]
# Phrases for a country and what stands for it: an ISO code, or the report's own word where there is none.
Owners = Mapping[Words, str]
LONGEST_OWNER = 5


def name_words(text: str) -> Words:
    """The words of a name in one spelling, without articles, possessive endings and the points of initials."""
    plain = unicodedata.normalize("NFKD", POINTS.sub("", POSSESSIVE.sub("", text)))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    dropped = _listed("dropped")
    return tuple(_spelled(word) for word in WORD.findall(bare) if word not in dropped)


def person_words(text: str) -> tuple[Words, Words]:
    """A person's name without initials and suffixes, and the initials."""
    words = [word for word in name_words(text) if word not in _listed("suffixes")]
    return tuple(word for word in words if len(word) > 1), tuple(word for word in words if len(word) == 1)


def acronyms_of(actor: Actor) -> Words:
    """The acronyms among an actor's names, where the report also gives a name in words."""
    names = [mention.text for mention in actor.mentions if mention.level == "name"] + [actor.name]
    found = {acronym for name in names if (acronym := acronym_of(name)) is not None}
    written_out = any(len(name_words(name)) > 1 for name in names)
    return tuple(sorted(found)) if written_out else ()


def acronym_of(name: str) -> str | None:
    """The name as an acronym in small letters, if it is one ("U.N." and "UN" alike)."""
    bare = name.strip().removeprefix("the ").removeprefix("The ")
    return bare.replace(".", "").casefold() if ACRONYM.fullmatch(bare) else None


def owners_of(report: Report) -> Owners:
    """Phrases for countries: those of the lexicon, and those that this report uses for a country of its own."""
    found = dict(_known_owners())
    for actor in report.actors:
        if actor.kind == "country" and actor.named:
            stands_for = actor.country or " ".join(name_words(actor.name))
            for mention in actor.mentions:
                words = name_words(mention.text)
                if mention.level == "name" and 0 < len(words) <= 2:
                    found.setdefault(words, stands_for)
    return found


def owner_and_rest(words: Words, owners: Owners) -> tuple[str | None, Words]:
    """The country that a name holds, if any, and the words of the name without it."""
    for size in range(min(LONGEST_OWNER, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            owner = owners.get(words[start : start + size])
            # "New Mexico" is not of Mexico.
            if owner is not None and words[max(0, start - 1) : start] != ("new",):
                return owner, words[:start] + words[start + size :]
    return None, words


def is_common(words: Sequence[str]) -> bool:
    """Whether a body's name could be that of any country's: "health ministry", "national police"."""
    return all(word in _common_words() for word in words)


def stem(word: str) -> str:
    """A word without the endings of number and tense, cut so that "shelled" and "shelling" are one."""
    small = word.casefold()
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ers", "ed", "es", "s", "e"):
        if small.endswith(ending) and len(small) - len(ending) >= 3:
            small = small.removesuffix(ending)
            break
    return small[:-1] if len(small) > 3 and small[-1] == small[-2] and small[-1] not in "ls" else small


def _spelled(word: str) -> str:
    tables = lexicon.document("resolve/names")
    known: str | None = tables["spellings"].get(word)
    if known is not None:
        return known
    for ending, other in tables["endings"].items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + str(other)
    return word


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in lexicon.document("resolve/names")[name])


@cache
def _common_words() -> frozenset[str]:
    phrases = (
        phrase
        for file in ("organizations", "branches")
        for entry in lexicon.document(f"lexicon/en/actors/{file}")["entries"]
        for phrase in entry["words"]
    )
    qualifiers = " ".join(_listed("qualifiers"))
    return frozenset(_with_singulars(word for phrase in (*phrases, qualifiers) for word in name_words(phrase)))


def _with_singulars(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        yield word + "s"


@cache
def _known_owners() -> Owners:
    return {
        name_words(phrase): str(entry["id"])
        for entry in lexicon.document("lexicon/en/countries")["entries"]
        for field in ("names", "adjectives", "people")
        for phrase in entry.get(field, ())
        if name_words(phrase)
    }

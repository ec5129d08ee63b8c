"""What a text is about: armed conflict, politics, relations between states, crime, disasters, sport and others.

Every word has the logarithm of the odds that an item of news with it is on a subject; a text has the mean of its words.
`python -m eval.subjects` counts them anew; data/weights/subjects.json says from what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from onrecord import lexicon
from onrecord.language import Token

# Names are left out: a subject is no matter of who and where.
TELLING = frozenset({"NOUN", "VERB", "ADJ"})
# Words up to which the mean is drawn towards nothing.
FEW = 5


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects by name, and for every word its log odds for each of them, in that order."""

    names: tuple[str, ...]
    words: Mapping[str, tuple[float, ...]]


@cache
def table() -> Subjects:
    """The table of words."""
    found = lexicon.learned("subjects")
    return Subjects(tuple(found["subjects"]), {word: tuple(odds) for word, odds in found["words"].items()})


def telling_words(tokens: Iterable[Token]) -> Iterator[str]:
    """The lemmas that can tell a subject."""
    return (token.lemma.lower() for token in tokens if token.pos in TELLING)


def subjects_of(tokens: Sequence[Token]) -> dict[str, float]:
    """For each subject, how much more the words of a text are its words than those of other news (mean log odds).

    The sums are exact: they do not hang on the order of the words.
    """
    known = table()
    found = [known.words[word] for word in set(telling_words(tokens)) if word in known.words]
    share = 1.0 / max(FEW, len(found))
    return {name: share * fsum(odds[number] for odds in found) for number, name in enumerate(known.names)}

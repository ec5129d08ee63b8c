"""Counts the words by which the subject of a text is told: `python -m eval.subjects` writes them.

Recipe: the items of current events (CC BY-SA) that stand under a heading are taken for items on its subject. A word
(lemma of a noun, verb or adjective) gets, for every subject, the logarithm of the share of that subject's items that
hold it, over the share of all other items; two imagined items, spread as the subjects are, temper rare words.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.corpora.current_events import Item, items
from eval.reading import annotator, passage
from onrecord.extract.subjects import telling_words

OUTPUT = Path("src/onrecord/data/weights/subjects.json")
HEADINGS = {
    "conflict": ("armed conflict", "armed attack", "war", "conflict", "insurgenc", "occupation", "uprising", "unrest"),
    "politics": ("politics",),
    "relations": ("international relations",),
    "crime": ("law and crime",),
    "disaster": ("disaster",),
    "sport": ("sport",),
    "business": ("business",),
    "culture": ("art and culture", "arts and culture"),
    "science": ("science",),
    "health": ("health",),
}
# Characters up to which an item is read, and from which on it tells something.
LONGEST, SHORTEST = 600, 30
# A word of fewer items tells nothing.
FEWEST_ITEMS = 15
IMAGINED = 2.0


def subject_of(heading: str) -> str | None:
    """The subject of the items under a heading, or None."""
    lowered = heading.lower()
    return next((name for name, starts in HEADINGS.items() if any(one in lowered for one in starts)), None)


def words_of_items(read: Iterable[Item]) -> Iterator[tuple[str, frozenset[str]]]:
    """The subject of each item that has one, and its words."""
    kept = [
        (subject, one.text[:LONGEST])
        for one in read
        if len(one.text) > SHORTEST and (subject := subject_of(one.heading)) is not None
    ]
    documents = annotator().annotate_all(passage(text) for _, text in kept)
    for (subject, _), doc in zip(kept, documents, strict=True):
        yield subject, frozenset(telling_words(doc.tokens))


def counted(read: Iterable[tuple[str, frozenset[str]]]) -> dict[str, Any]:
    """The table, with what it is, what it was counted in and how many items each subject has."""
    of_subject: Counter[str] = Counter()
    of_word: Counter[str] = Counter()
    of_both: Counter[tuple[str, str]] = Counter()
    for subject, words in read:
        of_subject[subject] += 1
        of_word.update(words)
        of_both.update((subject, word) for word in words)
    total = of_subject.total()
    names = tuple(name for name in HEADINGS if of_subject[name])

    def odds(subject: str, word: str) -> float:
        inside, own = of_both[subject, word], of_subject[subject]
        among = (inside + IMAGINED * own / total) / (own + IMAGINED)
        elsewhere = (of_word[word] - inside + IMAGINED) / (total - own + IMAGINED)
        return round(math.log(among / elsewhere), 2)

    return {
        "about": "How much more often a word stands in items on a subject than in all others: log odds, by subject.",
        "origin": "Counted by eval/subjects.py in Wikipedia's Current events of 2002 to 2019 (CC BY-SA).",
        "items": {name: of_subject[name] for name in names},
        "subjects": list(names),
        "words": {
            word: [odds(name, word) for name in names]
            for word, count in sorted(of_word.items())
            if count >= FEWEST_ITEMS and word.isalpha()
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    found = counted(words_of_items(items(arguments.data)))
    stored = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    OUTPUT.write_text(stored + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

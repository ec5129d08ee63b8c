"""PolNeAR: news articles with attributions (source, cue, content), and the copy without double quotation marks."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from eval.result import present
from eval.spans import Extent, Stretch, extent, length, shared

Manner = Literal["direct", "mixed", "indirect"]

DOUBLE_MARKS = '"“”„‟″'
QUOTED = re.compile(r"[“„][^“„”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One gold attribution; `key` names it by its place in the article as it was published."""

    key: str
    source: Extent
    cue: Extent
    content: Extent
    manner: Manner


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its gold attributions that have content."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def dev_articles(data: Path, limit: int | None) -> tuple[Article, ...]:
    """The articles of the development split, in the order of the file."""
    return tuple(_articles(present(data / "statements" / "polnear_dev.jsonl.gz"), limit))


def _articles(path: Path, limit: int | None) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield article_of(json.loads(line))


def article_of(row: dict[str, Any]) -> Article:
    """The article that one line of the corpus holds."""
    quoted = tuple(match.span() for match in QUOTED.finditer(row["text"]))
    gold: list[Attribution] = []
    for entry in row["attributions"]:
        if not entry["content"]:
            continue
        content = extent(entry["content"])
        source, cue = extent(entry["source"]), extent(entry["cue"])
        place = "+".join(f"{start}-{end}" for start, end in (*cue[:1], *content))
        gold.append(Attribution(place, source, cue, content, manner_of(content, quoted, row["text"])))
    return Article(row["id"], row["text"], tuple(gold))


def manner_of(content: Extent, quoted: tuple[Stretch, ...], text: str) -> Manner:
    """Direct where every letter or digit of the content stands between marks, indirect where none does, else mixed."""
    written = [(i, i + 1) for start, end in content for i in range(start, end) if text[i].isalnum()]
    between = shared(extent(written), quoted)
    if between == 0:
        return "indirect"
    return "direct" if between == length(extent(written)) else "mixed"


def without_marks(article: Article) -> Article:
    """The article with every double quotation mark deleted and its gold moved along; keys stay as they are."""
    kept = [character not in DOUBLE_MARKS for character in article.text]
    place = [0, *accumulate(int(keep) for keep in kept)]

    def moved(one: Extent) -> Extent:
        return extent((place[start], place[end]) for start, end in one if place[start] < place[end])

    return Article(
        article.id,
        "".join(character for character, keep in zip(article.text, kept, strict=True) if keep),
        tuple(
            replace(gold, source=moved(gold.source), cue=moved(gold.cue), content=moved(gold.content))
            for gold in article.attributions
        ),
    )

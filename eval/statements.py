"""Statements against PolNeAR dev, as published and with every double quotation mark deleted.

Content: a found statement and a gold attribution are compared by the characters of their content, by three measures:
exact (the same characters but for white space), any overlap, and IoU of 0.5 or more. Precision counts found
statements with a gold partner, recall gold attributions with a found one. Pair: content IoU of 0.5 or more and
sources that overlap, or that both sides leave out. Wrong speaker: found and gold are matched one to one by content
(IoU of 0.5 or more, the best first, so that a statement inside another is not held against the outer one's speaker); of
the matched, the share that names a source where gold's is elsewhere. A pronoun is judged by its place (`source_span`),
not by the actor it was resolved to. Recall by manner is recall by any overlap. Source null: the share of found
statements without a source actor; beside it the share of gold attributions without a source.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpora.polnear import DOUBLE_MARKS, Article, Attribution, dev_articles, without_marks
from eval.matching import one_to_one
from eval.reading import reports
from eval.result import Item, Outcome, Result, Score, Tally, share, total
from eval.spans import Extent, extent, hull, inked, iou, overlap
from onrecord.record import Report, Statement

RIGHT_IOU = 0.5
EDGES = DOUBLE_MARKS + "'‘’,.;:!?"


@dataclass(frozen=True, slots=True)
class Said:
    """A found statement, reduced to what is compared."""

    source: Extent
    content: Extent


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on the published text and on the copy without marks."""
    began = time.perf_counter()
    articles = dev_articles(data, limit)
    bare = tuple(without_marks(article) for article in articles)
    scores: list[Score] = []
    items: list[Item] = []
    for corpus, texts in (("PolNeAR dev", articles), ("PolNeAR dev, no marks", bare)):
        read = reports([article.text for article in texts], upto="statements")
        found = [[said(statement) for statement in report.statements] for report in read]
        scores += scores_of(corpus, texts, found)
        scores += unsourced(corpus, texts, read)
        for article, statements in zip(texts, found, strict=True):
            items += items_of(corpus, article, statements)
    return Result("statements", tuple(scores), tuple(items), time.perf_counter() - began)


def said(statement: Statement) -> Said:
    """What is compared of a statement."""
    source = statement.source_span
    return Said(
        extent([(source.start, source.end)] if source is not None else []),
        extent((span.start, span.end) for span in statement.content),
    )


def scores_of(corpus: str, articles: Sequence[Article], found: Sequence[Sequence[Said]]) -> list[Score]:
    """All scores of one version of the corpus."""
    pairs = list(zip(articles, found, strict=True))
    scores: list[Score] = []
    for metric, agree in _measures():
        scores += total(tally(article, statements, agree) for article, statements in pairs).scores(corpus, metric)
    named = [wrong_speakers(article, statements) for article, statements in pairs]
    wrong, right_content = (sum(column) for column in zip(*named, strict=True))
    scores.append(Score(corpus, "wrong speaker", share(wrong, right_content), right_content))
    for manner in ("direct", "mixed", "indirect"):
        gold = [(gold, statements) for article, statements in pairs for gold in article.attributions]
        of_manner = [any(overlap(one.content, g.content) for one in s) for g, s in gold if g.manner == manner]
        scores.append(Score(corpus, f"recall {manner}", share(sum(of_manner), len(of_manner)), len(of_manner)))
    return scores


def unsourced(corpus: str, articles: Sequence[Article], read: Sequence[Report]) -> list[Score]:
    """How many found statements have no source actor, and how many of gold's attributions no source."""
    ours = [statement.source is None for report in read for statement in report.statements]
    gold = [not attribution.source for article in articles for attribution in article.attributions]
    return [
        Score(corpus, "source null", share(sum(ours), len(ours)), len(ours)),
        Score(corpus, "source null in gold", share(sum(gold), len(gold)), len(gold)),
    ]


Agreement = Callable[[Said, Attribution, str], bool]


def _measures() -> tuple[tuple[str, Agreement], ...]:
    return (
        ("content any overlap", lambda one, gold, text: overlap(one.content, gold.content)),
        ("content IoU 0.5", lambda one, gold, text: iou(one.content, gold.content) >= RIGHT_IOU),
        ("content exact", lambda one, gold, text: inked(one.content, text) == inked(gold.content, text)),
        (
            "content exact but for edge marks",
            lambda one, gold, text: inked(one.content, text, EDGES) == inked(gold.content, text, EDGES),
        ),
        ("pair", lambda one, gold, text: is_pair(one, gold)),
    )


def is_pair(one: Said, gold: Attribution) -> bool:
    """Whether content and source both agree."""
    return iou(one.content, gold.content) >= RIGHT_IOU and same_source(one, gold)


def same_source(one: Said, gold: Attribution) -> bool:
    """Whether the sources overlap, or both sides leave the source out."""
    return overlap(one.source, gold.source) if one.source and gold.source else not (one.source or gold.source)


def tally(article: Article, found: Sequence[Said], agree: Agreement) -> Tally:
    """Counts of one article under one measure."""
    near = [[one for one in found if overlap(one.content, gold.content)] for gold in article.attributions]
    right_gold = sum(
        any(agree(one, gold, article.text) for one in some)
        for gold, some in zip(article.attributions, near, strict=True)
    )
    right_found = sum(any(agree(one, gold, article.text) for gold in article.attributions) for one in found)
    return Tally(len(article.attributions), len(found), right_gold, right_found)


def wrong_speakers(article: Article, found: Sequence[Said]) -> tuple[int, int]:
    """How many found statements with the right content name another source than gold, and how many have it."""
    pairs = one_to_one(article.attributions, found, _content_fit)
    matched = [(article.attributions[number], found[other]) for number, other in pairs]
    return sum(bool(one.source) and not same_source(one, gold) for gold, one in matched), len(matched)


def _content_fit(gold: Attribution, one: Said) -> float:
    """The IoU of the contents where it is enough; of two that fit equally, the one with gold's source fits better."""
    same = iou(one.content, gold.content)
    return same + 0.001 * same_source(one, gold) if same >= RIGHT_IOU else 0.0


def items_of(corpus: str, article: Article, found: Sequence[Said]) -> list[Item]:
    """The outcome of every gold attribution, and every found statement that touches none."""
    items: list[Item] = []
    for gold in article.attributions:
        touching = [one for one in found if overlap(one.content, gold.content)]
        if any(is_pair(one, gold) for one in touching):
            outcome = Outcome.RIGHT
        else:
            outcome = Outcome.WRONG if touching else Outcome.MISSED
        note = f"gold {_quoted(gold.source, gold.content, article.text)}"
        note += "".join(f"\n     found {_quoted(one.source, one.content, article.text)}" for one in touching)
        items.append(Item(f"{corpus}/{article.id}/{gold.key}", outcome, note))
    for one in found:
        if one.content and not any(overlap(one.content, gold.content) for gold in article.attributions):
            start, end = hull(one.content)
            note = f"found {_quoted(one.source, one.content, article.text)}"
            items.append(Item(f"{corpus}/{article.id}/found {start}-{end}", Outcome.FALSE, note))
    return items


def _quoted(source: Extent, content: Extent, text: str) -> str:
    names, words = (" | ".join(text[start:end] for start, end in one) for one in (source, content))
    return f"[{names}] {words}".replace("\n", " ")

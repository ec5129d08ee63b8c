"""Actors against GUM's Wikinews articles: mentions and coreference of persons and organizations.

A found mention is a gold mention if it lies within the gold span and touches its least part (its head word, or a whole
name with its title); of several the longest. The exact measure asks for the same span. Gold is persons and
organizations, entities mentioned once included; a found mention that is a gold place (a country as such) counts for
neither side. Coreference: MUC, B-cubed and entity-based CEAF over all mentions, and their mean, the CoNLL score. The
scores that coreference tools publish on OntoNotes leave out entities mentioned once, and are not comparable.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

from eval.coreference import Entity, Ratio, b_cubed, ceaf, muc
from eval.corpora.gum import GoldMention, News, news
from eval.matching import one_to_one
from eval.reading import reports
from eval.result import Item, Outcome, Result, Score, Tally, total
from eval.spans import Stretch, overlap
from onrecord.record import Report

CORPUS = "GUM news"
KINDS = frozenset({"person", "organization"})
METRICS: tuple[tuple[str, Callable[[Sequence[Entity], Sequence[Entity]], Ratio]], ...] = (
    ("MUC", muc),
    ("B-cubed", b_cubed),
    ("CEAF", ceaf),
)
Found = tuple[Stretch, str]


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on the articles of GUM's training and development parts."""
    began = time.perf_counter()
    articles = news(data, limit)
    read = reports([one.text for one in articles], published=[one.published for one in articles], upto="actors")
    found = [judged(article, report) for article, report in zip(articles, read, strict=True)]
    items = tuple(item for article, some in zip(articles, found, strict=True) for item in _items(article, some))
    return Result("actors", scores_of(articles, found), items, time.perf_counter() - began)


def scores_of(articles: Sequence[News], found: Sequence[Sequence[Found]]) -> tuple[Score, ...]:
    """The scores of the mentions found in each article."""
    exact: list[Tally] = []
    by_head: list[Tally] = []
    ratios: defaultdict[str, list[Ratio]] = defaultdict(list)
    for article, some in zip(articles, found, strict=True):
        gold = gold_of(article)
        pairs = one_to_one(gold, some, same_mention)
        same = len({mention.place for mention in gold} & {place for place, _ in some})
        exact.append(Tally(len(gold), len(some), same, same))
        by_head.append(Tally(len(gold), len(some), len(pairs), len(pairs)))
        sides = partitions(gold, some, pairs)
        for name, metric in METRICS:
            ratios[name].append(metric(*sides))
    return tuple(_scores(exact, by_head, ratios))


def gold_of(article: News) -> list[GoldMention]:
    """The mentions that are scored: persons and organizations."""
    return [mention for mention in article.mentions if mention.kind in KINDS]


def judged(article: News, report: Report) -> list[Found]:
    """The found mentions with their actors, without those that are gold places."""
    mentions = (((one.start, one.end), actor.id) for actor in report.actors for one in actor.mentions)
    return without_places(article, mentions)


def without_places(article: News, mentions: Iterable[Found]) -> list[Found]:
    """The mentions but for those that are gold places and no gold person or organization."""
    places = [mention for mention in article.mentions if mention.kind == "place"]
    kept = gold_of(article)
    return [
        found
        for found in mentions
        if any(same_mention(one, found) for one in kept) or not any(same_mention(one, found) for one in places)
    ]


def same_mention(gold: GoldMention, found: Found) -> float:
    """How well the found mention fits the gold one: its length over gold's, 0 where it is another mention."""
    start, end = found[0]
    within = gold.place[0] <= start and end <= gold.place[1]
    touches = overlap((found[0],), (gold.least,))
    return (end - start) / (gold.place[1] - gold.place[0]) if within and touches else 0.0


def partitions(
    gold: Sequence[GoldMention], found: Sequence[Found], pairs: Sequence[tuple[int, int]]
) -> tuple[list[Entity], list[Entity]]:
    """Gold and found entities as sets of mention ids: gold's number where paired, else its own."""
    named = {other: number for number, other in pairs}
    gold_sides: defaultdict[int, set[Hashable]] = defaultdict(set)
    found_sides: defaultdict[str, set[Hashable]] = defaultdict(set)
    for number, mention in enumerate(gold):
        gold_sides[mention.entity].add(number)
    for number, (_, actor) in enumerate(found):
        found_sides[actor].add(named.get(number, f"found {number}"))
    return list(gold_sides.values()), list(found_sides.values())


def _scores(exact: Sequence[Tally], by_head: Sequence[Tally], ratios: dict[str, list[Ratio]]) -> list[Score]:
    mentions = total(by_head).gold
    scores = [*total(by_head).scores(CORPUS, "mention, by head"), *total(exact).scores(CORPUS, "mention, exact")]
    sums = {name: sum(some, Ratio()) for name, some in ratios.items()}
    for name, ratio in sums.items():
        scores += [
            Score(CORPUS, f"{name} P", ratio.precision, mentions),
            Score(CORPUS, f"{name} R", ratio.recall, mentions),
            Score(CORPUS, f"{name} F1", ratio.f1, mentions),
        ]
    mean = sum(ratio.f1 for ratio in sums.values()) / len(METRICS) if sums else None
    return [*scores, Score(CORPUS, "CoNLL mean", mean, mentions)]


def _items(article: News, found: Sequence[Found]) -> list[Item]:
    """Mentions found and missed, and found mentions that are none."""
    gold = gold_of(article)
    partner = dict(one_to_one(gold, found, same_mention))
    items = []
    for number, mention in enumerate(gold):
        outcome = Outcome.RIGHT if number in partner else Outcome.MISSED
        key = f"{CORPUS}/{article.id}/{mention.place[0]}-{mention.place[1]}"
        items.append(Item(key, outcome, f"{mention.kind} {mention.entity}: {_around(article.text, mention.place)}"))
    for number in sorted(set(range(len(found))) - set(partner.values())):
        place, actor = found[number]
        key = f"{CORPUS}/{article.id}/found {place[0]}-{place[1]}"
        items.append(Item(key, Outcome.FALSE, f"{actor}: {_around(article.text, place)}"))
    return items


def _around(text: str, place: Stretch) -> str:
    start, end = place
    return f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}".replace("\n", " ")

"""Negotiations: passages of open news, read by an annotator, scored field by field.

A passage's found negotiations are paired with gold's by their parties and mediators. Every gold party, mediator, venue,
stage, term and reply is one field, right or not; so is every one found that gold does not hold. A party, mediator or
proposer is right where a mention of the actor overlaps one of gold's spans for it; a venue where its evidence does; a
term that is a duration by its value, another by any shared content word; a reply by its party and its tone. Fields that
gold leaves out are not scored. A negotiation found in a passage without one, or beside gold's, is a false find.
Errors were read on the even-numbered passages only, and the odd ones are scored apart; but they are no blind test: who
annotated them also wrote the rules, and which of their fields were missed was looked at once while doing so.
"""

import csv
import gzip
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eval.matching import one_to_one
from eval.reading import passage, reports_of
from eval.result import Item, Outcome, Result, Score, Tally, present, share, total
from eval.spans import Stretch, overlap
from onrecord.errors import RecordError
from onrecord.record import Negotiation, Report
from onrecord.text import digest_of

GOLD = Path(__file__).parent / "gold" / "negotiations.yaml"
HALVES = {"": (0, 1), ", odd passages": (1,)}
FIELDS = ("parties", "mediators", "venue", "stage", "terms", "replies", "proposer")
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, its number, when it was published, and what gold reads in it."""

    number: int
    key: str
    text: str
    published: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a passage: its name and whether it is right; `extra` where only the record holds it."""

    name: str
    right: bool
    note: str
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with how its negotiations met gold's."""

    passage: Passage
    report: Report
    pairs: tuple[tuple[int, int], ...]
    fields: tuple[Field, ...]


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on all passages, and on the odd-numbered ones alone."""
    began = time.perf_counter()
    some = passages(data)[:limit]
    documents = (replace(passage(one.text), published=one.published) for one in some)
    judged = [judge(one, report) for one, report in zip(some, reports_of(documents), strict=True)]
    scores = [score for label, halves in HALVES.items() for score in _scores(label, judged, halves)]
    items = [item for one in judged for item in _items(one)]
    return Result("negotiations", tuple(scores), tuple(items), time.perf_counter() - began)


def passages(data: Path) -> tuple[Passage, ...]:
    """The passages that gold is about, with their texts; refuses one whose text is not the one annotated."""
    listed = yaml.safe_load(GOLD.read_text(encoding="utf-8"))["passages"]
    return tuple(_passage(number, row, data / "reports") for number, row in enumerate(listed))


def _passage(number: int, row: Mapping[str, Any], folder: Path) -> Passage:
    if "url" in row:
        whole, published = _articles(present(folder / row["file"]))[row["url"]]
        key = f"{row['url'].rsplit('/', 1)[-1]}:{row['start']}"
    else:
        whole, published = _items_of(present(folder / row["file"]))[row["date"]][row["item"]], row["date"]
        key = f"{row['date']}:{row['item']}"
    text = whole[row["start"] : row["end"]]
    if digest_of(text) != row["digest"]:
        raise RecordError(f"gold {key}: the text is not the one annotated ({row['digest']})")
    return Passage(number, key, text, published, tuple(row["negotiations"]))


@cache
def _items_of(path: Path) -> Mapping[str, Sequence[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        days = (json.loads(line) for line in lines)
        return {day["date"]: [item["text"] for item in day["items"]] for day in days}


@cache
def _articles(path: Path) -> Mapping[str, tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["url"]: (row["text"], row["date"]) for row in csv.DictReader(rows)}


def judge(one: Passage, report: Report) -> Judged:
    """How the negotiations of the report meet gold's."""
    found = report.negotiations
    pairs = one_to_one(one.gold, found, lambda gold, two: _shared(gold, two, report))
    fields: list[Field] = []
    partner = dict(pairs)
    for number, gold in enumerate(one.gold):
        fields += _fields(gold, found[partner[number]] if number in partner else None, report)
    return Judged(one, report, tuple(pairs), tuple(fields))


def _shared(gold: Gold, one: Negotiation, report: Report) -> float:
    wanted = [*gold.get("parties", []), *gold.get("mediators", [])]
    ids = {*one.parties, *one.mediators, *(two.by for two in one.proposals if two.by is not None)}
    met = sum(any(_names(actor, spans, report) for actor in ids) for spans in wanted)
    return met + 0.1 if met or not gold.get("parties") else 0.0


def _names(number: str | None, spans: Sequence[Sequence[int]], report: Report) -> bool:
    """Whether a mention of the actor overlaps one of the spans."""
    mentions = next((actor.mentions for actor in report.actors if actor.id == number), ())
    return any(overlap(((mention.start, mention.end),), (_stretch(span),)) for mention in mentions for span in spans)


def _stretch(span: Sequence[int]) -> Stretch:
    return span[0], span[1]


def _fields(gold: Gold, one: Negotiation | None, report: Report) -> Iterator[Field]:
    text = report.report.text
    for name in ("parties", "mediators"):
        if name in gold or name == "mediators":
            ids = () if one is None else one.parties if name == "parties" else one.mediators
            yield from _named(name, gold.get(name, []), ids, report)
    if "venue" in gold or (one is not None and one.place is not None):
        spans = gold.get("venue", [])
        evidence = next((place.evidence for place in report.places if one is not None and place.id == one.place), ())
        right = any(overlap(((span.start, span.end),), (_stretch(two),)) for span in evidence for two in spans)
        yield Field(
            "venue", right, f"{_quotes(spans, text)} / {[span.text for span in evidence]}", extra="venue" not in gold
        )
    if "stage" in gold:
        stage = None if one is None else one.stage
        yield Field("stage", one is not None and stage in gold["stage"], f"{gold['stage']} / {stage}")
    proposals = () if one is None else one.proposals
    terms = [term for two in proposals for term in two.terms]
    for term in gold.get("terms", []):
        yield Field("terms", any(_same_term(term, two, text) for two in terms), f"{term} / {terms}")
    if "by" in gold:
        yield Field("proposer", any(_names(two.by, gold["by"], report) for two in proposals), _quotes(gold["by"], text))
    yield from _answered(gold.get("replies", []), one, report)


def _named(name: str, wanted: Sequence[Any], ids: Sequence[str], report: Report) -> Iterator[Field]:
    text = report.report.text
    for spans in wanted:
        yield Field(name, any(_names(actor, spans, report) for actor in ids), _quotes(spans, text))
    for number in ids:
        if not any(_names(number, spans, report) for spans in wanted):
            yield Field(name, False, next(actor.name for actor in report.actors if actor.id == number), extra=True)


def _answered(wanted: Sequence[Any], one: Negotiation | None, report: Report) -> Iterator[Field]:
    found = [] if one is None else [(reply.by, reply.reply) for two in one.proposals for reply in two.replies]
    for reply in wanted:
        right = any(tone == reply["reply"] and _names(by, reply["by"], report) for by, tone in found)
        yield Field("replies", right, f"{_quotes(reply['by'], report.report.text)} {reply['reply']} / {found}")
    for by, tone in found:
        if not any(_names(by, reply["by"], report) for reply in wanted):
            yield Field("replies", False, f"{by} {tone}", extra=True)


def _same_term(term: Any, found: str, text: str) -> bool:
    if isinstance(term, str):
        return term == found
    content = {word for word in text[term[0] : term[1]].lower().split() if word not in ("a", "an", "the")}
    return bool(content & set(found.lower().split()))


def _quotes(spans: Sequence[Sequence[int]], text: str) -> str:
    return "|".join(text[span[0] : span[1]] for span in spans)


def _scores(label: str, judged: Sequence[Judged], halves: Sequence[int]) -> Iterator[Score]:
    some = [one for one in judged if one.passage.number % 2 in halves]
    corpus = f"open news{label}"
    tallies = [
        Tally(len(one.passage.gold), len(one.report.negotiations), len(one.pairs), len(one.pairs)) for one in some
    ]
    yield from total(tallies).scores(corpus, "negotiation")
    fields = [field for one in some for field in one.fields]
    yield Score(corpus, "fields right", share(sum(field.right for field in fields), len(fields)), len(fields))
    for name in FIELDS:
        named = [field for field in fields if field.name == name]
        yield Score(corpus, f"{name} right", share(sum(field.right for field in named), len(named)), len(named))


def _items(one: Judged) -> Iterator[Item]:
    note = one.passage.text
    for number, field in enumerate(one.fields):
        outcome = Outcome.RIGHT if field.right else Outcome.FALSE if field.extra else Outcome.MISSED
        yield Item(f"{one.passage.key}/{field.name}/{number}", outcome, f"{field.note}\n     {note}")
    paired = {found for _, found in one.pairs}
    for number, found in enumerate(one.report.negotiations):
        if number not in paired:
            yield Item(f"{one.passage.key}/found {number}", Outcome.FALSE, f"{found.evidence[0].text}\n     {note}")

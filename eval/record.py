"""Whole records against our own gold reports: what was found of each kind, and how well its fields are filled.

Records are matched one to one by their places (`aligned`): actors by their mentions, statements by content IoU of 0.5
or more, events by trigger (or a further mention, for the same type), figures and times by the first evidence, the rest
by all of it. A field is judged in matched records, where gold or the found record fills it; ids are read through the
matches, so that an event's actor is right if it is the found partner of gold's actor. Attribution asks for the whole
chain, and the publisher's own voice (an empty chain) is a value.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.aligned import Aligned, aligned, place_of
from eval.gold import gold_files, load
from eval.reading import reports_of
from eval.result import CorpusMissing, Item, Outcome, Result, Score, Tally, share, total
from eval.spans import hull
from onrecord.record import KINDS, Record, Report
from onrecord.source.plain import document_of
from onrecord.text import Document

# Fields by how they are compared: by value, as an id, as a set of ids, as a chain of ids.
VALUES = {
    "actors": ("kind", "country", "sector", "named"),
    "statements": ("manner", "kind"),
    "events": ("type", "mode", "modality", "polarity"),
    "figures": ("low", "best", "high", "bound", "measure", "scope", "modality", "polarity"),
    "times": ("type", "value", "mod"),
    "places": ("country",),
    "votes": ("counts", "adopted", "modality"),
    "negotiations": ("stage",),
}
IDS = {
    "actors": (),
    "statements": ("source", "time", "place"),
    "events": ("place", "time"),
    "figures": ("place", "time", "event"),
    "times": (),
    "places": (),
    "votes": ("body", "time"),
    "negotiations": ("place", "time"),
}
SETS = {
    "actors": (),
    "statements": ("addressees",),
    "events": ("actors", "recipients"),
    "figures": (),
    "times": (),
    "places": (),
    "votes": ("sponsors", "vetoes"),
    "negotiations": ("parties", "mediators"),
}
CHAINED = ("statements", "events", "figures", "votes", "negotiations")
CORPUS = "own gold"


def run(*, data: Path, limit: int | None) -> Result:
    """Scores over all gold reports whose text is on this machine."""
    began = time.perf_counter()
    gold: list[tuple[str, Report]] = []
    skipped: list[str] = []
    for path in gold_files()[:limit]:
        try:
            gold.append((path.stem, load(path, data=data)))
        except CorpusMissing as missing:
            skipped.append(f"{path.stem}: {missing}")
    found = reports_of(_document(report) for _, report in gold)
    rows = [(name, one, two, aligned(one, two)) for (name, one), two in zip(gold, found, strict=True)]
    scores: list[Score] = []
    items: list[Item] = []
    for kind in KINDS:
        tallies = [
            Tally(len(getattr(one, kind)), len(getattr(two, kind)), len(match.pairs[kind]), len(match.pairs[kind]))
            for _, one, two, match in rows
        ]
        scores += total(tallies).scores(CORPUS, kind)
        scores += _field_scores(kind, [judgement for row in rows for judgement in _judged(kind, *row[1:])])
        items += [item for row in rows for item in _items(kind, *row)]
    return Result("record", tuple(scores), tuple(items), time.perf_counter() - began, tuple(skipped))


def _document(report: Report) -> Document:
    about = report.report
    return document_of(about.text, published=about.published, url=about.url, title=about.title, outlet=about.outlet)


def _judged(kind: str, gold: Report, found: Report, match: Aligned) -> Iterator[tuple[str, bool]]:
    for one, two in match.pairs[kind]:
        yield from judgements(kind, getattr(gold, kind)[one], getattr(found, kind)[two], match)


def judgements(kind: str, gold: Record, found: Record, match: Aligned) -> Iterator[tuple[str, bool]]:
    """Each field that either record fills, and whether the found value is gold's."""
    for field in (*VALUES[kind], *IDS[kind], *SETS[kind], *(("attributed_to",) if kind in CHAINED else ())):
        expected, actual = getattr(gold, field), getattr(found, field)
        if field == "attributed_to" or not (_absent(expected) and _absent(actual)):
            yield field, _same(kind, field, (expected, actual), match)


def _absent(value: Any) -> bool:
    """Whether a field is left out; zero and False are values."""
    return value is None or value == ()


def _same(kind: str, field: str, values: tuple[Any, Any], match: Aligned) -> bool:
    expected, actual = values
    if field in VALUES[kind]:
        return bool(expected == actual)
    if field in IDS[kind]:
        return expected is not None and actual is not None and match.ids.get(expected) == actual
    translated = match.translated(expected)
    return set(translated) == set(actual) if field in SETS[kind] else translated == tuple(actual)


def _field_scores(kind: str, judged: Sequence[tuple[str, bool]]) -> list[Score]:
    by_field: defaultdict[str, list[bool]] = defaultdict(list)
    for field, right in judged:
        by_field[field].append(right)
    return [
        Score(CORPUS, f"{kind}: {field}", share(sum(right), len(right)), len(right))
        for field, right in sorted(by_field.items())
    ]


def _items(kind: str, name: str, gold: Report, found: Report, match: Aligned) -> Iterator[Item]:
    partner = dict(match.pairs[kind])
    golden, others = getattr(gold, kind), getattr(found, kind)
    for number, one in enumerate(golden):
        key = f"{name}/{kind}/{one.id}"
        if number not in partner:
            yield Item(key, Outcome.MISSED, _shown(one, gold))
            continue
        two = others[partner[number]]
        wrong = [field for field, right in judgements(kind, one, two, match) if not right]
        note = f"{_shown(one, gold)}\n     wrong: {', '.join(wrong) or '-'}\n     found {two}"
        yield Item(key, Outcome.WRONG if wrong else Outcome.RIGHT, note)
    for number in sorted(set(range(len(others))) - set(partner.values())):
        start, end = hull(place_of(others[number]))
        yield Item(f"{name}/{kind}/found {start}-{end}", Outcome.FALSE, _shown(others[number], found))


def _shown(record: Record, report: Report) -> str:
    words = " ... ".join(report.report.text[start:end] for start, end in place_of(record))
    return f"[{words}] {record}".replace("\n", " ")

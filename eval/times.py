"""Times: TempEval-3's scores on TimeBank and AQUAINT, and how fast the stage alone is.

An expression counts as found where its characters overlap those of a gold one, each matched once (strict: where they
are the same). Value F1 counts those found whose TIMEX3 value is the gold one to the letter, over all gold and all
found; type F1 likewise. "Value, notation aside" beside it takes 1949-XX for 1949, 198X for 198 and W7 for W07: gold
writes one time in several ways. The creation time is given, so it is not scored. The text is read without the parser.
"""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.corpora.times import CORPORA, Dated, Timex, documents
from eval.matching import one_to_one
from eval.result import Item, Outcome, Result, Score, Tally, total
from eval.spans import Stretch
from onrecord.extract.stage import Known
from onrecord.extract.times import Times
from onrecord.language import AnnotatedDocument
from onrecord.record import Time
from onrecord.text import Document


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on both corpora."""
    began = time.perf_counter()
    scores: list[Score] = []
    items: list[Item] = []
    for corpus in CORPORA:
        some = documents(data, corpus, limit)
        found, seconds = timed([one.text for one in some], [one.published for one in some])
        scores += [*score(corpus, some, found), Score(corpus, "stage alone", len(some) / seconds, len(some), "docs/s")]
        for one, times in zip(some, found, strict=True):
            items += outcomes(f"{corpus}/{one.id}", one, times)
    return Result("times", tuple(scores), tuple(items), time.perf_counter() - began)


def timed(texts: Sequence[str], dates: Sequence[str | None]) -> tuple[list[tuple[Time, ...]], float]:
    """The times of each text, and the processor's seconds that the stage took; loading its words is not counted."""
    stage = Times()
    pairs = zip(texts, dates, strict=True)
    known = [Known(AnnotatedDocument(Document(text, published=date), (), (), ())) for text, date in pairs]
    stage(known[0])
    began = time.process_time()
    found = [stage(one).times for one in known]
    return found, time.process_time() - began


def score(corpus: str, some: Sequence[Dated], found: Sequence[Sequence[Time]]) -> list[Score]:
    """TempEval-3's scores of the times found in each document."""
    judges: dict[str, Callable[[Timex, Time], bool]] = {
        "relaxed span": lambda gold, one: True,
        "strict span": lambda gold, one: gold.place == place_of(one),
        "type": lambda gold, one: gold.type == one.type,
        "value": lambda gold, one: gold.value == one.value,
        "value, notation aside": lambda gold, one: bared(gold.value) == bared(one.value or ""),
    }
    tallies: dict[str, list[Tally]] = {name: [] for name in judges}
    for document, times in zip(some, found, strict=True):
        pairs = matched(document.gold, times)
        for name, right in judges.items():
            count = sum(right(document.gold[gold], times[one]) for gold, one in pairs)
            tallies[name].append(Tally(len(document.gold), len(times), count, count))
    return [one for name, some_tallies in tallies.items() for one in total(some_tallies).scores(corpus, name)]


def bared(value: str) -> str:
    """A date without the places that it leaves open and with its week in two digits; any other value as it is."""
    if not value[:1].isdigit():
        return value
    week = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    return re.sub(r"(?<=\d)(?:X+|(?:-W?XX)+)$", "", week)


def matched(gold: Sequence[Timex], times: Sequence[Time]) -> list[tuple[int, int]]:
    """Which gold expression (by number) is matched by which found one: each once, the largest overlap first."""
    return one_to_one([one.place for one in gold], [place_of(one) for one in times], _shared)


def _shared(one: Stretch, other: Stretch) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def place_of(one: Time) -> Stretch:
    """Where a time stands."""
    return one.evidence[0].start, one.evidence[0].end


def outcomes(key: str, document: Dated, times: Sequence[Time]) -> list[Item]:
    """What became of every gold expression of a document, and every found one that is none."""
    partner = dict(matched(document.gold, times))
    items: list[Item] = []
    for number, gold in enumerate(document.gold):
        note = f"{gold.value}: {_around(document.text, gold.place)}"
        outcome = Outcome.MISSED
        if number in partner:
            one = times[partner[number]]
            outcome = Outcome.RIGHT if one.value == gold.value else Outcome.WRONG
            note += "" if outcome is Outcome.RIGHT else f"\n     found {one.value} ({one.provenance.rule})"
        items.append(Item(f"{key}/{gold.place[0]}-{gold.place[1]}", outcome, note))
    for number in sorted(set(range(len(times))) - set(partner.values())):
        start, end = place_of(times[number])
        note = f"{times[number].value} ({times[number].provenance.rule}): {_around(document.text, (start, end))}"
        items.append(Item(f"{key}/found {start}-{end}", Outcome.FALSE, note))
    return items


def _around(text: str, place: Stretch) -> str:
    start, end = place
    return f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}".replace("\n", " ")

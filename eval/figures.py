"""Figures: re3d's quantity spans, and how many ISAF's press releases say were killed and captured.

re3d: a found figure stands where its wording stands. Spans are compared one to one, by any overlap and exactly. Found
figures on a temporal span of gold count for neither side (re3d splits what we call durations between the two), nor do
totals that span their parts ("three women and two children").
ISAF: the count of a measure is the sum of the figures of that measure that are asserted of the world (positive, actual)
and are no part of another. Its coders took the least number a wording allows ("more than 30" is 31) and a fixed number
for a vague one ("several" is 3): `number_of` reads ours the same way. A release tells its toll twice: a number of two
or more that was counted before is that one again, and so is a single one of whom the same noun is used ("a leader ...
the leader"). A release without such a figure says zero.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from eval.corpora.isaf import VAGUE, Release, releases
from eval.corpora.re3d import Passage, passages
from eval.matching import one_to_one
from eval.reading import reports, reports_of_passages
from eval.result import Item, Outcome, Result, Score, Tally, share, total
from eval.spans import Stretch, overlap
from onrecord.record import Figure, Report

KILLED = frozenset({"killed"})
CAPTURED = frozenset({"captive", "captured", "detained", "arrested"})
GOLD_CAPTURED = "captured"


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on re3d and ISAF."""
    began = time.perf_counter()
    some, press = passages(data, limit), releases(data, limit)
    found = reports_of_passages([passage.text for passage in some], upto="figures")
    read = reports([release.text for release in press], upto="figures")
    re3d_scores, re3d_items = quantities(some, found)
    isaf_scores, isaf_items = tolls(press, read)
    seconds = time.perf_counter() - began
    return Result("figures", (*re3d_scores, *isaf_scores), (*re3d_items, *isaf_items), seconds)


def quantities(some: Sequence[Passage], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Span scores on re3d."""
    tallies: dict[str, list[Tally]] = {"quantity span": [], "quantity span, exact": []}
    items: list[Item] = []
    for passage, report in zip(some, found, strict=True):
        places = judged([place_of(figure) for figure in report.figures], passage)
        exact = len(set(places) & set(passage.quantities))
        tallies["quantity span, exact"].append(Tally(len(passage.quantities), len(places), exact, exact))
        pairs = one_to_one(passage.quantities, places, lambda gold, one: overlap((gold,), (one,)))
        tallies["quantity span"].append(Tally(len(passage.quantities), len(places), len(pairs), len(pairs)))
        items += span_items(passage, places, pairs)
    return [score for name, some in tallies.items() for score in total(some).scores("re3d", name)], items


def judged(places: Sequence[Stretch], passage: Passage) -> list[Stretch]:
    """The found places without those on a temporal span of gold and on no quantity, and those that span others."""
    return sorted(
        place
        for place in set(places)
        if (overlap((place,), passage.quantities) or not overlap((place,), passage.temporals))
        and not any(place[0] <= other[0] and other[1] <= place[1] for other in places if other != place)
    )


def place_of(figure: Figure) -> Stretch:
    """Where the wording of the figure stands; its first evidence where no evidence is the wording alone."""
    for span in figure.evidence:
        offset = span.text.find(figure.wording)
        if offset >= 0:
            return span.start + offset, span.start + offset + len(figure.wording)
    return figure.evidence[0].start, figure.evidence[0].end


def span_items(passage: Passage, places: Sequence[Stretch], pairs: Sequence[tuple[int, int]]) -> list[Item]:
    """The outcome of every gold quantity, and every found figure that is none."""
    partner = dict(pairs)
    items = []
    for number, (start, end) in enumerate(passage.quantities):
        key = f"re3d/{passage.doc}/{passage.start + start}-{passage.start + end}"
        note = _around(passage.text, (start, end))
        if number in partner:
            found = places[partner[number]]
            same = found == (start, end)
            note += "" if same else f"\n     found [{passage.text[found[0] : found[1]]}]"
            items.append(Item(key, Outcome.RIGHT, note))
        else:
            items.append(Item(key, Outcome.MISSED, note))
    for number in sorted(set(range(len(places))) - set(partner.values())):
        start, end = places[number]
        key = f"re3d/{passage.doc}/found {passage.start + start}-{passage.start + end}"
        items.append(Item(key, Outcome.FALSE, _around(passage.text, (start, end))))
    return items


def _around(text: str, place: Stretch) -> str:
    start, end = place
    return f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}".replace("\n", " ")


def tolls(press: Sequence[Release], read: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores on ISAF's counts."""
    scores: list[Score] = []
    items: list[Item] = []
    for name, measures in (("killed", KILLED), (GOLD_CAPTURED, CAPTURED)):
        rows = [
            (release, release.captured if name == GOLD_CAPTURED else release.killed, toll(report, measures))
            for release, report in zip(press, read, strict=True)
        ]
        right = [expected == found for _, expected, found in rows]
        above = [expected == found for _, expected, found in rows if expected > 0]
        nothing = [expected == found for _, expected, found in rows if expected == 0]
        scores += [
            Score("ISAF", f"{name} exact", share(sum(right), len(right)), len(right)),
            Score("ISAF", f"{name} exact, above zero", share(sum(above), len(above)), len(above)),
            Score("ISAF", f"{name} exact, zero", share(sum(nothing), len(nothing)), len(nothing)),
        ]
        for (release, expected, found), report in zip(rows, read, strict=True):
            figures = [figure for figure in report.figures if figure.measure in measures]
            items.append(_toll_item(release, name, (expected, found), figures))
    return scores, items


def toll(report: Report, measures: frozenset[str]) -> int | float:
    """How many the report says, as the module's first lines define it."""
    counted: dict[tuple[int | float, str], int | float] = {}
    for figure in report.figures:
        if figure.measure in measures and asserted(figure):
            number = number_of(figure)
            counted.setdefault((number, _noun(figure) if number == 1 else ""), number)
    return sum(counted.values())


def asserted(figure: Figure) -> bool:
    """Whether the figure tells of what happened, and is no part of another."""
    told = figure.polarity == "positive" and figure.modality == "actual"
    return told and figure.scope != "part" and figure.part_of is None


def number_of(figure: Figure) -> int | float:
    """The figure's number as the coders of ISAF read wordings; 0 for a vague one that they gave no number."""
    if figure.bound == "more_than" and figure.low is not None:
        return figure.low + 1
    number = figure.best if figure.best is not None else figure.low
    return number if number is not None else VAGUE.get(figure.wording.lower(), 0)


def _noun(figure: Figure) -> str:
    """The last word of what is counted."""
    return figure.counted.text.split()[-1].lower() if figure.counted is not None and figure.counted.text.strip() else ""


def _toll_item(release: Release, name: str, counts: tuple[float, float], figures: Sequence[Figure]) -> Item:
    expected, found = counts
    outcome = Outcome.RIGHT if expected == found else Outcome.MISSED if found == 0 else Outcome.WRONG
    wordings = "; ".join(f"{figure.wording} -> {figure.best}" for figure in figures)
    note = f"{name}: gold {expected}, found {found} ({wordings})\n     {release.text}".replace("\n", " ")
    return Item(f"ISAF/{release.id}/{name}", outcome, note)

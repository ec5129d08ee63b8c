"""Figures: re3d's quantity spans, and how many ISAF's press releases say were killed and captured.

re3d: a found figure stands where its wording stands. Spans are compared one to one, by any overlap and exactly. Found
figures on a temporal span of gold count for neither side (re3d splits what we call durations between the two), nor do
totals that span their parts ("three women and two children") and single people counted without a word of quantity.
ISAF: how many a release says were killed or captured is worked out by `isaf_toll.py`, as its coders did; a release
without such a figure says zero.
MUC dev: number and effect of human targets (`muc_targets.py`). Wikinews: figures judged by reading, read again
(`judged_figures.py`).
"""

import time
from collections.abc import Sequence
from pathlib import Path

from eval import judged_figures, muc_targets
from eval.corpora.isaf import Release, releases
from eval.corpora.muc import messages
from eval.corpora.re3d import Passage, passages
from eval.isaf_toll import toll
from eval.matching import one_to_one
from eval.reading import reports, reports_of_passages
from eval.result import Item, Outcome, Result, Score, Tally, share, total
from eval.spans import Stretch, overlap
from onrecord.record import Figure, Report

KILLED = frozenset({"killed"})
CAPTURED = frozenset({"captive", "captured", "detained", "arrested"})
GOLD_CAPTURED = "captured"


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on re3d, ISAF, MUC dev and the list of judged figures."""
    began = time.perf_counter()
    some, press, told = passages(data, limit), releases(data, limit), messages(data, limit)
    parts: tuple[tuple[list[Score], list[Item]], ...] = (
        quantities(some, reports_of_passages([passage.text for passage in some], upto="figures")),
        tolls(press, reports([release.text for release in press], upto="figures")),
        muc_targets.scored(told, reports([message.text for message in told], upto="figures")),
        judged_figures.run(data, limit),
    )
    scores = tuple(score for few, _ in parts for score in few)
    items = tuple(item for _, few in parts for item in few)
    return Result("figures", scores, items, time.perf_counter() - began)


def quantities(some: Sequence[Passage], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Span scores on re3d."""
    tallies: dict[str, list[Tally]] = {"quantity span": [], "quantity span, exact": []}
    items: list[Item] = []
    for passage, report in zip(some, found, strict=True):
        places = judged([place_of(figure) for figure in report.figures if not _is_without_number(figure)], passage)
        exact = len(set(places) & set(passage.quantities))
        tallies["quantity span, exact"].append(Tally(len(passage.quantities), len(places), exact, exact))
        pairs = one_to_one(passage.quantities, places, lambda gold, one: overlap((gold,), (one,)))
        tallies["quantity span"].append(Tally(len(passage.quantities), len(places), len(pairs), len(pairs)))
        items += span_items(passage, places, pairs)
    return [score for name, some in tallies.items() for score in total(some).scores("re3d", name)], items


def _is_without_number(figure: Figure) -> bool:
    """Whether a person is counted by name or by "the" and no quantity is worded: re3d marks words of quantity."""
    return figure.provenance.rule.startswith("one person") and "indefinite" not in figure.provenance.rule


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
        odd = [expected == found for _, expected, found in rows[1::2]]
        scores += [
            Score("ISAF", f"{name} exact", share(sum(right), len(right)), len(right)),
            Score("ISAF", f"{name} exact, above zero", share(sum(above), len(above)), len(above)),
            Score("ISAF", f"{name} exact, zero", share(sum(nothing), len(nothing)), len(nothing)),
            Score("ISAF", f"{name} exact, odd-numbered releases", share(sum(odd), len(odd)), len(odd)),
        ]
        for (release, expected, found), report in zip(rows, read, strict=True):
            figures = [figure for figure in report.figures if figure.measure in measures]
            items.append(_toll_item(release, name, (expected, found), figures))
    return scores, items


def _toll_item(release: Release, name: str, counts: tuple[float, float], figures: Sequence[Figure]) -> Item:
    expected, found = counts
    outcome = Outcome.RIGHT if expected == found else Outcome.MISSED if found == 0 else Outcome.WRONG
    wordings = "; ".join(f"{figure.wording} -> {figure.best}" for figure in figures)
    note = f"{name}: gold {expected}, found {found} ({wordings})\n     {release.text}".replace("\n", " ")
    return Item(f"ISAF/{release.id}/{name}", outcome, note)

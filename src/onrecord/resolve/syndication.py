"""Texts that go back to one text: a wire story that several outlets print, whole, cut, or with another headline.

Texts are compared by their shingles (runs of words). MinHash with fixed permutations gives each a few band keys; texts
that share a key are compared shingle by shingle, so that no link rests on the estimate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq

from rensa import RMinHash

from onrecord.record import Report
from onrecord.resolve.day_numbers import days_of, gap
from onrecord.resolve.judged import Edge

WORD = re.compile(r"[^\W_]+")
# Words in a shingle. Shorter runs are shared by any two reports of one council's meeting.
RUN = 4
# With 24 bands of 4, texts that share half their shingles meet in a band with a chance of .79, seven tenths .998, nine
# tenths 1; unrelated reports of one subject (a tenth shared) .002.
BANDS, ROWS = 24, 4
SEED = 20210518
# A text shorter than this says too little of where it comes from.
LEAST_SHINGLES = 25
SAME_TEXT = 0.55
# Of the shorter text, what must stand in the longer one: cuts from the end, a paragraph added.
CUT_TEXT = 0.8
# Reports further apart than this are one text only if almost nothing differs: bulletins keep their form for years.
DAYS_APART, ALMOST_ALL = 7, 0.9
# What sketches must share before texts are compared: three standard errors below the least share of a match, which is a
# cut to half at CUT_TEXT (.4), and ALMOST_ALL for texts of different weeks.
WORTH_A_LOOK, WORTH_A_LOOK_LATER = 0.25, 0.8
# Characters that stand for a report without a title.
TITLE = 80
PRINTED = ("title", "heading", "paragraph")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A report's text as shingles, with its day of publication and what to call it."""

    id: str
    shingles: frozenset[str]
    day: str | None
    title: str = ""
    sketch: tuple[int, ...] = ()


def fingerprint_of(report: Report) -> Fingerprint:
    """The shingles of what a report's outlet printed as text: no dateline, caption or boilerplate."""
    text = report.report.text
    printed = [text[part.start : part.end] for part in report.report.parts if part.kind in PRINTED] or [text]
    published = report.report.published
    title = report.report.title or " ".join(text[:TITLE].split())
    day = published[:10] if published is not None and days_of(published) is not None else None
    shingles = shingles_of(" ".join(printed))
    return Fingerprint(report.report.id, shingles, day, title, sketch_of(shingles))


def shingles_of(text: str) -> frozenset[str]:
    """Every run of words of a text, in small letters."""
    words = WORD.findall(text.casefold())
    return frozenset(" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def sketch_of(shingles: frozenset[str]) -> tuple[int, ...]:
    """The MinHash of a text, two bytes a permutation; empty for a text too short to tell."""
    if len(shingles) < LEAST_SHINGLES:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(shingles))
    return tuple(value & 0xFFFF for value in sketch.digest())


def band_keys(sketch: Sequence[int]) -> list[str]:
    """The keys under which near-identical texts meet; none for a text too short to tell."""
    rows = (sketch[start : start + ROWS] for start in range(0, len(sketch), ROWS))
    return [f"{number:02d} {''.join(f'{value:04x}' for value in row)}" for number, row in enumerate(rows)]


def could_match(one: Sequence[int], other: Sequence[int], days: tuple[str | None, str | None]) -> bool:
    """Whether two texts, of these days, are worth comparing shingle by shingle, by what their sketches share."""
    if not one or not other:
        return False
    shared: float = sum(map(eq, one, other)) / len(one)
    return shared >= (WORTH_A_LOOK_LATER if _days_between(*days) > DAYS_APART else WORTH_A_LOOK)


def same_text(one: Fingerprint, other: Fingerprint) -> Edge[str] | None:
    """Whether two reports go back to one text, with the share they have in common; None where they do not."""
    if not could_match(one.sketch, other.sketch, (one.day, other.day)):
        return None
    smaller = min(len(one.shingles), len(other.shingles))
    shared = len(one.shingles & other.shingles)
    same, held = shared / len(one.shingles | other.shingles), shared / smaller
    if _days_between(one.day, other.day) > DAYS_APART and same < ALMOST_ALL:
        return None
    if same < SAME_TEXT and held < CUT_TEXT:
        return None
    return Edge(min(one.id, other.id), max(one.id, other.id), *alike(one, other))


def alike(one: Fingerprint, other: Fingerprint) -> tuple[float, tuple[str, ...]]:
    """How much two texts have in common, from 0 to 1, and in words: of all their wording, or of the shorter text's."""
    shared = len(one.shingles & other.shingles)
    same = shared / max(1, len(one.shingles | other.shingles))
    held = shared / max(1, min(len(one.shingles), len(other.shingles)))
    if same >= SAME_TEXT or held < CUT_TEXT:
        return round(same, 3), (f"{same:.0%} of the wording is the same",)
    return round(held, 3), (f"{held:.0%} of the shorter text stands in the longer",)


def _days_between(one: str | None, other: str | None) -> int:
    """0 where a day is not known: a missing date is no reason against."""
    here, there = days_of(one), days_of(other)
    return 0 if here is None or there is None else gap(here, there)

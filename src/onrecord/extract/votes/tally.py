"""Tallies: how many were for, against, abstained or were absent, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.votes.words import number_of, numbers
from onrecord.record import Counts

WORDS = "|".join(sorted(numbers(), key=len, reverse=True))
NUMBER = rf"(?:\d[\d,]*|(?:twenty|thirty|forty|fifty)-(?:one|two|three|four|five|six|seven|eight|nine)|{WORDS})"
VOTERS = (
    r"(?:\s+(?:of\s+(?:the\s+|its\s+)?[\w-]+\s+)?(?:council\s+|other\s+)?"
    r"(?:members?|votes?|countries|nations|states|lawmakers|senators|deputies|delegates|mps|judges|ballots|others?|voices|legislators))?"
)
VERB = r"(?:\s+(?:who\s+)?(?:were|was|voted|voting|cast|casting|came\s+out|in))*"
YES = re.compile(
    rf"\b(?P<n>{NUMBER}){VOTERS}{VERB}(?:\s+(?:in\s+favou?r|for(?!\s+(?:years?|days?|months?))|yes|aye)\b)", re.IGNORECASE
)
NO = re.compile(rf"\b(?P<n>{NUMBER}){VOTERS}{VERB}(?:\s+(?:against|opposed|no\b|in\s+opposition))", re.IGNORECASE)
ABSTAIN = re.compile(
    rf"\b(?P<n>{NUMBER}){VOTERS}(?:\s+(?:were|who|chose\s+to|has|have))*\s+(?:abstentions?|abstain(?:ed|ing)?)\b", re.IGNORECASE
)
ABSENT = re.compile(rf"\b(?P<n>{NUMBER}){VOTERS}(?:\s+(?:were|was))?\s+(?:absent|not\s+(?:voting|taking\s+part))\b", re.IGNORECASE)
SCORE = re.compile(
    rf"(?:\b(?:by|vote\s+of|voted|count\s+of|margin\s+of|tally\s+of|adopted|passed|approved|rejected|defeated|split|was|vote,?)\s+)"
    rf"(?P<yes>{NUMBER})(?:\s+votes?)?(?:\s*[-–—:]\s*|\s+to\s+|\s+votes\s+to\s+)(?P<no>{NUMBER})"
    rf"(?:\s*[-–—:]\s*(?P<third>\d+))?(?!\s*(?:%|per\s?cent|percent|days?|years?|weeks?|months?))",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<![\d-])(?P<yes>\d{1,3})\s*[-–—]\s*(?P<no>\d{1,3})(?:\s*[-–—]\s*(?P<third>\d{1,3}))?(?=\s+(?:vote|decision|tally|split|majority)|\))")
UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
ALL = re.compile(rf"\ball\s+(?P<n>{NUMBER})\s+(?:\w+\s+)?members?\b[^.;]*?\b(?:in\s+favou?r|for|backed|supported|approved)\b", re.IGNORECASE)
SINGLE = re.compile(r"\b(?:the\s+)?(?:only|sole|lone)\s+(?:vote\s+against|no\s+vote|opponent)|single\s+vote\s+against", re.IGNORECASE)


def counts_in(text: str) -> Counts:
    """The tally that a sentence tells."""
    score = SCORE.search(text) or BARE.search(text)
    yes = _first(ALL, text)
    no = abstain = None
    if score is not None:
        yes, no = number_of(score["yes"]), number_of(score["no"])
        abstain = number_of(score["third"]) if score["third"] else None
    yes = yes if yes is not None else _first(YES, text)
    no = no if no is not None else _first(NO, text)
    if no is None and SINGLE.search(text):
        no = 1
    abstain = abstain if abstain is not None else _first(ABSTAIN, text)
    if UNANIMOUS.search(text) and no is None:
        no = 0
    return Counts(yes=yes, no=no, abstain=abstain, absent=_first(ABSENT, text))


def tells(counts: Counts) -> bool:
    """Whether a tally has a number."""
    return any(value is not None for value in (counts.yes, counts.no, counts.abstain, counts.absent))


def merged(one: Counts, other: Counts) -> Counts | None:
    """Both tallies together, or None where they contradict each other."""
    sides = [(getattr(one, side), getattr(other, side)) for side in ("yes", "no", "abstain", "absent")]
    if any(left is not None and right is not None and left != right for left, right in sides):
        return None
    return Counts(*(left if left is not None else right for left, right in sides))


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    return next(_numbers(pattern, text), None)


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for match in pattern.finditer(text):
        number = number_of(match["n"])
        if number is not None:
            yield number

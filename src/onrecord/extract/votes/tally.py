"""Tallies: how many were for, against, abstained or were absent, in digits and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.votes.words import number_of, numbers
from onrecord.record import Counts

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:\d[\d,]*|(?:{TENS})-(?:one|two|three|four|five|six|seven|eight|nine)|{'|'.join(numbers())})"
MEMBERS = (
    r"(?:members?|countries|nations|states|lawmakers|senators|deputies|delegates|mps|judges|justices|legislators"
    r"|councillors|representatives|others?)"
)
VOTER = (
    r"(?:\s+(?:of\s+(?:the\s+|its\s+)?[\w-]+\s+)?(?:council\s+|other\s+|member\s+)?"
    rf"(?:{MEMBERS}|votes?|ballots|voices)(?:\s+of\s+the(?-i:\s+[A-Z][\w-]*)+)?)"
)
DOING = r"(?:\s+(?:who|which|were|was|had|have|voted|voting|cast|casting|spoke|came\s+out))*"
IN_FAVOUR = r"\s+(?:in\s+favou?r|yes|aye)\b"
# "12 votes for", "eleven members voted for": a bare "for" needs a voter or a vote before it ("2012 for refusing").
FOR = rf"(?:{VOTER}{DOING}\s+for\b(?!\s+(?:an?\s+)?(?:\w+\s+)?(?:years?|months?|weeks?|days?)))"
TO_ADOPT = rf"(?:{VOTER}\s+voted(?:\s+on\s+\w+day)?\s+to\s+(?:adopt|approve|pass|endorse)\b)"
SUPPORTED = rf"(?:{VOTER}\s+(?:had\s+|have\s+)?(?:backed|supported|supporting|backing)\b)"
OPPOSED = rf"(?:{VOTER}\s+(?:had\s+|have\s+)?(?:opposed|opposing)\b)"


def _pattern(after: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,%-])(?P<n>{NUMBER}){after}", re.IGNORECASE)


SIDES = {
    "yes": (_pattern(rf"{VOTER}?{DOING}{IN_FAVOUR}"), _pattern(FOR), _pattern(TO_ADOPT), _pattern(SUPPORTED)),
    "no": (_pattern(rf"{VOTER}?{DOING}\s+(?:against|opposed|in\s+opposition)\b"), _pattern(OPPOSED)),
    "abstain": (
        _pattern(rf"{VOTER}?(?:\s+(?:were|who|chose\s+to|had|have))*\s+(?:abstentions?|abstain(?:ed|ing)?)\b"),
    ),
    "absent": (_pattern(rf"{VOTER}?(?:\s+(?:were|was))?\s+(?:absent|not\s+(?:voting|taking\s+part))\b"),),
}
BETWEEN = r"(?:\s+votes?)?(?:-to-|\s*[-–—:]\s*|\s+to\s+|\s+votes\s+to\s+|\s+against\s+)"
NO_UNIT = r"(?!\s*(?:%|per\s?cent|percent|days?|years?|weeks?|months?|[-–]year))"
LED = (
    r"(?:by|by\s+a\s+vote\s+of|votes?\s+of|voted|count\s+of|margin\s+of|tally\s+of|majority\s+of|adopted|passed|approved|rejected"
    r"|defeated|split|was|vote,?)\s+"
)
SCORE = re.compile(
    rf"\b{LED}(?P<yes>{NUMBER}){BETWEEN}(?P<no>{NUMBER})(?:\s*[-–—:]\s*(?P<third>\d+))?\b{NO_UNIT}", re.IGNORECASE
)
# A score in digits without a word before it: at the end of a clause or before a word of voting.
BARE = re.compile(
    r"(?<![\w.-])(?<!aged )(?<!ages )(?P<yes>\d{1,3})(?:\s?[-–—]\s?|-to-)(?P<no>\d{1,3})"
    r"(?:\s?[-–—]\s?(?P<third>\d{1,3}))?"
    r"(?=\s*(?:[,;.)]|$|\s(?:vote|decision|tally|split|majority|with|in\s+favou?r|against|to\s+\w+)\b))"
)
BY_VOTES = re.compile(
    rf"\b(?:passed|adopted|approved|carried|endorsed)\b[^.;]*?\b(?:by|with)\s+(?P<n>{NUMBER})\s+votes?\b(?!\s+(?:to|against))",
    re.IGNORECASE,
)
# "The text got 12 votes": votes that a motion gets are for it.
GAINED = re.compile(
    r"\b(?:got|gets|won|wins|received|receives|secured|garnered|drew|attracted|mustered|gained|obtained)\s+"
    rf"(?:(?:only|just)\s+)?(?P<n>{NUMBER})\s+votes\b(?!\s+(?:to|against|of))",
    re.IGNORECASE,
)
UNANIMOUS = re.compile(
    r"\b(?:unanimous(?:ly)?|unopposed|without\s+a\s+(?:dissenting|single)\s+(?:vote|voice))\b", re.IGNORECASE
)
ALL = re.compile(
    rf"\ball\s+(?P<n>{NUMBER})\s+(?:of\s+the\s+)?(?:\w+\s+)?{MEMBERS}\b[^.;]*?\b(?:in\s+favou?r|for|backed|supported|approved)\b",
    re.IGNORECASE,
)
SINGLE = re.compile(r"\b(?:only|sole|lone|single)\s+(?:vote\s+against|no\s+vote|opponent)", re.IGNORECASE)
NOBODY = re.compile(r"\b(?:no\s+one|nobody)\s+(?:voted\s+)?(?:against|opposed)\b", re.IGNORECASE)
SHARE = re.compile(
    rf"(?<![\w-])(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:the|its)\s+(?P<whole>{NUMBER})\s+{MEMBERS}", re.IGNORECASE
)
# Several scores in one sentence, one for each motion.
SEVERAL = re.compile(r"\brespectively\b", re.IGNORECASE)
# A number of more than this is no tally of a body, but a year or an electorate.
LARGEST = 1500


@dataclass(frozen=True, slots=True)
class Tally:
    """A tally as told, and of how many voters, where told ("nine of the eleven members")."""

    counts: Counts
    voters: int | None = None

    @property
    def tells(self) -> bool:
        """Whether it has a number for any side."""
        counts = self.counts
        return any(value is not None for value in (counts.yes, counts.no, counts.abstain, counts.absent))


def tally_in(text: str) -> Tally:
    """The tally that a sentence tells; a side told twice with different numbers is left out."""
    score = _score(text)
    yes, no, abstain = score if score is not None else (None, None, None)
    yes = yes if yes is not None else _agreed([*_numbers((ALL,), text)] or _numbers(SIDES["yes"], text))
    yes = yes if yes is not None or _numbers(SIDES["yes"], text) else _agreed(_numbers((BY_VOTES, GAINED), text))
    no = no if no is not None else _agreed(_numbers(SIDES["no"], text))
    abstain = abstain if abstain is not None else _agreed(_numbers(SIDES["abstain"], text))
    if no is None and SINGLE.search(text):
        no = 1
    if no is None and (UNANIMOUS.search(text) or NOBODY.search(text)):
        no = 0
    share = SHARE.search(text)
    voters = number_of(share["whole"]) if share is not None else None
    return Tally(Counts(yes, no, abstain, _agreed(_numbers(SIDES["absent"], text))), voters)


def merged(one: Tally, other: Tally) -> Tally | None:
    """Both tallies together, or None where they contradict each other."""
    sides = [(getattr(one.counts, side), getattr(other.counts, side)) for side in SIDES]
    if any(left is not None and right is not None and left != right for left, right in sides):
        return None
    counts = Counts(*(left if left is not None else right for left, right in sides))
    return Tally(counts, one.voters if one.voters is not None else other.voters)


def completed(tally: Tally, noes: int) -> Counts:
    """The counts, with the votes against where all others are told and as many voters are named as remain."""
    counts = tally.counts
    if tally.voters is None or counts.yes is None or counts.no is not None or counts.abstain is None:
        return counts
    left = tally.voters - counts.yes - counts.abstain
    return Counts(counts.yes, left, counts.abstain, counts.absent) if left == noes else counts


def _score(text: str) -> tuple[int | None, int | None, int | None] | None:
    """The score told ("13-0-2"), or None where there is none or there are several."""
    if SEVERAL.search(text):
        return None
    led = [*SCORE.finditer(text)]
    found = led + [one for one in BARE.finditer(text) if all(one["yes"] != other["yes"] for other in led)]
    scores = {
        (number_of(one["yes"]), number_of(one["no"]), number_of(one["third"]) if one["third"] else None)
        for one in found
    }
    return scores.pop() if len(scores) == 1 else None


def _numbers(patterns: tuple[re.Pattern[str], ...], text: str) -> list[int]:
    found = {match.start("n"): number_of(match["n"]) for pattern in patterns for match in pattern.finditer(text)}
    return [number for number in found.values() if number is not None and number <= LARGEST]


def _agreed(found: list[int]) -> int | None:
    return found[0] if len(set(found)) == 1 else None

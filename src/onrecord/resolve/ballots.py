"""Tallies that cannot both hold: two sources of one vote with different numbers, or one voter with different votes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from onrecord.record import Counts, Report, Vote
from onrecord.resolve.counts import Setting
from onrecord.resolve.motions import ballot_of

# Share of the longer wording's words that two wordings of a motion have in common before numbers are held against each
# other: rival drafts on one matter are put to the vote on one day, and share half of their words.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """A vote that was held, as one report tells it: the tally, and who voted how by the voter's key across reports.

    `others` are the wordings of the other votes of the body that the report tells of.
    """

    id: str
    report: str
    source: str
    day: str
    body: str
    words: frozenset[str]
    counts: Counts
    votes: Mapping[str, str]
    names: Mapping[str, str]
    others: tuple[frozenset[str], ...]


def told_votes(setting: Setting) -> Iterator[Told]:
    """The votes of a report that were held, by a body that it names."""
    report = setting.report
    held = [
        (vote, ballot)
        for vote in report.votes
        if (ballot := ballot_of(vote, report, setting.day, setting.sources)).held and ballot.body is not None
    ]
    for vote, ballot in held:
        assert ballot.body is not None
        others = (other.words for _, other in held if other.id != ballot.id and other.body == ballot.body)
        yield Told(
            id=ballot.id,
            report=ballot.report,
            source=setting.source_of(vote.attributed_to),
            day=ballot.day,
            body=ballot.body,
            words=ballot.words,
            counts=vote.counts,
            votes={setting.sources[one.voter]: one.option for one in vote.ballots if one.voter in setting.sources},
            names=_names(vote, report, setting),
            others=tuple(others),
        )


def clash(left: Told, right: Told) -> tuple[str, ...]:
    """Why two tellings of one vote cannot both hold; empty where they can, or where it may be two votes.

    What one of them does not say contradicts nothing. Of a source the newer telling takes the older one's place.
    """
    if left.source == right.source or left.report == right.report or not _are_one(left, right):
        return ()
    reasons = (*_numbers(left.counts, right.counts), *_voters(left, right))
    return ("the same vote", *reasons) if reasons else ()


def _are_one(left: Told, right: Told) -> bool:
    """Whether they surely tell of one vote: by their words, or as the only one of the body in both reports."""
    if left.body != right.body:
        return False
    if not (left.others or right.others):
        return not (left.words and right.words) or _alike(left.words, right.words) > 0
    if not (left.words and right.words):
        return False
    best = max((_alike(other, words) for other, words in _rivals(left, right)), default=0.0)
    return _alike(left.words, right.words) >= ALIKE and _alike(left.words, right.words) > best


def _rivals(left: Told, right: Told) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    """Each side's other votes with the words of the vote on the other side, which they could be as well."""
    return (*((other, right.words) for other in left.others), *((other, left.words) for other in right.others))


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    longer = max(len(left), len(right))
    return len(left & right) / longer if longer else 0.0


def _numbers(left: Counts, right: Counts) -> Iterator[str]:
    for one in fields(Counts):
        values = getattr(left, one.name), getattr(right, one.name)
        if None not in values and values[0] != values[1]:
            yield f"{one.name}: {values[0]} and {values[1]}"


def _voters(left: Told, right: Told) -> Iterator[str]:
    for voter in sorted(left.votes.keys() & right.votes.keys(), key=lambda one: left.names[one]):
        if left.votes[voter] != right.votes[voter]:
            yield f"{left.names[voter]}: {left.votes[voter]} and {right.votes[voter]}"


def _names(vote: Vote, report: Report, setting: Setting) -> dict[str, str]:
    actors = {actor.id: actor.name for actor in report.actors}
    return {setting.sources[one.voter]: actors[one.voter] for one in vote.ballots if one.voter in setting.sources}

"""Motions: which votes of several reports are about one motion, by body, words and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.record import Report, Vote
from onrecord.resolve.counts import days_of
from onrecord.resolve.series import days_between
from onrecord.resolve.tracks import KEPT, words_of

# Share of the smaller wording's words that two wordings of one motion have in common.
ALIKE = 0.5
# Days by which two reports of one vote may differ (a night's sitting), and by which a vote may follow its announcement.
SAME, AHEAD = 1, 21


@dataclass(frozen=True, slots=True)
class Ballot:
    """One report of a vote, as it is compared. `held` is false for one that is planned or possible."""

    id: str
    report: str
    body: str | None
    words: frozenset[str]
    day: str
    held: bool
    adopted: bool | None


@dataclass(frozen=True, slots=True)
class Motion:
    """What is known of a motion so far; `held` is the day of the vote, None as long as it is only to come."""

    body: str | None
    words: tuple[str, ...]
    first: str
    last: str
    held: str | None
    adopted: bool | None
    reports: tuple[str, ...]


def ballot_of(vote: Vote, report: Report, day: str, sources: Mapping[str, str]) -> Ballot:
    """A vote of a report as it is compared; `sources` gives actors' keys by their ids."""
    times = {time.id: time for time in report.times}
    own = days_of(times[vote.time].value) if vote.time is not None and vote.time in times else None
    return Ballot(
        id=f"{report.report.id}:{vote.id}",
        report=report.report.id,
        body=sources.get(vote.body, vote.body) if vote.body is not None else None,
        words=words_of(vote.motion or ""),
        day=own[0] if own is not None else day,
        held=vote.modality == "actual",
        adopted=vote.adopted,
    )


def keys_of(ballot: Ballot) -> tuple[str, ...]:
    """The keys under which its motion is looked for: the body, and where none is named, the day."""
    return (f"motion|{ballot.body}",) if ballot.body is not None else (f"motion|day {ballot.day}",)


def fit_of(ballot: Ballot, motion: Motion) -> tuple[float, tuple[str, ...]] | None:
    """How well a vote fits a motion, and why; two votes of one report are two motions unless one is still to come."""
    if ballot.body != motion.body or _outcomes_differ(ballot, motion) or not _days_fit(ballot, motion):
        return None
    if ballot.report in motion.reports and ballot.held == (motion.held is not None):
        return None
    common = ballot.words & set(motion.words)
    smaller = min(len(ballot.words), len(motion.words))
    by = "the same body" if ballot.body is not None else "no body named"
    if smaller and len(common) / smaller >= ALIKE:
        return round(len(common) / smaller, 2), (by, f"motion's words in common: {', '.join(sorted(common))}")
    unsaid = not ballot.words and ballot.held and ballot.day == motion.held and ballot.body is not None
    return (0.5, (by, "the same day, the motion not named")) if unsaid else None


def _outcomes_differ(ballot: Ballot, motion: Motion) -> bool:
    return None not in (ballot.adopted, motion.adopted) and ballot.adopted != motion.adopted


def _days_fit(ballot: Ballot, motion: Motion) -> bool:
    if ballot.held and motion.held is not None:
        return days_between(ballot.day, motion.held) <= SAME
    return min(days_between(ballot.day, day) for day in (motion.first, motion.last)) <= AHEAD


def begun_by(ballot: Ballot) -> Motion:
    """The motion that a vote begins."""
    return joined(Motion(ballot.body, (), ballot.day, ballot.day, None, None, ()), ballot)


def joined(motion: Motion, ballot: Ballot) -> Motion:
    """The motion with one more report of it."""
    return replace(
        motion,
        words=(*motion.words, *sorted(ballot.words - set(motion.words)))[:KEPT],
        first=min(motion.first, ballot.day),
        last=max(motion.last, ballot.day),
        held=motion.held if motion.held is not None else ballot.day if ballot.held else None,
        adopted=motion.adopted if motion.adopted is not None else ballot.adopted,
        reports=(*(known for known in motion.reports if known != ballot.report), ballot.report)[-KEPT:],
    )

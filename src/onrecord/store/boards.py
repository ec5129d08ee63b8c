"""Boards: talks of the same parties as one track over reports, and votes joined to the motion they are about."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from onrecord.record import Actor, Negotiation, Vote
from onrecord.resolve import motions, tracks
from onrecord.resolve.counts import Setting
from onrecord.resolve.motions import Motion
from onrecord.resolve.tracks import Track
from onrecord.store.clusters import Shelf, Shown
from onrecord.store.context import forget
from onrecord.store.judged_homes import WHY, JudgedHomes

TRACK, MOTION = "track", "motion"


def update(connection: Connection, settings: Iterable[Setting]) -> None:
    """Put the talks and votes of these reports on their boards."""
    talks: Shelf[Track] = Shelf(connection, TRACK, Track)
    votes: Shelf[Motion] = Shelf(connection, MOTION, Motion)
    judged = {kind: JudgedHomes(connection, kind) for kind in (TRACK, MOTION)}
    for setting in settings:
        forget(connection, setting.report.report.id, TRACK)
        forget(connection, setting.report.report.id, MOTION)
        for negotiation in setting.report.negotiations:
            _enter_talks(talks, negotiation, setting, judged[TRACK])
        for vote in setting.report.votes:
            _enter_vote(votes, vote, setting, judged[MOTION])


def _enter_talks(shelf: Shelf[Track], negotiation: Negotiation, setting: Setting, judged: JudgedHomes) -> None:
    talks = tracks.talks_of(negotiation, setting.report, setting.day, setting.sources)
    keys = tracks.keys_of(talks)
    homes = judged.of(talks.id)
    near = homes.open_to(shelf.near(keys, talks.day, talks.day, tracks.PAUSE))
    fits = [(fit, track.last, seq, track) for seq, track in near if (fit := tracks.fit_of(talks, track)) is not None]
    best = max(fits, key=lambda found: (found[0][0], found[1], -found[2]), default=None)
    if (given := judged.body(homes, shelf)) is not None:
        best = ((1.0, (WHY,)), given[1].last, *given)
    track = tracks.joined(best[3], talks) if best is not None else tracks.begun_by(talks)
    shown = Shown(_label_of_talks(negotiation, setting), None, _country(negotiation, setting), track.first, track.last)
    seq = shelf.put(best[2] if best is not None else None, track, shown)
    shelf.add(seq, talks.id, *(best[0] if best is not None else (None, ())))
    shelf.file(seq, keys)


def _label_of_talks(negotiation: Negotiation, setting: Setting) -> str:
    """The newest report's parties and topics: "Kestovia and Maradal: the Anvel Strait"."""
    names = _names(setting)
    parties = " and ".join(names[local].name for local in negotiation.parties if local in names) or "parties not named"
    return f"{parties}: {', '.join(negotiation.topics)}" if negotiation.topics else parties


def _names(setting: Setting) -> dict[str, Actor]:
    return {actor.id: actor for actor in setting.report.actors}


def _country(negotiation: Negotiation, setting: Setting) -> str | None:
    """The country of the venue."""
    place = setting.places.get(negotiation.place) if negotiation.place is not None else None
    return place.country if place is not None else None


def _enter_vote(shelf: Shelf[Motion], vote: Vote, setting: Setting, judged: JudgedHomes) -> None:
    ballot = motions.ballot_of(vote, setting.report, setting.day, setting.sources)
    keys = motions.keys_of(ballot)
    homes = judged.of(ballot.id)
    near = homes.open_to(shelf.near(keys, ballot.day, ballot.day, motions.AHEAD))
    fits = [
        (fit, motion.last, seq, motion) for seq, motion in near if (fit := motions.fit_of(ballot, motion)) is not None
    ]
    best = max(fits, key=lambda found: (found[0][0], found[1], -found[2]), default=None)
    if (given := judged.body(homes, shelf)) is not None:
        best = ((1.0, (WHY,)), given[1].last, *given)
    motion = motions.joined(best[3], ballot) if best is not None else motions.begun_by(ballot)
    shown = Shown(_label_of_vote(vote, setting), None, None, motion.first, motion.last)
    seq = shelf.put(best[2] if best is not None else None, motion, shown)
    shelf.add(seq, ballot.id, *(best[0] if best is not None else (None, ())))
    shelf.file(seq, keys)


def _label_of_vote(vote: Vote, setting: Setting) -> str:
    names = _names(setting)
    body = names[vote.body].name if vote.body in names else None
    return ": ".join(part for part in (body, vote.motion) if part is not None) or "a vote"

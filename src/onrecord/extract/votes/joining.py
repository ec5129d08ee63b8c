"""Which sentences tell of the same vote, and what they tell of it together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.extract.votes import tally
from onrecord.extract.votes.pieces import Piece
from onrecord.record import Ballot, Counts

# Sentences after one about a vote in which more may be told of it; no more than one paragraph of reports read.
GOING_ON = 3
# Sentences between the one that brings a motion in and the one that puts it to a vote.
PUT_AFTER = 2


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The votes: pieces about the same one together, in the order of the text."""
    kept: list[Piece] = []
    presented: Piece | None = None
    for piece in pieces:
        if piece.presents:
            presented = piece
            continue
        if presented is not None and _is_put(presented, piece):
            kept.append(_put(presented, piece))
            presented = None
            continue
        place, whole = _continued(kept, piece)
        if whole is not None:
            kept[place] = whole
        elif piece.starts:
            kept.append(piece)
    return tuple(map(_concluded, kept))


def _is_put(presented: Piece, piece: Piece) -> bool:
    near = piece.sentence.index - presented.sentence.index <= PUT_AFTER
    return near and piece.starts and piece.motion is None


def _put(presented: Piece, piece: Piece) -> Piece:
    return replace(
        piece,
        motion=presented.motion,
        sponsors=tuple(dict.fromkeys((*presented.sponsors, *piece.sponsors))),
        spans=(*presented.spans, *piece.spans),
    )


def _continued(kept: list[Piece], piece: Piece) -> tuple[int, Piece | None]:
    """The place of the vote that a piece goes on about, and both together."""
    for place in range(len(kept) - 1, -1, -1):
        near = piece.sentence.index - kept[place].sentence.index <= GOING_ON
        last = place == len(kept) - 1
        if (near and last) or (piece.starts and piece.again and piece.motion is not None):
            whole = _together(kept[place], piece)
            if whole is not None:
                return place, whole
    return -1, None


def _together(old: Piece, new: Piece) -> Piece | None:
    """Both pieces as one, where the later goes on about the same vote; else None."""
    counts = tally.merged(old.tally, new.tally)
    titled = old.sentence.part == "title"
    if counts is None or not (new.again or titled) or _differ(old, new) or not _adds(new):
        return None
    first, second = (new, old) if titled else (old, new)
    return replace(
        first,
        rules=tuple({rule.key: rule for rule in (*first.rules, *second.rules)}.values()),
        starts=True,
        body=first.body or second.body,
        motion=first.motion or second.motion,
        sponsors=tuple(dict.fromkeys((*old.sponsors, *new.sponsors))),
        tally=counts,
        ballots=tuple({ballot.voter: ballot for ballot in (*new.ballots, *old.ballots)}.values()),
        vetoes=tuple(dict.fromkeys((*old.vetoes, *new.vetoes))),
        unnamed_vetoes=old.unnamed_vetoes if old.unnamed_vetoes is not None else new.unnamed_vetoes,
        adopted=old.adopted if old.adopted is not None else new.adopted,
        time=first.time or second.time,
        sentence=new.sentence,
        spans=new.spans if titled else (*old.spans, *new.spans),
    )


def _differ(old: Piece, new: Piece) -> bool:
    """Whether two pieces are of different votes: another outcome, body, day or reality."""
    pairs = ((old.adopted, new.adopted), (old.time, new.time), (old.body, new.body))
    if new.starts and any(one is not None and two is not None and one != two for one, two in pairs):
        return True
    told = bool(new.rules) or new.tally.tells
    return old.modality != new.modality and told


def _adds(piece: Piece) -> bool:
    """Whether a piece tells more than that there was a vote."""
    told = piece.tally.tells or piece.adopted is not None or piece.starts
    return told or bool(piece.ballots or piece.vetoes or piece.sponsors)


def _concluded(piece: Piece) -> Piece:
    """A vote with what follows from all that is told of it: who vetoed, who voted no, how many were against."""
    noes = tuple(ballot.voter for ballot in piece.ballots if ballot.option == "no")
    vetoes = piece.vetoes or (noes if piece.unnamed_vetoes == len(noes) else ())
    ballots = {ballot.voter: ballot for ballot in piece.ballots}
    for voter in vetoes:
        ballots[voter] = Ballot(voter, "no")
    counts: Counts = tally.completed(piece.tally, len([one for one in ballots.values() if one.option == "no"]))
    return replace(piece, vetoes=vetoes, ballots=tuple(ballots.values()), tally=replace(piece.tally, counts=counts))

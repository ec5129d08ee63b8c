"""From a report to its votes."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.attribution import attribution
from onrecord.extract.stage import Known, Stage, provenance
from onrecord.extract.votes.joining import joined
from onrecord.extract.votes.pieces import READ, Piece, Pieces
from onrecord.record import Vote


def votes_in(stage: Stage, known: Known) -> tuple[Vote, ...]:
    """The votes of a report, numbered in the order of the text."""
    pieces = Pieces.of(known)
    found = joined(pieces)
    only = _only_body(pieces)
    placed = (replace(one, body=only) if one.body is None and not one.by_the_people else one for one in found)
    return tuple(_vote(stage, known, piece, number) for number, piece in enumerate(placed, start=1))


def _only_body(pieces: Pieces) -> str | None:
    """The body that votes where a report names only one."""
    bodies = {body for one in pieces.doc.sentences if one.part in READ for body in pieces.voters.bodies_in(one)}
    return bodies.pop() if len(bodies) == 1 else None


def _vote(stage: Stage, known: Known, piece: Piece, number: int) -> Vote:
    span = known.doc.span_of(piece.trigger)
    return Vote(
        id=f"v{number}",
        body=piece.body,
        motion=piece.motion,
        sponsors=piece.sponsors,
        counts=piece.tally.counts,
        ballots=piece.ballots,
        vetoes=piece.vetoes,
        adopted=piece.adopted,
        modality=piece.modality,
        time=piece.time,
        attributed_to=attribution(span, known.found.statements),
        evidence=piece.spans,
        provenance=provenance(stage, piece.rules[0].tells, *(rule.key for rule in piece.rules)),
    )

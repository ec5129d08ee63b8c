"""Which actors are of a state, a party or an armed side, and which are of none."""

from __future__ import annotations

from onrecord.record import Actor

LEADERS = "actors/leaders/"
POLITICAL_KINDS = frozenset({"country", "government", "armed_group"})
POLITICAL = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "PTY", "OPP", "REB", "PRM", "ELI", "IGO"})
UNPOLITICAL = frozenset({"BUS", "JRN"})
PRIVATE = frozenset({None, "CVL"})


def is_of_state_or_side(actor: Actor) -> bool:
    """Whether an actor is of a state, a party or an armed side."""
    return actor.kind in POLITICAL_KINDS or actor.sector in POLITICAL or _leads(actor)


def is_of_no_side(actor: Actor) -> bool:
    """Whether an actor is of a firm or the press, or a person of whom the report tells no office, side or country."""
    if actor.sector in UNPOLITICAL:
        return True
    return actor.kind in ("person", "people") and actor.sector in PRIVATE and not (actor.country or _leads(actor))


def _leads(actor: Actor) -> bool:
    return any(key.startswith(LEADERS) for key in actor.provenance.inputs)

"""Who takes part in a found event: countries and places of its actors."""

from collections.abc import Iterable, Mapping

from eval.corpora.plover import Party
from eval.spans import overlap
from onrecord.record import Actor, Report

INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC"}
NOBODY = "---"


def actors_by_id(report: Report) -> dict[str, Actor]:
    """The report's actors under their ids."""
    return {actor.id: actor for actor in report.actors}


def code_of(actor: Actor | None) -> str:
    """The actor's country; where it has none, IGO, NGO or MNC by its sector; else three dashes."""
    if actor is None:
        return NOBODY
    if actor.country is not None:
        return actor.country
    return INTERNATIONAL.get(actor.sector or "", NOBODY)


def any_is(party: Party, ids: Iterable[str], actors: Mapping[str, Actor], others: Iterable[Party]) -> bool:
    """Whether one of the actors is the party: mentioned where gold names it, or of its country.

    The country decides only where no other party of the same gold event has it.
    """
    alone = party.code is not None and all(other.code != party.code for other in others if other is not party)
    for actor in (actors[one] for one in ids if one in actors):
        if any(overlap(((mention.start, mention.end),), party.places) for mention in actor.mentions):
            return True
        if alone and code_of(actor) == party.code:
            return True
    return False

"""Countries that stand as parties to talks but are known only as places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.stage import Stage, provenance
from onrecord.record import Actor, Mention, Negotiation, Place, Proposal
from onrecord.text import Span

RULE = "a country that takes part in talks"


@dataclass(frozen=True)
class Countries:
    """The actors that places could stand for: known ones with more mentions, and new ones under ids of their own."""

    known: tuple[Actor, ...]
    candidates: tuple[Actor, ...]

    def all(self) -> tuple[Actor, ...]:
        """The known actors and the candidates, each under its id once."""
        changed = {one.id: one for one in self.candidates}
        return (*(changed.pop(one.id, one) for one in self.known), *changed.values())

    def settled(self, found: Iterable[Negotiation]) -> tuple[tuple[Negotiation, ...], tuple[Actor, ...]]:
        """The negotiations and the actors they brought in, numbered on from the known ones."""
        told = tuple(found)
        used = {actor for one in told for actor in _ids(one)}
        old = {one.id for one in self.known}
        fresh = [one for one in self.candidates if one.id in used and one.id not in old]
        changed = [one for one in self.candidates if one.id in used and one.id in old]
        last = max((int(one.id[1:]) for one in self.known), default=0)
        names = {one.id: f"a{number}" for number, one in enumerate(fresh, start=last + 1)}
        renamed = tuple(_renamed(one, names) for one in told)
        return renamed, (*changed, *(replace(one, id=names[one.id]) for one in fresh))


def countries(stage: Stage, known: tuple[Actor, ...], places: Iterable[Place]) -> Countries:
    """What the places of a report that are countries could stand for, where no actor stands already."""
    index = ActorIndex(known)
    there = {one.country: one for one in known if one.kind == "country"}
    found: list[Actor] = []
    for place in places:
        spans = tuple(span for span in place.evidence if index.at(span.start, span.end) is None)
        if not spans or place.country is None or not (place.feature or "").startswith("PCL"):
            continue
        same = there.get(place.country)
        mentions = tuple(_mention(span) for span in spans)
        if same is None:
            found.append(_country(stage, place, mentions, f"a{9000 + len(found)}"))
        else:
            found.append(replace(same, mentions=tuple(sorted((*same.mentions, *mentions), key=lambda one: one.start))))
    return Countries(known, tuple(found))


def _country(stage: Stage, place: Place, mentions: tuple[Mention, ...], number: str) -> Actor:
    made = provenance(stage, RULE, place.id)
    return Actor(number, place.name, "country", place.country, None, (), True, mentions, made)


def _mention(span: Span) -> Mention:
    return Mention(span.start, span.end, span.text, "name")


def _ids(one: Negotiation) -> set[str]:
    replies = {reply.by for proposal in one.proposals for reply in proposal.replies}
    some = {*one.parties, *one.mediators, *replies, *(proposal.by for proposal in one.proposals)}
    return {actor for actor in some if actor is not None}


def _renamed(one: Negotiation, names: dict[str, str]) -> Negotiation:
    """The negotiation with the lasting ids of its new actors."""
    return replace(
        one,
        parties=tuple(names.get(actor, actor) for actor in one.parties),
        mediators=tuple(names.get(actor, actor) for actor in one.mediators),
        proposals=tuple(_proposal(proposal, names) for proposal in one.proposals),
    )


def _proposal(one: Proposal, names: dict[str, str]) -> Proposal:
    replies = tuple(replace(reply, by=names.get(reply.by, reply.by) if reply.by else None) for reply in one.replies)
    return replace(one, by=names.get(one.by, one.by) if one.by else None, replies=replies)

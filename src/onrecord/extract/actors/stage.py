"""The stage itself: names, then nouns, then pronouns, each linked only on strong evidence."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.datelines import dateline_agencies
from onrecord.extract.actors.holdings import holding_candidates
from onrecord.extract.actors.linking import linked
from onrecord.extract.actors.mentions import name_candidates
from onrecord.extract.actors.names import name_spans
from onrecord.extract.actors.nominals import nominal_candidates
from onrecord.extract.actors.pronouns import link_pronouns
from onrecord.extract.actors.records import actor_of
from onrecord.extract.actors.seats import Seats
from onrecord.extract.actors.voting import types_of
from onrecord.extract.actors.words import folded, person_nouns
from onrecord.extract.stage import Found, Known
from onrecord.language import AnnotatedDocument
from onrecord.record import Place


@dataclass(frozen=True, slots=True)
class Actors:
    """Finds the actors of a report and all their mentions."""

    name: str = "actors"
    needs: tuple[str, ...] = ("places",)
    makes: tuple[str, ...] = ("actors",)

    def __call__(self, known: Known) -> Found:
        """The actors of the report, in the order of their first mentions."""
        chains = chains_of(known.doc, known.found.places)
        ordered = sorted((chain for chain in chains.all if _acts(known.doc, chain)), key=_first_token)
        seats = Seats(known.found.places)
        return Found(
            actors=tuple(actor_of(known.doc, chain, number, seats) for number, chain in enumerate(ordered, start=1))
        )


def chains_of(doc: AnnotatedDocument, places: tuple[Place, ...]) -> Chains:
    """The chains of mentions of a document."""
    spans = name_spans(doc)
    types = types_of(doc, spans, frozenset(span.text for place in places for span in place.evidence))
    agencies = list(dateline_agencies(doc))
    publishers = {agency.name for agency in agencies} | {doc.document.outlet}
    types.update({text: "organization" for text, kind in types.items() if text in publishers and kind != "known"})
    names = [*name_candidates(doc, spans, types), *agencies]
    taken = frozenset(index for span in spans for index in range(span.first, span.last) if types[span.text] != "other")
    nouns = (*nominal_candidates(doc, taken), *holding_candidates(doc, taken))
    placed = {(one.first, one.last): one for one in reversed([*names, *nouns])}
    kept = sorted(placed.values(), key=lambda one: (one.first, one.last))
    by_level = {level: [one for one in kept if one.level == level] for level in ("name", "nominal")}
    chains = linked(doc, by_level["name"], by_level["nominal"])
    link_pronouns(doc, chains)
    return chains


def _acts(doc: AnnotatedDocument, chain: Chain) -> bool:
    """Whether more than adjectives stand for an actor, or one of them modifies what acts: "Kestovian rockets"."""
    modified = (doc.head_of(doc.tokens[one.head]) for one in chain.mentions)
    return not all(one.weak for one in chain.mentions) or any(
        noun.relation in ("nsubj", "obl:agent") and chain.kind == "country" and folded(noun.lemma) not in person_nouns()
        for noun in modified
    )


def _first_token(chain: Chain) -> tuple[int, int]:
    return min((one.first, one.last) for one in chain.mentions)

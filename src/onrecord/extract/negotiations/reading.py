"""From mentions of talks in a report to its negotiation records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.joining import Track, named_later, proposals_of, tracks_of
from onrecord.extract.negotiations.mediation import Mediations
from onrecord.extract.negotiations.mentions import Mentions
from onrecord.extract.negotiations.offers import Offers
from onrecord.extract.negotiations.parties import countries
from onrecord.extract.negotiations.reality import Stages
from onrecord.extract.negotiations.replies import Replies
from onrecord.extract.negotiations.setting import Settings
from onrecord.extract.stage import Found, Known, Stage, provenance
from onrecord.language import Token
from onrecord.record import Negotiation
from onrecord.text import Span

READ_PARTS = ("title", "heading", "paragraph")


class Reading:
    """One report being read for talks."""

    def __init__(self, stage: Stage, known: Known) -> None:
        self.stage = stage
        self.doc = known.doc
        self.found = known.found
        self.countries = countries(stage, known.found.actors, known.found.places)
        self.nominal = frozenset(one.id for one in known.found.actors if not one.named)
        grammar = Grammar(known.doc, ActorIndex(self.countries.all()), known.found.places)
        settings = Settings(grammar, known.found.places, known.found.times)
        stages, replies = Stages(grammar), Replies(grammar, known.found.statements)
        self.mentions = Mentions(grammar, stages, settings, replies, Mediations(grammar, stages))
        self.offers = Offers(grammar, stages, settings, replies)

    def records(self) -> Found:
        """The negotiations, numbered in the order of the text, and the actors that they brought in."""
        tracks = tracks_of(self._drafts(), self.nominal)
        made = [self._record(f"n{number}", track) for number, track in enumerate(tracks, start=1)]
        negotiations, actors = self.countries.settled(made)
        return Found(negotiations=negotiations, actors=actors)

    def _drafts(self) -> Iterator[Draft]:
        for sentence in self.doc.sentences:
            if sentence.part not in READ_PARTS:
                continue
            for token in self.doc.tokens_of(sentence):
                draft = self.mentions.at(token) or self.offers.at(token)
                if draft is not None and not self._is_motion(draft):
                    yield draft

    def _is_motion(self, draft: Draft) -> bool:
        """Whether an offer is what a body voted on, or that body's: a draft resolution is put to no party of talks."""
        token, makers = draft.token, {one.by for one in draft.proposals}
        inside = any(
            span.start <= token.start and token.end <= span.end for vote in self.found.votes for span in vote.evidence
        )
        return draft.offer and (
            inside or any(vote.body in makers for vote in self.found.votes if vote.body is not None)
        )

    def _record(self, number: str, track: Track) -> Negotiation:
        evidence = tuple(self._evidence(draft) for draft in track.drafts if _is_told(draft))
        first = min(track.drafts, key=lambda draft: draft.weak)
        keys = distinct(*(draft.keys for draft in track.drafts))
        names = named_later(track, self.nominal)
        return Negotiation(
            id=number,
            parties=self._parties(track, names.values()),
            mediators=distinct(names.get(one, one) for one in track.mediators),
            place=self._place(track),
            topics=distinct(*(one.topics for one in track.drafts)),
            stage=track.stage,
            proposals=proposals_of(track, self.nominal),
            time=next((one.time for one in track.drafts if one.time is not None and one.stage == track.stage), None),
            attributed_to=self._attribution(track),
            evidence=evidence,
            provenance=provenance(self.stage, first.rule, *keys),
        )

    def _parties(self, track: Track, barred: Iterable[str]) -> tuple[str, ...]:
        """The parties; who is not named is one only where fewer than two named ones are."""
        known = tuple(one for one in track.parties if one not in barred)
        named = tuple(one for one in known if one not in self.nominal)
        return named if len(named) > 1 else known

    def _place(self, track: Track) -> str | None:
        """The venue told first; else the place of the dateline, where the report reads as written from the talks."""
        told = next((one.place for one in track.drafts if one.place is not None), None)
        if told is not None or track.stage != "ongoing" or not track.mediators:
            return told
        first = next((one for one in self.doc.sentences if one.part == "paragraph"), None)
        opens = first is not None and any(
            one.sentence == first.index and not self._is_beside(one.token) for one in track.drafts
        )
        datelines = [(part.start, part.end) for part in self.doc.document.parts_of("dateline")]
        inside = (
            place.id
            for place in self.found.places
            for span in place.evidence
            for start, end in datelines[:1]
            if start <= span.start and span.end <= end
        )
        return next(inside, None) if opens else None

    def _is_beside(self, token: Token) -> bool:
        """Whether talks are only told beside the news ("... as talks resumed by video link")."""
        return any(one.relation == "advcl" for one in (token, *self.doc.ancestors(token)))

    def _evidence(self, draft: Draft) -> Span:
        """From the first to the last word that the mention was read from, within its sentence."""
        sentence = self.doc.sentences[draft.sentence]
        inside = [one.index for one in draft.tokens if sentence.first <= one.index < sentence.last]
        return self.doc.quote(min(inside), max(inside) + 1)

    def _attribution(self, track: Track) -> tuple[str, ...]:
        """Empty where the publisher tells of the talks in its own voice; else the first mention's chain."""
        told = (draft.token for draft in track.drafts if _is_told(draft))
        chains = [attribution(self.doc.span_of(token), self.found.statements) for token in told]
        return () if () in chains else chains[0]


def _is_told(draft: Draft) -> bool:
    """Whether a mention is evidence for the talks: any word for them, and a proposal that names who put it."""
    return not (draft.weak and draft.offer)

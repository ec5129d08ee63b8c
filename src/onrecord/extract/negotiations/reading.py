"""From sentences to tracks of talks: who with whom, through whom, where, about what, how far, what was proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.clauses import Clauses
from onrecord.extract.negotiations.words import CONDITION, TALKS, TalksRule, rules
from onrecord.extract.stage import Known, Stage, provenance
from onrecord.language import Token
from onrecord.record import Negotiation, Proposal, ProposalReply
from onrecord.record import Stage as TalksStage
from onrecord.text import Span

MEDIATING = frozenset({"mediate", "broker", "facilitate", "host", "moderate", "arbitrate"})
CARRYING = frozenset(
    {"hold", "attend", "join", "resume", "open", "begin", "start", "conduct", "enter", "continue", "suspend", "restart", "conclude", "end", "leave", "quit"}
)
PARTY_KINDS = frozenset({"country", "government", "armed_group", "organization", "person", "people", "unnamed_official"})
PLANNED = frozenset({"will", "'ll", "shall", "would"})
# The stages in the order of their course; of two in one report the one told last counts, an end before a course.
ENDS = frozenset({"stalled", "collapsed", "agreed", "signed"})


@dataclass(frozen=True, slots=True)
class Track:
    """One track of talks while it is being read."""

    trigger: Token
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    place: str | None
    time: str | None
    topics: tuple[str, ...]
    stage: TalksStage | None
    keys: tuple[str, ...]
    rule: str
    spans: tuple[Span, ...]
    definite: bool
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Reads the negotiations of one report."""

    stage: Stage
    known: Known
    clauses: Clauses = field(init=False)
    actors: ActorIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clauses", Clauses(self.known.doc))
        object.__setattr__(self, "actors", ActorIndex(self.known.found.actors))

    def negotiations(self) -> tuple[Negotiation, ...]:
        """The tracks, numbered in the order of the text; talks without a party or a stage are none."""
        tracks: list[Track] = []
        for token in self._tokens():
            track = self._talks(token)
            if track is not None:
                _add(tracks, track)
            rule = self._rule(token)
            if rule is not None:
                self._go_on(tracks, token, rule)
        kept = [one for one in tracks if (len(one.parties) > 1 or one.mediators or one.proposals) and one.stage]
        return tuple(self._negotiation(one, f"n{number}") for number, one in enumerate(kept, start=1))

    def _tokens(self) -> Iterator[Token]:
        for sentence in self.known.doc.sentences:
            if sentence.part in ("title", "paragraph"):
                yield from self.known.doc.tokens_of(sentence)

    def _talks(self, token: Token) -> Track | None:
        """The talks that a noun names."""
        doc = self.known.doc
        plural = token.tag == "NNS" or token.lemma.lower() in ("dialogue", "mediation")
        if token.pos != "NOUN" or token.lemma.lower() not in TALKS or not plural or token.relation == "compound":
            return None
        verb = next((one for one in doc.ancestors(token) if one.pos in ("VERB", "AUX")), token)
        carried = token.relation in ("obj", "nsubj", "nsubj:pass") or verb.lemma in ("meet", "arrive", "travel", "gather", "return")
        rule = self._stage_rule(verb) if carried else None
        parties = self._parties(token, verb)
        mediators = tuple(dict.fromkeys(self._mediators(token, verb)))
        sentence = doc.sentence_of(token)
        return Track(
            trigger=token,
            parties=tuple(id for id in parties if id not in mediators),
            mediators=mediators,
            place=self._place(sentence.start, sentence.end),
            time=self._time(sentence.start, sentence.end),
            topics=tuple(self._topics(token)),
            stage=self._stage(rule, verb, token),
            keys=(rule.key,) if rule is not None else (),
            rule=rule.id if rule is not None else "talks are named",
            spans=(doc.quote(sentence.first, sentence.last),),
            definite=any(child.text.lower() in ("the", "these", "its", "their") for child in doc.children(token)),
        )

    def _stage(self, rule: TalksRule | None, verb: Token, token: Token) -> TalksStage | None:
        doc = self.known.doc
        helpers = {child.text.lower() for child in doc.children(verb, "aux")}
        if rule is None:
            return "ongoing" if doc.children(token, "nmod") or self.clauses.owners(token) else None
        if helpers & PLANNED and rule.stage == "ongoing":
            return "scheduled"
        return rule.stage

    def _stage_rule(self, verb: Token) -> TalksRule | None:
        return next((one for one in rules() if one.stage and not one.objects and verb.lemma.lower() in one.verbs), None)

    def _rule(self, token: Token) -> TalksRule | None:
        """The rule with objects that a verb tells: an agreement, a proposal, a reply."""
        if token.pos != "VERB":
            return None
        objects = {one.lemma.lower() for one in self._about(token)}
        return next((one for one in rules() if one.objects and token.lemma.lower() in one.verbs and objects & {*one.objects}), None)

    def _about(self, verb: Token) -> tuple[Token, ...]:
        return self.clauses.objects(verb) + self.clauses.governed(verb, "to") + self.clauses.governed(verb, "down")

    def _go_on(self, tracks: list[Track], token: Token, rule: TalksRule) -> None:
        """Adds what a verb tells to the last track, or opens one with a proposal."""
        if rule.proposal:
            made = self._proposal(token, rule)
            if tracks:
                tracks[-1] = replace(tracks[-1], proposals=(*tracks[-1].proposals, made), **self._told(tracks[-1], token, rule))
            elif made.terms:
                tracks.append(self._opened(token, rule, made))
            return
        if not tracks:
            return
        last = tracks[-1]
        if rule.reply is not None and last.proposals:
            replied = self._replied(last.proposals, token, rule)
            tracks[-1] = replace(last, proposals=replied, **self._told(last, token, rule))
        elif rule.stage is not None and not self._is_unreal(token):
            tracks[-1] = replace(last, stage=rule.stage, **self._told(last, token, rule))

    def _told(self, track: Track, token: Token, rule: TalksRule) -> dict[str, tuple[object, ...]]:
        sentence = self.known.doc.sentence_of(token)
        span = self.known.doc.quote(sentence.first, sentence.last)
        return {
            "keys": tuple(dict.fromkeys((*track.keys, rule.key))),
            "spans": tuple(dict.fromkeys((*track.spans, span))),
        }

    def _is_unreal(self, verb: Token) -> bool:
        doc = self.known.doc
        helpers = {child.text.lower() for child in doc.children(verb, "aux", "advmod:neg", "advmod")}
        governed = verb.relation in ("xcomp", "ccomp", "acl", "advcl")
        return bool(helpers & {"will", "would", "could", "may", "might", "not", "n't", "never"}) or governed

    def _opened(self, token: Token, rule: TalksRule, made: Proposal) -> Track:
        sentence = self.known.doc.sentence_of(token)
        parties = (made.by,) if made.by is not None else ()
        to = tuple(id for one in self.clauses.governed(token, "to") for id in self._ids(one))
        return Track(
            token, (*parties, *to), (), None, self._time(sentence.start, sentence.end), (), "proposed", (rule.key,), rule.id,
            (self.known.doc.quote(sentence.first, sentence.last),), False, (made,),
        )  # fmt: skip

    def _proposal(self, token: Token, rule: TalksRule) -> Proposal:
        by = next((id for one in self.clauses.subjects(token) for id in self._ids(one)), None)
        heads = [one for one in self._about(token) if one.lemma.lower() in rule.objects]
        return Proposal(by, tuple(dict.fromkeys(term for one in heads for term in self._terms(one))), ())

    def _terms(self, head: Token) -> Iterator[str]:
        """The durations in a proposal, then its words."""
        doc = self.known.doc
        below = [one for one in doc.subtree(head)]
        start, end = below[0].start, below[-1].end
        for time in self.known.found.times:
            if time.type == "DURATION" and time.value and any(start <= span.start < end for span in time.evidence):
                yield time.value
        own = [head, *(low for child in doc.children(head, "det", "amod", "compound", "nmod", "nummod", "conj") for low in doc.subtree(child))]
        yield doc.quote(min(one.index for one in own), max(one.index for one in own) + 1).text

    def _replied(self, proposals: tuple[Proposal, ...], token: Token, rule: TalksRule) -> tuple[Proposal, ...]:
        by = next((id for one in self.clauses.subjects(token) for id in self._ids(one)), None)
        conditional = any(mark.text.lower() in CONDITION for child in self.known.doc.children(token, "advcl") for mark in self.known.doc.children(child, "mark"))
        chain = attribution(self.known.doc.span_of(token), self.known.found.statements)
        negated = any(child.text.lower() in ("not", "n't") for child in self.known.doc.children(token))
        answer = "conditional" if conditional else ("negative" if negated else rule.reply)
        if answer is None or by is None or by == proposals[-1].by:
            return proposals
        reply = ProposalReply(by, answer, chain[0] if chain else None)
        last = proposals[-1]
        if any(one.by == by and one.reply == reply.reply for one in last.replies):
            return proposals
        return (*proposals[:-1], replace(last, replies=(*last.replies, reply)))

    def _parties(self, token: Token, verb: Token) -> tuple[str, ...]:
        heads = [low for word in ("between", "with", "among") for low in self.clauses.governed(token, word)]
        heads += [one for one in self.clauses.owners(token) if one.pos in ("PROPN", "ADJ", "NOUN")]
        if verb.lemma.lower() in CARRYING | {"meet", "propose", "offer", "seek", "agree", "return", "arrive"} and token.relation != "nsubj":
            heads += [*self.clauses.subjects(verb), *self.clauses.governed(verb, "with"), *self.clauses.governed(verb, "between")]
        return tuple(dict.fromkeys(id for one in heads for id in self._ids(one)))

    def _mediators(self, token: Token, verb: Token) -> Iterator[str]:
        doc = self.known.doc
        for child in (*doc.children(token, "acl", "acl:relcl"), verb):
            if child.lemma.lower() in MEDIATING:
                heads = self.clauses.governed(child, "by") if self.clauses.is_passive(child) else self.clauses.subjects(child)
                yield from (id for one in heads for id in self._ids(one))
        if token.lemma.lower() == "mediation":
            heads = self.clauses.owners(token) + self.clauses.governed(token, "by")
            yield from (id for one in heads for id in self._ids(one))

    def _ids(self, head: Token) -> tuple[str, ...]:
        actor = self.actors.at(head.start, head.end)
        return (actor.id,) if actor is not None and actor.kind in PARTY_KINDS else ()

    def _topics(self, token: Token) -> Iterator[str]:
        for word in ("on", "over", "about", "concerning"):
            for head in self.clauses.governed(token, word):
                if not any(head.start >= span.start and head.end <= span.end for time in self.known.found.times for span in time.evidence):
                    below = [one for one in self.known.doc.subtree(head) if one.relation not in ("case", "mark", "punct") or one.index > head.index]
                    yield self.known.doc.quote(below[0].index, head.index + 1).text

    def _place(self, start: int, end: int) -> str | None:
        """A town in the sentence with "in" or "at" before it."""
        for place in self.known.found.places:
            for span in place.evidence:
                before = self.known.doc.text[max(0, span.start - 4) : span.start].lower()
                if start <= span.start < end and place.precision == "settlement" and before.endswith((" in ", " at ")):
                    return place.id
        return None

    def _time(self, start: int, end: int) -> str | None:
        dated = (time for time in self.known.found.times if time.type in ("DATE", "TIME") and time.value)
        return next((time.id for time in dated if any(start <= span.start < end for span in time.evidence)), None)

    def _negotiation(self, track: Track, id: str) -> Negotiation:
        span = self.known.doc.span_of(track.trigger)
        return Negotiation(
            id=id,
            parties=track.parties,
            mediators=track.mediators,
            place=track.place,
            topics=track.topics,
            stage=track.stage,
            proposals=track.proposals,
            time=track.time,
            attributed_to=attribution(span, self.known.found.statements),
            evidence=track.spans,
            provenance=provenance(self.stage, track.rule, *track.keys),
        )


def _add(tracks: list[Track], new: Track) -> None:
    """Joins talks to the track with the same parties, or to the last one where they name nobody; else opens one."""
    for at in reversed(range(len(tracks))):
        old = tracks[at]
        shared = set(old.parties) & set(new.parties)
        nobody = not new.parties and at == len(tracks) - 1
        if len(shared) > 1 or nobody or (shared and (len(new.parties) < 2 or len(old.parties) < 2)):
            tracks[at] = _merged(old, new)
            return
    tracks.append(new)


def _merged(old: Track, new: Track) -> Track:
    later = new.stage is not None and (new.stage in ENDS or old.stage not in ENDS)
    return replace(
        old,
        parties=_both(old.parties, tuple(id for id in new.parties if id not in old.mediators)),
        mediators=_both(old.mediators, new.mediators),
        place=old.place or new.place,
        time=old.time or new.time,
        topics=_both(old.topics, new.topics),
        stage=(new.stage if later and new.keys else old.stage) or new.stage,
        keys=_both(old.keys, new.keys),
        spans=tuple(dict.fromkeys((*old.spans, *new.spans))),
    )


def _both(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))

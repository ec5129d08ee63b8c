"""From sentences to votes: what each sentence tells of a vote, and which sentences tell of the same one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.clauses import Clauses
from onrecord.extract.stage import Known, Stage, provenance
from onrecord.extract.votes import tally
from onrecord.extract.votes.words import VoteRule, listed, rule_of
from onrecord.language import Sentence, Token
from onrecord.record import Ballot, BallotOption, Counts, Modality, Vote
from onrecord.text import Span, hull

# Sentences after one about a vote in which more may be told of it.
GOING_ON = 3
NEGATIVE = frozenset({"not", "n't", "never"})
FAILING = frozenset({"fail", "refuse", "decline"})
PLANNED = frozenset({"will", "'ll", "shall", "schedule", "expect", "plan", "due", "postpone", "delay", "defer"})
USING = frozenset("cast use exercise wield issue block face meet follow defeat override impose fall kill prevent".split())
POSSIBLE = frozenset({"may", "might", "could", "can"})


@dataclass(frozen=True, slots=True)
class Piece:
    """What one sentence tells of a vote."""

    sentence: Sentence
    trigger: Token
    rules: tuple[VoteRule, ...]
    starts: bool
    again: bool
    body: str | None
    motion: str | None
    sponsors: tuple[str, ...]
    counts: Counts
    ballots: tuple[Ballot, ...]
    vetoes: tuple[str, ...]
    adopted: bool | None
    modality: Modality
    time: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Reading:
    """Reads the votes of one report."""

    stage: Stage
    known: Known
    clauses: Clauses = field(init=False)
    actors: ActorIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clauses", Clauses(self.known.doc))
        object.__setattr__(self, "actors", ActorIndex(self.known.found.actors))

    def votes(self) -> tuple[Vote, ...]:
        """The votes, numbered in the order of the text."""
        joined = self._joined(self._pieces())
        return tuple(self._vote(piece, f"v{number}") for number, piece in enumerate(joined, start=1))

    def _pieces(self) -> Iterator[Piece]:
        for sentence in self.known.doc.sentences:
            if sentence.part in ("title", "paragraph"):
                piece = self._piece(sentence)
                if piece is not None:
                    yield piece

    def _joined(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        kept: list[Piece] = []
        for piece in pieces:
            last = kept[-1] if kept else None
            whole = _together(last, piece) if last is not None else None
            if whole is not None:
                kept[-1] = whole
            elif piece.starts:
                kept.append(piece)
        return tuple(kept)

    def _piece(self, sentence: Sentence) -> Piece | None:
        doc = self.known.doc
        tokens = doc.tokens_of(sentence)
        told = [(token, rule) for token in tokens if (rule := rule_of(token)) is not None and self._fits(token, rule)]
        ballots = tuple(self._ballots(tokens))
        counts = tally.counts_in(doc.text[sentence.start : sentence.end])
        sponsors = tuple(dict.fromkeys(self._sponsors(tokens)))
        if not told and not ballots and not tally.tells(counts) and not sponsors:
            return None
        motion = next((found for token, _ in told if (found := self._motion(token)) is not None), None)
        vetoes = tuple(dict.fromkeys(id for token, rule in told if rule.veto for id in self._vetoers(token)))
        trigger = told[0][0] if told else tokens[0]
        outcomes = [(token, rule.outcome) for token, rule in told if rule.outcome is not None]
        modality = self._modality(trigger) if told else "actual"
        adopted = self._outcome(outcomes) if modality == "actual" else None
        motive = motion is not None and _motion_text(self.known, motion) is not None
        starts = bool(told) and (adopted is not None or tally.tells(counts) or bool(ballots) or motive or bool(vetoes))
        ballots = _whole(ballots, vetoes)
        return Piece(
            sentence=sentence,
            trigger=trigger,
            rules=tuple(dict.fromkeys(rule for _, rule in told)),
            starts=starts,
            again=motion is None or self._names_again(motion),
            body=next((found for token, _ in told if (found := self._body(token)) is not None), None),
            motion=_motion_text(self.known, motion),
            sponsors=sponsors,
            counts=counts if told or ballots or tally.tells(counts) else Counts(),
            ballots=ballots,
            vetoes=vetoes,
            adopted=adopted,
            modality=modality,
            time=self._time(sentence),
            spans=(doc.quote(sentence.first, sentence.last),),
        )

    def _fits(self, token: Token, rule: VoteRule) -> bool:
        """Whether a word tells of a vote here: an outcome needs a motion, a noun must be no part of a compound."""
        if token.relation in ("compound", "amod"):
            return False
        if token.lemma.lower() == "veto" and token.pos == "NOUN":
            return self.known.doc.head_of(token).lemma.lower() in USING
        if token.lemma.lower() in ("vote", "veto"):
            return True
        if rule.nouns or token.lemma.lower() in ("postpone", "delay", "defer", "cancel"):
            near = self.known.doc.subtree(token)
            return any(one.lemma.lower() in ("vote", "ballot", "referendum") for one in near)
        motion = self._motion(token)
        if motion is None:
            return False
        strong = motion.lemma.lower() in ("resolution", "bill", "motion", "amendment", "draft", "law", "legislation", "act", "referendum", "treaty")
        body = self._body(token) is not None
        text = self.known.doc.text[self.known.doc.sentence_of(token).start : self.known.doc.sentence_of(token).end]
        return (strong and (body or rule.outcome is False)) or tally.tells(tally.counts_in(text)) or "veto" in text or (body and strong)

    def _motion(self, token: Token) -> Token | None:
        """The noun of what is voted on."""
        some = [*self.clauses.objects(token), *self._subjects_if_passive(token)]
        some += [low for word in ("on", "for", "against", "to", "of", "by") for low in self.clauses.governed(token, word)]
        if token.pos == "NOUN":
            head = self.known.doc.head_of(token)
            some += [*self.clauses.objects(head), *self.clauses.governed(head, "on"), *self.clauses.governed(head, "against")]
            some += [low for one in self.clauses.governed(head, "to") for low in (one,)]
        if token.lemma.lower() in ("fail", "fall"):
            some += list(self.clauses.subjects(token))
            some += [one for low in self.clauses.complements(token) for one in self.clauses.objects(low)]
        if token.lemma.lower() == "vote":
            some += [one for low in self.clauses.complements(token) for one in self.clauses.objects(low)]
        return next((one for one in some if one.lemma.lower() in listed("motions")), None)

    def _subjects_if_passive(self, token: Token) -> tuple[Token, ...]:
        return self.clauses.objects(token) if token.pos == "VERB" and self.clauses.is_passive(token) else ()

    def _body(self, token: Token) -> str | None:
        """The body that votes: the subject, or where the vote is held."""
        some = [*self.clauses.subjects(token)] if token.pos == "VERB" else []
        for above in self.known.doc.ancestors(token):
            if above.pos in ("VERB", "AUX"):
                some += [*self.clauses.subjects(above), *self.clauses.objects(above)]
        some += [low for word in ("in", "by", "at") for low in self.clauses.governed(token, word)]
        motion = self._motion(token)
        if motion is not None:
            some += [*self.clauses.owners(motion), *self.clauses.governed(motion, "of"), *self.clauses.governed(motion, "in")]
        for one in some:
            actor = self.actors.at(one.start, one.end)
            if actor is not None and actor.kind in ("organization", "people", "government") and self._is_body(one):
                return actor.id
        return None

    def _is_body(self, head: Token) -> bool:
        words = {head.lemma.lower()} | {child.lemma.lower() for child in self.known.doc.children(head, "compound", "nmod")}
        return bool(words & listed("bodies"))

    def _outcome(self, told: Sequence[tuple[Token, bool | None]]) -> bool | None:
        for token, outcome in told:
            if outcome is False or self._is_denied(token):
                return False
        return next((outcome for _, outcome in told if outcome is not None), None)

    def _is_denied(self, token: Token) -> bool:
        doc = self.known.doc
        if any(child.text.lower() in NEGATIVE for child in doc.children(token)):
            return True
        return token.relation in ("xcomp", "ccomp") and doc.head_of(token).lemma.lower() in FAILING

    def _vetoers(self, token: Token) -> Iterator[str]:
        verb = token if token.pos == "VERB" else self.known.doc.head_of(token)
        heads = [*self.clauses.subjects(verb)] if verb.pos == "VERB" and not self.clauses.is_passive(verb) else []
        if verb.pos == "VERB" and self.clauses.is_passive(verb):
            heads = [*self.clauses.governed(verb, "by")]
        if token.pos == "NOUN":
            heads += [*self.clauses.owners(token), *self.clauses.governed(token, "by"), *self.clauses.governed(token, "from"), *self.clauses.governed(token, "of")]
        for head in heads:
            actor = self.actors.at(head.start, head.end)
            if actor is not None and actor.kind in ("country", "government", "person", "unnamed_official"):
                yield self._voter(actor.id)

    def _voter(self, id: str) -> str:
        """An official who votes votes for the country, where the report has it as an actor."""
        known = {actor.id: actor for actor in self.known.found.actors}
        actor = known[id]
        if actor.kind == "country" or actor.country is None:
            return id
        country = next((one for one in known.values() if one.kind == "country" and one.country == actor.country), None)
        return country.id if country is not None else id

    def _ballots(self, tokens: Iterable[Token]) -> Iterator[Ballot]:
        for token in tokens:
            option = self._option(token)
            if option is None:
                continue
            heads = self.clauses.subjects(token) if token.pos == "VERB" else self.clauses.governed(token, "by") + self.clauses.governed(token, "from")
            for head in heads:
                actor = self.actors.at(head.start, head.end)
                if actor is not None and actor.kind in ("country", "person", "government", "organization") and not self._is_body(head):
                    yield Ballot(actor.id, option)

    def _option(self, token: Token) -> BallotOption | None:
        """How a verb says that its subject voted."""
        lemma = token.lemma.lower()
        if lemma in ("abstain", "abstention"):
            return "abstain"
        below = {one.text.lower() for one in self.known.doc.subtree(token)}
        if lemma == "vote" and token.pos == "VERB":
            own = {child.text.lower() for child in self.known.doc.children(token)}
            marks = {mark.text.lower() for child in self.known.doc.children(token) for mark in self.known.doc.children(child, "case")}
            if "against" in own | marks or "no" in own:
                return "no"
            if "yes" in own or "for" in own | marks or {"favor", "favour"} & below:
                return "yes"
        if lemma in ("back", "support", "oppose") and token.pos == "VERB" and self._motion(token) is not None:
            return "no" if lemma == "oppose" else "yes"
        return None

    def _sponsors(self, tokens: Iterable[Token]) -> Iterator[str]:
        for token in tokens:
            lemma = token.lemma.lower()
            heads: tuple[Token, ...] = ()
            if lemma in ("sponsor", "draft", "submit", "table", "propose", "introduce", "prepare", "co-sponsor", "cosponsor", "circulate", "present", "author", "write"):
                objects = self.clauses.objects(token) if token.pos == "VERB" else ()
                if any(one.lemma.lower() in listed("motions") for one in objects):
                    heads = self.clauses.governed(token, "by") if self.clauses.is_passive(token) else self.clauses.subjects(token)
                elif token.relation == "amod" and self.known.doc.head_of(token).lemma.lower() in listed("motions"):
                    heads = self.known.doc.children(token)
            elif lemma in ("draft", "resolution", "text", "motion", "bill") and token.pos == "NOUN":
                heads = self.known.doc.children(token, "nmod:poss")
            for head in heads:
                actor = self.actors.at(head.start, head.end)
                if actor is not None and actor.kind in ("country", "government", "person") and not self._is_body(head):
                    yield actor.id

    def _modality(self, trigger: Token) -> Modality:
        doc = self.known.doc
        above = [trigger, *(one for one in doc.ancestors(trigger) if one.pos in ("VERB", "AUX"))][:3]
        words = {child.text.lower() for one in above for child in doc.children(one, "aux", "comp:pred")}
        words |= {one.lemma.lower() for one in above}
        if words & POSSIBLE:
            return "possible"
        if words & {"would"}:
            return "hypothetical"
        return "planned" if words & PLANNED else "actual"

    def _names_again(self, motion: Token) -> bool:
        """Whether a motion is named as one known from before: "the text", without more."""
        doc = self.known.doc
        determined = any(child.text.lower() in ("the", "this", "that") for child in doc.children(motion, "det"))
        return motion.lemma.lower() in listed("again") and determined and not doc.children(motion, "nmod", "acl", "acl:relcl")

    def _time(self, sentence: Sentence) -> str | None:
        for time in self.known.found.times:
            if time.type in ("DATE", "TIME") and any(sentence.start <= span.start < sentence.end for span in time.evidence):
                return time.id
        return None

    def _vote(self, piece: Piece, id: str) -> Vote:
        span = self.known.doc.span_of(piece.trigger)
        keys = dict.fromkeys(rule.key for rule in piece.rules)
        return Vote(
            id=id,
            body=piece.body,
            motion=piece.motion,
            sponsors=piece.sponsors,
            counts=_at_least_told(piece),
            ballots=piece.ballots,
            vetoes=piece.vetoes,
            adopted=piece.adopted,
            modality=piece.modality,
            time=piece.time,
            attributed_to=attribution(span, self.known.found.statements),
            evidence=piece.spans,
            provenance=provenance(self.stage, piece.rules[0].id, *keys),
        )


def _at_least_told(piece: Piece) -> Counts:
    return piece.counts


def _motion_text(known: Known, motion: Token | None) -> str | None:
    """The noun phrase of a motion, without the clauses that follow a comma."""
    if motion is None:
        return None
    doc = known.doc
    below = [motion]
    for child in doc.children(motion, "det", "amod", "compound", "nmod", "acl", "nmod:poss", "nummod"):
        below += doc.subtree(child)
    first, last = min(one.index for one in below), max(one.index for one in below)
    return hull([doc.quote(first, last + 1)], doc.document).text


def _whole(ballots: tuple[Ballot, ...], vetoes: tuple[str, ...]) -> tuple[Ballot, ...]:
    """The ballots, with a no for each veto, each voter once."""
    named = {ballot.voter: ballot for ballot in ballots}
    for id in vetoes:
        named.setdefault(id, Ballot(id, "no"))
    return tuple(named.values())


def _together(old: Piece, new: Piece) -> Piece | None:
    """Both pieces as one, where the later goes on about the same vote; else None."""
    near = new.sentence.index - old.sentence.index <= GOING_ON or old.sentence.part == "title"
    counts = tally.merged(old.counts, new.counts)
    same_outcome = old.adopted is None or new.adopted is None or old.adopted == new.adopted
    titled = old.sentence.part == "title" and new.adopted == old.adopted and old.adopted is not None
    if counts is None or not near or not same_outcome or not (new.again or titled):
        return None
    if new.starts and old.modality != new.modality:
        return None
    if old.time is not None and new.time is not None and new.starts and old.time != new.time and not titled:
        return None
    return replace(
        old,
        rules=tuple(dict.fromkeys((*old.rules, *new.rules))),
        body=old.body or new.body,
        motion=new.motion if titled and new.motion else old.motion or new.motion,
        sponsors=tuple(dict.fromkeys((*old.sponsors, *new.sponsors))),
        counts=counts,
        ballots=tuple({ballot.voter: ballot for ballot in (*new.ballots, *old.ballots)}.values()),
        vetoes=tuple(dict.fromkeys((*old.vetoes, *new.vetoes))),
        adopted=old.adopted if old.adopted is not None else new.adopted,
        time=old.time or new.time,
        sentence=new.sentence,
        spans=(*old.spans, *new.spans),
    )

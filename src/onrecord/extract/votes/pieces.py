"""What one sentence tells of a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.clauses import Clauses
from onrecord.extract.stage import Known
from onrecord.extract.votes.motions import Motions
from onrecord.extract.votes.reality import is_denied, modality_of
from onrecord.extract.votes.tally import Tally, tally_in
from onrecord.extract.votes.voters import Voters
from onrecord.extract.votes.words import VoteRule, is_in, listed, rule_of
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.record import Ballot, Modality
from onrecord.text import Span

READ = ("title", "paragraph")


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells of a vote, its rule, the motion it is about and how real the vote is."""

    token: Token
    rule: VoteRule
    motion: Token | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class Piece:
    """What one sentence tells of a vote, or several of the same vote together.

    `starts` is whether it can stand as a vote by itself, `again` whether it names its motion as known, and
    `presents` whether it only brings in a motion that a later sentence may put to a vote.
    """

    sentence: Sentence
    trigger: Token
    rules: tuple[VoteRule, ...]
    starts: bool
    again: bool
    presents: bool
    body: str | None
    motion: str | None
    sponsors: tuple[str, ...]
    tally: Tally
    ballots: tuple[Ballot, ...]
    vetoes: tuple[str, ...]
    unnamed_vetoes: int | None
    adopted: bool | None
    modality: Modality
    time: str | None
    spans: tuple[Span, ...]

    @property
    def by_the_people(self) -> bool:
        """Whether it tells of a referendum, in which no body votes."""
        return self.trigger.lemma.lower() == "referendum"


@dataclass(frozen=True)
class Pieces:
    """Reads the sentences of one report."""

    known: Known
    clauses: Clauses
    motions: Motions
    voters: Voters

    @classmethod
    def of(cls, known: Known) -> Pieces:
        """The reader of a report."""
        clauses = Clauses(known.doc)
        voters = Voters(clauses, known.found.actors, ActorIndex(known.found.actors))
        return cls(known, clauses, Motions(clauses, known.found.times), voters)

    @property
    def doc(self) -> AnnotatedDocument:
        """The report."""
        return self.known.doc

    def __iter__(self) -> Iterator[Piece]:
        for sentence in self.doc.sentences:
            piece = self._piece(sentence) if sentence.part in READ else None
            if piece is not None:
                yield piece

    def _piece(self, sentence: Sentence) -> Piece | None:
        tokens = self.doc.tokens_of(sentence)
        tally = tally_in(self.doc.text[sentence.start : sentence.end])
        told = [one for token in tokens if (one := self._told(token)) is not None]
        told = [one for one in told if self._fits(one, tally)]
        main = next((one for one in told if one.rule.kind != "options"), told[0] if told else None)
        sponsors = tuple(dict.fromkeys(self.voters.sponsors(tokens)))
        presented = next((one for one in tokens if self._is_presented(one)), None)
        if main is None and not tally.tells and not sponsors and presented is None:
            return None
        motion = next((one.motion for one in told if one.motion is not None), presented if not told else None)
        modality = main.modality if main is not None else "actual"
        vetoing = [one.token for one in told if one.rule.kind == "vetoes"]
        adopted = self._outcome(told) if modality == "actual" else None
        body = self._body(told, sentence)
        return Piece(
            sentence=sentence,
            trigger=main.token if main is not None else tokens[0],
            rules=tuple({one.rule.key: one.rule for one in ([main] if main else []) + told}.values()),
            starts=self._starts(told, adopted, tally, body),
            again=self._goes_on(main, motion),
            presents=presented is not None and not told,
            body=body,
            motion=self.motions.text(self.motions.meant_by(motion)) if motion is not None else None,
            sponsors=sponsors,
            tally=tally,
            ballots=tuple(self.voters.ballots((one.token, one.rule) for one in told if one.modality == "actual")),
            vetoes=tuple(dict.fromkeys(one for token in vetoing for one in self.voters.vetoers(token))),
            unnamed_vetoes=next(
                (n for token in vetoing if (n := self.voters.unnamed_vetoers(token)) is not None), None
            ),
            adopted=adopted,
            modality=modality,
            time=self._time(sentence, main.token if main is not None else tokens[0]),
            spans=(self.doc.quote(sentence.first, sentence.last),),
        )

    def _goes_on(self, main: Told | None, motion: Token | None) -> bool:
        """Whether a sentence may be about the vote told before: it names no motion, or names it again."""
        other = main is not None and any(one.text.lower() == "also" for one in self.doc.children(main.token, "advmod"))
        return not other and (motion is None or self.motions.is_named_again(motion))

    def _told(self, token: Token) -> Told | None:
        rule = rule_of(token)
        if rule is None or token.relation in ("compound", "amod"):
            return None
        modality = modality_of(token, rule, self.clauses)
        return Told(token, rule, self.motions.of(token, rule), modality) if modality is not None else None

    def _fits(self, told: Told, tally: Tally) -> bool:
        """Whether a word tells of a vote here."""
        token, motion = told.token, told.motion
        strong = motion is not None and is_in("strong", motion) and not self.motions.is_vague(motion)
        body = self.voters.body(token, motion) is not None
        match told.rule.kind:
            case "decides":
                if self._is_of_it(token) and tally.tells:
                    return True
                voted = any(one.lemma.lower() == "vote" for one in self.clauses.subjects(token))
                voted = voted or (strong and self.doc.head_of(token).lemma.lower() == "vote")
                doerless = not self.clauses.subjects(token) or motion in self.clauses.subjects(token)
                return voted or (strong and (body or tally.tells or doerless or self.voters.are_members(token)))
            case "votes":
                alone = strong and len(self.voters.bodies_in(self.doc.sentence_of(token))) == 1
                own = body or alone or self.voters.are_members(token)
                how = strong and self.voters.option(token, told.rule) is not None
                return own or (told.modality == "actual" and (tally.tells or how or self._says_how(token)))
            case "vetoes":
                return self._is_cast(token, strong)
            case "blocks":
                return strong and self._has_veto(token)
            case "ballots":
                return self._is_held(token, motion)
            case "moves":
                return any(one.lemma.lower() in ("vote", "referendum") for one in self.clauses.objects(token))
            case "options":
                return told.rule.option == "abstain" or strong

    def _says_how(self, token: Token) -> bool:
        """Whether a vote is for or against something that a pronoun names ("voted against it")."""
        doc = self.doc
        sides = {mark.text.lower() for one in doc.children(token) for mark in (one, *doc.children(one, "case"))}
        held = any(child.pos == "PRON" for word in ("for", "against") for child in self.clauses.governed(token, word))
        return held or bool(sides & {"yes", "no"}) or (bool(sides & {"against"}) and not self._has_noun(token))

    def _has_noun(self, token: Token) -> bool:
        return any(self.clauses.governed(token, word) for word in ("for", "against"))

    def _is_cast(self, token: Token, strong: bool) -> bool:
        if token.pos == "VERB":
            return strong or self._is_of_it(token)
        head = self.doc.head_of(token)
        links = {one.text.lower() for one in self.doc.children(token, "case")}
        return is_in("veto_verbs", head) or (bool(links & listed("veto_links")) and self.voters.own_veto(token))

    def _is_of_it(self, token: Token) -> bool:
        return any(one.pos == "PRON" for one in self.clauses.objects(token))

    def _has_veto(self, token: Token) -> bool:
        sentence = self.doc.sentence_of(token)
        return any(one.lemma.lower() in ("veto", "vetoes") for one in self.doc.tokens_of(sentence))

    def _is_held(self, token: Token, motion: Token | None) -> bool:
        """Whether a vote is held, planned or put; a referendum must be held on something told."""
        head = self.doc.head_of(token)
        if token.lemma.lower() == "referendum":
            on = bool(self.clauses.governed(token, "on")) or bool(self.doc.children(token, "acl"))
            return head.lemma.lower() in ("hold", "schedule", "call", "see") and on
        return is_in("vote_verbs", head) and (
            motion is not None or head.lemma.lower() in ("put", "hold", "postpone", "schedule")
        )

    def _is_presented(self, token: Token) -> bool:
        """Whether a motion is brought in as a new one: "a second draft"."""
        if token.lemma.lower() not in ("draft", "resolution", "motion", "bill", "amendment") or token.pos != "NOUN":
            return False
        articles = {child.text.lower() for child in self.doc.children(token, "det")}
        return bool(articles & {"a", "an", "another"}) and token.relation in ("nsubj", "nsubj:pass")

    def _starts(self, told: Sequence[Told], adopted: bool | None, tally: Tally, body: str | None) -> bool:
        own = [one for one in told if one.rule.kind != "options"]
        if not own:
            return False
        motion = any(one.motion is not None and not self.motions.is_vague(one.motion) for one in own)
        put = any(one.rule.kind in ("ballots", "moves") for one in own) and own[0].modality != "actual"
        held = any(one.rule.kind in ("ballots", "votes", "moves") for one in own)
        if any(one.rule.kind in ("vetoes", "blocks") for one in own) or put:
            return True
        if adopted is not None and (motion or body is not None or tally.tells):
            return True
        return (held and motion) or (tally.counts.yes is not None and (body is not None or motion))

    def _body(self, told: Sequence[Told], sentence: Sentence) -> str | None:
        found = next((body for one in told if (body := self.voters.body(one.token, one.motion)) is not None), None)
        near = self.voters.bodies_in(sentence)
        return found if found is not None or len(near) != 1 or not told else near[0]

    def _outcome(self, told: Sequence[Told]) -> bool | None:
        outcomes = [outcome for one in told if (outcome := self._outcome_of(one)) is not None]
        return False if False in outcomes else next(iter(outcomes), None)

    def _outcome_of(self, told: Told) -> bool | None:
        token, motion = told.token, told.motion
        if told.rule.kind == "votes":
            return self._outcome_of_vote(token, motion)
        if told.rule.kind == "decides" and is_denied(token, self.clauses):
            return False if told.rule.outcome else None
        return told.rule.outcome

    def _outcome_of_vote(self, token: Token, motion: Token | None) -> bool | None:
        """What a body as a whole voted for, it adopted; what its members did, the tally tells."""
        whole = any(is_in("bodies", one) and not is_in("members", one) for one in self.clauses.subjects(token))
        if any(child.text.lower() == "down" for child in self.doc.children(token)):
            return False
        if not whole or is_denied(token, self.clauses):
            return None
        if motion is not None and motion.pos == "VERB":
            return True
        sides = {
            mark.text.lower() for one in self.doc.children(token) for mark in (one, *self.doc.children(one, "case"))
        }
        if ("against" in sides) == ("for" in sides):
            return None
        return "for" in sides

    def _time(self, sentence: Sentence, trigger: Token) -> str | None:
        """The date nearest to the word that tells the vote, of those that date its clause."""
        dated = [
            (abs(span.start - trigger.start), time.id)
            for time in self.known.found.times
            if time.type in ("DATE", "TIME") and time.value is not None
            for span in time.evidence
            if sentence.start <= span.start < sentence.end and self._dates(span, trigger)
        ]
        return min(dated)[1] if dated else None

    def _dates(self, span: Span, trigger: Token) -> bool:
        """Whether a date is that of a word's clause, not of a noun ("the 2020 census") or a clause beside it."""
        doc = self.doc
        words = doc.tokens_in(span.start, span.end)
        if not words:
            return False
        clause = [trigger.index]
        for low, above in pairwise((trigger, *doc.ancestors(trigger))):
            if low.relation == "conj":
                break
            clause.append(above.index)
        top = next((one for one in words if doc.head_of(one) not in words or one.is_root), words[0])
        if top.relation in ("nummod", "compound"):
            return False  # "the Bridge Bill 2019"
        for one in (top, *doc.ancestors(top)):
            if one.index in clause:
                return True
            if (
                one not in words
                and one.pos in ("NOUN", "PROPN")
                and not is_in("motions", one)
                and not is_in("again", one)
            ):
                return not is_in("bodies", one) and one.lemma.lower() in ("favor", "favour", "abstention", "veto")
        return False

"""Who votes: the body, its voters and their ballots, those who veto and those who sponsor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.clauses import Clauses
from onrecord.extract.votes.words import VoteRule, is_in, listed, number_of, rule_of
from onrecord.language import Sentence, Token
from onrecord.record import Actor, Ballot, BallotOption

VOTING = ("country", "government", "person", "unnamed_official", "organization")
COLLECTIVE = ("organization", "government", "people", "country")
FOR, AGAINST = frozenset({"for", "yes", "favor", "favour", "aye"}), frozenset({"against", "no"})


@dataclass(frozen=True)
class Voters:
    """Looks up who votes among the actors of a report."""

    clauses: Clauses
    actors: tuple[Actor, ...]
    index: ActorIndex

    def body(self, token: Token, motion: Token | None) -> str | None:
        """The body that votes: the subject of the word that tells the vote, or where the vote is held."""
        return next((body.id for one in self._near(token, motion) if (body := self.body_at(one)) is not None), None)

    def body_at(self, head: Token) -> Actor | None:
        """The body that a noun names, or whose members it names."""
        owners = (*self.clauses.governed(head, "of"), *self.clauses.owners(head)) if is_in("members", head) else (head,)
        for one in owners:
            actor = self.index.at(one.start, one.end)
            if actor is not None and actor.kind in COLLECTIVE and self._is_body(actor, one):
                return actor
        return None

    def bodies_in(self, sentence: Sentence) -> tuple[str, ...]:
        """The bodies named in a sentence."""
        doc = self.clauses.doc
        nouns = (one for one in doc.tokens_of(sentence) if one.pos in ("NOUN", "PROPN"))
        found = (self.body_at(one) for one in nouns if not is_in("members", one))
        return tuple(dict.fromkeys(actor.id for actor in found if actor is not None))

    def are_members(self, token: Token) -> bool:
        """Whether those who vote are told to be members of a body."""
        return any(is_in("members", one) or is_in("bodies", one) for one in self.clauses.subjects(token))

    def ballots(self, told: Iterable[tuple[Token, VoteRule]]) -> Iterator[Ballot]:
        """Who voted how."""
        doc = self.clauses.doc
        for token, rule in told:
            option = self.option(token, rule)
            for head in self._heads(token) if option is not None else ():
                if doc.children(head, "nummod"):
                    continue  # "two members" are counted, not named
                actor = self._voter_at(head)
                if actor is not None and option is not None:
                    yield Ballot(actor, option)

    def vetoers(self, token: Token) -> Iterator[str]:
        """Those said to veto with this verb or noun."""
        for head in self._vetoing(token):
            actor = self._voter_at(head)
            if actor is not None:
                yield actor

    def own_veto(self, noun: Token) -> bool:
        """Whether a veto is told to be somebody's ("a Kenyan veto", "a veto by Kenya")."""
        return any(self._voter_at(one) is not None for one in self._owners(noun))

    def unnamed_vetoers(self, token: Token) -> int | None:
        """How many are said to veto without being named ("two of its members cast their vetoes")."""
        if any(True for _ in self.vetoers(token)):
            return None
        heads = [*self._vetoing(token)]
        counted = [child for head in heads for child in (head, *self.clauses.doc.children(head, "nummod"))]
        return next((number for one in counted if (number := _small(one)) is not None), None)

    def sponsors(self, tokens: Iterable[Token]) -> Iterator[str]:
        """Those who brought a motion in."""
        for token in tokens:
            for head in self._sponsoring(token):
                actor = self.index.at(head.start, head.end)
                if actor is not None and actor.kind in VOTING and not self._is_body(actor, head) and actor.named:
                    yield actor.id

    def _near(self, token: Token, motion: Token | None) -> Iterator[Token]:
        doc, clauses = self.clauses.doc, self.clauses
        if token.pos == "VERB":
            yield from clauses.subjects(token)
        for above in doc.ancestors(token):
            if above.pos in ("VERB", "AUX"):
                yield from clauses.subjects(above)
        for word in ("in", "by", "at"):
            yield from clauses.governed(token, word)
        if motion is not None:
            yield from (*clauses.owners(motion), *clauses.governed(motion, "of"), *clauses.governed(motion, "in"))
        yield from clauses.owners(token)

    def _is_body(self, actor: Actor, head: Token) -> bool:
        words = {head.lemma.lower(), *actor.name.lower().split()}
        words |= {child.lemma.lower() for child in self.clauses.doc.children(head, "compound")}
        return actor.kind != "person" and bool(words & listed("bodies"))

    def option(self, token: Token, rule: VoteRule) -> BallotOption | None:
        """How a verb says that its subjects voted."""
        if rule.kind != "votes":
            return rule.option
        doc = self.clauses.doc
        words = {one.text.lower() for child in doc.children(token) for one in (child, *doc.children(child, "case"))}
        yes, no = bool(words & FOR), bool(words & AGAINST)
        if yes == no:
            return None
        return "yes" if yes else "no"

    def _heads(self, token: Token) -> tuple[Token, ...]:
        return self.clauses.subjects(token) if token.pos == "VERB" else self.clauses.governed(token, "by")

    def _vetoing(self, token: Token) -> Sequence[Token]:
        clauses = self.clauses
        verb = token if token.pos == "VERB" else clauses.doc.head_of(token)
        heads = [*clauses.subjects(verb)] if verb.pos == "VERB" else []
        heads = [low for one in heads for low in (self._meant(one, verb))]
        if token.pos == "NOUN":
            named = [one for one in self._owners(token) if self._voter_at(one) is not None]
            return named or heads
        return heads

    def _owners(self, noun: Token) -> tuple[Token, ...]:
        clauses = self.clauses
        told = [low for word in ("by", "from", "of") for low in clauses.governed(noun, word)]
        beside = clauses.doc.children(noun, "nmod:poss", "compound", "amod")
        return (*told, *(one for one in beside if one.pos != "PRON"))

    def _meant(self, head: Token, verb: Token) -> tuple[Token, ...]:
        """A subject, or for a pronoun the subject of the clause above ("X stood alone when it vetoed")."""
        if head.text.lower() != "it" or self.index.at(head.start, head.end) is not None:
            return (head,)
        return self.clauses.subjects(self.clauses.doc.head_of(verb)) if verb.relation == "advcl" else ()

    def _voter_at(self, head: Token) -> str | None:
        actor = self.index.at(head.start, head.end)
        if actor is None or actor.kind not in VOTING or self._is_body(actor, head) or is_in("motions", head):
            return None
        return self._country_of(actor).id if actor.kind == "country" or actor.named or self._speaks(actor) else None

    def _country_of(self, actor: Actor) -> Actor:
        """A state's envoy votes for the state, where the report has it as an actor."""
        if actor.country is None or not (actor.kind == "government" or self._speaks(actor)):
            return actor
        states = (one for one in self.actors if one.kind == "country" and one.country == actor.country)
        return next(states, actor)

    def _speaks(self, actor: Actor) -> bool:
        return any(word in listed("envoys") for role in actor.roles for word in role.title.lower().split())

    def _sponsoring(self, token: Token) -> tuple[Token, ...]:
        clauses = self.clauses
        if token.pos == "NOUN" and is_in("tabled", token):
            found = (*clauses.doc.children(token, "nmod:poss"), *self._by_country(token))
            return tuple(one for one in found if one.pos != "PRON")
        if token.pos != "VERB" or not is_in("sponsoring", token) or rule_of(token) is not None:
            return ()
        heads = clauses.objects(token)
        return clauses.subjects(token) if any(is_in("motions", one) for one in heads) else ()

    def _by_country(self, motion: Token) -> Iterator[Token]:
        """The country that a draft is told to be of ("a British draft", "the draft of Kenya")."""
        doc = self.clauses.doc
        if not is_in("tabled", motion):
            return
        for one in (
            *doc.children(motion, "compound", "amod"),
            *self.clauses.governed(motion, "by"),
            *self.clauses.governed(motion, "of"),
        ):
            actor = self.index.at(one.start, one.end)
            if actor is not None and actor.kind == "country":
                yield one


def _small(token: Token) -> int | None:
    return number_of(token.text) if token.pos == "NUM" else None

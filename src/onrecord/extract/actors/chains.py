"""Mentions that are one actor, gathered while they are linked."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate
from onrecord.extract.actors.words import Gender
from onrecord.language import AnnotatedDocument
from onrecord.record import ActorKind


class Chain:
    """The mentions of one actor and the rules that joined them."""

    def __init__(self, doc: AnnotatedDocument) -> None:
        self._doc = doc
        self.mentions: list[Candidate] = []
        self.rules: list[str] = []

    @property
    def kind(self) -> ActorKind:
        """The kind that the best-known mention gives."""
        named = [one.kind for one in self.mentions if one.level == "name"]
        kinds = [one.kind for one in self.mentions]
        if "armed_group" in kinds:
            return "armed_group"
        return (named or kinds)[0]

    @property
    def is_named(self) -> bool:
        """Whether a mention is a name."""
        return any(one.level == "name" for one in self.mentions)

    @property
    def is_plural(self) -> bool:
        """Whether the actor is many."""
        return any(one.plural for one in self.mentions)

    @property
    def gender(self) -> Gender | None:
        """The pronoun that goes with the actor, where a title, a noun or a pronoun linked before tells."""
        return next((one.gender for one in self.mentions if one.gender), None)

    @property
    def nouns(self) -> frozenset[str]:
        """The nouns by which the actor is called."""
        return frozenset(one.noun for one in self.mentions if one.noun)

    @property
    def affiliations(self) -> frozenset[str]:
        """What the actor is said to belong to, as worded."""
        roles = {role.of for one in self.mentions for role in one.roles if role.of}
        return frozenset(roles | {one.affiliation for one in self.mentions if one.affiliation})

    def last_sentence(self, before: int) -> int:
        """The number of the last sentence that mentions the actor before a token; -1 where none does."""
        known = [one.head for one in self.mentions if one.first < before]
        return self._doc.sentence_of(self._doc.tokens[max(known)]).index if known else -1


class Chains:
    """All chains of a report, found by identity or by the head token of a mention."""

    def __init__(self, doc: AnnotatedDocument) -> None:
        self.doc = doc
        self.all: list[Chain] = []
        self._by_identity: dict[str, Chain] = {}
        self._by_head: dict[int, Chain] = {}
        self._names_by_first: dict[int, Candidate] = {}

    def add(self, candidate: Candidate, chain: Chain | None, rule: str | None) -> Chain:
        """Add a mention to a chain, or to a new one where None is given; the chain."""
        if chain is None:
            chain = Chain(self.doc)
            self.all.append(chain)
            if candidate.identity is not None:
                self._by_identity.setdefault(candidate.identity, chain)
        chain.mentions.append(candidate)
        if rule is not None:
            chain.rules.append(rule)
        self._by_head[candidate.head] = chain
        if candidate.level == "name":
            self._names_by_first[candidate.first] = candidate
        return chain

    def name_starting(self, token: int) -> Candidate | None:
        """The name that starts with this token."""
        return self._names_by_first.get(token)

    def join(self, chain: Chain, into: Chain, rule: str) -> None:
        """Move the mentions of one chain into another."""
        self.all.remove(chain)
        for candidate in chain.mentions:
            self.add(candidate, into, rule)
        self._by_identity.update({known: into for known, one in self._by_identity.items() if one is chain})

    def remove(self, candidate: Candidate, chain: Chain) -> None:
        """Take a mention back from its chain."""
        chain.mentions.remove(candidate)
        del self._by_head[candidate.head]

    def alias(self, identity: str | None, candidate: Candidate) -> None:
        """Let a chain be found under another identity too."""
        if identity is not None:
            self._by_identity.setdefault(identity, self._by_head[candidate.head])

    def with_identity(self, identity: str | None) -> Chain | None:
        """The chain of this identity."""
        return None if identity is None else self._by_identity.get(identity)

    def at_head(self, token: int) -> Chain | None:
        """The chain of the mention that this token heads."""
        return self._by_head.get(token)

    def of_kinds(self, *kinds: ActorKind) -> Iterator[Chain]:
        """Chains of these kinds."""
        return (chain for chain in self.all if chain.kind in kinds)

    def names_of_persons(self) -> Iterator[Candidate]:
        """Every mention of a person by name."""
        return (one for chain in self.of_kinds("person") for one in chain.mentions if one.level == "name")

    def before(self, token: int) -> Iterator[Chain]:
        """Chains with a mention that ends before a token."""
        return (chain for chain in self.all if any(one.last <= token for one in chain.mentions))

    def country_names(self) -> frozenset[str]:
        """The names of countries that no table knows."""
        named = (one for chain in self.of_kinds("country") for one in chain.mentions if one.country is None)
        return frozenset(one.name for one in named if one.name)

"""Slots of clauses, told by UD relations, and the actors who fill them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.negotiations.words import table
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Place
from onrecord.text import Span

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
BOTH = frozenset({"both", "two"})
POWERS = frozenset({"country", "government", "armed_group", "organization"})
PLACING = frozenset({"in", "at", "near", "into", "inside", "across", "over", "outside"})
ACTING = frozenset({"nsubj", "obj", "iobj", "obl", "nmod:poss", "conj", "nmod"})
WITH = ("with", "between", "among", "amongst", "involving")
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Grammar:
    """The clauses of a document and the actors in them."""

    doc: AnnotatedDocument
    actors: ActorIndex
    places: tuple[Place, ...]

    def subjects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """The heads of the doers of a verb; of a clause without its own, those of the clause above."""
        if self.is_passive(verb):
            return self.governed(verb, "by")
        own = self.doc.children(verb, "nsubj")
        if own:
            return self.coordinated(self._antecedent(one) for one in own)
        return self._borrowed(verb, depth) if depth < 4 else ()

    def participants(self, verb: Token) -> tuple[Token, ...]:
        """Who takes part in what a verb tells: its subject, in the passive too ("are involved in talks")."""
        if not self.is_passive(verb):
            return self.subjects(verb)
        own = self.doc.children(verb, "nsubj:pass")
        return self.coordinated(self._antecedent(one) for one in own) if own else self._borrowed(verb, 0)

    def objects(self, verb: Token) -> tuple[Token, ...]:
        """The heads of those to whom or to which it is done."""
        if self.is_passive(verb):
            own = self.doc.children(verb, "nsubj:pass")
            if not own and verb.relation in ("acl", "amod", "acl:relcl"):
                own = (self.doc.head_of(verb),)
            return self.coordinated(self._antecedent(one) for one in own)
        return self.coordinated(self.doc.children(verb, "obj", "iobj"))

    def governed(self, head: Token, *prepositions: str) -> tuple[Token, ...]:
        """What these prepositions below a head govern, with what is coordinated with it."""
        low = self.doc.children(head, "obl", "nmod", "advcl", "acl", "iobj")
        return self.coordinated(one for one in low if self.prepositions_of(one) & set(prepositions))

    def prepositions_of(self, token: Token) -> frozenset[str]:
        """The prepositions before a noun, each also with the words fixed to it ("ahead of")."""
        marks = self.doc.children(token, "case", "mark")
        return frozenset(mark.text.lower() for mark in marks)

    def owners(self, noun: Token) -> tuple[Token, ...]:
        """Possessors and modifiers of a noun."""
        return self.coordinated(self.doc.children(noun, "nmod:poss", "compound", "amod"))

    def coordinated(self, heads: Iterable[Token]) -> tuple[Token, ...]:
        """The heads and the nouns coordinated with them."""
        found: dict[int, Token] = {}
        for head in heads:
            found[head.index] = head
            found.update({one.index: one for one in self.doc.children(head, "conj") if one.pos in NOMINAL})
        return tuple(found.values())

    def is_passive(self, verb: Token) -> bool:
        """Whether the verb's subject is its object by role."""
        if self.doc.children(verb, "nsubj:pass", "aux:pass"):
            return True
        bare = not self.doc.children(verb, "nsubj", "aux", "obj")
        return verb.tag == "VBN" and bare and verb.relation in ("acl", "amod", "advcl")

    def parties_of(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """The actors whom these heads name, each once, in order."""
        return tuple(dict.fromkeys(one for head in heads for one in self._named(head)))

    def _named(self, head: Token) -> tuple[str, ...]:
        """The actor at a head; of a delegation or a side, those for whom it sits there."""
        below = self.governed(head, "of", "from", "for") + self.owners(head)
        members = self.parties_of(self.governed(head, "of", "from")) if head.tag == "NNS" else ()
        if len(members) > 1:
            return members
        seated = head.lemma.lower() in table("parties", "nouns")
        represented = (self.parties_of(below) if seated else ()) or self._pair(head)
        if represented:
            return represented
        actor = self._actor_at(head)
        if actor is not None:
            return (actor,)
        return self._speaker(head) if head.pos == "PRON" else self._owners_named(head)

    def is_organization(self, head: Token) -> bool:
        """Whether an organization stands at a head."""
        actor = self.actors.at(head.start, head.end)
        return actor is not None and actor.kind == "organization"

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Whom a pronoun stands for in what somebody says: the speaker ("the union says that it will ...")."""
        clause = self.clause_of(pronoun)
        above = self.doc.head_of(clause)
        if clause.relation == "acl" and above.pos == "NOUN":
            above = self.doc.head_of(above)
        if clause.relation not in ("ccomp", "acl") or above.pos != "VERB" or pronoun.text.lower() not in OWN:
            return ()
        return self.parties_of(one for one in self.subjects(above) if one.pos != "PRON")

    def _actor_at(self, head: Token) -> str | None:
        """The actor at a head, or the one who bears the name of the place that stands there."""
        actor = self.actors.at(head.start, head.end)
        if actor is not None:
            return actor.id
        if head.pos == "PRON":
            return None
        placed = (span.text.lower() for one in self.places for span in one.evidence if _holds(span, head))
        named = (*placed, head.text.lower()) if head.pos == "PROPN" else placed
        return next((self._by_name[name] for name in named if name in self._by_name), None)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        named = ((mention, one) for one in reversed(self.actors.actors) for mention in one.mentions if one.named)
        return {mention.text.lower(): one.id for mention, one in named if mention.level == "name"}

    def _pair(self, head: Token) -> tuple[str, ...]:
        """The two whom "both sides" or "the two governments" stands for: those last named side by side."""
        low = {one.text.lower() for one in self.doc.children(head, "det", "nummod", "amod", "cc:preconj")}
        if head.tag != "NNS" or not low & BOTH:
            return ()
        before = (two for at, two in self._pairs if at < head.index)
        return next(before, ()) or self.two_powers(head) or self.two_powers(head, placed=True)

    def two_powers(self, token: Token, *, placed: bool = False) -> tuple[str, ...]:
        """The only two powers named in a sentence before a token, else after it, else in the two sentences before."""
        here = self.doc.sentence_of(token)
        before = [self.doc.sentences[at] for at in (here.index - 1, here.index - 2) if at >= 0]
        own = self._powers_in(here.first, token.index, placed) or self._powers_in(token.index, here.last, placed)
        found = self._apart(own)
        if len(found) == 1:
            return ()
        for sentence in before:
            if len(found) < 2:
                found = self._apart((*found, *self._powers_in(sentence.first, sentence.last, placed)))
        return found if len(found) == 2 else ()

    def pair_before(self, token: Token) -> tuple[str, ...]:
        """The two coordinated as doers before a token: "the union and the board did not agree, but talks continue"."""
        here = self.doc.sentence_of(token)
        some = (one for one in self.doc.tokens[here.first : token.index] if one.relation.partition(":")[0] == "nsubj")
        pairs = (self.parties_of(self.coordinated((one,))) for one in some if self.doc.children(one, "conj"))
        return next((two for two in pairs if len(two) == 2 and not set(two) <= self._crowds), ())

    def _powers_in(self, first: int, last: int, placed: bool) -> tuple[str, ...]:
        some = (self._actor_at(one) for one in self.doc.tokens[first:last] if self._may_act(one, placed))
        return tuple(dict.fromkeys(one for one in some if one is not None and one in self._sovereign))

    def _apart(self, found: Iterable[str]) -> tuple[str, ...]:
        """These powers, one for each country: a parliament and its country are not two."""
        return tuple({self._sovereign[one] or one: one for one in found}.values())

    def _is_town(self, token: Token) -> bool:
        """Whether a name is that of a town, which is where talks are held rather than who holds them."""
        return any(
            (one.feature or "").startswith("PPL") and any(_holds(span, token) for span in one.evidence)
            for one in self.places
        )

    def _may_act(self, token: Token, placed: bool) -> bool:
        """Whether a name stands as one who does or is done to, not as a place or a part of another name."""
        relation = token.relation
        if token.pos == "ADJ" or relation == "amod":
            return relation == "amod"
        if relation == "nmod" and self.doc.head_of(token).relation in ("compound", "appos"):
            return False
        if self._is_town(token):
            return False
        away = self.prepositions_of(token) & PLACING
        return token.pos in ("PROPN", "NOUN") and (placed or not away) and relation.removesuffix(":pass") in ACTING

    @cached_property
    def _pairs(self) -> tuple[tuple[int, tuple[str, str]], ...]:
        """Two named powers coordinated in the text, with where: those named after "between" first, then the last."""
        found: list[tuple[bool, int, tuple[str, str]]] = []
        for token in self.doc.tokens:
            if token.pos == "PROPN" and token.relation == "conj":
                some = (self._actor_at(one) for one in (self.doc.head_of(token), token))
                ids = [one for one in some if one is not None and one in self._powers]
                if len(ids) == 2 and ids[0] != ids[1]:
                    between = "between" in self.prepositions_of(self.doc.head_of(token))
                    found.append((between, token.index, (ids[0], ids[1])))
        return tuple((at, two) for _, at, two in sorted(found, reverse=True))

    @cached_property
    def _powers(self) -> frozenset[str | None]:
        return frozenset(one.id for one in self.actors.actors if one.named and one.kind in POWERS)

    @cached_property
    def _crowds(self) -> frozenset[str]:
        """Groups of people without a name, who may as well stand on one side ("teachers and civil servants")."""
        return frozenset(one.id for one in self.actors.actors if not one.named and one.kind == "people")

    @cached_property
    def _sovereign(self) -> dict[str, str | None]:
        """The powers that deal with others in their own right, with the country of those that have one."""
        found: dict[str, str | None] = {}
        for one in self.actors.actors:
            if not one.named or one.kind not in POWERS:
                continue
            if one.kind == "armed_group":
                found[one.id] = None
            elif one.country is not None or one.kind != "organization":
                found[one.id] = one.country
        return found

    def _owners_named(self, head: Token) -> tuple[str, ...]:
        found = (self._actor_at(one) for one in self.owners(head))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _antecedent(self, head: Token) -> Token:
        if head.text.lower() not in RELATIVE:
            return head
        above = (one for one in self.doc.ancestors(head) if one.relation == "acl:relcl")
        clause = next(above, None)
        return self.doc.head_of(clause) if clause is not None else head

    def _borrowed(self, verb: Token, depth: int) -> tuple[Token, ...]:
        head = self.doc.head_of(verb)
        if verb.is_root:
            return ()
        if head.pos in ("VERB", "AUX"):
            controlled = self.objects(head) if verb.relation in ("xcomp", "ccomp") and depth < 4 else ()
            return controlled or self._any_subjects(head, depth + 1)
        if verb.relation in ("acl", "acl:relcl"):
            return self._holders(head, verb, depth)
        return self._any_subjects(self._predicate(head), depth + 1) if head.pos == "ADJ" else ()

    def _holders(self, noun: Token, verb: Token, depth: int) -> tuple[Token, ...]:
        """Who does what a noun announces ("plans to meet"): its owner, else the subject of the verb that holds it."""
        if verb.tag in ("VBG", "VBN"):
            return self.coordinated((noun,))
        possessors = self.coordinated(self.doc.children(noun, "nmod:poss"))
        above = self.doc.head_of(noun)
        return possessors or (self._any_subjects(above, depth + 1) if above.pos in ("VERB", "AUX") else ())

    def _any_subjects(self, verb: Token, depth: int) -> tuple[Token, ...]:
        return self.objects(verb) if self.is_passive(verb) else self.subjects(verb, depth)

    def _predicate(self, adjective: Token) -> Token:
        return self.doc.head_of(adjective) if adjective.relation == "comp:pred" else adjective

    def clause_of(self, token: Token) -> Token:
        """The verb that heads the clause in which a token stands, or the token where none does."""
        return next((one for one in self.up(token) if one.pos in ("VERB", "AUX") and one.relation != "amod"), token)

    def up(self, token: Token) -> Iterator[Token]:
        """The token and those above it."""
        yield token
        yield from self.doc.ancestors(token)


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.start and token.end <= span.end

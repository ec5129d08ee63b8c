"""Who stands in which slot of a clause: subjects, objects and what a preposition governs, told by UD relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.extract.siding import is_sided
from onrecord.extract.word_classes import words_of
from onrecord.language import FINITE, AnnotatedDocument, Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
AUXILIARIES = ("aux", "aux:pass")
# Governors whose object does what their infinitive says ("ordered troops to leave"); others lend their subject.
OBJECT_CONTROL = "@object_control"
# Governors whose object did what "for" or "of" opens.
BLAMING = "@blaming"
# Governors whose object is to do what "to" opens ("deported him to face trial").
SENT = "@sent"
# What an attack does to people.
HARMING = frozenset({"kill", "injure", "wound", "maim", "slay"})


@dataclass(frozen=True)
class Clauses:
    """The slots of the clauses of a document."""

    doc: AnnotatedDocument

    def is_passive(self, verb: Token) -> bool:
        """Whether the verb's subject is its object by role."""
        if verb.tag not in ("VBN", "VBD"):
            return False
        if self.doc.children(verb, "nsubj:pass", "aux:pass"):
            return True
        if self.doc.children(verb, "nsubj", "aux", "obj"):
            return False
        if verb.relation == "acl" and verb.tag in ("VBN", "VBD"):
            return True
        if verb.relation == "conj" and verb.tag == "VBN":
            return self.is_passive(self.doc.head_of(verb))
        return verb.tag == "VBN" and verb.relation in ("advcl", "xcomp", "ccomp", "root", "amod")

    def subjects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """The heads of the doers of a verb, conjuncts included."""
        if self.is_passive(verb):
            return self.governed(verb, "by")
        own = self.doc.children(verb, "nsubj")
        if own:
            return self._resolved(own)
        finite = verb.relation == "ccomp" and verb.tag in FINITE
        return self._borrowed(verb, depth) if depth < 4 and not finite else ()

    def objects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """The heads of those to whom it is done."""
        if not self.is_passive(verb):
            own = self._resolved(self.doc.children(verb, "obj"))
            return own or self._controlled(verb) or self._relative_object(verb)
        own = self.doc.children(verb, "nsubj:pass")
        if own:
            return self._resolved(own)
        head = self.doc.head_of(verb)
        if verb.relation in ("acl", "amod"):
            return self._with_conjuncts((head,))
        if verb.relation == "conj" and depth < 4:
            return self.objects(head, depth + 1) if self.is_passive(head) else ()
        if verb.relation not in ("advcl", "xcomp") or depth > 3:
            return ()
        # "was watched after being released": the one who was released is the one who was watched.
        return self.objects(head, depth + 1) if self.is_passive(head) else self.subjects(head, depth + 1)

    def governed(self, head: Token, preposition: str) -> tuple[Token, ...]:
        """What a preposition below this head governs, conjuncts included."""
        found = [
            child
            for child in self.doc.children(head, "obl", "nmod", "advcl", "acl", "iobj", "obj")
            if any(mark.text.lower() == preposition for mark in self.doc.children(child, "case", "mark"))
        ]
        return self._with_conjuncts(found)

    def complements(self, head: Token) -> tuple[Token, ...]:
        """The clauses that complete a verb or noun: what is demanded, promised or refused."""
        some = self.doc.children(head, "xcomp", "ccomp")
        for predicate in self.doc.children(head, "comp:pred"):
            some += self.doc.children(predicate, "xcomp", "ccomp")
        if head.pos in ("NOUN", "PROPN"):
            some += tuple(child for child in self.doc.children(head, "acl") if child.relation == "acl")
        return some

    def owners(self, noun: Token) -> tuple[Token, ...]:
        """Possessors and modifiers of a noun: "the Kestovian raid", "the union's strike", not "pro-Kestovian"."""
        some = self.doc.children(noun, "nmod:poss", "compound", "amod")
        some = tuple(one for one in some if not is_sided(self.doc, one.index))
        return self._with_conjuncts(some)

    def expanded(self, heads: Iterable[Token]) -> tuple[Token, ...]:
        """The heads and what is coordinated with them."""
        return self._with_conjuncts(heads)

    def _resolved(self, heads: Iterable[Token]) -> tuple[Token, ...]:
        return self._with_conjuncts(self.antecedent(head) for head in heads)

    def antecedent(self, head: Token) -> Token:
        """A relative pronoun's noun; any other head itself."""
        if head.text.lower() not in RELATIVE or head.tag not in ("WDT", "WP", "WP$"):
            return head
        for above in self.doc.ancestors(head):
            if above.relation == "acl:relcl":
                return self._meant(self.doc.head_of(above))
        return head

    def _meant(self, noun: Token) -> Token:
        """Whom "the ones" are said to be ("troops were the ones who fired"); any other noun itself."""
        be = self.doc.head_of(noun)
        if noun.text.lower() not in ("one", "ones", "those") or noun.relation != "comp:pred" or be.lemma != "be":
            return noun
        return next((one for one in self.doc.children(be, "nsubj") if one.tag != "EX"), noun)

    def _controlled(self, verb: Token) -> tuple[Token, ...]:
        """Those who are made to do what follows, where the parse has them as its subject ("urged them to go")."""
        if verb.lemma not in words_of(OBJECT_CONTROL):
            return ()
        below = [
            clause
            for clause in self.doc.children(verb, "xcomp", "ccomp")
            if any(mark.text.lower() == "to" for mark in self.doc.children(clause, "mark"))
        ]
        return self._with_conjuncts(one for clause in below for one in self.doc.children(clause, "nsubj", "nsubj:pass"))

    def _relative_object(self, verb: Token) -> tuple[Token, ...]:
        """The noun of a relative clause without a pronoun ("the town they shelled")."""
        bare = verb.relation == "acl:relcl" and not any(
            child.tag in ("WDT", "WP") for child in self.doc.subtree(verb) if child.index < verb.index
        )
        return self._with_conjuncts((self.doc.head_of(verb),)) if bare and self.doc.children(verb, "nsubj") else ()

    def _borrowed(self, verb: Token, depth: int) -> tuple[Token, ...]:
        """The doers of a clause without a subject, from the clause above."""
        head = self.doc.head_of(verb)
        match verb.relation:
            case "acl" if head.lemma.lower() in words_of("@messages") and head.relation == "obj":
                return self.governed(head, "by") or self._all_subjects(self.doc.head_of(head), depth + 1)
            case "acl" if self._is_outcome(verb, head):
                return self._all_subjects(finite_clause(self.doc, head), depth + 1)
            case "acl" if head.pos in ("NOUN", "PROPN", "PRON"):
                return self._with_conjuncts((head,)) if verb.tag == "VBG" else self.owners(head)
            case "acl:relcl":
                return self._with_conjuncts((head,))
            case "xcomp" | "ccomp":
                controlled = self.objects(head) if head.lemma in words_of(OBJECT_CONTROL) else ()
                return controlled or self._all_subjects(head, depth + 1)
            case "advcl" if self._is_blamed(verb, head):
                return self.objects(head)
            case "advcl":
                return self._all_subjects(head, depth + 1)
            case "conj" if head.relation == "acl" and self.is_passive(head):
                # "killed a woman named Ada and injured three" goes on from the clause, not from the noun.
                above = finite_clause(self.doc, self.doc.head_of(head))
                return self._all_subjects(above if above.pos in ("VERB", "AUX") else head, depth + 1)
            case "conj" if head.pos in ("VERB", "AUX"):
                return self._all_subjects(head, depth + 1)
            case _:
                return ()

    def _is_outcome(self, verb: Token, noun: Token) -> bool:
        """Whether a participle behind a thing tells what came of the clause ("attacked a station killing four")."""
        somebody = any(
            noun.lemma.lower() in words_of(kind) for kind in ("@people", "@military", "@policing", "@person")
        )
        harms = verb.tag == "VBG" and verb.lemma.lower() in HARMING
        return harms and noun.relation in ("obj", "obl", "nmod") and noun.pos == "NOUN" and not somebody

    def _is_blamed(self, verb: Token, head: Token) -> bool:
        """Whether a clause says what the object above did ("arrested him for stealing", "accused them of lying")."""
        marks = {mark.text.lower() for mark in self.doc.children(verb, "mark")}
        lemma = head.lemma.lower()
        return (lemma in words_of(BLAMING) and bool(marks & {"for", "of"})) or (
            lemma in words_of(SENT) and "to" in marks
        )

    def _all_subjects(self, verb: Token, depth: int) -> tuple[Token, ...]:
        if verb.relation == "comp:pred":
            return self._all_subjects(self.doc.head_of(verb), depth + 1)
        if self.is_passive(verb):
            return self.objects(verb, depth)
        return self.subjects(verb, depth) if verb.pos in ("VERB", "AUX") else ()

    def _with_conjuncts(self, heads: Iterable[Token]) -> tuple[Token, ...]:
        found: dict[int, Token] = {}
        for head in heads:
            found[head.index] = head
            for other in self.doc.children(head, "conj"):
                if other.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"):
                    found[other.index] = other
        return tuple(found.values())


def of_a_noun(doc: AnnotatedDocument, token: Token, beside: Token) -> bool:
    """Whether a token stands in a clause about a noun in which the other does not: "measures imposed on Monday"."""
    shared = {beside.index, *(one.index for one in doc.ancestors(beside))}
    return any(
        one.relation in ("acl", "acl:relcl") and one.pos in ("VERB", "AUX") and one.index not in shared
        for one in _self_and_above(doc, token)
    )


def is_infinitive(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a verb stands behind "to"."""
    return any(mark.tag == "TO" for mark in doc.children(verb, "mark"))


def is_insisted_fact(doc: AnnotatedDocument, clause: Token) -> bool:
    """Whether a clause tells what is insisted to be so ("insisted that it was safe"), not what is insisted on."""
    finite = (clause, *doc.children(clause, "aux", "aux:pass"))
    told = any(one.tag in ("VBD", "VBZ") for one in finite) and not any(one.tag == "MD" for one in finite)
    return told and clause.relation == "ccomp" and doc.head_of(clause).lemma.lower() == "insist"


def finite_clause(doc: AnnotatedDocument, token: Token) -> Token:
    """The verb that heads the clause in which a token stands."""
    return next((above for above in _self_and_above(doc, token) if heads_clause(above)), token)


def heads_clause(token: Token) -> bool:
    """Whether a token is the verb of a clause: no auxiliary, and no participle before a noun."""
    return token.pos in ("VERB", "AUX") and token.relation not in ("amod", "compound", *AUXILIARIES)


def _self_and_above(doc: AnnotatedDocument, token: Token) -> Iterator[Token]:
    yield token
    yield from doc.ancestors(token)

"""What a quantity counts: its phrase in the parse, the noun, its span and unit."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.figures.quantities import Quantity
from onrecord.extract.figures.triggers import animals, found_in, held_nouns, lemma, people, states
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span

MODIFIES = ("nummod", "amod", "det", "compound", "advmod", "det:predet", "nmod", "advmod:neg")
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB")
LEFT_OF_NOUN = ("amod", "compound", "nmod", "flat", "nmod:poss", "punct", "advmod")
PERSONAL_PRONOUNS = frozenset(
    {"them", "us", "you", "whom", "they", "we", "who", "those", "these", "which", "ours", "theirs", "mine"}
)
SCOPE_WORDS = frozenset({"more", "other", "additional", "another", "further"})
HOUSEHOLDS = frozenset({"family", "household"})
UNNAMED = SCOPE_WORDS | {"others"}
# A longer "of" phrase says more than what is counted.
LONGEST_TAIL = 7


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group: the token that stands for it in its clause, the noun, and the numbers' last token."""

    head: Token
    noun: Token | None
    number: Token
    partitive: bool = False
    peoples: bool = False

    @property
    def of_people(self) -> bool:
        """Whether the noun is one for people: of a person, a pronoun for persons, or of a people."""
        return self.peoples or is_person(self.noun)

    @property
    def of_pronoun(self) -> bool:
        """Whether it is so many "of them"."""
        return self.partitive and self.noun is not None and self.noun.text.lower() in PERSONAL_PRONOUNS


def group_of(doc: AnnotatedDocument, quantity: Quantity) -> Group | None:
    """The group that a quantity counts."""
    inside = overlapping(doc, quantity.core_start, quantity.core_end)
    if not inside:
        return None
    numbers = {token.index for token in inside}
    outer = [token for token in inside if token.is_root or token.head not in numbers]
    top = outer[-1] if outer else inside[-1]
    head = doc.head_of(top)
    if top.relation == "nsubj" and head.relation == "amod" and head.head > head.index:
        # "Thirty suspected smugglers": the participle took the number for its subject.
        return Group(doc.head_of(head), doc.head_of(head), inside[-1])
    if not top.is_root and _modifies(top, head):
        if quantity.unit is not None or lemma(head) in ("number", "total"):
            return _group_of_bare(doc, head, inside[-1])
        while head.head > head.index and (head.relation == "compound" or _is_scope(head)):
            if head.relation not in ("compound", "amod", "nummod"):
                return Group(head, None, inside[-1])
            head = doc.head_of(head)
        if _is_scope(head):
            return Group(head, None, inside[-1])
        head = _last_of_compound(doc, head)
        return Group(head, head, inside[-1], peoples=_is_people_name(doc, head))
    beside = _noun_beside(doc, inside[-1]) if quantity.form in ("range", "vague") and quantity.unit is None else None
    return Group(beside, beside, inside[-1]) if beside is not None else _group_of_bare(doc, top, inside[-1])


def _last_of_compound(doc: AnnotatedDocument, noun: Token) -> Token:
    """The noun behind a hyphen, which parsers cut off: "co-authors"."""
    index = noun.index + 2
    if index < len(doc.tokens) and doc.tokens[index - 1].text == "-" and doc.tokens[index].start == noun.end + 1:
        return doc.tokens[index] if doc.tokens[index].pos == "NOUN" else noun
    return noun


def _is_people_name(doc: AnnotatedDocument, noun: Token) -> bool:
    return noun.tag == "NNPS" and any(name.label == "NORP" and name.last == noun.index + 1 for name in doc.names)


def _noun_beside(doc: AnnotatedDocument, number: Token) -> Token | None:
    """The plural noun whose phrase begins right behind the number, where the parse does not join them."""
    if number.index + 1 >= len(doc.tokens):
        return None
    token = doc.tokens[number.index + 1]
    while token.relation in ("amod", "compound") and token.head > token.index:
        token = doc.head_of(token)
    return token if token.tag in ("NNS", "NNPS") else None


def overlapping(doc: AnnotatedDocument, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that share a character with this stretch."""
    near = doc.tokens_in(max(0, start - 40), min(len(doc.text), end + 40))
    return tuple(token for token in near if token.start < end and start < token.end)


def _modifies(top: Token, head: Token) -> bool:
    if head.index < top.index or top.relation not in MODIFIES:
        return False
    return head.pos in NOMINAL and not (head.pos == "VERB" and top.relation in ("advmod", "nmod"))


def _group_of_bare(doc: AnnotatedDocument, top: Token, number: Token) -> Group:
    """ "dozens of people", "19 of them", "47": what is counted stands in an "of" phrase or nowhere."""
    for child in doc.children(top, "nmod", "obl"):
        cases = doc.children(child, "case")
        if child.index > top.index and any(lemma(case) == "of" for case in cases):
            definite = child.pos == "PRON" or bool(doc.children(child, "nmod:poss"))
            definite = definite or any(
                lemma(one) in ("the", "those", "these", "this") for one in doc.children(child, "det")
            )
            noun = _last_of_compound(doc, child)
            return Group(top, noun, number, definite, peoples=_is_people_name(doc, noun))
    return Group(top, None, number)


def is_person(token: Token | None) -> bool:
    """Whether a noun is one for people."""
    if token is None:
        return False
    text = token.text.lower()
    return found_in(people(), token) is not None or text in PERSONAL_PRONOUNS or text in ("others", "other", "one")


def noun_key(group: Group) -> str | None:
    """The lexicon entry of the noun, where it is one for people or animals."""
    entry = found_in(people(), group.noun) or found_in(animals(), group.noun) if group.noun is not None else None
    return entry.key if entry is not None else None


def is_animal(token: Token | None) -> bool:
    """Whether a noun is one for animals."""
    return token is not None and found_in(animals(), token) is not None


def is_state(token: Token | None) -> bool:
    """Whether the counted "noun" is a state: "12 dead"."""
    return token is not None and token.pos in ("ADJ", "VERB") and found_in(states(), token) is not None


def counted_span(doc: AnnotatedDocument, group: Group) -> Span | None:
    """The counted group in the report's words, without its number."""
    noun = group.noun
    if noun is None or is_state(noun) or noun.text.lower() in UNNAMED:
        return None
    first = noun.index
    for child in doc.children(noun):
        if group.number.index < child.index < first and child.relation in LEFT_OF_NOUN and not _is_scope(child):
            first = min(first, doc.subtree(child)[0].index)
    first = max(first, group.number.index + 1) if noun.index > group.number.index else first
    while first < noun.index and (_is_scope(doc.tokens[first]) or doc.tokens[first].pos in ("PUNCT", "ADP")):
        first += 1
    return doc.quote(first, _tail(doc, noun) + 1)


def _is_scope(token: Token) -> bool:
    return token.text.lower() in SCOPE_WORDS


def _tail(doc: AnnotatedDocument, noun: Token) -> int:
    """The last token of the noun with an "of" phrase right behind it."""
    for child in doc.children(noun, "nmod"):
        cases = doc.children(child, "case")
        if cases and cases[0].index == noun.index + 1 and lemma(cases[0]) == "of":
            below = doc.subtree(child)
            if len(below) <= LONGEST_TAIL and below[-1].index - below[0].index + 1 == len(below):
                return below[-1].index
    return noun.index


def unit_of(group: Group, quantity: Quantity, *, of_people: bool) -> str | None:
    """What the number is a number of: a unit, people, animals, or the noun's lemma."""
    if quantity.unit is not None:
        return quantity.unit.unit
    if quantity.form == "share":
        return "share"
    if is_animal(group.noun):
        return "animals"
    if group.noun is not None and lemma(group.noun) in HOUSEHOLDS:
        return lemma(group.noun)
    if of_people or group.of_people or found_in(held_nouns(), group.noun or group.head) is not None:
        return "people"
    return lemma(group.noun) if group.noun is not None and group.noun.pos in ("NOUN", "PROPN") else None

"""A mention before it has an actor, and what can be read off the tokens around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.extract.actors.words import Gender
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.record import ActorKind, MentionLevel, Role, Sector, SourceClass

QUOTATION_MARKS = {"“": 1, "”": -1, "„": 1, "«": 1, "»": -1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with what is known from its own words.

    `identity` is what it must share with another mention to be the same actor by wording alone; None for wordings
    that say too little ("the minister"). `noun` is the id of its noun's lexicon entry. A `weak`
    mention counts only beside others: a country's adjective.
    """

    first: int
    last: int
    head: int
    level: MentionLevel
    rule: str
    kind: ActorKind
    identity: str | None = None
    name: str | None = None
    country: str | None = None
    sector: Sector | None = None
    source: SourceClass | None = None
    roles: tuple[Role, ...] = ()
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    noun: str | None = None
    stands_for: tuple[ActorKind, ...] = ()
    affiliation: str | None = None
    keys: tuple[str, ...] = field(default=())
    weak: bool = False
    office: bool = False

    def overlaps(self, other: Candidate) -> bool:
        """Whether the two share a token."""
        return self.first < other.last and other.first < self.last


def words_of(doc: AnnotatedDocument, first: int, last: int) -> str:
    """The text of tokens `first` up to `last`."""
    return doc.text[doc.tokens[first].start : doc.tokens[last - 1].end]


def phrase_first(doc: AnnotatedDocument, head: Token, sentence: Sentence) -> int:
    """The first token of the noun phrase that ends with its head."""
    first = head.index
    for child in reversed(doc.children(head)):
        if child.index > head.index or child.text == "-":
            continue
        if child.relation == "case" or not _leads(child):
            break
        below = doc.subtree(child)
        clause = len(below) > 1 and any(token.pos == "VERB" and token.tag != "VBN" for token in below)
        if child.index >= first or clause:
            break
        first = min(first, below[0].index)
    while first - 2 >= sentence.first and doc.tokens[first - 1].text == "-":
        first -= 2
        first -= first > sentence.first and doc.tokens[first - 1].pos == "DET"
    while first < head.index and _stands_before(doc.tokens[first], doc.tokens[first + 1]):
        first += 1
    return max(first, sentence.first)


def _stands_before(token: Token, following: Token) -> bool:
    """Whether a token only stands before a phrase: a mark, a conjunction, or a day before a number."""
    return token.pos in ("PUNCT", "CCONJ") or (token.pos == "PROPN" and following.pos == "NUM")


def _leads(child: Token) -> bool:
    base = child.relation.partition(":")[0]
    if base in ("det", "amod", "compound", "nummod") or child.relation == "nmod:poss":
        return True
    return child.relation in ("nmod", "advmod") and child.pos in ("ADJ", "PROPN", "NUM")


def possessor(doc: AnnotatedDocument, head: Token) -> Token | None:
    """The token that stands in the genitive before a head."""
    return next(iter(doc.children(head, "nmod:poss")), None)


def prepositions(doc: AnnotatedDocument, token: Token) -> frozenset[str]:
    """The prepositions of a noun, in lower case."""
    return frozenset(child.text.lower() for child in doc.children(token, "case"))


def governor(doc: AnnotatedDocument, token: Token) -> Token:
    """The token that a noun hangs from, beyond a coordination or apposition."""
    while token.relation in ("conj", "appos") and not token.is_root:
        token = doc.head_of(token)
    return doc.head_of(token)


def place_in_clause(doc: AnnotatedDocument, token: Token) -> str:
    """The relation of a noun, beyond a coordination."""
    while token.relation == "conj" and not token.is_root:
        token = doc.head_of(token)
    return token.relation


def quoted_tokens(doc: AnnotatedDocument) -> frozenset[int]:
    """Tokens within double quotation marks; a mark left open is closed at the end of its part."""
    inside: set[int] = set()
    for part in _paragraphs(doc):
        quoted = False
        for token in part:
            if token.text in ('"', "``", "''"):
                quoted = not quoted
            elif token.text in QUOTATION_MARKS:
                quoted = QUOTATION_MARKS[token.text] > 0
            elif quoted:
                inside.add(token.index)
    return frozenset(inside)


def paragraph_of(doc: AnnotatedDocument, token: Token) -> int:
    """Where the paragraph of a token starts; line breaks part paragraphs where the document has no parts."""
    part = doc.document.part_at(token.start)
    return part.start if part else doc.text.rfind("\n", 0, token.start)


def _paragraphs(doc: AnnotatedDocument) -> Iterator[list[Token]]:
    current: list[Token] = []
    start: int | None = None
    for sentence in doc.sentences:
        here = paragraph_of(doc, doc.tokens[sentence.first])
        if here != start and current:
            yield current
            current = []
        start = here
        current.extend(doc.tokens_of(sentence))
    if current:
        yield current

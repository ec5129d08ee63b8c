"""What the language layer knows of a document, in frozen types that no library owns.

Relations follow Universal Dependencies v2 (`nsubj`, `obj`, `obl`, `nmod`, `case`, `ccomp`, `advcl`, `acl:relcl` ...):
prepositions hang from their noun as `case`. One deviation, after SUD: the copula stays the head of its clause and the
predicate hangs from it as `comp:pred`, so that "is" heads "is ready" as "said" heads "said so".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from onrecord.text import Document, PartKind, Span


class Token(Struct, frozen=True, gc=False):
    """A word or mark: `index` and `head` count over the whole document; the root of a sentence heads itself."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    relation: str
    head: int
    morphology: str

    @property
    def is_root(self) -> bool:
        """Whether this token heads its sentence."""
        return self.index == self.head


class Sentence(Struct, frozen=True, gc=False):
    """A sentence: tokens `first` up to but not including `last`, and the kind of part it stands in."""

    index: int
    first: int
    last: int
    start: int
    end: int
    part: PartKind


class Name(Struct, frozen=True, gc=False):
    """A name as the model marked it: tokens `first` up to `last`, with an OntoNotes label (PERSON, GPE, ORG ...)."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its tokens, sentences and names; sentences never cross a part or a line break."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _token_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))
        object.__setattr__(self, "_sentence_starts", tuple(sentence.first for sentence in self.sentences))
        object.__setattr__(self, "_token_starts", tuple(token.start for token in self.tokens))

    @property
    def text(self) -> str:
        """The report's text."""
        return self.document.text

    def quote(self, first: int, last: int) -> Span:
        """The span from token `first` up to but not including token `last`."""
        return self.document.quote(self.tokens[first].start, self.tokens[last - 1].end)

    def span_of(self, token: Token) -> Span:
        """The span of one token."""
        return Span(token.start, token.end, token.text)

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[bisect_right(self._sentence_starts, token.index) - 1]

    def head_of(self, token: Token) -> Token:
        """The token that this one hangs from; the root gives itself."""
        return self.tokens[token.head]

    def children(self, token: Token, *relations: str) -> tuple[Token, ...]:
        """The tokens that hang from this one, in order; only those of the given relations, where any are given.

        A relation without a subtype also takes its subtypes: `nsubj` takes `nsubj:pass`.
        """
        below = (self.tokens[index] for index in self._children[token.index])
        if not relations:
            return tuple(below)
        return tuple(child for child in below if relation_in(child.relation, relations))

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all that hangs from it, in the order of the text."""
        found = {token.index}
        waiting = [token.index]
        while waiting:
            below = self._children[waiting.pop()]
            found.update(below)
            waiting.extend(below)
        return tuple(self.tokens[index] for index in sorted(found))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head of the token, its head, and so on up to the root."""
        while not token.is_root:
            token = self.tokens[token.head]
            yield token

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly between two characters."""
        first = bisect_right(self._token_starts, start - 1)
        last = bisect_right(self._token_starts, end - 1)
        return tuple(token for token in self.tokens[first:last] if token.end <= end)

    def tops(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Those of some tokens that hang from none of the others, in order."""
        inside = {token.index for token in tokens}
        return tuple(token for token in tokens if token.is_root or token.head not in inside)

    def names_in(self, sentence: Sentence) -> tuple[Name, ...]:
        """The names within a sentence."""
        return tuple(name for name in self.names if sentence.first <= name.first and name.last <= sentence.last)


def relation_in(relation: str, relations: tuple[str, ...]) -> bool:
    """Whether a relation is one of these or a subtype of one."""
    return relation in relations or relation.partition(":")[0] in relations

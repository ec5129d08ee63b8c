"""The words that bring in what somebody said, from the cue tables, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.extract.clauses import is_infinitive
from onrecord.language import FINITE, AnnotatedDocument, Token
from onrecord.record import StatementKind

# The tables of verbs, each for one frame, in the order in which a verb's frames are tried.
VERB_FRAMES = (
    "clause", "request", "wish", "infinitive", "evaluation", "accusation", "reckoning", "preposition", "object",
    "report_of", "seeming", "closing",
)  # fmt: skip
NOBODY = frozenset({"no", "none", "nobody", "neither", "not"})
MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})


@dataclass(frozen=True)
class Cue:
    """An entry of a cue table: a lemma, the kind of statement it makes, and the prepositions its content hangs from.

    With an object out of `unless` a verb says nothing: "the storm claimed 12 lives"; so with such a subject where it
    only brings in direct speech: "I read"; so a noun under such a verb: "froze the accounts". An entry with `only`
    needs one of these as its object. Behind a verb that speaks `aloud` direct speech may stand without marks. The
    `particle` stands right behind its verb: "went on".
    """

    key: str
    id: str
    kind: StatementKind
    lemma: str = ""
    past: str = ""
    word: str = ""
    prepositions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    aloud: bool = False
    particle: str = ""

    @property
    def frame(self) -> str:
        """The table the entry stands in."""
        return self.key.split("/")[1]


@cache
def verb_cues() -> Mapping[str, tuple[Cue, ...]]:
    """The verbs' entries by lemma, in the order of their frames."""
    return _by_lemma(*VERB_FRAMES)


@cache
def noun_cues() -> Mapping[str, tuple[Cue, ...]]:
    """The nouns' entries by lemma: first that with a clause, then that with a preposition."""
    return _by_lemma("nouns", "noun_prepositions")


@cache
def adjective_cues() -> Mapping[str, tuple[Cue, ...]]:
    """The adjectives' entries by lemma."""
    return _by_lemma("adjectives")


def _by_lemma(*tables: str) -> Mapping[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = defaultdict(list)
    for table in tables:
        for cue in lexicon.entries(f"lexicon/en/cues/{table}", Cue):
            found[cue.lemma].append(cue)
    return {lemma: tuple(cues) for lemma, cues in found.items()}


@cache
def phrase_cues() -> tuple[Cue, ...]:
    """The phrases' entries."""
    return lexicon.entries("lexicon/en/cues/phrases", Cue)


def is_asserted(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a cue verb says that something was said: not "did not say", "could say", "nobody said"."""
    for child in doc.children(verb):
        if _is_of_what_is_said(doc, child, verb):
            continue
        if child.relation == "advmod:neg" or (child.relation == "aux" and child.lemma in MODALS):
            return False
        if child.relation == "mark" and child.lemma in ("if", "whether", "unless"):
            return False
        if child.relation == "nsubj" and _is_nobody(doc, child):
            return False
    governor = doc.head_of(verb)
    if verb.relation == "xcomp" and not verb.is_root:
        return governor.lemma in ("go", "continue", "begin", "appear", "come") and is_asserted(doc, governor)
    return not is_infinitive(doc, verb)


def _is_of_what_is_said(doc: AnnotatedDocument, child: Token, verb: Token) -> bool:
    """Whether the parser took a word of what is said for the verb's: "it will at some point, said Ana Reit"."""
    fenced = any(token.text == "," for token in doc.tokens[child.index : verb.index])
    return verb.tag in FINITE and fenced and child.relation in ("aux", "advmod:neg", "mark")


def _is_nobody(doc: AnnotatedDocument, subject: Token) -> bool:
    """Whether a subject names nobody: "nobody", "neither side", "not everyone", "no member"."""
    words = (subject, *doc.children(subject, "det", "advmod"))
    return any(word.lemma.lower() in NOBODY for word in words)


def phrases_in(doc: AnnotatedDocument) -> Iterator[tuple[Cue, int, int]]:
    """Every phrase cue with its first token and the one after its last."""
    for cue in phrase_cues():
        length = len(cue.words)
        for token in doc.tokens:
            if token.text.lower() == cue.words[0]:
                window = doc.tokens[token.index : token.index + length]
                if tuple(one.text.lower() for one in window) == cue.words:
                    yield cue, token.index, token.index + length

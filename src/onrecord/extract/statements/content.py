"""From the tokens that were said to spans: whole, without the cue, trimmed of marks at their ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span

OPENING = "\"'\u201c\u2018\u00ab("
CLOSING = "\"'\u201d\u2019\u00bb)"
CLAUSAL = ("ccomp", "parataxis")


def spans_of(doc: AnnotatedDocument, tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The tokens as spans: neighbours and tokens parted only by marks are one; marks at the ends fall away."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: token.index):
        if runs and _only_marks_between(doc, runs[-1][-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = (_trimmed(run) for run in runs)
    return tuple(doc.quote(run[0].index, run[-1].index + 1) for run in trimmed if run)


def clause_tokens(doc: AnnotatedDocument, head: Token, without: Collection[int] = ()) -> tuple[Token, ...]:
    """The clause under a head, less the subtrees of the tokens given by index."""
    left_out = {token.index for index in without for token in doc.subtree(doc.tokens[index])}
    return tuple(token for token in doc.subtree(head) if token.index not in left_out)


def without_asides(doc: AnnotatedDocument, tokens: Iterable[Token], head: Token) -> tuple[Token, ...]:
    """The tokens, less relative clauses behind a comma: they are the reporter's."""
    words = tuple(tokens)
    asides = {
        token.index
        for clause in words
        if clause.relation == "acl:relcl" and clause.index != head.index and _is_behind_comma(doc, clause)
        for token in doc.subtree(clause)
    }
    return tuple(token for token in words if token.index not in asides)


def _is_behind_comma(doc: AnnotatedDocument, clause: Token) -> bool:
    first = doc.subtree(clause)[0]
    return first.index > 0 and (doc.tokens[first.index - 1].text in ASIDE or first.text in ASIDE)


ASIDE = frozenset({",", "\u2014", "\u2013", "--"})


def complement(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The clause that hangs from a verb of saying: what it says."""
    for child in doc.children(verb, *CLAUSAL):
        words = doc.subtree(child)
        has_verb = any(token.pos in ("VERB", "AUX") for token in words)
        if has_verb and not _is_insert(doc, child) and not _is_before_colon(doc, words[-1], verb):
            return child
    return None


def _is_before_colon(doc: AnnotatedDocument, last: Token, verb: Token) -> bool:
    """Whether a clause before a verb is parted from it by a colon: what is said stands behind the verb then."""
    return last.index < verb.index and any(token.text == ":" for token in doc.tokens[last.index : verb.index])


def carrier_of_insert(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The head of the clause into which a verb of saying is put ("The plan, he said, was bad")."""
    if verb.relation in ("parataxis", "ccomp") and not verb.is_root and complement(doc, verb) is None:
        head = doc.head_of(verb)
        has_own_subject = bool(doc.children(verb, "nsubj"))
        marked = bool(doc.children(verb, "mark"))
        if has_own_subject and not marked and head.pos in ("VERB", "AUX") and _is_fenced(doc, verb):
            return head
    return None


def _is_fenced(doc: AnnotatedDocument, verb: Token) -> bool:
    """Whether a clause stands between marks of punctuation, or between one and the end of its sentence."""
    sentence = doc.sentence_of(verb)
    words = [token for token in doc.subtree(verb) if token.pos != "PUNCT"]
    first, last = words[0].index, words[-1].index + 1
    opened = first > sentence.first and doc.tokens[first - 1].pos == "PUNCT"
    closed = last >= sentence.last or doc.tokens[last].pos == "PUNCT"
    return verb.relation == "parataxis" and opened and closed


def _is_insert(doc: AnnotatedDocument, token: Token) -> bool:
    """A short clause put into another one is no complement: "you know", "he said"."""
    return token.relation == "parataxis" and len(doc.subtree(token)) <= 2


def _only_marks_between(doc: AnnotatedDocument, one: Token, other: Token) -> bool:
    return all(token.pos == "PUNCT" for token in doc.tokens[one.index + 1 : other.index])


def _trimmed(run: list[Token]) -> list[Token]:
    start, end = 0, len(run)
    while start < end and run[start].pos == "PUNCT" and run[start].text[0] not in OPENING:
        start += 1
    while start < end and _dangles(run[end - 1]):
        end -= 1
    return run[start:end] if any(token.pos != "PUNCT" for token in run[start:end]) else []


def words_of(doc: AnnotatedDocument, spans: Iterable[Span]) -> Iterator[Token]:
    """The tokens within these spans that are no marks."""
    for span in spans:
        yield from (token for token in doc.tokens_in(span.start, span.end) if token.pos != "PUNCT")


def cut_at(doc: AnnotatedDocument, spans: Iterable[Span], offset: int) -> tuple[Span, ...]:
    """The spans without what stands behind a character."""
    words = (token for span in spans for token in doc.tokens_in(span.start, min(span.end, offset)))
    return spans_of(doc, words)


def _dangles(token: Token) -> bool:
    """Whether a word at the end of what was said belongs to what follows: a mark that closes nothing, an "and"."""
    return token.pos == "CCONJ" or (token.pos == "PUNCT" and token.text[0] not in CLOSING)

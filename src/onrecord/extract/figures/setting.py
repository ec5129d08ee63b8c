"""Where and when a figure holds: a place and a time of the same clause, else of the same sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.clauses import of_a_noun
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.record import Place, Time
from onrecord.text import Span

# Relations of those who do something, or to whom it is done.
ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The id of a place or time, and how it was found."""

    id: str
    rule: str


def time_of(doc: AnnotatedDocument, trigger: Token, sentence: Sentence, times: Sequence[Time]) -> Setting | None:
    """The date or time of day of the clause or sentence."""
    spans = [(span, time.id) for time in times if time.type in ("DATE", "TIME") for span in time.evidence]
    return _nearest(doc, trigger, sentence, spans, "time")


def place_of(doc: AnnotatedDocument, trigger: Token, sentence: Sentence, places: Sequence[Place]) -> Setting | None:
    """The place of the clause or sentence."""
    spans = [(span, place.id) for place in places for span in place.evidence]
    return _nearest(doc, trigger, sentence, spans, "place")


def _nearest(
    doc: AnnotatedDocument, trigger: Token, sentence: Sentence, spans: Sequence[tuple[Span, str]], kind: str
) -> Setting | None:
    here = [(span, found) for span, found in spans if sentence.start <= span.start and span.end <= sentence.end]
    clause = [(span, found) for span, found in here if _in_clause(doc, trigger, span)]
    if clause:
        return Setting(_closest(clause, trigger), f"{kind} from the same clause")
    here = [(span, found) for span, found in here if not _is_of_a_noun(doc, span, trigger)]
    if kind == "time":
        here = [(span, found) for span, found in here if not _is_of_the_saying(doc, span, trigger)]
    else:
        here = [(span, found) for span, found in here if not _acts(doc, span)]
    return Setting(_closest(here, trigger), f"{kind} from the same sentence") if len(here) == 1 else None


def _acts(doc: AnnotatedDocument, span: Span) -> bool:
    """Whether a place stands for those who act: "Kestovia says it has killed 30" tells not where."""
    return any(token.relation in ACTING for token in doc.tokens_in(span.start, span.end)[-1:])


def _is_of_a_noun(doc: AnnotatedDocument, span: Span, trigger: Token) -> bool:
    return any(of_a_noun(doc, token, trigger) for token in doc.tokens_in(span.start, span.end)[-1:])


def _is_of_the_saying(doc: AnnotatedDocument, span: Span, trigger: Token) -> bool:
    """Whether a time is that of the clause which reports the figure: "said on Monday that 30 had been killed"."""
    above = {trigger.index, *(one.index for one in doc.ancestors(trigger))}
    saying = _sayings(doc, trigger)
    for token in doc.tokens_in(span.start, span.end)[-1:]:
        for one in (token, *doc.ancestors(token)):
            if one.index in saying or (one.relation == "parataxis" and one.index not in above):
                return True
            if one.index in above or one.relation in ("advcl", "acl", "acl:relcl", "csubj"):
                break
    return False


def _sayings(doc: AnnotatedDocument, trigger: Token) -> set[int]:
    """The verbs that the figure's clause completes, and those that they go on from."""
    heads = [doc.head_of(one) for one in (trigger, *doc.ancestors(trigger)) if one.relation == "ccomp"]
    heads += [doc.head_of(one) for one in heads if one.relation == "conj"]
    return {one.index for one in heads}


def _closest(some: Sequence[tuple[Span, str]], trigger: Token) -> str:
    """The nearest; after the trigger before one in front of it, where both are as near."""
    return min(some, key=lambda one: (abs(one[0].start - trigger.start), one[0].start < trigger.start))[1]


def _in_clause(doc: AnnotatedDocument, trigger: Token, span: Span) -> bool:
    """Whether the span hangs from the trigger itself, through nominal links only."""
    inside = doc.tokens_in(span.start, span.end)
    if not inside:
        return False
    token = inside[-1]
    for _ in range(6):
        if token.index == trigger.index:
            return True
        if token.is_root or token.relation in ("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"):
            return False
        token = doc.head_of(token)
    return False

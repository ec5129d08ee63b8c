"""What somebody does by saying something: asserts, denies, demands, promises, threatens, judges or asks.

A cue like "denied" tells the kind. "Said" does not: there the words that are said tell it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.extract.statements.draft import Draft
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import StatementKind

WORDS = "ontology/speech_act_words"
# Tables of cues that leave the kind to what is said.
OPEN = frozenset({"clause", "closing", "phrases"})
# Of several kinds the first is the strongest.
STRONGEST: tuple[StatementKind, ...] = ("threat", "demand", "promise", "denial", "evaluation")
FIRST = frozenset({"i", "we"})
THIRD = frozenset({"he", "she", "it", "they"})
OWNERS = {True: frozenset({"my", "our"}), False: frozenset({"his", "her", "its", "their"})}
WILL = frozenset({"will", "'ll", "\u2019ll", "shall", "would"})
NEVER = frozenset({"never"})
BEFORE_IMPERATIVE = frozenset({"please", "do", "not", "n't", "never", "just", "so"})
WHICH = ("WDT", "WP", "WRB")
ASKED = "\"'\u201d\u2019"


def kind_of(doc: AnnotatedDocument, draft: Draft) -> StatementKind:
    """The kind of a statement: its cue's, or where that is none but "said", that of the words that are said."""
    if draft.kind != "assertion":
        return draft.kind
    if draft.content[-1].text.rstrip(ASKED).endswith("?"):
        return "question"
    if draft.keys and not any(key.split("/")[1] in OPEN for key in draft.keys):
        return draft.kind
    if next(iter(doc.tokens_in(draft.content[0].start, draft.content[0].end))).tag in WHICH:
        return draft.kind
    found = {kind for head in _heads(doc, draft) for kind in _kinds(doc, head, draft)}
    return next((kind for kind in STRONGEST if kind in found), draft.kind)


def _heads(doc: AnnotatedDocument, draft: Draft) -> Iterator[Token]:
    """The verbs of the sentences that are said."""
    for span in draft.content:
        tops = doc.tops(doc.tokens_in(span.start, span.end))
        yield from (token for token in tops if token.pos in ("VERB", "AUX"))


def _kinds(doc: AnnotatedDocument, head: Token, draft: Draft) -> Iterator[StatementKind]:
    own = _is_own(doc, head, draft)
    if _is_demand(doc, head, draft, own):
        yield "demand"
    if own and _will(doc, head):
        yield from _commitment(doc, head)
    if _is_denial(doc, head, own):
        yield "denial"
    if _is_judgement(doc, head):
        yield "evaluation"


def _is_own(doc: AnnotatedDocument, head: Token, draft: Draft) -> bool:
    """Whether the subject is the speaker or what is the speaker's: "we", "our guns"; in indirect speech "it"."""
    personal = draft.direct or any(token.text.lower() in FIRST for token in doc.children(head, "nsubj"))
    for subject in doc.children(head, "nsubj"):
        if subject.text.lower() in (FIRST if personal else THIRD):
            return True
        if any(owner.text.lower() in OWNERS[personal] for owner in doc.children(subject, "nmod:poss")):
            return True
    return False


def _is_negated(doc: AnnotatedDocument, head: Token) -> bool:
    return bool(doc.children(head, "advmod:neg")) or any(
        one.text.lower() in NEVER for one in doc.children(head, "advmod")
    )


def _will(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether a verb is something one will do: no "will be", no "would, if", nothing that only happens to one."""
    auxiliaries = {one.text.lower() for one in doc.children(head, "aux")}
    supposed = "would" in auxiliaries and any(
        mark.text.lower() == "if" for clause in doc.children(head, "advcl") for mark in doc.children(clause, "mark")
    )
    passive = bool(doc.children(head, "aux:pass", "comp:pred"))
    return bool(auxiliaries & WILL) and "have" not in auxiliaries and not (supposed or passive)


def _commitment(doc: AnnotatedDocument, head: Token) -> Iterator[StatementKind]:
    """What it is to say that one will do something: a promise, a threat, or refused, a denial."""
    if head.lemma in words_of("happens"):
        return
    if _is_negated(doc, head):
        yield "denial"
    else:
        yield "threat" if head.lemma in words_of("hostile") else "promise"


def _is_demand(doc: AnnotatedDocument, head: Token, draft: Draft, own: bool) -> bool:
    """Whether others are told what to do: "give us six hours", "they must leave", "I urge the members to come"."""
    subjects = doc.children(head, "nsubj", "nsubj:pass", "expl")
    auxiliaries = {one.text.lower() for one in doc.children(head, "aux")}
    if not subjects:
        bare = head.tag == "VB" and auxiliaries <= {"do"} and _opens_sentence(doc, head)
        return draft.direct and bare and head.lemma not in words_of("courtesies")
    if own:
        asks = draft.direct and head.tag == "VBP" and head.lemma in words_of("asking") and not auxiliaries
        return asks and bool(doc.children(head, "obj", "obl", "xcomp", "ccomp"))
    perfect = "have" in auxiliaries or head.lemma in ("be", "have")
    return "must" in auxiliaries and not perfect


def _opens_sentence(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether nothing but "please", "do not" or "and" stands before a verb in its sentence."""
    before = doc.tokens[doc.sentence_of(head).first : head.index]
    return all(token.pos in ("PUNCT", "INTJ", "CCONJ") or token.lemma.lower() in BEFORE_IMPERATIVE for token in before)


def _is_denial(doc: AnnotatedDocument, head: Token, own: bool) -> bool:
    """Whether one says that one did not do it, or that something is untrue."""
    predicates = {one.lemma.lower() for one in doc.children(head, "comp:pred")}
    if predicates & words_of("untrue") and not _is_negated(doc, head):
        return True
    if "true" in predicates and _is_negated(doc, head):
        return True
    past = head.tag == "VBD" or any(one.text.lower() in PAST for one in doc.children(head, "aux"))
    if not past or not own or head.lemma in words_of("happens") or predicates:
        return False
    nothing = any(one.text.lower() == "no" for thing in doc.children(head, "obj") for one in doc.children(thing, "det"))
    return _is_negated(doc, head) or nothing


PAST = frozenset({"did", "had", "have", "has", "'ve", "\u2019ve"})


def _is_judgement(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether something is said to be good or bad, or to be too much or too little."""
    predicates = doc.children(head, "comp:pred")
    judged = words_of("judged") | words_of("judgement")
    if any(predicate.lemma.lower() in judged for predicate in predicates):
        return True
    measured = (*predicates, *doc.children(head, "advmod"))
    return any(one.text.lower() == "too" for token in measured for one in doc.children(token, "advmod"))


@cache
def words_of(table: str) -> frozenset[str]:
    """The lemmas of a table."""
    return frozenset(word.strip() for word in lexicon.document(WORDS)[table].split(","))

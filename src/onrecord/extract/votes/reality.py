"""Whether a vote is told as having happened, as planned or as possible, or is no vote told at all."""

from __future__ import annotations

from onrecord.extract.clauses import Clauses
from onrecord.extract.votes.words import VoteRule, is_in, listed
from onrecord.language import Token
from onrecord.record import Modality

NEGATIVE = frozenset({"not", "n't", "never"})
SPEAKERS = frozenset({"i", "we", "you"})


def modality_of(token: Token, rule: VoteRule, clauses: Clauses) -> Modality | None:
    """How real a vote is told to be; None where it is only a condition, a question, a duty or a wish."""
    doc = clauses.doc
    sentence = doc.sentence_of(token)
    verb = verb_of(token, clauses)
    marks = {one.text.lower() for above in (verb, doc.head_of(verb)) for one in doc.children(above, "mark")}
    speakers = {one.text.lower() for one in doc.children(verb, "nsubj")}
    asked = doc.tokens[sentence.last - 1].text == "?"
    if asked or marks & listed("conditions") or speakers & SPEAKERS:
        return None
    helpers = {one.text.lower() for one in doc.children(verb, "aux")}
    if helpers & {"has", "have"} and is_denied(verb, clauses):
        return None
    if helpers & {"will", "'ll", "shall"} or rule.kind == "moves":
        return "planned"
    if helpers & listed("binding") - {"have"}:
        return None
    foreseen = rule.kind in ("votes", "ballots")
    if helpers & listed("possible"):
        return "possible" if foreseen or rule.kind == "options" else None
    if "would" in helpers:
        return "planned" if foreseen and rule.kind != "options" else None
    return _of_infinitive(verb, rule, clauses) if "to" in _own_marks(verb, clauses) else _of_finite(verb, rule, clauses)


def is_denied(token: Token, clauses: Clauses) -> bool:
    """Whether a verb is negated, or said to be failed or refused at."""
    doc = clauses.doc
    if any(child.text.lower() in NEGATIVE for child in doc.children(token)):
        return True
    return token.relation in ("xcomp", "ccomp") and is_in("failing", doc.head_of(token))


def verb_of(token: Token, clauses: Clauses) -> Token:
    """The verb itself, or the verb on which a noun hangs."""
    if token.pos == "VERB":
        return token
    return next((one for one in clauses.doc.ancestors(token) if one.pos in ("VERB", "AUX")), token)


def _own_marks(verb: Token, clauses: Clauses) -> set[str]:
    return {one.text.lower() for one in clauses.doc.children(verb, "mark", "aux")}


def _of_infinitive(verb: Token, rule: VoteRule, clauses: Clauses) -> Modality | None:
    """An infinitive is told by the verb above it: "failed to adopt", "voted to pass", "is due to vote"."""
    above = clauses.doc.head_of(verb)
    if above == verb or verb.relation not in ("xcomp", "ccomp", "advcl"):
        return None
    lemma = above.lemma.lower()
    helpers = {one.text.lower() for one in clauses.doc.children(above, "aux")}
    if lemma in ("fail", "vote") and not helpers & (listed("possible") | {"would", "will"}):
        return "actual"
    if lemma in ("refuse", "decline"):
        return "actual" if rule.kind == "decides" else None
    if lemma == "threaten":
        return "threatened"
    return "planned" if is_in("planning", above) or lemma == "be" else None


def _of_finite(verb: Token, rule: VoteRule, clauses: Clauses) -> Modality | None:
    """A finite past tense tells what happened; the present does so only in a title."""
    doc = clauses.doc
    if is_in("planning", verb) and rule.kind == "ballots":
        return "planned"
    titled = doc.sentence_of(verb).part == "title"
    if verb.tag in ("VBZ", "VBP", "VB") and not titled and not {"did", "has", "have"} & _own_marks(verb, clauses):
        return None
    progressive = {"am", "are", "is", "was", "were", "be", "been"} & _own_marks(verb, clauses)
    if verb.tag == "VBG" and (progressive or rule.kind not in ("options", "votes", "vetoes")):
        return None
    return "actual"

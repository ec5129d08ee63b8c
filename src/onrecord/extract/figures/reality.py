"""Whether what is counted has happened, may happen, or did not: modality and polarity of a figure."""

from __future__ import annotations

from onrecord.extract.figures.triggers import ModalWord, lemma, modal_words
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Modality, Polarity

UNLESS = frozenset({"if", "unless"})
NEGATIONS = frozenset({"not", "n't", "never"})
# Relations through which a word above governs the reality of what is below.
GOVERNED = ("xcomp", "obj", "nsubj:pass", "nmod", "obl", "acl", "comp:pred", "conj", "advcl")


def reality_of(doc: AnnotatedDocument, trigger: Token) -> tuple[Modality, Polarity, str | None]:
    """Modality and polarity of what the trigger says, and the lexicon entry that decided the modality."""
    polarity: Polarity = "negative" if _is_negated(doc, trigger) else "positive"
    if _is_conditional(doc, trigger):
        return "conditional", polarity, None
    found = _modal(doc, trigger)
    if found is None and _is_purpose(doc, trigger):
        return "planned", polarity, None
    return ("actual", polarity, None) if found is None else (found.modality, polarity, found.key)


def _is_negated(doc: AnnotatedDocument, trigger: Token) -> bool:
    return any(lemma(child) in NEGATIONS for child in doc.children(trigger, "advmod"))


def _is_conditional(doc: AnnotatedDocument, trigger: Token) -> bool:
    for token in (trigger, *doc.ancestors(trigger)):
        if token.relation == "acl:relcl":
            return False
        if any(lemma(mark) in UNLESS for mark in doc.children(token, "mark")):
            return token.relation in ("advcl", "root")
    return False


def _is_purpose(doc: AnnotatedDocument, trigger: Token) -> bool:
    """ "an operation to arrest", "went there to release": the infinitive names what was intended."""
    token = doc.head_of(trigger) if trigger.relation == "conj" else trigger
    is_infinitive = token.tag == "VB" and any(lemma(mark) == "to" for mark in doc.children(token, "mark"))
    return is_infinitive and token.relation in ("acl", "acl:relcl", "advcl")


def _modal(doc: AnnotatedDocument, trigger: Token) -> ModalWord | None:
    token = trigger
    for _ in range(4):
        for aux in doc.children(token, "aux"):
            found = _word(aux)
            if found is not None:
                return found
        above = doc.head_of(token)
        if token.is_root or token.relation not in GOVERNED:
            return None
        if token.relation == "conj" and doc.children(token, "nsubj", "aux"):
            return None
        if token.relation == "advcl" and not doc.children(token, "mark"):
            return None if token.tag != "VBG" else _modal_aux(doc, above)
        found = _governor(doc, token, above)
        if found is not None:
            return found
        token = above
    return None


def _modal_aux(doc: AnnotatedDocument, verb: Token) -> ModalWord | None:
    return next((found for aux in doc.children(verb, "aux") if (found := _word(aux)) is not None), None)


def _word(aux: Token) -> ModalWord | None:
    if aux.tag != "MD":
        return None
    short = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}
    text = aux.text.lower()
    return modal_words().get(short.get(text, text))


def _governor(doc: AnnotatedDocument, token: Token, above: Token) -> ModalWord | None:
    """A verb of planning or fearing above: by an infinitive, a participle, or the noun for the deed."""
    found = modal_words().get(lemma(above))
    if found is None or above.tag == "MD":
        return None
    if token.relation == "xcomp":
        return found
    is_deed = token.pos == "NOUN" and token.relation in ("obj", "nsubj:pass")
    return found if is_deed else None

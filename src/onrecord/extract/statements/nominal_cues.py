"""What nouns, adjectives and phrases bring in: "a claim that", "is sure that", "according to"."""

from __future__ import annotations

from onrecord.extract.statements.content import clause_tokens, spans_of
from onrecord.extract.statements.cues import Cue, adjective_cues, is_asserted, noun_cues
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.voices import NOMINAL, own_voice, voice_at, voice_of_noun
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span


def draft_of_noun(doc: AnnotatedDocument, noun: Token) -> Draft | None:
    if any(child.lemma in ("no", "any") for child in doc.children(noun, "det")):
        return None
    for cue in noun_cues()[noun.lemma]:
        if _means_another_thing(doc, noun, cue):
            continue
        content = _noun_object(doc, noun, cue) if cue.prepositions else _noun_clause(doc, noun)
        if content:
            rule = "what is said hangs from a noun"
            return draft_of(cue, (noun,), content, voice_of_noun(doc, noun, cue.prepositions), rule)
    return None


def _means_another_thing(doc: AnnotatedDocument, noun: Token, cue: Cue) -> bool:
    """Whether the verb over a noun, or a noun before it, gives it another sense ("froze the accounts of the board")."""
    near = [doc.head_of(noun), *doc.children(noun, "compound")]
    return any(one.lemma.lower() in cue.unless for one in near)


def _noun_clause(doc: AnnotatedDocument, noun: Token) -> tuple[Span, ...]:
    for child in doc.children(noun, "acl", "ccomp"):
        marked = any(mark.lemma == "that" or mark.tag == "TO" for mark in doc.children(child, "mark"))
        if marked and child.relation in ("acl", "ccomp"):
            return spans_of(doc, clause_tokens(doc, child))
    return ()


def _noun_object(doc: AnnotatedDocument, noun: Token, cue: Cue) -> tuple[Span, ...]:
    for child in doc.children(noun, "nmod", "acl"):
        marks = [mark for mark in doc.children(child, "case", "mark") if mark.index > noun.index]
        if marks and marks[0].text.lower() in cue.prepositions and marks[0].index == noun.index + 1:
            return spans_of(doc, [token for token in doc.subtree(child) if token.index > marks[0].index])
    return ()


def draft_of_adjective(doc: AnnotatedDocument, adjective: Token) -> Draft | None:
    """ "is confident that the bridge is safe": the subject of the copula thinks what the clause says."""
    copula = doc.head_of(adjective)
    if adjective.relation != "comp:pred" or copula.pos not in ("AUX", "VERB") or not is_asserted(doc, copula):
        return None
    for holder in (adjective, copula):
        for child in doc.children(holder, "ccomp"):
            voice = own_voice(doc, copula)
            if child.index > adjective.index and voice is not None and voice.head.lemma != "it":
                cue = adjective_cues()[adjective.lemma][0]
                content = spans_of(doc, clause_tokens(doc, child))
                return draft_of(cue, (adjective,), content, voice, "somebody is sure, afraid or aware of something")
    return None


def draft_of_phrase(doc: AnnotatedDocument, cue: Cue, first: int, last: int) -> Draft | None:
    head = doc.head_of(doc.tokens[last - 1])
    if head.index < last or head.pos not in NOMINAL or doc.sentence_of(head) != doc.sentence_of(doc.tokens[first]):
        return None
    if head.lemma in UNSPEAKING:
        return None
    inside = [token for token in doc.subtree(head) if token.index >= last]
    voice = _phrase_voice(doc, head, last)
    carrier = doc.head_of(head) if not head.is_root else None
    if carrier is not None and first <= carrier.index < last:
        carrier = doc.head_of(carrier)
    if carrier is None or carrier.pos not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    left_out = {token.index for token in inside} | set(range(first, last))
    words = [token for token in doc.subtree(carrier) if token.index not in left_out]
    content = spans_of(doc, words)
    return draft_of(cue, doc.tokens[first:last], content, voice, "a phrase names the source") if content else None


def _phrase_voice(doc: AnnotatedDocument, head: Token, last: int) -> Voice:
    voice = voice_at(doc, head)
    return Voice(head, max(voice.first, last), max(voice.last, last + 1))


# What one acts according to rather than hears from.
UNSPEAKING = frozenset(
    {"law", "plan", "rule", "schedule", "custom", "tradition", "need", "age", "size", "taste", "wish"}
)

"""Verbs beside a quotation that does not hang from them."""

from __future__ import annotations

from onrecord.extract.statements.closing import TELLING_FRAMES
from onrecord.extract.statements.content import complement
from onrecord.extract.statements.cues import Cue, verb_cues
from onrecord.extract.statements.draft import Draft, draft_of
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotation, Quotations, is_beside
from onrecord.extract.statements.voices import own_voice, voice_of_verb
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.text import Span


def draft_beside_quotation(
    doc: AnnotatedDocument, verb: Token, cue: Cue, tokens: tuple[Token, ...], quotations: Quotations
) -> Draft | None:
    """A verb of the tables whose sentence holds a quotation that nothing hangs from."""
    voice = voice_of_verb(doc, verb) if verb.relation == "xcomp" else own_voice(doc, verb)
    if voice is None or cue.frame not in TELLING_FRAMES or quotations.at(verb.start) is not None:
        return None
    if voice.head.text.lower() in cue.unless:
        return None
    sentence = doc.sentence_of(verb)
    first, last = min(voice.first, verb.index), max(voice.last, verb.index + 1)
    beside = [
        one
        for one in quotations.within(sentence.start, sentence.end)
        if one.words >= FEWEST_WORDS and is_beside(doc, one, first, last) and not _another_verb(doc, verb, one)
    ]
    content = tuple(one.span for one in beside) or _behind_colon(doc, sentence, quotations)
    return draft_of(cue, tokens, content, voice, "a verb of saying beside a quotation") if content else None


def _another_verb(doc: AnnotatedDocument, verb: Token, quotation: Quotation) -> bool:
    """Whether another verb of saying stands between a verb and a quotation behind it."""
    return any(
        token.lemma in verb_cues() and token.pos == "VERB" for token in doc.tokens_in(verb.end, quotation.span.start)
    )


def _behind_colon(doc: AnnotatedDocument, sentence: Sentence, quotations: Quotations) -> tuple[Span, ...]:
    """The quotation that begins right behind a sentence closed by a colon, be it in the next paragraph."""
    if doc.tokens[sentence.last - 1].text != ":" or sentence.last >= len(doc.tokens):
        return ()
    quotation = quotations.at(doc.tokens[sentence.last].start)
    return (quotation.span,) if quotation is not None and quotation.words >= FEWEST_WORDS else ()


def draft_of_quoting_verb(doc: AnnotatedDocument, verb: Token, quotations: Quotations) -> Draft | None:
    """A verb of no table whose complement is a quotation ("he shrugged")."""
    head = complement(doc, verb)
    if head is None or head.index > verb.index:
        return None
    quoted = quotations.at(head.start)
    if quoted is None or quoted.words < FEWEST_WORDS or quoted.span.start <= verb.start < quoted.span.end:
        return None
    voice = voice_of_verb(doc, verb)
    if voice is None:
        return None
    return Draft((verb,), (quoted.span,), voice, "assertion", "a verb behind a quotation", ())

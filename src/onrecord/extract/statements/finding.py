"""From cues to drafts: for each verb, noun or phrase of the tables, what it says was said and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.statements.beside import draft_beside_quotation, draft_of_quoting_verb
from onrecord.extract.statements.closing import TELLING_FRAMES, draft_of_closing_verb
from onrecord.extract.statements.cues import (
    Cue,
    adjective_cues,
    is_asserted,
    noun_cues,
    phrases_in,
    verb_cues,
)
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.frames import FRAMES, LISTENERS, Frame, listener_behind_to
from onrecord.extract.statements.inserted import draft_of_inserted_verb
from onrecord.extract.statements.leading import TELLING, draft_of_leading_verb
from onrecord.extract.statements.nominal_cues import draft_of_adjective, draft_of_noun, draft_of_phrase
from onrecord.extract.statements.quotations import Quotations
from onrecord.extract.statements.speechless import by_a_speaker
from onrecord.extract.statements.voices import NOMINAL, own_voice, voice_of_verb
from onrecord.extract.statements.worded import draft_of_worded_clause
from onrecord.language import AnnotatedDocument, Token
from onrecord.text import Span


def drafts_of(doc: AnnotatedDocument, quotations: Quotations) -> Iterator[Draft]:
    """Every statement that a cue of the tables brings in, in titles and paragraphs."""
    readable = _readable(doc)
    for token in doc.tokens:
        if token.index not in readable:
            continue
        draft = None
        if token.pos in ("VERB", "AUX") and token.lemma in verb_cues():
            draft = _of_verb(doc, token, quotations)
        elif token.pos == "NOUN" and token.lemma in noun_cues():
            draft = draft_of_noun(doc, token)
        elif token.pos == "ADJ" and token.lemma in adjective_cues():
            draft = draft_of_adjective(doc, token)
        elif token.pos == "VERB" and quotations.all:
            draft = draft_of_quoting_verb(doc, token, quotations)
        if draft is not None and (spoken := by_a_speaker(draft, LOOSE_FRAMES)) is not None:
            yield _with_listener(doc, spoken)
    for cue, first, last in phrases_in(doc):
        if first in readable and (found := draft_of_phrase(doc, cue, first, last)) is not None:
            yield found


def _with_listener(doc: AnnotatedDocument, draft: Draft) -> Draft:
    """The draft of a verb of saying with who is told, where its frame did not look: ", he told reporters"."""
    verb = draft.cue_tokens[0]
    says = verb.pos == "VERB" and any(key.split("/")[1] in TELLING_FRAMES for key in draft.keys)
    if draft.addressee is not None or draft.voice is None or not says:
        return draft
    within = {token.index for span in draft.content for token in doc.tokens_in(span.start, span.end)}
    told = [one for one in doc.children(verb, *LISTENERS) if verb.lemma in TELLING and one.index > verb.index]
    heads = (one for one in (*told, listener_behind_to(doc, verb)) if one is not None and one.index not in within)
    return replace(draft, addressee=next((one for one in heads if one.pos in NOMINAL), None))


def _readable(doc: AnnotatedDocument) -> frozenset[int]:
    return frozenset(
        index
        for sentence in doc.sentences
        if sentence.part in ("title", "paragraph")
        for index in range(sentence.first, sentence.last)
    )


def _of_verb(doc: AnnotatedDocument, verb: Token, quotations: Quotations) -> Draft | None:
    cues = [cue for cue in verb_cues()[verb.lemma] if _has_particle(doc, verb, cue)]
    if not cues or not is_asserted(doc, verb):
        return None
    telling = next((cue for cue in cues if cue.frame in TELLING_FRAMES), cues[0])
    tokens = (verb, *doc.children(verb, "compound:prt"))
    if (draft := draft_of_closing_verb(doc, verb, telling, quotations)) is not None:
        return draft
    if (draft := draft_of_leading_verb(doc, verb, telling, tokens)) is not None:
        return draft
    if not quotations.mark_speech and (draft := draft_of_worded_clause(doc, verb, telling)) is not None:
        return draft
    for cue in cues:
        if (found := _fitting(doc, verb, cue)) is None:
            continue
        content, rule, addressee = found
        voice = _voice(doc, verb, cue)
        if voice is None and cue.frame in LOOSE_FRAMES:
            return None
        return replace(draft_of(cue, tokens, content, voice, rule), addressee=addressee)
    beside = draft_beside_quotation(doc, verb, telling, tokens, quotations)
    return beside if beside is not None else draft_of_inserted_verb(doc, verb, telling)


def _fitting(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Frame:
    """What a verb says in the frame of an entry, if it is there and the verb says anything."""
    passive = bool(doc.children(verb, "aux:pass"))
    if (cue.frame == "report_of") != (passive and not doc.children(verb, "obl:agent")):
        return None
    things = {one.lemma.lower() for one in doc.children(verb, "obj")}
    if things & set(cue.unless) or (cue.only and not things & set(cue.only)):
        return None
    found = FRAMES[cue.frame](doc, verb, cue)
    if found is None or not found[0] or (cue.frame in LOOSE_FRAMES and _is_empty(found[0])):
        return None
    return found


def _has_particle(doc: AnnotatedDocument, verb: Token, cue: Cue) -> bool:
    behind = doc.tokens[verb.index + 1 : verb.index + 2]
    return not cue.particle or (bool(behind) and behind[0].text == cue.particle)


# Frames whose verbs often say nothing: they count only with a subject of their own.
LOOSE_FRAMES = ("object", "preposition", "evaluation", "wish", "reckoning")
SOURCELESS_FRAMES = ("report_of", "seeming")


def _is_empty(content: tuple[Span, ...]) -> bool:
    """Whether what is said is only a word that points into its own sentence."""
    return len(content) == 1 and content[0].text.lower() in POINTING


POINTING = frozenset({"that", "which", "who", "whom", "what", "itself", "himself", "herself", "themselves"})


def _voice(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Voice | None:
    if cue.frame in SOURCELESS_FRAMES:
        return None
    governor = doc.head_of(verb)
    beside_speech = verb.relation == "advcl" and verb.tag == "VBG" and governor.lemma in verb_cues()
    if cue.frame in ("object", "preposition") and not beside_speech:
        return own_voice(doc, verb)
    return voice_of_verb(doc, verb)

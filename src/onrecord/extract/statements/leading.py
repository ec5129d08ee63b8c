"""Direct speech without marks behind its verb: "She said, I will not go", "He wrote: We have no money"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statements.cues import Cue, verb_cues
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.quotations import FEWEST_WORDS
from onrecord.extract.statements.spoken import is_personal
from onrecord.extract.statements.voices import voice_of_verb
from onrecord.language import AnnotatedDocument, Token

# Words between a verb and the mark its speech follows: "told the Brenna Post in an interview on Monday, I ...".
LONGEST_WAY = 14
# Subjects of whom a report quotes nothing: "That said, ...".
UNQUOTED = frozenset({"i", "we", "that", "this", "it"})
TELLING = frozenset({"tell", "assure", "inform", "remind", "advise", "brief", "warn", "promise", "ask"})
STOPS = ("VERB", "AUX", "SCONJ")
SAID_THAT = frozenset({"that", "whether", "if"})


def draft_of_leading_verb(doc: AnnotatedDocument, verb: Token, cue: Cue, tokens: tuple[Token, ...]) -> Draft | None:
    """A verb of saying before a comma or colon behind which a sentence of its own begins with a capital."""
    if not cue.aloud or verb.relation == "acl:relcl" or doc.children(verb, "aux:pass"):
        return None
    voice = voice_of_verb(doc, verb)
    if voice is None or voice.last > verb.index + 1 or voice.head.text.lower() in UNQUOTED:
        return None
    opening = _opening(doc, verb, voice)
    if opening is None or _has_object(doc, verb, opening):
        return None
    sentence = doc.sentence_of(opening)
    words = [token for token in doc.tokens[opening.index : sentence.last] if token.pos != "PUNCT"]
    if len(words) < FEWEST_WORDS or (cue.frame == "closing" and not (_is_somebody(voice) or is_personal(words))):
        return None
    content = (doc.quote(opening.index, sentence.last),)
    draft = draft_of(cue, tokens, content, voice, "direct speech without marks behind its verb")
    return replace(draft, opens=True)


def _is_somebody(voice: Voice) -> bool:
    return voice.head.pos == "PROPN" or voice.head.text.lower() in ("he", "she")


def _has_object(doc: AnnotatedDocument, verb: Token, opening: Token) -> bool:
    """Whether something is said before the speech that is no listener: "announced a deal: "."""
    heads = [one for one in doc.children(verb, "obj") if verb.index < one.index < opening.index]
    return bool(heads) and not any(one.pos in ("PROPN", "PRON") for one in heads) and verb.lemma not in TELLING


def _opening(doc: AnnotatedDocument, verb: Token, voice: Voice) -> Token | None:
    """The word with which the speech behind a verb begins."""
    for mark in doc.tokens[verb.index + 1 : verb.index + LONGEST_WAY]:
        stops = mark.pos in STOPS and mark.relation != "amod"
        if stops or mark.text.lower() in SAID_THAT or mark.index + 1 >= len(doc.tokens):
            return None
        follower = doc.tokens[mark.index + 1]
        if mark.text == ":" and _in_one_part(doc, verb, follower):
            return follower if follower.text[0].isupper() else None
        if mark.text == "," and follower.index < doc.sentence_of(verb).last and _opens_sentence(doc, verb, follower):
            return follower
        if mark.text in (".", "?", "!", ";"):
            return None
    return None


def _opens_sentence(doc: AnnotatedDocument, verb: Token, word: Token) -> bool:
    """Whether a word behind a comma has the capital of a sentence; a name has it right behind the verb only."""
    if not word.text[0].isupper():
        return False
    if word.pos != "PROPN":
        return True
    rest = doc.tokens[word.index : doc.sentence_of(word).last]
    first = next((token for token in rest if token.pos in ("VERB", "AUX")), None)
    between = doc.tokens[verb.index + 1 : word.index - 1]
    close = all(token.pos == "ADV" for token in between)
    return close and first is not None and first.lemma not in verb_cues()


def _in_one_part(doc: AnnotatedDocument, one: Token, other: Token) -> bool:
    """Whether a colon's speech is in the paragraph of its verb, or is the one right behind."""
    parts = doc.document.parts
    first, second = doc.document.part_at(one.start), doc.document.part_at(other.start)
    if first == second or first is None or second is None:
        return first == second
    return second.kind == "paragraph" and parts.index(second) == parts.index(first) + 1

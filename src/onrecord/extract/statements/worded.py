"""Clauses of saying told by the order of their words: ", spokesman Jon Arl said in a letter issued on Monday".

In reports without marks the parser often takes such a clause for part of what is said; its words stand in few orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.statements.closing import (
    LONGEST_ASIDE,
    TELLING_FRAMES,
    is_heard,
    is_sentence,
    turns,
)
from onrecord.extract.statements.content import spans_of
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.draft import Draft, Voice, draft_of
from onrecord.extract.statements.leading import SAID_THAT, TELLING
from onrecord.language import FINITE, AnnotatedDocument, Sentence, Token

PARTING = (",", "?", "!")
ENDS = (",", ".", "!", "?", ":", ";")
NAMING = ("NOUN", "PROPN", "PRON")
WITHIN_NAME = ("NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "PART")
BEHIND_VERB = ("NOUN", "PROPN", "ADJ", "DET")
# What may follow a verb of saying that nothing else is said by: "said on Monday", "said again", "told reporters".
CIRCUMSTANCE = ("ADP", "ADV", "NUM", "PUNCT", "SCONJ")
PRONOUNS = frozenset({"he", "she", "they", "it"})
JOINING = frozenset({"and", "but", "or", "so", "because"})


def draft_of_worded_clause(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Draft | None:
    """A verb of saying beside who speaks, behind a sentence and a comma: it closes what is said or stands within it."""
    if not cue.aloud or cue.frame not in TELLING_FRAMES or verb.tag not in FINITE:
        return None
    sentence = doc.sentence_of(verb)
    voice = _voice_before(doc, verb, sentence) or _voice_behind(doc, verb, sentence)
    if voice is None or voice.head.text.lower() in cue.unless or (cue.frame == "closing" and not is_heard(voice)):
        return None
    first, last = min(voice.first, verb.index), max(voice.last, verb.index + 1)
    behind = doc.tokens[last : sentence.last]
    if first - sentence.first < 3 or doc.tokens[first - 1].text not in PARTING:
        return None
    before = doc.tokens[sentence.first : first - 1 if doc.tokens[first - 1].text == "," else first]
    if not is_sentence(doc, _words(before)) or not _says_no_more(verb, voice, behind):
        return None
    rest = _behind_comma(behind)
    if rest and not _is_joined(doc, rest):
        # Behind an inverted voice an apposition may stand: ", said Ana Reit, a nurse".
        if voice.first < verb.index:
            return None
        rest = ()
    content = (*spans_of(doc, before), *spans_of(doc, rest))
    rule = "the verb of saying is put into what is said" if rest else "a verb of saying closes the sentence"
    draft = draft_of(cue, (verb,), content, voice, rule)
    return draft if rest else replace(draft, closes_at=content[-1].end)


def _voice_before(doc: AnnotatedDocument, verb: Token, sentence: Sentence) -> Voice | None:
    """The words between a comma and a verb, where they can only name somebody; an age or office may stand between."""
    last = verb.index
    if doc.tokens[last - 1].text == ",":
        commas = [at for at in range(max(sentence.first, last - LONGEST_ASIDE), last - 1) if doc.tokens[at].text == ","]
        if not commas:
            return None
        last = commas[-1]
    first = last
    while first > sentence.first and doc.tokens[first - 1].pos in (*WITHIN_NAME, "PRON"):
        first -= 1
    return _voice_of(doc, doc.tokens[first:last])


def _voice_behind(doc: AnnotatedDocument, verb: Token, sentence: Sentence) -> Voice | None:
    """The words right behind a verb that stands behind a comma: ", said Ana Reit"."""
    if doc.tokens[verb.index - 1].text not in PARTING or verb.lemma in TELLING:
        return None
    last = verb.index + 1
    while last < sentence.last and (doc.tokens[last].pos in BEHIND_VERB or doc.tokens[last].text == "of"):
        last += 1
    goes_on = (
        last < sentence.last and doc.tokens[last].text not in ENDS and doc.tokens[last].pos not in ("ADP", "SCONJ")
    )
    return None if goes_on else _voice_of(doc, doc.tokens[verb.index + 1 : last])


def _voice_of(doc: AnnotatedDocument, words: Sequence[Token]) -> Voice | None:
    """The voice that words name: one noun phrase or one pronoun."""
    if not words or words[0].pos in ("ADP", "PART"):
        return None
    pronouns = [token for token in words if token.pos == "PRON"]
    if pronouns and (len(words) > 1 or words[0].text.lower() not in PRONOUNS):
        return None
    if any(token.pos == "DET" and before.pos not in ("ADP", "DET") for before, token in pairwise(words)):
        return None
    inside = {token.index for token in words}
    named = (token for token in words if token.pos in NAMING)
    head = next((token for token in named if doc.head_of(token).index not in inside), None)
    return Voice(head, words[0].index, words[-1].index + 1) if head is not None else None


def _says_no_more(verb: Token, voice: Voice, behind: Sequence[Token]) -> bool:
    """Whether nothing that is said hangs from a verb and its voice: no "that", no object where it takes none."""
    if any(token.text.lower() in SAID_THAT and token.pos == "SCONJ" for token in behind):
        return False
    if not behind or voice.first > verb.index or verb.lemma in TELLING:
        return True
    return behind[0].pos in CIRCUMSTANCE or (behind[0].pos == "PROPN" and behind[0].relation == "obl")


def _behind_comma(behind: Sequence[Token]) -> Sequence[Token]:
    """What stands behind a clause of saying and a comma, where the report does not go on there."""
    comma = next((at for at, token in enumerate(behind) if token.text == ","), None)
    if comma is None or turns(behind[comma], behind[comma:]) or comma + 2 >= len(behind):
        return ()
    return behind[comma + 1 :]


def _is_joined(doc: AnnotatedDocument, rest: Sequence[Token]) -> bool:
    """Whether a sentence of its own is joined by "and" or "but"."""
    return rest[0].text.lower() in JOINING and is_sentence(doc, _words(rest[1:]))


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.pos != "PUNCT"]

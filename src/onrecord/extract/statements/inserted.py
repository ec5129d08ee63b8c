"""A clause of saying put into what is said: "The plan, the mayor said, was bad", "I tried, he said, and it failed".

The parser takes such a clause for many things; two commas, a voice and a verb tell it better.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.closing import TELLING_FRAMES, turns
from onrecord.extract.statements.content import spans_of
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.draft import Draft, draft_of
from onrecord.extract.statements.quotations import FEWEST_WORDS
from onrecord.extract.statements.voices import speaking_subjects, voice_at
from onrecord.language import FINITE, AnnotatedDocument, Token

# Words of a voice between the two commas.
LONGEST_VOICE = 12


def draft_of_inserted_verb(doc: AnnotatedDocument, verb: Token, cue: Cue) -> Draft | None:
    """A verb of saying and its subject alone between commas: all around them in the sentence is what is said."""
    if not cue.aloud or cue.frame not in TELLING_FRAMES or verb.tag not in FINITE:
        return None
    subjects = speaking_subjects(doc, verb)
    if len(subjects) != 1:
        return None
    voice = voice_at(doc, subjects[0], around=verb)
    first, last = min(voice.first, verb.index), max(voice.last, verb.index + 1)
    sentence = doc.sentence_of(verb)
    alone = last - first == voice.last - voice.first + 1 and last - first <= LONGEST_VOICE
    if not alone or not _is_fenced(doc.tokens[sentence.first : sentence.last], first, last):
        return None
    before, behind = doc.tokens[sentence.first : first - 1], doc.tokens[last + 1 : sentence.last]
    if turns(doc.tokens[last], doc.tokens[last : sentence.last]) or not _go_together(before, behind):
        return None
    content = (*spans_of(doc, before), *spans_of(doc, behind))
    return draft_of(cue, (verb,), content, voice, "the verb of saying is put into what is said")


def _is_fenced(sentence: Sequence[Token], first: int, last: int) -> bool:
    """Whether commas stand before and behind the words from `first` up to `last`."""
    start, end = first - sentence[0].index, last - sentence[0].index
    return start > 0 and end < len(sentence) and sentence[start - 1].text == "," and sentence[end].text == ","


def _go_together(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether there are words enough on both sides, and a verb among them."""
    words = [token for token in (*before, *behind) if token.pos != "PUNCT"]
    both = any(one.pos != "PUNCT" for one in before) and sum(one.pos != "PUNCT" for one in behind) > 1
    return both and len(words) >= FEWEST_WORDS and any(one.pos in ("VERB", "AUX") for one in words)

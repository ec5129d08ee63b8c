"""Headlines that give a source before or behind a colon or dash: "Ministry: bridge is safe"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.extract.statements.draft import Draft, Voice
from onrecord.language import AnnotatedDocument, Sentence
from onrecord.record import Actor


def headline_drafts(doc: AnnotatedDocument, actors: Iterable[Actor]) -> Iterator[Draft]:
    """Titles whose words before the colon are exactly one actor, with what stands behind as what is said."""
    speakers = {(mention.start, mention.end) for actor in actors for mention in actor.mentions}
    for sentence in doc.sentences:
        if sentence.part == "title" and (draft := _draft(doc, sentence, speakers)) is not None:
            yield draft


def _draft(doc: AnnotatedDocument, sentence: Sentence, speakers: set[tuple[int, int]]) -> Draft | None:
    tokens = doc.tokens_of(sentence)
    colon = next((token for token in tokens[1:] if token.text == ":"), None)
    if colon is None or sentence.last - colon.index < 4:
        return None
    before = doc.quote(sentence.first, colon.index)
    if (before.start, before.end) not in speakers:
        return None
    head = doc.tokens[colon.index - 1]
    content = doc.quote(colon.index + 1, sentence.last)
    voice = Voice(head, sentence.first, colon.index)
    return Draft((colon,), (content,), voice, "assertion", "a headline names its source before a colon", ())

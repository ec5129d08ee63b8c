""" "They" who add something to what several people were just told to have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.statements.draft import Draft
from onrecord.extract.statements.speech import SAYING
from onrecord.language import AnnotatedDocument, Token

PLURAL = ("NNS", "NNPS")


def with_plural_speakers(doc: AnnotatedDocument, drafts: Sequence[Draft], index: ActorIndex) -> Iterator[Draft]:
    """The drafts; one of a "they" that stands for nobody yet gets the speakers of the sentence before.

    Only where that sentence has one speaker, and that one is several people.
    """
    for draft in drafts:
        head = draft.voice.head if draft.voice is not None else None
        if draft.voice is None or head is None or not _is_open(head, index) or not _says(draft):
            yield draft
            continue
        speakers = _speakers_before(doc, drafts, head)
        resolved = speakers[0] if len(speakers) == 1 else None
        yield draft if resolved is None else replace(draft, voice=replace(draft.voice, resolved=resolved))


def _is_open(head: Token, index: ActorIndex) -> bool:
    return head.text.lower() == "they" and index.at(head.start, head.end) is None


def _says(draft: Draft) -> bool:
    return bool({key.split("/")[1] for key in draft.keys} & SAYING) and draft.kind in ("assertion", "denial")


def _speakers_before(doc: AnnotatedDocument, drafts: Iterable[Draft], pronoun: Token) -> tuple[Token, ...]:
    """The heads of the voices that speak in the sentence before a pronoun's, where all are plural."""
    sentence = doc.sentence_of(pronoun)
    voices = [
        draft.voice.head
        for draft in drafts
        if draft.voice is not None
        and draft.cue_tokens
        and _says(draft)
        and doc.sentence_of(draft.cue_tokens[0]).index == sentence.index - 1
        and doc.document.part_at(draft.cue_tokens[0].start) == doc.document.part_at(sentence.start)
    ]
    return tuple(voices) if all(head.tag in PLURAL for head in voices) else ()

"""Direct speech as a whole: quotations taken to their marks, carried on behind the cue, and found without marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.statements.content import cut_at
from onrecord.extract.statements.draft import Draft
from onrecord.extract.statements.quotations import FEWEST_WORDS, Quotation, Quotations, is_beside
from onrecord.language import AnnotatedDocument
from onrecord.text import Part, Span

FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "ours", "mine", "myself", "ourselves"})
# Share of a content that must stand between marks for the whole to be direct speech; eval/statements, train split.
DIRECT = 0.9
# Tables of cues that bring in somebody's words.
SAYING = frozenset({"clause", "closing", "phrases"})
# Words and marks between a cue and the quotation that goes on behind it: "she said in a statement on Monday. ".
LONGEST_TAIL = 12
# Direct speeches without marks from which on the "I" of a report is not its writer's.
FEWEST_QUOTED = 4


def without_closing_clauses(doc: AnnotatedDocument, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Each draft with its content cut where another cue closes the sentence ("..., the agency reported")."""
    closing = {doc.sentence_of(draft.cue_tokens[0]).index: draft for draft in drafts if draft.closes_at is not None}
    for draft in drafts:
        closer = closing.get(doc.sentence_of(draft.cue_tokens[0]).index) if draft.cue_tokens else None
        if closer is None or closer.closes_at is None or closer.cue_tokens[0].index <= draft.cue_tokens[0].index:
            yield draft
            continue
        cut = cut_at(doc, draft.content, closer.closes_at)
        if cut:
            yield draft.with_content(cut)


def without_opening_clauses(doc: AnnotatedDocument, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, less those whose content is the clause of saying that opens a sentence ("He went on, I think")."""
    openings = [
        (doc.tokens[draft.voice.first].start, draft.cue_tokens[-1].end)
        for draft in drafts
        if draft.opens and draft.voice is not None
    ]
    for draft in drafts:
        if not any(first <= span.start and span.end <= last for span in draft.content for first, last in openings):
            yield draft


def without_parted_clauses(doc: AnnotatedDocument, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, less those whose speaker stands behind a semicolon: "Envoy proposes truce; armed group says no"."""
    for draft in drafts:
        told = [doc.tokens[draft.voice.first].start] if draft.voice else []
        behind = min((*told, *(token.start for token in draft.cue_tokens)), default=0)
        end = max((span.end for span in draft.content), default=0)
        if not (0 < end <= behind and ";" in doc.text[end:behind]):
            yield draft


def whole_quotations(drafts: Iterable[Draft], quotations: Quotations) -> Iterator[Draft]:
    """Each draft with every quotation that its content touches taken whole, from mark to mark."""
    for draft in drafts:
        cue = draft.cue_tokens[0].start if draft.cue_tokens else -1
        content = tuple(_merged(_grown(span, quotations, cue) for span in draft.content))
        yield draft.with_content(content)


def with_both_sides(doc: AnnotatedDocument, drafts: Iterable[Draft], quotations: Quotations) -> Iterator[Draft]:
    """Each draft of marked speech with the quotations right before and behind its cue ("..., she said, "...")."""
    known = tuple(drafts)
    cues = sorted(draft.cue_tokens[0].start for draft in known if draft.cue_tokens)
    for draft in known:
        if not draft.cue_tokens or draft.voice is None or quotations.at(draft.cue_tokens[0].start) is not None:
            yield draft
            continue
        first = _first_of_clause(doc, draft, cues)
        last = max(draft.voice.last, draft.cue_tokens[-1].index + 1)
        touched = [one for span in draft.content for one in quotations.within(span.start, span.end)]
        part = doc.document.part_at(draft.start)
        added = [
            one.span
            for one in quotations.all
            if touched
            and one not in touched
            and one.words >= FEWEST_WORDS
            and doc.document.part_at(one.span.start) == part
            and is_beside(doc, one, first, last)
            and not _another_between(cues, doc.tokens[last - 1].end, one.span.start)
        ]
        yield draft.with_content(tuple(sorted((*draft.content, *added))))


def _first_of_clause(doc: AnnotatedDocument, draft: Draft, cues: Sequence[int]) -> int:
    """The first word of a cue's clause: its speaker's, or its own where the speaker is another cue's as well."""
    cue = draft.cue_tokens[0]
    if draft.voice is None or draft.voice.first > cue.index:
        return cue.index
    shared = _another_between(cues, doc.tokens[draft.voice.last - 1].end, cue.start)
    return cue.index if shared else draft.voice.first


def _another_between(cues: Sequence[int], start: int, end: int) -> bool:
    """Whether another cue stands between a cue's clause and a quotation: "she said, adding, "..."."""
    return bisect_left(cues, end) > bisect_left(cues, start)


def _grown(span: Span, quotations: Quotations, cue: int) -> Span:
    touching = [
        one.span
        for one in quotations.within(span.start, span.end)
        if (one.words >= FEWEST_WORDS or _mostly_within(one.span, span)) and not one.span.start <= cue < one.span.end
    ]
    if not touching:
        return span
    first = min([span, *touching], key=lambda one: one.start)
    last = max([span, *touching], key=lambda one: one.end)
    if first is last:
        return first
    text = _joined(sorted([span, *touching], key=lambda one: (one.start, one.end)))
    return Span(first.start, last.end, text)


def _mostly_within(quotation: Span, span: Span) -> bool:
    return quotation.start >= span.start and min(quotation.end, span.end) - quotation.start > len(quotation.text) / 2


def _joined(spans: Sequence[Span]) -> str:
    """The text from the first span to the last; each overlaps or touches the ones before."""
    text, end = "", spans[0].start
    for span in spans:
        if span.end > end:
            text += span.text[max(0, end - span.start) :]
            end = span.end
    return text


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap made one."""
    waiting: Span | None = None
    for span in sorted(spans):
        if waiting is not None and span.start < waiting.end:
            waiting = Span(waiting.start, max(waiting.end, span.end), _joined([waiting, span]))
            continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def carried_on(doc: AnnotatedDocument, drafts: Sequence[Draft], quotations: Quotations) -> tuple[Draft, ...]:
    """The drafts, with quotations that nobody is said to speak given to the speaker before them in the paragraph."""
    ordered = sorted(drafts, key=lambda draft: draft.start)
    taken = [span for draft in ordered for span in draft.content]
    found = dict(enumerate(ordered))
    added: list[Draft] = []
    for quotation in quotations.all:
        if quotation.words < FEWEST_WORDS or any(span.overlaps(quotation.span) for span in taken):
            continue
        if not _is_sentence(doc, quotation):
            continue
        before = _speaker_before(doc, found, quotation)
        if before is not None:
            found[before] = found[before].with_content((*found[before].content, quotation.span))
        elif (speaker := _speaker_of_paragraph_before(doc, [*found.values(), *added], quotation)) is not None:
            added.append(replace(speaker, cue_tokens=(), content=(quotation.span,), keys=(), addressee=None,
                                 rule="a quotation goes on in the next paragraph"))  # fmt: skip
    return (*found.values(), *added)


def _is_sentence(doc: AnnotatedDocument, quotation: Quotation) -> bool:
    """Whether a quotation begins a sentence: a quoted term within one is not speech of its own."""
    words = [token for token in doc.tokens_in(quotation.span.start, quotation.span.end) if token.pos != "PUNCT"]
    if not words:
        return False
    before = doc.text[: quotation.span.start].rstrip()
    return doc.sentence_of(words[0]).start >= quotation.span.start - 1 or before.endswith((".", "!", "?"))


def _speaker_before(doc: AnnotatedDocument, drafts: dict[int, Draft], quotation: Quotation) -> int | None:
    """The last direct speaker of the same paragraph whose sentence ends where this quotation begins."""
    part = doc.document.part_at(quotation.span.start)
    for index in sorted(drafts, key=lambda index: -drafts[index].start):
        draft = drafts[index]
        if draft.start > quotation.span.start or not draft.direct or not draft.cue_tokens:
            continue
        same_part = doc.document.part_at(draft.start) == part
        goes_on = _goes_on_to(doc, draft, quotation) or _begins_next_sentence(doc, draft, quotation)
        return index if same_part and goes_on else None
    return None


def _goes_on_to(doc: AnnotatedDocument, draft: Draft, quotation: Quotation) -> bool:
    """Whether nothing but the end of the cue's sentence stands between a direct speech and a quotation."""
    said = max(draft.content[-1].end, draft.cue_tokens[-1].end)
    told = max(said, doc.tokens[draft.voice.last - 1].end) if draft.voice else said
    if told > quotation.span.start:
        return False
    between = doc.tokens_in(told, quotation.span.start)
    return len(between) <= LONGEST_TAIL and not any(token.pos in ("VERB", "AUX") for token in between)


def _begins_next_sentence(doc: AnnotatedDocument, draft: Draft, quotation: Quotation) -> bool:
    """Whether a quotation opens the sentence right behind the one in which its speaker was told."""
    words = doc.tokens_in(quotation.span.start, quotation.span.end)
    opened = next((token for token in words if token.pos != "PUNCT"), None)
    return opened is not None and doc.sentence_of(opened).index == doc.sentence_of(draft.cue_tokens[0]).index + 1


def _speaker_of_paragraph_before(doc: AnnotatedDocument, drafts: Sequence[Draft], quotation: Quotation) -> Draft | None:
    """The direct speaker of the paragraph before, where that one ends in speech and this one is nothing but speech."""
    parts = doc.document.parts
    part = doc.document.part_at(quotation.span.start)
    if part is None or part.kind != "paragraph" or not _fills(part, quotation):
        return None
    number = parts.index(part)
    if number == 0 or parts[number - 1].kind != "paragraph":
        return None
    above = parts[number - 1]
    inside = [draft for draft in drafts if above.start <= draft.content[0].start < above.end and draft.direct]
    if not inside:
        return None
    last = max(inside, key=lambda draft: draft.content[-1].end)
    ends_in_speech = above.end - last.content[-1].end <= 1
    return last if ends_in_speech else None


def _fills(part: Part, quotation: Quotation) -> bool:
    return quotation.span.start - part.start <= 1 and part.end - quotation.span.end <= 1


def marked(drafts: Iterable[Draft], quotations: Quotations) -> Iterator[Draft]:
    """The drafts, told apart by whether they are direct speech between marks."""
    for draft in drafts:
        direct = bool(draft.content) and all(quotations.share(span) >= DIRECT for span in draft.content)
        yield replace(draft, direct=direct)


def without_own_thoughts(drafts: Sequence[Draft], quotations: Quotations) -> tuple[Draft, ...]:
    """The drafts, less "I think" and all that is not plainly another's word within speech: it is part of what is said.

    Within direct speech only what hangs from a verb of saying with a speaker of its own is a statement. In a report
    that quotes others without marks, "I" is somebody quoted, though it may be open who.
    """
    direct = [draft for draft in drafts if draft.direct]
    quoting = not quotations.mark_speech and len(direct) >= FEWEST_QUOTED
    return tuple(
        draft
        for draft in drafts
        if not (is_own_thought(draft) and (quoting or _is_addressed(draft) or _within_speech(draft, drafts)))
        and not (not _is_anothers_word(draft) and (_within_speech(draft, direct) or _is_marked(draft, quotations)))
    )


def _is_marked(draft: Draft, quotations: Quotations) -> bool:
    """Whether a cue stands within a quotation, even one whose speaker was not found."""
    quotation = quotations.at(draft.cue_tokens[0].start) if draft.cue_tokens else None
    return quotation is not None and quotation.words >= FEWEST_WORDS


def _is_addressed(draft: Draft) -> bool:
    """Whether the speaker is the one spoken to: nobody is quoted by "you think"."""
    return draft.voice is not None and draft.voice.head.text.lower() == "you"


def _is_anothers_word(draft: Draft) -> bool:
    frames = {key.split("/")[1] for key in draft.keys}
    by_name = draft.voice is not None and draft.voice.head.pos in ("PROPN", "NOUN")
    return by_name and bool(frames & (SAYING | {"request"}))


def is_own_thought(draft: Draft) -> bool:
    speakers = FIRST_PERSON | {"you"}
    plain = draft.kind in ("assertion", "belief", "question", "evaluation", "estimate")
    return draft.voice is not None and draft.voice.head.text.lower() in speakers and plain


def _within_speech(draft: Draft, drafts: Sequence[Draft]) -> bool:
    anchor = draft.cue_tokens[0] if draft.cue_tokens else None
    return anchor is not None and any(
        span.start <= anchor.start and anchor.end <= span.end
        for other in drafts
        if other is not draft
        for span in other.content
    )

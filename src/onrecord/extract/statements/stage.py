"""The stage that makes statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.stage import Found, Known, provenance
from onrecord.extract.statements.bare_speech import unmarked
from onrecord.extract.statements.draft import Draft
from onrecord.extract.statements.finding import drafts_of
from onrecord.extract.statements.headlines import headline_drafts
from onrecord.extract.statements.kinds import kind_of
from onrecord.extract.statements.quotations import Quotations
from onrecord.extract.statements.same_speaker import with_plural_speakers
from onrecord.extract.statements.signed import signed_drafts
from onrecord.extract.statements.speech import (
    carried_on,
    marked,
    whole_quotations,
    with_both_sides,
    without_closing_clauses,
    without_opening_clauses,
    without_own_thoughts,
    without_parted_clauses,
)
from onrecord.extract.statements.transcripts import outside_turns, transcript_drafts
from onrecord.language import AnnotatedDocument
from onrecord.record import Actor, Manner, Place, Statement, Time
from onrecord.text import Span

# Share of the words between marks from which indirect speech counts as mixed.
MIXED = 0.1


@dataclass(frozen=True)
class Statements:
    """Finds what is said, thought, demanded, denied or judged in a report, and by whom."""

    name: str = "statements"
    needs: tuple[str, ...] = ("times", "places", "actors")
    makes: tuple[str, ...] = ("statements",)

    def __call__(self, known: Known) -> Found:
        """The statements of a report, in the order of the text."""
        doc = known.doc
        quotations = Quotations(doc.document)
        drafts: Sequence[Draft] = (*drafts_of(doc, quotations), *headline_drafts(doc, known.found.actors))
        drafts = tuple(without_opening_clauses(doc, tuple(without_parted_clauses(doc, drafts))))
        drafts = tuple(without_closing_clauses(doc, drafts))
        whole = with_both_sides(doc, whole_quotations(drafts, quotations), quotations)
        drafts = tuple(marked(whole, quotations))
        drafts = carried_on(doc, _distinct(drafts), quotations)
        turns = (*transcript_drafts(doc, known.found.actors), *signed_drafts(doc, quotations))
        drafts = (*outside_turns(unmarked(doc, drafts, quotations), turns), *turns)
        drafts = without_own_thoughts(drafts, quotations)
        index = ActorIndex(known.found.actors)
        drafts = tuple(with_plural_speakers(doc, drafts, index))
        ordered = sorted((draft for draft in drafts if draft.content), key=_place)
        made = [
            self._statement(number, draft, known, index, _manner(draft, quotations))
            for number, draft in enumerate(ordered, start=1)
        ]
        return Found(statements=_nested(made))

    def _statement(self, number: int, draft: Draft, known: Known, index: ActorIndex, manner: Manner) -> Statement:
        doc = known.doc
        source = _source(draft, index)
        listener = draft.addressee
        addressed = index.at(listener.start, listener.end) if listener is not None else None
        speaking = _speaking_words(doc, draft)
        return Statement(
            id=f"s{number}",
            source=source.id if source is not None else None,
            source_span=doc.quote(draft.voice.first, draft.voice.last) if draft.voice else None,
            cue=doc.quote(draft.cue_tokens[0].index, draft.cue_tokens[-1].index + 1) if draft.cue_tokens else None,
            content=draft.content,
            manner=manner,
            kind=kind_of(doc, draft),
            addressees=(addressed.id,) if addressed is not None and addressed is not source else (),
            attributed_to=(),
            time=_in_setting(doc, known.found.times, speaking | _dating_words(doc, draft), draft.content),
            place=_in_setting(doc, known.found.places, speaking, draft.content),
            provenance=provenance(self, draft.rule, *draft.keys, *((source.id,) if source is not None else ())),
        )


def _source(draft: Draft, index: ActorIndex) -> Actor | None:
    if draft.voice is None:
        return None
    head = draft.voice.resolved or draft.voice.head
    return index.at(head.start, head.end)


def _place(draft: Draft) -> tuple[int, int]:
    return (draft.start, -draft.content[-1].end)


def _distinct(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, less those whose content an earlier one already has; frames are found best first."""
    found: dict[tuple[tuple[int, int], ...], Draft] = {}
    for draft in drafts:
        found.setdefault(tuple((span.start, span.end) for span in draft.content), draft)
    return tuple(found.values())


def _speaking_words(doc: AnnotatedDocument, draft: Draft) -> frozenset[int]:
    """The words that hang from a cue verb as its circumstances: where and when somebody spoke is told there."""
    if not draft.cue_tokens or draft.cue_tokens[0].pos != "VERB":
        return frozenset()
    circumstances = doc.children(draft.cue_tokens[0], "obl", "advmod")
    return frozenset(token.index for one in circumstances for token in doc.subtree(one))


def _dating_words(doc: AnnotatedDocument, draft: Draft) -> frozenset[int]:
    """The words of what tells when a text was issued that something is said in: "according to a letter of Monday"."""
    if draft.voice is None or not draft.keys or draft.keys[0].split("/")[1] != "phrases":
        return frozenset()
    head = draft.voice.head
    issued = [one for one in doc.children(head, "acl") if one.tag == "VBN"]
    dates = [*doc.children(head, "nmod", "obl"), *(date for one in issued for date in doc.children(one, "obl"))]
    return frozenset(token.index for one in dates for token in doc.subtree(one))


def _in_setting(
    doc: AnnotatedDocument, records: Iterable[Time | Place], speaking: frozenset[int], content: Sequence[Span]
) -> str | None:
    """The first time or place whose mention is a circumstance of speaking, outside what is said."""
    if not speaking:
        return None
    for record in records:
        for span in record.evidence:
            words = doc.tokens_in(span.start, span.end)
            within = bool(words) and all(token.index in speaking for token in words)
            if within and not any(part.overlaps(span) for part in content):
                return record.id
    return None


def _manner(draft: Draft, quotations: Quotations) -> Manner:
    if draft.direct:
        return "direct"
    share = max(quotations.share(span) for span in draft.content)
    return "mixed" if share >= MIXED else "indirect"


def _nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the chain that carries each: those whose content covers its cue, the nearest first."""
    found: list[Statement] = []
    by_length = sorted(statements, key=lambda one: -sum(span.end - span.start for span in one.content))
    for statement in by_length:
        anchor = statement.cue or statement.content[0]
        carriers = [one for one in found if one.id != statement.id and _carries(one, statement)]
        found.append(replace(statement, attributed_to=attribution(anchor, carriers)))
    numbers = {statement.id: number for number, statement in enumerate(statements)}
    return tuple(sorted(found, key=lambda one: numbers[one.id]))


def _carries(outer: Statement, inner: Statement) -> bool:
    anchor = inner.cue or inner.content[0]
    return any(span.covers(anchor) for span in outer.content) and outer.content != inner.content

"""Transcripts of interviews, hearings and broadcasts: a label before each turn names who speaks.

Three forms are read, where labels come back or a recording is marked: "((Mira Solenc)) ...", "Solenc: ..." at the
beginning of a paragraph, and "[Solenc] ..." there, behind a sentence or behind "[begin recording]".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.extract.statements.draft import Draft, Voice
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Actor, StatementKind
from onrecord.text import Part, Span

WORDS = "ontology/transcript_words"
LABEL = r"[A-Za-z\u00c0-\u024f][\w.'\u2019\- ]{0,38}?"
AT_BEGINNING = re.compile(rf"\(\(\s*(?P<doubled>{LABEL})\s*\)\)\s*:?|(?P<plain>{LABEL}):(?=\s)")
BRACKETED = re.compile(rf"\[\s*(?P<label>{LABEL})\s*\]")
# A label comes back: fewer marked turns are a list, a caption or an aside.
FEWEST_TURNS, FEWEST_OF_ONE = 3, 2
# Capitals that stand for a name ("WN: ...") come back more often than those of a list.
LONGEST_INITIALS, FEWEST_OF_INITIALS = 4, 3
# Share of the questions that have paragraphs behind them from which on those are the answers.
MOST_ANSWERED = 0.75


@dataclass(frozen=True)
class Turn:
    """What one speaker says until the next one does: label and speech by characters; an answer may have no label."""

    label: Span | None
    content: tuple[Span, ...]


Form = Literal["doubled", "plain", "bracketed"]


@dataclass(frozen=True)
class _Label:
    """A label or a transcriber's mark: where it begins, its words, where what follows begins."""

    form: Form
    start: int
    words: Span
    end: int

    @property
    def name(self) -> str:
        """Its words in lower case."""
        return self.words.text.lower()


def transcript_drafts(doc: AnnotatedDocument, actors: Sequence[Actor]) -> Iterator[Draft]:
    """A statement for every turn of a transcript."""
    for turn in turns_of(doc, actors):
        rule = "a label names who speaks" if turn.label else "an answer to a labelled question"
        voice = _voice(doc, turn.label, actors) if turn.label else None
        kind: StatementKind = "question" if turn.content[-1].text.endswith("?") else "assertion"
        yield Draft((), turn.content, voice, kind, rule, (), direct=True)


def turns_of(doc: AnnotatedDocument, actors: Sequence[Actor]) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; none in a text that is no transcript."""
    parts = [part for part in doc.document.parts if part.kind in ("paragraph", "heading")]
    labels = [label for part in parts if part.kind == "paragraph" for label in _labels(doc, part)]
    recorded = any(_is_mark(label, "opens") for label in labels)
    named = _named(labels, _surnames(actors), recorded)
    stops = [label for label in labels if label.name in named or _is_mark(label, "opens", "closes")]
    return tuple(_turns(doc, parts, stops))


def outside_turns(drafts: Iterable[Draft], turns: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, less speech found without marks or carried on within a turn: the turn tells it, and by whom."""
    spans = [span for turn in turns for span in turn.content]
    for draft in drafts:
        if not (draft.direct and all(any(turn.covers(span) for turn in spans) for span in draft.content)):
            yield draft


def _labels(doc: AnnotatedDocument, part: Part) -> Iterator[_Label]:
    """What could be a label in a paragraph, or marks where a recording begins or ends."""
    first = AT_BEGINNING.match(doc.text, part.start, part.end)
    if first is not None:
        form: Form = "doubled" if first["doubled"] else "plain"
        yield _Label(form, part.start, doc.document.quote(*first.span(form)), first.end())
    for found in BRACKETED.finditer(doc.text, part.start, part.end):
        label = _Label("bracketed", found.start(), doc.document.quote(*found.span("label")), found.end())
        before = doc.text[part.start : label.start].rstrip()
        if _is_mark(label, "opens", "closes") or not before or before.endswith((".", "!", "?", "]")):
            yield label


def _is_mark(label: _Label, *fields: str) -> bool:
    """Whether words in brackets mark the beginning (`opens`) or the end (`closes`) of a recording."""
    return label.form == "bracketed" and any(label.name in _words(field) for field in fields)


def _named(labels: Sequence[_Label], surnames: frozenset[str], recorded: bool) -> frozenset[str]:
    """The labels that name a speaker; none in a text in which they do not come back and that tells of no recording."""
    counted = Counter(label.name for label in labels)
    speakers = {
        label.name
        for label in labels
        if not _is_mark(label, "opens", "closes", "remarks")
        and (_is_name(label, surnames, counted[label.name]) or (recorded and _is_bracketed_name(label)))
    }
    turns = sum(counted[name] for name in speakers)
    comes_back = turns >= FEWEST_TURNS and max(counted[name] for name in speakers) >= FEWEST_OF_ONE
    return frozenset(speakers) if recorded or comes_back else frozenset()


def _is_name(label: _Label, surnames: frozenset[str], count: int) -> bool:
    """Whether a label is a person's name, a role or initials; in a form that has other uses it has to come back."""
    if label.form == "doubled":
        return True
    initials = label.words.text.isupper() and len(label.name) <= LONGEST_INITIALS
    written = count >= FEWEST_OF_INITIALS and (initials or label.form == "bracketed")
    return count >= FEWEST_OF_ONE and (written or label.name in _words("roles") or label.name.split()[-1] in surnames)


def _is_bracketed_name(label: _Label) -> bool:
    """Whether words in brackets name somebody, and are no aside: within a recording once is enough."""
    named = label.words.text[0].isupper() or label.name in _words("roles") or label.name.startswith("unidentified ")
    return label.form == "bracketed" and named


def _surnames(actors: Sequence[Actor]) -> frozenset[str]:
    """The last words of the names of people, in lower case."""
    return frozenset(actor.name.split()[-1].lower() for actor in actors if actor.kind == "person" and actor.name)


def _turns(doc: AnnotatedDocument, parts: Sequence[Part], stops: Sequence[_Label]) -> Iterator[Turn]:
    """The stretch behind each label; where only those who ask are labelled, their questions and the answers to them."""
    stretches = [
        (stop, tuple(_speech(doc, parts, stop.end, last)))
        for stop, last in zip(stops, _ends(doc, parts, stops), strict=True)
        if not _is_mark(stop, "closes")
    ]
    names = Counter(stop.name for stop, _ in stretches if not _is_mark(stop, "opens"))
    one_asks = sum(count >= FEWEST_OF_ONE for count in names.values()) == 1 and names.total() == len(stretches)
    turns = _asked(doc, stretches) if one_asks else ((_words_of(stop), spans) for stop, spans in stretches)
    yield from (Turn(label, spans) for label, spans in turns if spans)


def _ends(doc: AnnotatedDocument, parts: Sequence[Part], stops: Sequence[_Label]) -> Iterator[int]:
    """Where the stretch behind each label ends at the latest.

    Behind the last label it is the rest of the paragraph, within a recording the rest of the text.
    """
    opened = False
    for number, stop in enumerate(stops):
        opened = opened or _is_mark(stop, "opens")
        if number + 1 < len(stops):
            yield stops[number + 1].start
        elif opened:
            yield len(doc.text)
        else:
            yield next(part.end for part in parts if part.start <= stop.start < part.end)


def _asked(
    doc: AnnotatedDocument, stretches: Sequence[tuple[_Label, tuple[Span, ...]]]
) -> Iterator[tuple[Span | None, tuple[Span, ...]]]:
    """The paragraph of each question, and those behind it as the answer if most questions have some."""
    parted = []
    for stop, spans in stretches:
        own = doc.document.part_at(stop.start)
        count = sum(1 for span in spans if own is not None and span.end <= own.end)
        parted.append((stop, spans[:count], spans[count:]))
    answered = sum(1 for _, _, answer in parted[:-1] if answer) >= MOST_ANSWERED * len(parted[:-1])
    for stop, question, answer in parted:
        yield stop.words, question
        if answered:
            yield None, answer


def _words_of(stop: _Label) -> Span | None:
    """The label's words; none where only the beginning of a recording is marked."""
    return None if _is_mark(stop, "opens") else stop.words


def _speech(doc: AnnotatedDocument, parts: Sequence[Part], start: int, end: int) -> Iterator[Span]:
    """The paragraphs between two characters, up to a heading, each without the blanks around it."""
    for part in parts:
        if part.end <= start or part.start >= end:
            continue
        if part.kind == "heading":
            return
        first, last = max(start, part.start), min(end, part.end)
        text = doc.text[first:last]
        first += len(text) - len(text.lstrip())
        last -= len(text) - len(text.rstrip())
        if last > first and any(letter.isalpha() for letter in doc.text[first:last]):
            yield doc.document.quote(first, last)


def _voice(doc: AnnotatedDocument, label: Span, actors: Sequence[Actor]) -> Voice | None:
    """The label as a speaker: the person of that name wherever the text first names one."""
    tokens = doc.tokens_in(label.start, label.end)
    if not tokens:
        return None
    return Voice(tokens[-1], tokens[0].index, tokens[-1].index + 1, _namesake(doc, label, actors))


def _namesake(doc: AnnotatedDocument, label: Span, actors: Sequence[Actor]) -> Token | None:
    surname = label.text.split()[-1].lower()
    for actor in actors:
        if actor.kind == "person" and actor.name and actor.name.split()[-1].lower() == surname:
            mention = actor.mentions[0]
            return doc.tokens_in(mention.start, mention.end)[-1]
    return None


@cache
def _words(field: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in lexicon.document(WORDS)[field].split(","))

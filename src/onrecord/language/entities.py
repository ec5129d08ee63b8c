"""spaCy's entity recognizer, read out for many segments at once.

spaCy decides token by token and asks each of its 74 moves each time whether it may be made; that took 42 % of the
time of the whole language layer (eval/throughput). Here the same network is asked for the same moves under the same
rules, for the tokens of all segments side by side, with the moves that may be made looked up in a table.
tests/language/test_entities.py holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

# The network looks at the next word, the first word of the name that is open, and the last one read of it.
FEATURES = 3
OUTSIDE = 0


class Entity(NamedTuple):
    """A name of a segment: its first word, the word after its last, and its label."""

    first: int
    last: int
    label: str


class EntityReader:
    """Finds the names of parsed segments with the weights of a pipeline's entity recognizer."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        moves = recognizer.moves
        self._tok2vec = model.get_ref("tok2vec")
        self._lower = model.get_ref("lower")
        upper = model.get_ref("upper")
        self._weights: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._bias: Floats = upper.get_param("b")
        self._hidden_bias: Floats = self._lower.get_param("b").reshape(-1)
        self._shape = (self._lower.get_dim("nO"), self._lower.get_dim("nP"))
        names = [moves.get_class_name(number) for number in range(moves.n_moves)]
        self._labels = ["", *sorted({name[2:] for name in names if name[2:]})]
        self._kinds = np.array([ord(name[0]) for name in names])
        self._label_of: Numbers = np.array([self._labels.index(name[2:]) for name in names])
        self._barred = _barred_moves(self._kinds, self._label_of, len(self._labels))

    def entities(self, docs: Sequence[Doc]) -> list[list[Entity]]:
        """The names of each parsed segment, in order; none crosses the end of a sentence."""
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        lengths: Numbers = np.array([len(doc) for doc in docs])
        order = np.argsort(-lengths, kind="stable")
        offsets = np.concatenate(([0], np.cumsum(lengths)))[:-1][order]
        moves = self._moves(self._features(docs), offsets, lengths[order], _word_states(docs))
        found: list[list[Entity]] = [[] for _ in docs]
        for place, number in enumerate(order):
            found[number] = list(self._read(moves[offsets[place] : offsets[place] + lengths[number]]))
        return found

    def _features(self, docs: Sequence[Doc]) -> Floats:
        """What each word adds to the hidden layer as each feature: (words + 1, features, hidden); the first is none."""
        vectors = np.vstack(self._tok2vec.predict(list(docs)))
        made: Floats = self._lower.predict(vectors)
        return made.reshape(len(made), FEATURES, -1)

    def _moves(self, features: Floats, offsets: Numbers, lengths: Numbers, words: Numbers) -> Numbers:
        """The move made at each word. Segments stand longest first, so that those still running are the first ones."""
        hidden, pieces = self._shape
        moves = np.zeros(len(words), dtype=np.int64)
        opened = np.zeros(len(lengths), dtype=np.int64)
        first = np.zeros(len(lengths), dtype=np.int64)
        for step in range(int(lengths[0])):
            running = int(np.searchsorted(-lengths, -step, side="left"))
            here = offsets[:running] + step
            inside = opened[:running] != OUTSIDE
            sums = features[here + 1, 0] + features[np.where(inside, first[:running] + 1, 0), 1]
            sums += features[np.where(inside, here, 0), 2]
            sums += self._hidden_bias
            scores = sums.reshape(running, hidden, pieces).max(axis=2) @ self._weights + self._bias
            scores += self._barred[opened[:running], words[here]]
            made = scores.argmax(axis=1)
            moves[here] = made
            kinds = self._kinds[made]
            first[:running] = np.where(kinds == ord("B"), here, first[:running])
            goes_on = (kinds == ord("B")) | (kinds == ord("I"))
            opened[:running] = np.where(goes_on, self._label_of[made], OUTSIDE)
        return moves

    def _read(self, moves: Numbers) -> Iterator[Entity]:
        first = 0
        for number, move in enumerate(moves.tolist()):
            kind = chr(self._kinds[move])
            if kind in "BU":
                first = number
            if kind in "LU":
                yield Entity(first, number + 1, self._labels[self._label_of[move]])


def entity_reader(nlp: Language) -> EntityReader | None:
    """The reader of a pipeline's names, or None where its recognizer is built otherwise than the one known here."""
    if "ner" not in nlp.pipe_names:
        return None
    recognizer: Any = nlp.get_pipe("ner")
    model = getattr(recognizer, "model", None)
    if model is None or not {"tok2vec", "lower", "upper"} <= set(model.ref_names):
        return None
    known = model.get_ref("lower").has_dim("nF") and model.get_ref("lower").get_dim("nF") == FEATURES
    return EntityReader(recognizer) if known and model.get_ref("lower").get_dim("nP") else None


def _word_states(docs: Sequence[Doc]) -> Numbers:
    """What of each word bears on the moves: 1 if a name can go on after it, and 2 more if it is white space."""
    states: list[NDArray[np.int64]] = []
    for doc in docs:
        rows = doc.to_array(["SENT_START", "IS_SPACE"]).astype(np.int64)
        goes_on = np.zeros(len(doc), dtype=np.int64)
        goes_on[:-1] = rows[1:, 0] != 1
        states.append(goes_on + 2 * rows[:, 1])
    return np.concatenate(states)


def _barred_moves(kinds: NDArray[Any], labels: Numbers, count: int) -> Floats:
    """Minus infinity for each move that may not be made: (open label, word state, move)."""
    barred = np.full((count, 4, len(kinds)), -np.inf, dtype=np.float32)
    begins, inner, ends, alone = (kinds == ord(letter) for letter in "BILU")
    labelled = labels != OUTSIDE
    for state in range(4):
        goes_on, is_space = state & 1 == 1, state & 2 == 2
        may = (kinds == ord("O")) | (labelled & (begins & goes_on | alone) & (not is_space))
        barred[OUTSIDE, state, may] = 0
        for label in range(1, count):
            barred[label, state, (labels == label) & (inner & goes_on | ends)] = 0
    return barred

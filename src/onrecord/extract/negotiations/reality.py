"""How far talks have come, told by the verb above the word for them and by what stands above that verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.negotiations.grammar import Grammar
from onrecord.extract.negotiations.words import Shift, Word, word_at
from onrecord.language import Token
from onrecord.record import Stage

OPEN_MARKS = frozenset({"if", "unless", "whether"})
DROPPING = frozenset({"cancel", "scrap", "abandon", "drop", "shelve"})
CHAIN = ("xcomp", "ccomp", "advcl", "acl", "acl:relcl", "comp:pred")


@dataclass(frozen=True, slots=True)
class Told:
    """A stage with the entries that told it; `refused` where a party will not have the talks."""

    stage: Stage | None = None
    keys: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True)
class Stages:
    """Reads stages in one document."""

    grammar: Grammar

    def told(self, word: Word, verb: Token) -> Told:
        """The stage that a verb tells, given what stands above it."""
        some = [(shift, key) for shift, key in self._shifts(verb)]
        shifts = {shift for shift, _ in some}
        keys = (word.key, *(key for _, key in some if key))
        if word.stage in ("stalled", "collapsed"):
            still = bool(shifts & {"open", "refused", "scheduled", "proposed"})
            return (
                Told("ongoing" if "open" in shifts or "refused" in shifts else None, keys)
                if still
                else Told(word.stage, keys)
            )
        if "refused" in shifts and word.id == "progress":
            return Told("stalled", keys)
        if "refused" in shifts:
            return Told(None, keys, refused=word.stage in ("ongoing", "agreed", "signed", "scheduled"))
        if word.stage in ("proposed", None) or not shifts:
            return Told(word.stage, keys)
        if "failed" in shifts:
            return Told("stalled" if word.stage in ("agreed", "signed") else None, keys)
        if word.stage in ("agreed", "signed"):
            return Told("proposed" if "proposed" in shifts or "open" in shifts else "ongoing", keys)
        return Told("scheduled" if shifts == {"scheduled"} else "proposed", keys)

    def _shifts(self, verb: Token) -> Iterator[tuple[Shift, str]]:
        """What shifts the reality of a verb, nearest first: its auxiliaries, its negation, the verbs above."""
        doc = self.grammar.doc
        for token in self._above(verb):
            if any(child.text.lower() in OPEN_MARKS for child in doc.children(token, "mark")):
                yield "open", ""
            if self._is_denied(token):
                yield "refused", ""
            for aux in doc.children(token, "aux"):
                word = word_at(doc, aux, "shifts", "verbs")
                if word is not None and word.shift is not None:
                    yield word.shift, word.key
            if token.relation in ("advcl", "acl") and self._is_infinitive(token):
                yield "scheduled", ""
            if token.lemma == "be" and token.index != verb.index and self._is_to_be(token):
                yield "scheduled", ""
            if token.pos == "NOUN" and self.grammar.doc.head_of(token).lemma in DROPPING and token.relation == "obj":
                yield "refused", ""
            word = self._shifting(token) if token.index != verb.index else None
            if word is not None and word.shift is not None:
                yield word.shift, word.key

    def _is_denied(self, verb: Token) -> bool:
        """Whether "not", "never" or "no longer" stands with the verb."""
        doc = self.grammar.doc
        return bool(doc.children(verb, "advmod:neg")) or any(
            doc.children(one, "advmod:neg") for one in doc.children(verb, "advmod")
        )

    def _is_infinitive(self, verb: Token) -> bool:
        return any(one.text.lower() == "to" for one in self.grammar.doc.children(verb, "mark"))

    def _is_to_be(self, verb: Token) -> bool:
        """Whether a "be" says what is going to be done: "they are to hold talks"."""
        below = self.grammar.doc.children(verb, "xcomp")
        return any(self._is_infinitive(one) for one in below) and not self.grammar.doc.children(verb, "comp:pred")

    def _shifting(self, token: Token) -> Word | None:
        doc = self.grammar.doc
        kind = "verbs" if token.pos in ("VERB", "AUX") else "adjectives" if token.pos == "ADJ" else "nouns"
        return word_at(doc, token, "shifts", kind)  # type: ignore[arg-type]

    def _infinitive_before(self, verb: Token) -> Token | None:
        """The infinitive that a bare one goes on from, where the parse hangs it higher: "a wish to stop and talk"."""
        doc = self.grammar.doc
        head = doc.head_of(verb)
        bare = verb.relation == "conj" and verb.tag == "VB" and not doc.children(verb, "nsubj", "aux", "mark")
        if not bare or head.tag not in ("VBD", "VBZ", "VBP"):
            return None
        between = doc.tokens[head.index + 1 : verb.index]
        return next((one for one in reversed(between) if one.tag == "VB" and self._is_infinitive(one)), None)

    def _above(self, verb: Token) -> Iterator[Token]:
        """The verb and those whose complement it is; a clause of speech ends the way."""
        doc = self.grammar.doc
        while True:
            yield verb
            infinitive = self._is_infinitive(verb) or verb.tag == "VBG"
            passive = bool(doc.children(verb, "advmod:neg")) and verb.is_root
            below = verb.relation == "comp:pred" or (infinitive and verb.relation in CHAIN) or verb.pos == "ADJ"
            led = self._infinitive_before(verb)
            if led is not None:
                verb = led
                continue
            if verb.relation == "conj" and not doc.children(verb, "nsubj") and doc.head_of(verb).pos in ("VERB", "AUX"):
                verb = doc.head_of(verb)
                continue
            if verb.is_root or passive or not below:
                return
            verb = doc.head_of(verb)

"""Numbers that other records own, or that count nothing: dates, ages, ordinals, parts of names, votes, scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.quantities import Quantity
from onrecord.extract.figures.triggers import lemma
from onrecord.extract.figures.words import table
from onrecord.language import AnnotatedDocument, Sentence
from onrecord.record import Time

NAMING = frozenset({"FAC", "ORG", "PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "LOC", "GPE", "PERSON"})
TEMPORAL = frozenset({"DATE", "TIME"})
YEAR = re.compile(r"(1[0-9]|20)\d\d")
AGE = re.compile(r"\d{1,3}")
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What in a report is no figure."""

    doc: AnnotatedDocument
    times: tuple[tuple[int, int], ...]

    def hold(self, quantity: Quantity, group: Group, sentence: Sentence) -> bool:
        """Whether this quantity is none."""
        return (
            self._in_time(quantity)
            or self._in_name(quantity, group, sentence)
            or self._is_age(quantity)
            or self._is_year(quantity, group)
            or self._is_score(quantity, sentence)
            or self._is_ballot(group)
            or self._is_numbered_name(quantity, group)
            or _is_rate(self.doc, group)
            or _counts_nothing(quantity, group)
        )

    def _in_time(self, quantity: Quantity) -> bool:
        return any(start < quantity.core_end and quantity.core_start < end for start, end in self.times)

    def _in_name(self, quantity: Quantity, group: Group, sentence: Sentence) -> bool:
        for name in self.doc.names_in(sentence):
            if not (name.start < quantity.core_end and quantity.core_start < name.end):
                continue
            if (name.label == "ORDINAL" and quantity.form != "share") or (
                name.label in TEMPORAL and quantity.unit is None and self._is_temporal(name.end)
            ):
                return True
            opens = name.end > quantity.core_end and self._capital(quantity.core_end) and not _is_plural(group)
            inside = quantity.core_start > name.start or opens
            if name.label in NAMING and inside:
                return True
        return False

    def _is_temporal(self, end: int) -> bool:
        """Whether a name marked as a date ends in a word for time: models also call ages and counts dates."""
        word = re.search(r"[^\W\d_]+$", self.doc.text[:end])
        return word is not None and word.group().lower().removesuffix("s") in table("not_counted")

    def _capital(self, end: int) -> bool:
        return self.doc.text[end : end + 2].strip()[:1].isupper()

    def _is_age(self, quantity: Quantity) -> bool:
        """ "Hanna Broz, 61, said"."""
        text = self.doc.text
        core = text[quantity.core_start : quantity.core_end]
        if AGE.fullmatch(core) is None or int(core) > OLDEST:
            return False
        before, after = text[: quantity.core_start], text[quantity.core_end :]
        closed = re.match(r"\s*(?:[,.;)\]]|and\b|from\b|of\b|\Z)", after) is not None
        named = re.search(r"[A-Z][\w’'-]+,\s*(?:now\s+)?\Z|[A-Z][\w’'-]+\s*\(\Z", before[-40:]) is not None
        return closed and named

    def _is_year(self, quantity: Quantity, group: Group) -> bool:
        core = self.doc.text[quantity.core_start : quantity.core_end]
        if YEAR.fullmatch(core) is None or quantity.unit is not None:
            return False
        return group.noun is None or group.noun.tag not in ("NNS", "NNPS")

    def _is_numbered_name(self, quantity: Quantity, group: Group) -> bool:
        """ "the HR 6819 system", "the 737 Max": a name with a number, or a number before a singular name.

        "On Monday 30 people" has a day before the number.
        """
        noun = group.noun
        if noun is None or quantity.unit is not None or not self.doc.text[quantity.core_start].isdigit():
            return False
        before = self.doc.tokens[group.number.index - 1] if group.number.index > 0 else None
        dated = before is not None and any(start <= before.start < end for start, end in self.times)
        if before is not None and not dated and before.tag == "NNP" and before.head in (noun.index, group.number.index):
            return before.end + 1 >= quantity.core_start
        is_name = noun.tag == "NNP" and quantity.best != 1
        return is_name and not any(
            name.label in ("NORP", "ORG") and name.last == noun.index + 1 for name in self.doc.names
        )

    def _is_score(self, quantity: Quantity, sentence: Sentence) -> bool:
        core = self.doc.text[quantity.core_start : quantity.core_end]
        if re.fullmatch(r"\d{1,3}[-–]\d{1,3}", core) is None:
            return False
        return any(lemma(token) in table("scores") for token in self.doc.tokens_of(sentence))

    def _is_ballot(self, group: Group) -> bool:
        if group.noun is not None and lemma(group.noun) in table("ballots"):
            return True
        head = self.doc.head_of(group.head)
        return lemma(head) in table("voting") and group.head.relation in ("nsubj", "conj", "obj", "obl", "advmod")


def _is_plural(group: Group) -> bool:
    """Whether what is counted is a common plural: "Eight Water Board workers" is no name with a number."""
    return group.noun is not None and group.noun.tag == "NNS"


def _is_rate(doc: AnnotatedDocument, group: Group) -> bool:
    """ "seven per 100,000 people"."""
    return any(lemma(case) == "per" for case in doc.children(group.head, "case"))


def _counts_nothing(quantity: Quantity, group: Group) -> bool:
    """ "two days", "one thing": a stretch of time or a way of speaking."""
    return quantity.unit is None and group.noun is not None and lemma(group.noun) in table("not_counted")


def exclusions(doc: AnnotatedDocument, times: Sequence[Time]) -> Exclusions:
    """What in this report is no figure, given the times found in it."""
    return Exclusions(doc, tuple((span.start, span.end) for time in times for span in time.evidence))

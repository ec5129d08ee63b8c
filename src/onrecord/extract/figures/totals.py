"""Running totals: "the death toll rose to 40", "bringing the number of injured to 12", "puts the number at 112"."""

from __future__ import annotations

from onrecord.extract.figures.groups import Group
from onrecord.extract.figures.predicates import Measured, by_participle
from onrecord.extract.figures.triggers import counted_nouns, found_in, held_nouns, lemma, states, tolls
from onrecord.language import AnnotatedDocument, Token

TOLL_CASES = frozenset({"to", "at", "of", "from", "by"})
NUMBER_NOUNS = frozenset({"number", "figure", "total", "toll", "count"})


def toll_measure(doc: AnnotatedDocument, number: Token) -> Measured | None:
    """The measure of the total that a bare number is given for."""
    if number.is_root:
        return None
    head = doc.head_of(number)
    cases = {lemma(case) for case in doc.children(number, "case")}
    if head.pos == "NUM" and number.relation in ("obl", "nmod"):
        return toll_measure(doc, head)
    if number.relation == "appos" or (number.relation == "nmod" and cases & TOLL_CASES):
        return _toll(doc, head)
    reaches = number.relation in ("obl", "nmod") and cases & {"to", "at", "from"}
    if not reaches and number.relation not in ("comp:pred", "obj"):
        return None
    nouns = (child for child in doc.children(head, "nsubj", "obj") if child.index != number.index)
    return next((found for noun in nouns if (found := _toll(doc, noun)) is not None), None)


def is_anaphoric_number(doc: AnnotatedDocument, number: Token) -> bool:
    """ "puts the number at 112": a total of something counted before."""
    head = doc.head_of(number)
    cases = {lemma(case) for case in doc.children(number, "case")}
    if number.is_root or number.relation not in ("obl", "nmod") or "at" not in cases:
        return False
    nouns = doc.children(head, "obj", "nsubj")
    return any(lemma(noun) in NUMBER_NOUNS and not doc.children(noun, "nmod") for noun in nouns)


def _toll(doc: AnnotatedDocument, noun: Token) -> Measured | None:
    """The measure of a noun for a total: its own, or that of what it is the number of."""
    counted = counted_nouns().get(noun.text.lower())
    if counted is not None and not counted.beside and noun.tag == "NNS":
        return Measured(counted.measure, noun, f"a number given for the {counted.plural}", counted.key, total=True)
    entry = tolls().get(lemma(noun))
    if entry is None:
        return None
    if entry.measure is not None:
        compounds = doc.children(noun, "compound", "amod")
        named = any(lemma(child) == "death" for child in compounds) or not doc.children(noun, "compound")
        return (
            Measured(entry.measure, noun, "a number given as the death toll", entry.key, total=True) if named else None
        )
    for child in doc.children(noun, "nmod"):
        found = found_in(states(), child) or found_in(counted_nouns(), child) or found_in(held_nouns(), child)
        if found is not None:
            rule = f"a number given as the {entry.noun} of {child.text}"
            return Measured(found.measure, child, rule, entry.key, total=True)
        group = Group(child, child, child)
        measured = by_participle(doc, child, group) or by_participle(doc, noun, group)
        if measured is not None:
            rule = f"a number given as the {entry.noun} of them"
            return Measured(measured.measure, measured.trigger, rule, entry.key, total=True)
    return None

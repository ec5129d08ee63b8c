"""Figures: how many of what, with bounds, measure, group, place, time and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.attribution import attribution
from onrecord.extract.figures.drafts import Draft, draft_of
from onrecord.extract.figures.exclusions import Exclusions, exclusions
from onrecord.extract.figures.groups import Group, counted_span, group_of, noun_key, overlapping, unit_of
from onrecord.extract.figures.measures import OF_THINGS, Measured, counts_people, measure_of
from onrecord.extract.figures.parts import with_parts, with_totals
from onrecord.extract.figures.quantities import Quantity, quantities
from onrecord.extract.figures.reality import reality_of
from onrecord.extract.figures.setting import place_of, time_of
from onrecord.extract.figures.singles import singles
from onrecord.extract.figures.totals import is_anaphoric_number
from onrecord.extract.figures.words import units
from onrecord.extract.stage import Found, Known, provenance
from onrecord.language import AnnotatedDocument, Sentence
from onrecord.record import Counted, Figure

READ_PARTS = frozenset({"title", "heading", "paragraph", "caption"})
# Forms that are a figure only where something measurable is counted.
MEASURED_ONLY = frozenset({"quantifier", "zero", "determiner"})
# A definite article before so few, of whom nothing is measured, names them again.
MOST_NAMED_AGAIN = 12
NAMING_AGAIN = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "your", "my", "whose"})


@dataclass(frozen=True, slots=True)
class Figures:
    """Finds the figures of a report."""

    name: str = "figures"
    needs: tuple[str, ...] = ("times", "places", "actors", "statements")
    makes: tuple[str, ...] = ("figures",)

    def __call__(self, known: Known) -> Found:
        """The figures, in the order of the text."""
        doc = known.doc
        excluded = exclusions(doc, known.found.times)
        found = [draft for sentence in doc.sentences for draft in _drafts(doc, sentence, excluded)]
        found = with_totals(doc, with_parts(doc, found))
        actors = ActorIndex(known.found.actors)
        return Found(figures=tuple(self._figure(known, actors, found, place) for place in range(len(found))))

    def _figure(self, known: Known, actors: ActorIndex, drafts: list[Draft], number: int) -> Figure:
        doc, draft = known.doc, drafts[number]
        trigger = draft.measured.trigger if draft.measured is not None else draft.group.head
        modality, polarity, word = reality_of(doc, trigger)
        place = place_of(doc, trigger, draft.sentence, known.found.places)
        time = time_of(doc, trigger, draft.sentence, known.found.times)
        wording = doc.document.quote(draft.start, draft.end)
        rules = [draft.rule, *(setting.rule for setting in (place, time) if setting is not None)]
        measure_key = draft.measured.key if draft.measured is not None else None
        keys = [*draft.keys, *(key for key in (noun_key(draft.group), measure_key, word) if key is not None)]
        return Figure(
            id=f"f{number + 1}",
            low=draft.low,
            best=draft.best,
            high=draft.high,
            bound=draft.bound,
            wording=wording.text,
            unit=draft.unit,
            measure=draft.measure,
            counted=_counted(doc, draft, actors),
            place=place.id if place is not None else None,
            time=time.id if time is not None else None,
            event=None,
            attributed_to=attribution(wording, known.found.statements),
            modality=modality,
            evidence=(wording,) if draft.measured is None else (wording, doc.span_of(trigger)),
            provenance=provenance(self, "; ".join(rules), *dict.fromkeys(keys)),
            polarity=polarity,
            scope=draft.scope,
            part_of=f"f{draft.part_of + 1}" if draft.part_of is not None else None,
        )


def _drafts(doc: AnnotatedDocument, sentence: Sentence, excluded: Exclusions) -> list[Draft]:
    """The drafts of one sentence, in order."""
    if sentence.part not in READ_PARTS:
        return []
    numbered = list(_numbered(doc, sentence, excluded))
    taken = frozenset(
        token.index
        for draft in numbered
        for token in (draft.group.noun, draft.group.head, *overlapping(doc, draft.start, draft.end))
        if token is not None
    )
    return sorted([*numbered, *singles(doc, sentence, taken)], key=lambda draft: (draft.start, draft.end))


def _numbered(doc: AnnotatedDocument, sentence: Sentence, excluded: Exclusions) -> Iterator[Draft]:
    for quantity in quantities(doc.text[sentence.start : sentence.end], sentence.start):
        group = group_of(doc, quantity)
        if group is None or excluded.hold(quantity, group, sentence):
            continue
        draft = _draft(doc, sentence, _with_noun_unit(quantity, group), group)
        if draft is not None:
            yield draft


def _with_noun_unit(quantity: Quantity, group: Group) -> Quantity:
    """The quantity with the money that an adjective parts from it: "100 Kestovian dinars"."""
    if quantity.unit is not None or group.noun is None:
        return quantity
    for words, unit in units().starting(group.noun.text):
        if words == (group.noun.text,) and unit.measure == "money":
            return replace(quantity, unit=unit)
    return quantity


def _draft(doc: AnnotatedDocument, sentence: Sentence, quantity: Quantity, group: Group) -> Draft | None:
    """The draft of a quantity, or None where it is a number of nothing."""
    measured = _measured(doc, quantity, group)
    is_one = quantity.form == "cardinal" and quantity.best == 1 and quantity.unit is None
    if measured is None and (quantity.form in MEASURED_ONLY or is_one or _is_known_group(doc, quantity, group)):
        return None
    by_noun = measured is not None and group.noun is not None and measured.trigger.index == group.noun.index
    of_people = measured is not None and measured.measure not in OF_THINGS and (by_noun or counts_people(group))
    unit = unit_of(group, quantity, of_people=of_people)
    if unit is None and group.noun is None and is_anaphoric_number(doc, group.head):
        return replace(draft_of(quantity, group, None, "people", sentence), anaphoric=True, scope="total")
    if unit is None or _is_reading(quantity, unit, group):
        return None
    return draft_of(quantity, group, measured, unit, sentence)


def _is_known_group(doc: AnnotatedDocument, quantity: Quantity, group: Group) -> bool:
    """Whether a few that the reader knows are only named again: "the two governments", "their three ships"."""
    few = quantity.form == "cardinal" and quantity.best is not None and quantity.best <= MOST_NAMED_AGAIN
    before = doc.tokens[group.number.index - 1] if group.number.index else None
    if not few or before is None or before.head != group.head.index:
        return False
    return before.relation in ("det", "nmod:poss") and before.text.lower() in NAMING_AGAIN


def _is_reading(quantity: Quantity, unit: str, group: Group) -> bool:
    """Whether a decimal stands where only whole things can be counted: "the 5.0 earthquake"."""
    value = quantity.best if quantity.best is not None else quantity.low
    whole = value is None or float(value).is_integer()
    return quantity.unit is None and quantity.form == "cardinal" and not (whole and "." not in group.number.text)


def _measured(doc: AnnotatedDocument, quantity: Quantity, group: Group) -> Measured | None:
    if quantity.unit is not None and quantity.unit.unit != "percent":
        unit = quantity.unit
        return Measured(unit.measure, group.head, f"a number of {unit.unit}", unit.key) if unit.measure else None
    return measure_of(doc, group)


def _counted(doc: AnnotatedDocument, draft: Draft, actors: ActorIndex) -> Counted | None:
    span = draft.name if draft.name is not None else counted_span(doc, draft.group)
    if span is None:
        return None
    actor = actors.at(span.start, span.end)
    return Counted(span.text, actor.id if actor is not None else None, span)

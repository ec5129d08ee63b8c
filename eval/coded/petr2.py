"""PETR2_GSR: triples of country, country and CAMEO root, found in the text with our own parses.

A found event gives a triple for every pair of actor and recipient; an event of a type that goes both ways and names
one side only gives one for each pair of its actors. A negated event gives none. For agreements, talks and cooperation
(03, 04, 06) the two countries count in either order: gold gives one order or both. The second measure replaces
the root by the PLOVER type it belongs to, since CAMEO's 01 (statement) and 02 (appeal) have no PLOVER type.

The third measure puts our events into the terms of gold's coders, who have no place and no attribution: a deed told
in what somebody is first said to claim is the speaker's accusation of its doer (11), a statement (01) where it is no
hostile one or the speaker's own; where nobody is named to whom it is done, its country is the one where it happened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from eval.coded.parties import NOBODY, actors_by_id, code_of
from eval.coded.plover import BOTH_WAYS, shown
from eval.corpora.petr2 import Triple, Validated
from eval.result import Item, Outcome, Score, Tally, total
from onrecord.record import Event, Report

CORPUS = "PETR2_GSR"
SPEECH = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
HOSTILE = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
PLOVER_OF_ROOT = {
    "01": "STATEMENT", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}  # fmt: skip
# The root of an event whose CAMEO code is left open: the root its PLOVER type stands for most often.
ROOT_OF_PLOVER = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "ACCUSE": "11", "REQUEST": "10", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "19",
}  # fmt: skip


def scored(gold: Sequence[Validated], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores and items on the validation sentences."""
    reported = [{triple: event for event in report.events for triple in triples(event, report)} for report in found]
    scores: list[Score] = []
    theirs = [{triple for event in report.events for triple in in_gold_terms(event, report)} for report in found]
    views: tuple[tuple[str, View, Sequence[Iterable[Triple]]], ...] = (
        ("country + root", _same, reported),
        ("country + PLOVER type", _by_type, reported),
        ("country + root in gold's terms", _same, theirs),
        ("root alone", _root, reported),
    )
    for metric, view, ours in views:
        pairs = zip(gold, ours, strict=True)
        tallies = [_tally({view(t) for t in one.triples}, {view(t) for t in events}) for one, events in pairs]
        scores += total(tallies).scores(CORPUS, metric)
    items: list[Item] = []
    for one, events, report in zip(gold, reported, found, strict=True):
        items += _items(one, set(events), report)
    return scores, items


def triples(event: Event, report: Report) -> Iterator[Triple]:
    """The triples that an event stands for."""
    if event.polarity == "negative":
        return
    actors = actors_by_id(report)
    root = (event.cameo or ROOT_OF_PLOVER[event.type])[:2]
    doers = list(dict.fromkeys(code_of(actors.get(one)) for one in event.actors))
    targets = list(dict.fromkeys(code_of(actors.get(one)) for one in event.recipients))
    if event.type in BOTH_WAYS and not targets and len(doers) > 1:
        yield from (Triple(one, two, root) for one in doers for two in doers if one != two)
        return
    for one in doers or [NOBODY]:
        yield from (Triple(one, two, root) for two in targets or [NOBODY] if {one, two} != {NOBODY})


def in_gold_terms(event: Event, report: Report) -> Iterator[Triple]:
    """The triples of an event as PETRARCH's coders write them, who know no attribution and no place."""
    speaker = _claimant(event, report)
    actors = actors_by_id(report)
    if speaker is not None and event.type not in SPEECH:
        own = speaker in event.actors
        root = "11" if event.type in HOSTILE and not own else "01"
        others = event.recipients if own else event.actors
        for target in dict.fromkeys(code_of(actors.get(one)) for one in others):
            yield Triple(code_of(actors.get(speaker)), target, root)
        return
    place = next((one.country for one in report.places if one.id == event.place), None)
    for triple in triples(event, report):
        venue = place if not event.recipients and event.type not in BOTH_WAYS else None
        yield replace(triple, target=venue) if venue is not None else triple


def _claimant(event: Event, report: Report) -> str | None:
    """Who is said, before it is told, to say that an event happened; None where the report itself tells it."""
    said = next((one for one in report.statements if event.attributed_to[:1] == (one.id,)), None)
    if said is None or said.cue is None or event.polarity == "negative":
        return None
    return said.source if said.cue.start < event.trigger.start else None


View = Callable[[Triple], tuple[str, ...]]


def _countries(triple: Triple) -> tuple[str, ...]:
    pair = (triple.source, triple.target)
    return tuple(sorted(pair)) if PLOVER_OF_ROOT[triple.root] in BOTH_WAYS else pair


def _same(triple: Triple) -> tuple[str, ...]:
    return *_countries(triple), triple.root


def _by_type(triple: Triple) -> tuple[str, ...]:
    return *_countries(triple), PLOVER_OF_ROOT[triple.root]


def _root(triple: Triple) -> tuple[str, ...]:
    return (triple.root,)


def _tally(gold: set[tuple[str, ...]], found: set[tuple[str, ...]]) -> Tally:
    both = len(gold & found)
    return Tally(len(gold), len(found), both, both)


def _items(one: Validated, found: set[Triple], report: Report) -> list[Item]:
    events = "; ".join(shown(event, report) for event in report.events) or "nothing"
    note = f"{one.text}\n     found {events}"
    gold, reported = ({" ".join(_same(triple)) for triple in some} for some in (one.triples, found))
    items = [
        Item(f"{CORPUS}/{one.id}/{named}", Outcome.RIGHT if named in reported else Outcome.MISSED, f"{named}: {note}")
        for named in sorted(gold)
    ]
    extra = sorted(reported - gold)
    return items + [Item(f"{CORPUS}/{one.id}/found {named}", Outcome.FALSE, note) for named in extra]

"""PLOVER's gold records: the right type in the sentence, and the right type with actor and recipient.

Type: some event found in the sentence has the gold type. Type + actor + recipient: one found event has the gold type,
one of gold's sources among its actors, and one of gold's targets among its recipients (sources and targets in either
place for types that go both ways: CONSULT, AGREE, COOPERATE). A side that gold leaves empty is not asked for.
"""

from collections.abc import Sequence

from eval.coded.parties import actors_by_id, any_is
from eval.corpora.plover import Coded, Coding, Party
from eval.result import Item, Outcome, Score, share
from onrecord.record import Event, Report

CORPUS = "PLOVER gold"
BOTH_WAYS = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def scored(gold: Sequence[Coded], found: Sequence[Report]) -> tuple[list[Score], list[Item]]:
    """Scores and items on the gold records."""
    items: list[Item] = []
    typed = by_whom = modes = with_mode = 0
    for sentence, report in zip(gold, found, strict=True):
        for coding in sentence.codings:
            same = [event for event in report.events if event.type == coding.type]
            typed += bool(same)
            by_whom += any(_whole(event, coding, report, actors_only=True) for event in same)
            with_mode += bool(same and coding.mode is not None)
            modes += any(coding.mode is not None and event.mode == coding.mode for event in same)
            items.append(_item(sentence, coding, report, same))
        items += _false(sentence, report)
    whole = sum(item.outcome is Outcome.RIGHT for item in items)
    codings = sum(len(sentence.codings) for sentence in gold)
    events = sum(len(report.events) for report in found)
    ratio = events / codings if codings else None
    return [
        Score(CORPUS, "right type in the sentence", share(typed, codings), codings),
        Score(CORPUS, "type + actor", share(by_whom, codings), codings),
        Score(CORPUS, "type + actor + recipient", share(whole, codings), codings),
        Score(CORPUS, "mode, where the type is right", share(modes, with_mode), with_mode),
        Score(CORPUS, "events of a type in gold", share(events - len(items) + codings, events), events),
        Score(CORPUS, "events reported per gold event", ratio, codings, "per event"),
    ], items


def _item(sentence: Coded, coding: Coding, report: Report, same: Sequence[Event]) -> Item:
    if any(_whole(event, coding, report) for event in same):
        outcome = Outcome.RIGHT
    else:
        outcome = Outcome.WRONG if same else Outcome.MISSED
    gold = f"{coding.type} {_names(coding.actors)} > {_names(coding.recipients)}"
    found = "; ".join(shown(event, report) for event in report.events) or "nothing"
    return Item(f"{CORPUS}/{coding.id}", outcome, f"{sentence.text}\n     gold  {gold}\n     found {found}")


def _whole(event: Event, coding: Coding, report: Report, *, actors_only: bool = False) -> bool:
    actors = actors_by_id(report)
    parties = (*coding.actors, *coding.recipients)
    either = (*event.actors, *event.recipients)
    both_ways = coding.type in BOTH_WAYS
    doers, targets = (either, either) if both_ways else (event.actors, event.recipients)
    sides = ((coding.actors, doers), (coding.recipients, targets))
    return all(
        not some or any(any_is(party, ids, actors, parties) for party in some)
        for some, ids in (sides[:1] if actors_only else sides)
    )


def _false(sentence: Coded, report: Report) -> list[Item]:
    types = {coding.type for coding in sentence.codings}
    return [
        Item(
            f"{CORPUS}/{sentence.codings[0].id}/found {event.trigger.start}-{event.trigger.end}:{event.type}",
            Outcome.FALSE,
            f"{sentence.text}\n     gold  {', '.join(sorted(types))}\n     found {shown(event, report)}",
        )
        for event in report.events
        if event.type not in types
    ]


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.text for party in parties) or "-"


def shown(event: Event, report: Report) -> str:
    """The event on one line, for reading."""
    names = {key: actor.name for key, actor in actors_by_id(report).items()}
    doers, targets = (", ".join(names.get(one, one) for one in ids) or "-" for ids in (event.actors, event.recipients))
    return f"{event.type}/{event.mode} [{event.trigger.text}] {doers} > {targets} ({event.modality}, {event.polarity})"
